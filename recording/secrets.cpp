#include "recording/secrets.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace recording {
namespace {

constexpr std::string_view kMask = "***";
constexpr std::string_view kVariable = "'\"$PASSWORD_";  // a shell variable in a command
constexpr std::string_view kReference = "<secret:";      // of a recording
constexpr std::string_view kPlaceholder = "***secret:";  // of a session
constexpr std::size_t kShortestSecret = 4;               // a shorter one would blacken ordinary text

bool is_word(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_'; }

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

std::string xml_escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else
      out += c;
  }
  return out;
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    if (is_word(c) || c == '-' || c == '.' || c == '~') {
      out += c;
    } else {
      out += '%';
      out += kHex[static_cast<unsigned char>(c) >> 4];
      out += kHex[static_cast<unsigned char>(c) & 15];
    }
  }
  return out;
}

std::string json_escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : bytes) {
    bits = bits << 8 | static_cast<unsigned char>(c);
    for (held += 8; held >= 6; held -= 6) out += kDigits[bits >> (held - 6) & 63];
  }
  if (held > 0) out += kDigits[bits << (6 - held) & 63];
  return out;
}

// The ways a secret can stand in a text. In base64 a text in the middle of another shows in three forms, by its offset
// there; the digits that also depend on its neighbours are left away.
std::vector<std::string> shapes_of(const std::string& secret) {
  std::vector<std::string> shapes{secret, xml_escaped(secret), percent_encoded(secret), json_escaped(secret)};
  for (std::size_t offset = 0; offset < 3; ++offset) {
    const std::string digits = base64(std::string(offset, ' ') + secret);
    const std::size_t first = (offset * 8 + 5) / 6;
    const std::size_t whole = (offset + secret.size()) * 8 / 6;
    if (whole > first + kShortestSecret) shapes.push_back(digits.substr(first, whole - first));
  }
  return shapes;
}

// What may stand in place of a secret.
bool stands_for_one(std::string_view value) {
  return value.starts_with(kVariable) || value.starts_with(kReference) || value.starts_with(kPlaceholder);
}

std::string without_named_values(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    if (!is_word(text[at])) {
      out += text[at++];
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && is_word(text[end])) ++end;
    const bool secret_name = is_secret_name(text.substr(at, end - at));
    const auto [begin, stop] = secret_name ? value_behind(text, at, end) : std::pair<std::size_t, std::size_t>{0, 0};
    if (begin < stop && !stands_for_one(text.substr(begin))) {
      out.append(text.substr(at, begin - at)).append(kMask);
      at = stop;
    } else {
      out.append(text.substr(at, end - at));
      at = end;
    }
  }
  return out;
}

std::uint32_t first_four(std::string_view text) {
  std::uint32_t out = 0;
  for (const char c : text.substr(0, kShortestSecret)) out = out << 8 | static_cast<unsigned char>(c);
  return out;
}

}  // namespace

bool is_secret_name(std::string_view name) {
  std::string lower(name);
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  constexpr std::array<std::string_view, 4> kEndings{"password", "pwd", "token", "secretanswer"};
  return std::ranges::any_of(kEndings, [&](std::string_view ending) { return lower.ends_with(ending); });
}

std::string placeholder(std::uint64_t number) { return std::string(kPlaceholder) + std::to_string(number) + "***"; }

std::optional<FoundPlaceholder> find_placeholder(std::string_view text, std::size_t from) {
  for (auto at = text.find(kPlaceholder, from); at != std::string_view::npos; at = text.find(kPlaceholder, at + 1)) {
    FoundPlaceholder found{.begin = at};
    const char* const digits = text.data() + at + kPlaceholder.size();
    const auto [end, error] = std::from_chars(digits, text.data() + text.size(), found.number);
    found.end = static_cast<std::size_t>(end - text.data()) + kMask.size();
    if (error == std::errc() && text.substr(found.end - kMask.size()).starts_with(kMask)) return found;
  }
  return std::nullopt;
}

void KnownSecrets::add(const std::string& secret, const std::string& replacement) {
  if (secret.size() < kShortestSecret) return;
  for (std::string& text : shapes_of(secret)) {
    auto& shapes = shapes_[first_four(text)];
    if (std::ranges::find(shapes, text, &Shape::text) != shapes.end()) continue;
    const auto place =
        std::ranges::find_if(shapes, [&](const Shape& other) { return other.text.size() < text.size(); });
    shapes.insert(place, {std::move(text), replacement});
  }
}

std::string KnownSecrets::replaced(std::string_view text) const {
  if (shapes_.empty() || text.size() < kShortestSecret) return std::string(text);
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = text.substr(at);
    const auto found = shapes_.find(first_four(rest));
    const Shape* shape = nullptr;
    if (found != shapes_.end())
      for (const Shape& candidate : found->second)
        if (!shape && rest.starts_with(candidate.text)) shape = &candidate;
    out += shape ? std::string_view(shape->replacement) : rest.substr(0, 1);
    at += shape ? shape->text.size() : 1;
  }
  return out;
}

Mask::Mask(const std::vector<std::string>& secrets) {
  for (const std::string& secret : secrets) known_.add(secret, std::string(kMask));
}

std::string Mask::operator()(std::string_view text) const { return known_.replaced(without_named_values(text)); }

std::string masked(std::string_view text, const std::vector<std::string>& secrets) { return Mask(secrets)(text); }

}  // namespace recording
