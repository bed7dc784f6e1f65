#include "control/formats.hpp"

#include <algorithm>

namespace control {

bool is_guid(std::string_view value) {
  if (value.size() == 38 && value.front() == '{' && value.back() == '}') value = value.substr(1, 36);
  const bool hyphens = value.size() == 36;
  if (!hyphens && value.size() != 32) return false;
  for (std::size_t at = 0; at < value.size(); ++at) {
    const bool hyphen = hyphens && (at == 8 || at == 13 || at == 18 || at == 23);
    const char c = value[at];
    const bool digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    if (hyphen ? c != '-' : !digit) return false;
  }
  return true;
}

std::string plain_guid(std::string_view written) {
  std::string out;
  for (const char c : written) {
    if (c == '-' || c == '{' || c == '}') continue;
    if (out.size() == 8 || out.size() == 13 || out.size() == 18 || out.size() == 23) out += '-';
    out += c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

bool is_dashboard_name(std::string_view name) {
  return std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '@' || c == '.' ||
           c == '_' || c == '-';
  });
}

bool is_version(std::string_view value) {
  const bool digits_and_dots =
      std::all_of(value.begin(), value.end(), [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
  return digits_and_dots && std::count(value.begin(), value.end(), '.') == 3 && value.find("..") == value.npos &&
         value.front() != '.' && value.back() != '.';
}

}  // namespace control
