// Taking forms apart.
#include "http/form.hpp"

#include <algorithm>

#include "http/message.hpp"
#include "wire/text_encoding.hpp"
#include "wire/url.hpp"

namespace http {

Form::Form(std::string_view text) {
  while (!text.empty()) {
    const std::string_view part = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(text.size(), part.size() + 1));
    if (part.empty()) continue;
    const auto equals = part.find('=');
    const auto text_of = [](std::string_view coded) { return wire::repair_utf8(wire::url_decode(coded)); };
    fields_.emplace_back(text_of(part.substr(0, equals)),
                         equals == part.npos ? std::string() : text_of(part.substr(equals + 1)));
  }
}

std::optional<std::string> Form::find(std::string_view name) const {
  for (const auto& [key, value] : fields_)
    if (key == name) return value;
  return std::nullopt;
}

std::optional<std::string> Form::find_ignoring_case(std::string_view name) const {
  for (const auto& [key, value] : fields_)
    if (same_name(key, name)) return value;
  return std::nullopt;
}

}  // namespace http
