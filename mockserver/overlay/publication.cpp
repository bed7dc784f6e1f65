// Cutting documents where an address stands, so that serving them is putting the pieces together.
#include "overlay/publication.hpp"

#include <algorithm>

#include "wire/conversions.hpp"

namespace overlay {
namespace {

constexpr std::string_view kWsdl = "http://schemas.xmlsoap.org/wsdl/";
constexpr std::string_view kSpace = " \t\r\n";

struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Where the value of an attribute without prefix stands in the text of a start tag; the document is well-formed.
Range value_range(std::string_view text, std::size_t tag, std::string_view name) {
  std::size_t at = text.find_first_of(" \t\r\n/>", tag);
  while (at < text.size()) {
    at = text.find_first_not_of(kSpace, at);
    if (at == text.npos || text[at] == '>' || text[at] == '/') break;
    const std::size_t name_end = text.find_first_of(" \t\r\n=", at);
    const std::size_t quote = text.find_first_of("\"'", name_end);
    const std::size_t close = text.find(text[quote], quote + 1);
    if (text.substr(at, name_end - at) == name) return {quote + 1, close};
    at = close + 1;
  }
  return {};
}

bool is_address(const wire::XmlNode& node) {
  return node.name == "address" && (node.namespace_uri == "http://schemas.xmlsoap.org/wsdl/soap/" ||
                                    node.namespace_uri == "http://schemas.xmlsoap.org/wsdl/soap12/" ||
                                    node.namespace_uri == "http://schemas.xmlsoap.org/wsdl/http/");
}

// The attribute that refers to another document; empty for an element that refers to none.
std::string_view reference_of(const wire::XmlNode& node) {
  if (node.namespace_uri == kWsdl && node.name == "import") return "location";
  if (node.namespace_uri == kXsd && (node.name == "import" || node.name == "include")) return "schemaLocation";
  return {};
}

// Behind the XML declaration, which may name another encoding than the one that is served.
std::size_t start_of(std::string_view text) {
  if (!text.starts_with("<?xml ")) return 0;
  const auto end = text.find("?>");
  return end == text.npos ? 0 : end + 2;
}

}  // namespace

Publication::Publication(const WsdlService& service, Files& files) : sources_(service.documents) {
  for (const Document* document : sources_) documents_.push_back(publish(*document, files));
}

std::string Publication::id_of(const Document& document) const {
  const auto at = std::ranges::find(sources_, &document) - sources_.begin();
  if (at == 0) return "";
  return (document.root().namespace_uri == kXsd ? "schema" : "wsdl") + std::to_string(at);
}

Publication::Published Publication::publish(const Document& document, Files& files) const {
  Published published{.id = id_of(document)};
  const std::string_view text = document.text;
  std::size_t done = start_of(text);
  const auto cut = [&](const wire::XmlNode& node, std::string_view attribute_name, std::string suffix) {
    const Range range = value_range(text, node.start, attribute_name);
    if (range.end == 0) return;
    published.pieces.push_back(
        {.text = std::string(text.substr(done, range.begin - done)), .address = std::move(suffix)});
    done = range.end;
  };
  for (const wire::XmlNode& node : document.xml.nodes) {  // in document order
    const Place place{&document, &node};
    if (is_address(node)) {
      cut(node, "location", "");
    } else if (const std::string_view name = reference_of(node); !name.empty() && !attribute(place, name).empty()) {
      const std::string id = id_of(files.resolve(place, attribute(place, name)));
      cut(node, name, id.empty() ? "?wsdl" : (id.starts_with("wsdl") ? "?wsdl=" : "?schema=") + id);
    }
  }
  published.pieces.push_back({.text = std::string(text.substr(done)), .ends = true});
  return published;
}

std::string Publication::text_of(const Published& document, std::string_view address) {
  std::string text = R"(<?xml version="1.0" encoding="utf-8"?>)";
  for (const Piece& piece : document.pieces) {
    text += piece.text;
    if (piece.ends) break;
    wire::append_attribute(text, address);
    text += piece.address;
  }
  return text;
}

std::optional<std::string> Publication::part(std::string_view id, std::string_view address) const {
  for (const Published& document : documents_)
    if (!id.empty() && document.id == id) return text_of(document, address);
  return std::nullopt;
}

}  // namespace overlay
