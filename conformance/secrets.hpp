// Keeps passwords out of everything a person reads.
#pragma once
#include <string>

#include "recording/secrets.hpp"

namespace conformance {

// Something that is never to be shown, and the name of the shell variable that stands for it in a command.
struct Secret {
  std::string value;
  std::string variable;  // "PASSWORD_DISTRIBUTOR"
};

using recording::is_secret_name;
using recording::Mask;
using recording::masked;

}  // namespace conformance
