// Images of databases that come from outside.
#pragma once
#include <stdexcept>
#include <string>
#include <string_view>

#include "state/database.hpp"

namespace state {

// Bytes that no sandbox can be put back to. what() is for the user.
struct BadImage : std::runtime_error {
  BadImage(const std::string& message, bool is_other_version)
      : std::runtime_error(message), other_version(is_other_version) {}
  bool other_version = false;  // a sandbox's, but of another version of the schema
};

// The bytes as a snapshot, once they are known to be one: a database of ours, of this schema to the letter, whole, with
// values that its readers can take. Nothing in the image is trusted before that. Throws BadImage. Any thread.
Snapshot checked_image(std::string_view bytes);

}  // namespace state
