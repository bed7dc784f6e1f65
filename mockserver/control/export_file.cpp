#include "control/export_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace control {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& path, const std::string& reason) {
  throw ExportError("--export-on-exit " + path.string() + ": cannot be written: " + reason);
}

std::string reason() { return std::strerror(errno); }

// A descriptor, closed at its end; close_checked() tells whether all went well.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int number() const { return number_; }
  bool close_checked() {
    const int number = number_;
    number_ = -1;
    return ::close(number) == 0;
  }

 private:
  int number_;
};

bool write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

constexpr int kMostLinks = 40;  // as the system follows

// Where the path leads, links followed; a link that leads nowhere yet leads to its target.
fs::path target_of(const std::string& path) {
  fs::path target = path;
  std::error_code failed;
  for (int links = 0; links < kMostLinks && fs::is_symlink(target, failed); ++links)
    target = target.parent_path() / fs::read_symlink(target, failed);
  return target;
}

fs::path directory_of(const fs::path& file) { return file.has_parent_path() ? file.parent_path() : fs::path("."); }

bool is_special(const fs::path& path) {
  std::error_code failed;
  const fs::file_status status = fs::status(path, failed);
  return fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status);
}

// The rights of the file that is replaced, or those that a new file gets.
mode_t rights_of(const fs::path& path) {
  struct stat found {};
  if (::stat(path.c_str(), &found) == 0) return found.st_mode & 07777;
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return 0666 & ~mask;
}

void write_directly(const fs::path& path, std::string_view text) {
  Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
  if (file.number() < 0 || !write_all(file.number(), text) || !file.close_checked()) fail(path, reason());
}

}  // namespace

std::string export_text(const nlohmann::json& document) {
  return document.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

void require_writable(const std::string& path) {
  const fs::path target = target_of(path);
  if (is_special(target)) return;
  std::error_code failed;
  if (fs::is_directory(target, failed)) fail(path, "it is a directory");
  if (::access(directory_of(target).c_str(), W_OK | X_OK) != 0) fail(path, "its directory: " + reason());
}

void write_export(const std::string& path, std::string_view text) {
  const fs::path target = target_of(path);
  if (is_special(target)) return write_directly(target, text);

  std::string part = (directory_of(target) / ("." + target.filename().string() + ".XXXXXX")).string();
  Descriptor file(::mkstemp(part.data()));
  if (file.number() < 0) fail(path, reason());
  const bool written = write_all(file.number(), text) && ::fchmod(file.number(), rights_of(target)) == 0 &&
                       ::fsync(file.number()) == 0 && file.close_checked() &&
                       ::rename(part.c_str(), target.c_str()) == 0;
  if (written) return;
  const std::string why = reason();
  ::unlink(part.c_str());
  fail(path, why + "; an older file is as it was");
}

}  // namespace control
