// Masking of secrets in the text of calls, before anything is kept or shown.
#pragma once
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace control {

inline constexpr std::string_view kMask = "********";

// Whether an element, attribute or parameter of this local name carries a secret: its name contains "password",
// "passwd" or "pwd", ends with "token", or is "answer", "secretAnswer" or "securityAnswer"; letter case is ignored.
// The names of operations ("ChangeBackupAccountPassword", "GetAuthenticationToken") are no secrets.
bool is_secret_name(std::string_view local_name);

// Masks every secret value in `text`: the content of elements from the start tag to the matching end tag (or to the end
// of the text if there is none), values of attributes, of form and query parameters, and of JSON members. Made for text
// that need not be well-formed: when in doubt it masks more. NUL bytes (UTF-16 that was not decoded) are dropped first.
// An empty value stays empty, so that "was not sent" can be told from "was sent". `also` are further names of secrets,
// letter case ignored. A secret gives way to kMask, or to what `replacement` makes of it; it may be asked again for
// what it has made.
using Replacement = std::function<std::string(std::string_view secret)>;
std::string redact(std::string text, std::span<const std::string> also = {}, const Replacement& replacement = {});

}  // namespace control
