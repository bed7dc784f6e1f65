// A mail on its way to an SMTP server, and the forms that its header fields take there.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace smtp {

struct Message {
  std::string from = {};     // "support@example.test" or "Support <support@example.test>"
  std::string to = {};       // one address
  std::string subject = {};  // UTF-8, any characters
  std::string date = {};     // as RFC 5322 writes it: "Thu, 15 Jan 2026 12:00:00 +0000"
  std::string id = {};       // of Message-ID, without the angle brackets
  std::string text = {};     // UTF-8
  std::string html = {};     // may be empty
};

// The address within "Name <address>", or the text itself.
std::string address_of(std::string_view mailbox);

// Whether a text can stand as an address in an SMTP command: something on both sides of an @, and neither spaces,
// control characters nor angle brackets.
bool is_address(std::string_view text);

// A header field's text as RFC 2047 has it: as it is when it is printable ASCII, else as encoded words of UTF-8, folded
// so that no line is longer than 76 characters. Never holds a line break that does not begin a folded line.
std::string header_text(std::string_view text);

// The message's header fields, one a line, without line ends. Content-Type is not among them.
std::vector<std::string> header_lines(const Message& message);

}  // namespace smtp
