// Reads a whole XML document into a flat tree, as strictly as the host's own reader and in its own words. Stands on
// Expat; never recurses, so depth and size are bounded by memory alone (docs/adr/0001).
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wire {

// A place in a document, both 1-based; columns are UTF-16 units and CR, LF and CR LF each end a line, as .NET counts.
struct XmlPosition {
  std::size_t line = 1;
  std::size_t column = 1;
  friend bool operator==(const XmlPosition&, const XmlPosition&) = default;
};

// The place of a byte of `text` (UTF-8). An offset past the end counts as the end. Linear in `offset`.
XmlPosition position_of(std::string_view text, std::size_t offset);

struct XmlError {
  enum class Kind : std::uint8_t {
    root_missing,       // nothing but whitespace, comments and processing instructions
    dtd_prohibited,     // host rule 92
    unclosed_elements,  // the document ends inside an element
    unexpected_end,     // the document ends inside a tag, comment, section or declaration
    data_at_root,       // text before or after the root element
    multiple_roots,     // an element after the root element
    tag_mismatch,       // an end tag that closes another element
    undeclared_entity,  // &x; of the document's own
    invalid_character,  // also as a character reference
    undeclared_prefix,
    duplicate_attribute,
    misplaced_declaration,  // something, if only a blank line, before <?xml
    invalid_version,
    undecodable,  // the bytes behind the text could not be decoded any further
    syntax,       // anything else
  };
  Kind kind = Kind::syntax;
  std::string text;        // the message of .NET's XmlException, " Line 1, position 5." included where it has one
  std::size_t offset = 0;  // the byte the position stands for
  XmlPosition position;
};

struct XmlAttribute {
  std::string_view namespace_uri;  // empty for an unprefixed attribute
  std::string_view name;           // local name; declarations (xmlns) are not kept
  std::string_view value;          // normalised
};

// One element. Nodes lie in document order; links are indices into XmlDocument::nodes.
struct XmlNode {
  static constexpr std::uint32_t kNone = UINT32_MAX;
  static constexpr std::size_t kNotReached = SIZE_MAX;

  std::string_view namespace_uri;
  std::string_view name;            // local name
  std::string_view qualified_name;  // as written, "soap:Body"
  // All character data directly inside, CDATA merged, line ends normalised to LF. Where there is markup inside, only
  // the part before the first child element is promised.
  std::string_view text;
  std::uint32_t parent = kNone;
  std::uint32_t first_child = kNone;
  std::uint32_t next_sibling = kNone;
  std::uint32_t first_attribute = 0;  // index into XmlDocument::attributes
  std::uint32_t attribute_count = 0;
  std::uint32_t depth = 0;  // 0 for the root element
  // Offset of the first child element, comment or processing instruction inside ('<'), or kNotReached if there is none:
  // such a node inside a simple value is an XmlException at that place (host rule 48).
  std::size_t first_markup = kNotReached;
  std::size_t start = 0;          // offset of the start tag's '<'; the element's own position is start + 1
  std::size_t end = kNotReached;  // offset just after the end tag; kNotReached if the document breaks before it
  // Offset that host rule 32 reports for a fault of this element: the node after its end tag, that is the first letter
  // of a tag's name, of a comment's or CDATA section's content or of an instruction's target, or the byte right after
  // the end tag if text follows. kNotReached if that node could not be read: then the document's own error comes first.
  std::size_t next = kNotReached;

  bool closed() const { return end != kNotReached; }
};

// A document, as far as it could be read. Movable; its string views point into the text given to read_xml and into
// its own arena, so it must not outlive that text. Not changed after reading: may be shared by threads.
struct XmlDocument {
  std::string_view source;
  std::vector<XmlNode> nodes;  // nodes[0], if any, is the root element
  std::vector<XmlAttribute> attributes;
  std::optional<XmlError> error;  // everything in `nodes` lies before it

  const XmlNode* root() const { return nodes.empty() ? nullptr : nodes.data(); }
  const XmlNode* parent(const XmlNode& node) const { return at(node.parent); }
  const XmlNode* first_child(const XmlNode& node) const { return at(node.first_child); }
  const XmlNode* next_sibling(const XmlNode& node) const { return at(node.next_sibling); }
  // The first child of that name, or nullptr.
  const XmlNode* child(const XmlNode& node, std::string_view namespace_uri, std::string_view name) const;
  // The attribute of that name, or nullptr.
  const XmlAttribute* attribute(const XmlNode& node, std::string_view namespace_uri, std::string_view name) const;
  XmlPosition position_of(std::size_t offset) const { return wire::position_of(source, offset); }
  // The namespace that `prefix` ("" for the default one) stands for at `node`, or nothing if it is undeclared. Needed
  // for names in values, such as xsi:type.
  std::optional<std::string_view> namespace_of(const XmlNode& node, std::string_view prefix) const;

  // Text that is no piece of the source. Most documents need no more than the first stretch.
  struct Arena {
    std::array<std::byte, 1024> first;
    std::pmr::monotonic_buffer_resource memory{first.data(), first.size()};
  };

  // Declarations in document order, each of one element.
  struct NamespaceDeclaration {
    std::uint32_t node;
    std::string_view prefix;
    std::string_view uri;
  };
  std::vector<NamespaceDeclaration> declarations;
  std::unique_ptr<Arena> arena;

 private:
  const XmlNode* at(std::uint32_t index) const { return index == XmlNode::kNone ? nullptr : &nodes[index]; }
};

// Reads `text`, UTF-8 as decode_body left it (a declared encoding is ignored). Never throws for bad input: the answer
// holds the tree up to the first error and the error. `broken_off`, if not empty, says why the text ends before the
// document does (DecodedBody::broken_off) and takes the place of an error at its end.
XmlDocument read_xml(std::string_view text, std::string_view broken_off = {});

}  // namespace wire
