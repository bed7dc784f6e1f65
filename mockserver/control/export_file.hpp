// Exports as files: whole, or not at all.
#pragma once
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>

namespace control {

// A file that cannot be written. what() is for the user, and names the flag and the file.
struct ExportError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// The document as GET export answers it.
std::string export_text(const nlohmann::json& document);

// Refuses a path whose directory is missing or not writable, before there is anything to lose. Throws ExportError.
void require_writable(const std::string& path);

// Writes the text beside the file, to the disk, and gives it the file's name: whoever reads finds the old file or the
// new one. A link stays a link, and what is no regular file (a device, a pipe) is written to directly. Throws
// ExportError, and leaves the old file as it was.
void write_export(const std::string& path, std::string_view text);

}  // namespace control
