#include "proxy/scrubber.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "control/redact.hpp"
#include "http/message.hpp"

namespace proxy {
namespace {

// Past so many the values of further ones are not looked for elsewhere: a session of millions of tokens must not take
// all memory. By their names they are still found.
constexpr std::size_t kMostRemembered = 20'000;

bool is_secret_header(std::string_view name) {
  constexpr std::array<std::string_view, 5> kNames{"Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie",
                                                   "X-Api-Key"};
  return std::ranges::any_of(kNames, [&](std::string_view known) { return http::same_name(name, known); }) ||
         control::is_secret_name(name);
}

// The text that XML's references stand for; others than these stay as they are.
std::string unescaped(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, char>, 5> kNamed{
      {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}}};
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = text.substr(at);
    const auto named = std::ranges::find_if(kNamed, [&](const auto& one) { return rest.starts_with(one.first); });
    if (named != kNamed.end()) {
      out += named->second;
      at += named->first.size();
      continue;
    }
    if (rest.starts_with("&#")) {
      const bool is_hex = rest.substr(2).starts_with('x');
      const char* const digits = rest.data() + (is_hex ? 3 : 2);
      unsigned code = 0;
      const auto [end, error] = std::from_chars(digits, rest.data() + rest.size(), code, is_hex ? 16 : 10);
      if (error == std::errc() && end != rest.data() + rest.size() && *end == ';' && code > 0 && code < 0x80) {
        out += static_cast<char>(code);
        at += static_cast<std::size_t>(end - rest.data()) + 1;
        continue;
      }
    }
    out += text[at++];
  }
  return out;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    unsigned code = 0;
    const bool is_code =
        text[at] == '%' && at + 2 < text.size() &&
        std::from_chars(text.data() + at + 1, text.data() + at + 3, code, 16).ptr == text.data() + at + 3;
    out += is_code ? static_cast<char>(code) : text[at] == '+' ? ' ' : text[at];
    if (is_code) at += 2;
  }
  return out;
}

// What a secret is, however the text around it wrote it.
std::string plain(std::string_view secret) {
  constexpr std::string_view kBegin = "<![CDATA[";
  constexpr std::string_view kEnd = "]]>";
  if (secret.starts_with(kBegin) && secret.ends_with(kEnd))
    return std::string(secret.substr(kBegin.size(), secret.size() - kBegin.size() - kEnd.size()));
  return secret.find('&') == std::string_view::npos ? std::string(secret) : unescaped(secret);
}

}  // namespace

void Scrubber::scrub(recording::Call& call) {
  const std::scoped_lock lock(mutex_);
  call.request.target = without_named(call.request.target);
  scrub_headers(call.request.headers);
  call.request.body.text = without_named(call.request.body.text);
  if (call.response) {
    scrub_headers(call.response->headers);
    call.response->body.text = without_named(call.response->body.text);
  }
  const auto replace_known = [this](std::string& text) { text = without_known(text); };
  replace_known(call.request.target);
  for (auto& [name, value] : call.request.headers) replace_known(value);
  replace_known(call.request.body.text);
  if (call.response) {
    for (auto& [name, value] : call.response->headers) replace_known(value);
    replace_known(call.response->body.text);
  }
  if (call.trouble) replace_known(call.trouble->message);
}

void Scrubber::scrub_headers(recording::HeaderFields& headers) {
  for (auto& [name, value] : headers) {
    if (!value.empty() && is_secret_header(name))
      value = stand_in(value);
    else
      value = without_named(value);
  }
}

std::string Scrubber::without_named(const std::string& text) {
  return control::redact(text, {}, [this](std::string_view secret) { return stand_in(secret); });
}

std::string Scrubber::stand_in(std::string_view secret) {
  const auto placed = recording::find_placeholder(secret);
  if (placed && placed->begin == 0 && placed->end == secret.size()) return std::string(secret);
  const std::string value = plain(secret);
  const std::string decoded = percent_decoded(value);  // a form or a query may have written it so
  for (const std::string& written : {value, decoded})
    if (const auto known = numbers_.find(written); known != numbers_.end())
      return recording::placeholder(known->second);
  std::string stands = recording::placeholder(++last_);
  if (numbers_.size() >= kMostRemembered) return stands;
  for (const std::string& written : {value, decoded}) {
    numbers_.emplace(written, last_);
    known_.add(written, stands);
  }
  return stands;
}

// Placeholders hold the word "secret", which may be somebody's password: only what is between them is looked at.
std::string Scrubber::without_known(std::string_view text) const {
  std::string out;
  std::size_t at = 0;
  while (const auto found = recording::find_placeholder(text, at)) {
    out += known_.replaced(text.substr(at, found->begin - at));
    out += text.substr(found->begin, found->end - found->begin);
    at = found->end;
  }
  return out + known_.replaced(text.substr(at));
}

}  // namespace proxy
