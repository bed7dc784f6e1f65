// From the bytes of a request body to UTF-8, with the host's charset traps (host rules 86-88).
#pragma once
#include <string>
#include <string_view>

namespace wire {

// A Content-Type header taken apart. Parameter names are found whatever their case; quotes around values are removed.
struct ContentType {
  std::string media_type;  // lower case: "text/xml"; empty when there is no header
  std::string charset;     // as sent, without quotes; empty when absent
  std::string action;      // SOAP 1.2's action parameter; empty when absent
  bool has_action = false;
};

ContentType parse_content_type(std::string_view header);

struct DecodedBody {
  std::string text;  // valid UTF-8 without a byte order mark
  // Empty, or why decoding had to stop after `text`: the beginning of the XML reader's message, to be handed to
  // read_xml. Only bodies whose encoding the XML reader detects by itself can break off (host rule 87).
  std::string broken_off;
};

// text/xml, or any type that names a charset: decoded by that charset; without one, or with one nobody knows, as ASCII
// with one '?' for every byte from 0x80 up, whatever the XML declaration says (host rule 86). Names are matched without
// regard to case: utf-8, utf-16 (little endian), utf-16be, us-ascii, iso-8859-1, windows-1252. What cannot be decoded
// becomes U+FFFD. A byte order mark (UTF-8, UTF-16, UTF-32) wins over all of this.
// application/soap+xml without a charset: the XML reader's own detection, by byte order mark and declaration.
DecodedBody decode_body(std::string body, const ContentType& type);

// The bytes with everything that is not UTF-8 replaced by U+FFFD, one per maximal part of a broken sequence.
std::string repair_utf8(std::string_view bytes);
bool is_utf8(std::string_view bytes);

}  // namespace wire
