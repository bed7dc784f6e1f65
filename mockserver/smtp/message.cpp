// Header fields after RFC 5322 and RFC 2047.
#include "smtp/message.hpp"

#include <algorithm>

namespace smtp {
namespace {

constexpr std::string_view kWordBegin = "=?UTF-8?B?";
constexpr std::string_view kWordEnd = "?=";
constexpr std::size_t kWordBytes = 45;  // 60 characters of base64: with its marks a word fits into a line of 76

bool printable(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const std::string_view part = bytes.substr(at, 3);
    unsigned group = 0;
    for (std::size_t i = 0; i < 3; ++i)
      group = group << 8 | (i < part.size() ? static_cast<unsigned char>(part[i]) : 0U);
    for (std::size_t i = 0; i < 4; ++i) out += i <= part.size() ? kDigits[group >> (18 - 6 * i) & 63U] : '=';
  }
  return out;
}

// Where the longest piece of at most `limit` bytes ends that cuts no character in two.
std::size_t piece(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return text.size();
  std::size_t end = limit;
  while (end > 1 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return end;
}

// "Name <address>" with the name in the form of a header; without a name the address alone.
std::string mailbox(std::string_view text) {
  const auto open = text.find('<');
  std::string address = address_of(text);
  if (open == std::string_view::npos || open == 0) return address;
  std::string_view name = text.substr(0, open);
  while (name.ends_with(' ')) name.remove_suffix(1);
  return header_text(name) + " <" + address + ">";
}

}  // namespace

std::string address_of(std::string_view mailbox) {
  const auto open = mailbox.find('<');
  const auto close = mailbox.find('>', open == std::string_view::npos ? 0 : open);
  if (open == std::string_view::npos || close == std::string_view::npos) return std::string(mailbox);
  return std::string(mailbox.substr(open + 1, close - open - 1));
}

bool is_address(std::string_view text) {
  const auto at = text.rfind('@');
  if (at == std::string_view::npos || at == 0 || at + 1 == text.size()) return false;
  return std::ranges::none_of(
      text, [](char c) { return (c >= 0 && c <= ' ') || c == '\x7F' || c == '<' || c == '>' || c == ','; });
}

std::string header_text(std::string_view text) {
  if (printable(text) && text.find(kWordBegin) == std::string_view::npos) return std::string(text);
  std::string out;
  while (!text.empty()) {
    const std::size_t length = piece(text, kWordBytes);
    if (!out.empty()) out += "\r\n ";
    out.append(kWordBegin).append(base64(text.substr(0, length))).append(kWordEnd);
    text.remove_prefix(length);
  }
  return out;
}

std::vector<std::string> header_lines(const Message& message) {
  return {"Date: " + message.date,
          "From: " + mailbox(message.from),
          "To: " + mailbox(message.to),
          "Subject: " + header_text(message.subject),
          "Message-ID: <" + message.id + ">",
          "MIME-Version: 1.0"};
}

}  // namespace smtp
