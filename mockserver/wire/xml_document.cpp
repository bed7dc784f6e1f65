// Looking things up in a document that was read.
#include <algorithm>

#include "wire/xml_reader.hpp"

namespace wire {

XmlPosition position_of(std::string_view text, std::size_t offset) {
  XmlPosition position;
  const std::size_t end = std::min(offset, text.size());
  for (std::size_t i = 0; i < end; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == '\n' || (byte == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'))) {
      ++position.line;
      position.column = 1;
    } else if ((byte & 0xC0) != 0x80) {
      position.column += byte >= 0xF0 ? 2 : 1;
    }
  }
  return position;
}

const XmlNode* XmlDocument::child(const XmlNode& node, std::string_view namespace_uri, std::string_view name) const {
  for (const auto* found = first_child(node); found != nullptr; found = next_sibling(*found)) {
    if (found->name == name && found->namespace_uri == namespace_uri) return found;
  }
  return nullptr;
}

const XmlAttribute* XmlDocument::attribute(const XmlNode& node, std::string_view namespace_uri,
                                           std::string_view name) const {
  for (std::uint32_t i = 0; i < node.attribute_count; ++i) {
    const auto& found = attributes[node.first_attribute + i];
    if (found.name == name && found.namespace_uri == namespace_uri) return &found;
  }
  return nullptr;
}

std::optional<std::string_view> XmlDocument::namespace_of(const XmlNode& node, std::string_view prefix) const {
  if (prefix == "xml") return "http://www.w3.org/XML/1998/namespace";
  for (const auto* scope = &node; scope != nullptr; scope = parent(*scope)) {
    const auto index = static_cast<std::uint32_t>(scope - nodes.data());
    auto declared = std::ranges::lower_bound(declarations, index, {}, &NamespaceDeclaration::node);
    for (; declared != declarations.end() && declared->node == index; ++declared) {
      if (declared->prefix == prefix) return declared->uri;
    }
  }
  if (prefix.empty()) return std::string_view();
  return std::nullopt;
}

}  // namespace wire
