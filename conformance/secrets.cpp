#include "conformance/secrets.hpp"

#include <algorithm>
#include <array>

namespace conformance {
namespace {

constexpr std::string_view kMask = "***";
constexpr std::size_t kShortestSecret = 4;  // a shorter one would blacken ordinary text

bool is_word(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_'; }

bool is_secret_name(std::string_view name) {
  std::string lower(name);
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  constexpr std::array<std::string_view, 4> kEndings{"password", "pwd", "token", "secretanswer"};
  return std::ranges::any_of(kEndings, [&](std::string_view ending) { return lower.ends_with(ending); });
}

// Where the value behind a name at `at` begins and ends, if the name is followed by one: <Name ...>value<, name=value&,
// "name": "value". Equal positions mean there is none.
std::pair<std::size_t, std::size_t> value_behind(std::string_view text, std::size_t name_begin, std::size_t name_end) {
  const bool element = name_begin > 0 && (text[name_begin - 1] == '<' || text[name_begin - 1] == ':');
  if (element && name_end < text.size() && (text[name_end] == '>' || text[name_end] == ' ')) {
    const auto close = text.find('>', name_end);
    if (close == std::string_view::npos || text[close - 1] == '/') return {0, 0};
    return {close + 1, std::min(text.find('<', close), text.size())};
  }
  if (name_end < text.size() && text[name_end] == '=')
    return {name_end + 1, std::min(text.find_first_of("& \"'<\r\n", name_end), text.size())};
  if (name_end < text.size() && text[name_end] == '"') {
    auto at = text.find_first_not_of(" :", name_end + 1);
    if (at == std::string_view::npos || at == name_end + 1 || text[at] != '"') return {0, 0};
    auto end = ++at;
    while (end < text.size() && text[end] != '"') end += text[end] == '\\' ? 2 : 1;
    return {at, std::min(end, text.size())};
  }
  return {0, 0};
}

}  // namespace

std::string masked(std::string_view text, const std::vector<std::string>& secrets) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_word(text[at])) {
      out += text[at++];
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && is_word(text[end])) ++end;
    const bool secret_name = is_secret_name(text.substr(at, end - at));
    const auto [begin, stop] = secret_name ? value_behind(text, at, end) : std::pair<std::size_t, std::size_t>{0, 0};
    if (begin < stop) {
      out.append(text.substr(at, begin - at)).append(kMask);
      at = stop;
    } else {
      out.append(text.substr(at, end - at));
      at = end;
    }
  }
  for (const std::string& secret : secrets) {
    if (secret.size() < kShortestSecret) continue;
    for (auto found = out.find(secret); found != std::string::npos; found = out.find(secret, found + kMask.size()))
      out.replace(found, secret.size(), kMask);
  }
  return out;
}

}  // namespace conformance
