#include "wire/xml_reader.hpp"

#include <expat.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <random>
#include <unordered_map>
#include <utility>

#include "wire/xml_errors.hpp"

namespace wire {
namespace {

constexpr std::string_view kXmlNamespace = "http://www.w3.org/XML/1998/namespace";
constexpr std::string_view kXmlnsNamespace = "http://www.w3.org/2000/xmlns/";
constexpr std::size_t kUsualNodes = 16;

// Expat's protection against prefixes chosen to collide. Drawn once: its own way asks the kernel for every document.
unsigned long hash_salt() {
  static const unsigned long salt = std::random_device{}() | 1UL;
  return salt;
}

// Where Expat takes its memory from. It asks for some hundred pieces even for a short document; here they all go at
// once, the parser with them, which saves giving each back. A piece is preceded by its size, which only growing needs.
class ExpatMemory {
 public:
  ExpatMemory() : outer_(std::exchange(current, this)) {}
  ~ExpatMemory() { current = outer_; }
  ExpatMemory(const ExpatMemory&) = delete;
  ExpatMemory& operator=(const ExpatMemory&) = delete;

  // A parser that lives as long as this memory.
  XML_Parser parser() const {
    static constexpr XML_Memory_Handling_Suite kSuite{take, grow, [](void*) {}};
    XML_Parser made = XML_ParserCreate_MM("UTF-8", &kSuite, nullptr);
    if (!made) throw std::bad_alloc();
    return made;
  }

 private:
  static constexpr std::size_t kBefore = alignof(std::max_align_t);

  // Expat is C: no exception may pass through it.
  static void* take(std::size_t size) {
    try {
      auto* piece = static_cast<std::byte*>(current->memory_.allocate(size + kBefore, kBefore));
      std::memcpy(piece, &size, sizeof size);
      return piece + kBefore;
    } catch (const std::bad_alloc&) {
      return nullptr;
    }
  }
  static void* grow(void* piece, std::size_t size) {
    std::size_t old = 0;
    if (piece) std::memcpy(&old, static_cast<std::byte*>(piece) - kBefore, sizeof old);
    if (piece && old >= size) return piece;
    void* larger = take(size);
    if (larger && piece) std::memcpy(larger, piece, old);
    return larger;
  }

  static thread_local ExpatMemory* current;
  ExpatMemory* outer_;
  std::array<std::byte, std::size_t{24} << 10> first_;  // enough for usual requests; not set on purpose
  std::pmr::monotonic_buffer_resource memory_{first_.data(), first_.size()};
};
thread_local ExpatMemory* ExpatMemory::current = nullptr;

// Builds the tree from Expat's events. Names are resolved here, since Expat's own resolution would lose the prefixes
// that .NET's messages show.
class TreeBuilder {
 public:
  TreeBuilder(std::string_view source, std::string_view broken_off) : broken_off_(broken_off) {
    document_.source = source;
    document_.arena = std::make_unique_for_overwrite<XmlDocument::Arena>();
    document_.nodes.reserve(kUsualNodes);
    open_.reserve(kUsualNodes);
    bindings_.reserve(kUsualNodes);
    bind("xml", kXmlNamespace, XmlNode::kNone);
    bind("xmlns", kXmlnsNamespace, XmlNode::kNone);
  }

  XmlDocument read() {
    XML_SetHashSalt(parser_, hash_salt());
    XML_SetUserData(parser_, this);
    XML_SetElementHandler(
        parser_, [](void* self, const char* name, const char** atts) { of(self).start_element(name, atts); },
        [](void* self, const char*) {
          // Expat still ends an empty element whose start was refused.
          if (!of(self).failed()) of(self).end_element();
        });
    XML_SetCharacterDataHandler(parser_, [](void* self, const char* text, int length) {
      of(self).character_data({text, static_cast<std::size_t>(length)});
    });
    XML_SetCommentHandler(parser_, [](void* self, const char*) { of(self).markup(4); });
    XML_SetProcessingInstructionHandler(parser_, [](void* self, const char*, const char*) { of(self).markup(2); });
    XML_SetCdataSectionHandler(
        parser_, [](void* self) { of(self).start_cdata(); }, [](void* self) { of(self).end_cdata(); });
    XML_SetStartDoctypeDeclHandler(parser_,
                                   [](void* self, const char*, const char*, const char*, int) { of(self).doctype(); });
    XML_SetXmlDeclHandler(parser_,
                          [](void* self, const char* version, const char*, int) { of(self).xml_declaration(version); });
    const bool complete = feed();
    if (!complete && !document_.error) document_.error = explain(stop());
    finish();
    return std::move(document_);
  }

 private:
  // A prefix in scope: its declaration, and the one of the same prefix that it hides.
  struct Binding {
    std::string_view prefix;
    std::string_view uri;
    std::uint32_t hidden = XmlNode::kNone;
  };
  struct Open {
    std::uint32_t node;
    std::uint32_t last_child = XmlNode::kNone;
    std::size_t bindings = 0;  // number in scope outside of it
  };

  static TreeBuilder& of(void* self) { return *static_cast<TreeBuilder*>(self); }

  bool feed() {
    constexpr std::size_t kPiece = std::size_t{1} << 30;  // Expat counts in int
    auto rest = document_.source;
    while (rest.size() > kPiece) {
      if (XML_Parse(parser_, rest.data(), static_cast<int>(kPiece), 0) != XML_STATUS_OK) return false;
      rest.remove_prefix(kPiece);
    }
    return XML_Parse(parser_, rest.data(), static_cast<int>(rest.size()), 1) == XML_STATUS_OK;
  }

  std::size_t event_start() const { return static_cast<std::size_t>(XML_GetCurrentByteIndex(parser_)); }
  std::size_t event_size() const { return static_cast<std::size_t>(XML_GetCurrentByteCount(parser_)); }

  std::string_view keep(std::string_view text) {
    if (text.empty()) return {};
    auto* copy = static_cast<char*>(document_.arena->memory.allocate(text.size(), 1));
    std::memcpy(copy, text.data(), text.size());
    return {copy, text.size()};
  }

  void fail(XmlError error) {
    document_.error = std::move(error);
    XML_StopParser(parser_, XML_FALSE);
  }
  void fail(XmlError::Kind kind, std::string message, std::size_t offset) {
    fail(xml_error_at(document_.source, kind, std::move(message), offset));
  }
  bool failed() const { return document_.error.has_value(); }

  // ---- namespaces ----

  void bind(std::string_view prefix, std::string_view uri, std::uint32_t node) {
    const auto index = static_cast<std::uint32_t>(bindings_.size());
    auto [innermost, fresh] = innermost_.try_emplace(prefix, index);
    bindings_.push_back({prefix, uri, fresh ? XmlNode::kNone : innermost->second});
    innermost->second = index;
    if (node != XmlNode::kNone) document_.declarations.push_back({node, prefix, uri});
  }

  void unbind_down_to(std::size_t count) {
    while (bindings_.size() > count) {
      const auto& binding = bindings_.back();
      if (binding.hidden == XmlNode::kNone) {
        innermost_.erase(binding.prefix);
      } else {
        innermost_.find(binding.prefix)->second = binding.hidden;
      }
      bindings_.pop_back();
    }
  }

  const Binding* binding_of(std::string_view prefix) const {
    const auto found = innermost_.find(prefix);
    return found == innermost_.end() ? nullptr : &bindings_[found->second];
  }

  struct SplitName {
    std::string_view prefix;
    std::string_view local;
  };

  // Where a name of the current start tag is written. Reads the tag again, so only errors may ask.
  std::size_t written_at(std::string_view name, bool attribute) const {
    return attribute ? attribute_offset(document_.source, event_start(), name) : event_start() + 1;
  }

  // Splits at the colon; a name with a misplaced colon is an error.
  SplitName split(std::string_view name, bool attribute) {
    const auto colon = name.find(':');
    if (colon == std::string_view::npos) return {{}, name};
    if (colon == 0 || colon + 1 == name.size()) {
      fail(bad_name_character(document_.source, written_at(name, attribute) + (colon == 0 ? 0 : name.size()), true));
    } else if (const auto second = name.find(':', colon + 1); second != std::string_view::npos) {
      fail(bad_name_character(document_.source, written_at(name, attribute) + second, second == colon + 1));
    }
    return {name.substr(0, colon), name.substr(colon + 1)};
  }

  void declare(std::string_view prefix, std::string_view uri, std::uint32_t node, std::string_view attribute) {
    if (uri.empty() && !prefix.empty()) {
      return fail(XmlError::Kind::syntax, "Invalid namespace declaration.", written_at(attribute, true));
    }
    if (prefix == "xmlns" || (prefix == "xml" && uri != kXmlNamespace)) {
      return fail(XmlError::Kind::syntax,
                  prefix == "xmlns" ? "Prefix \"xmlns\" is reserved for use by XML."
                                    : "Prefix \"xml\" is reserved for use by XML and can be mapped only to namespace "
                                      "name http://www.w3.org/XML/1998/namespace.",
                  written_at(attribute, true));
    }
    bind(keep(prefix), keep(uri), node);
  }

  // The namespace of `name`, whose prefix is `prefix`.
  std::string_view resolve(std::string_view prefix, std::string_view name, bool attribute) {
    if (const auto* binding = binding_of(prefix)) return binding->uri;
    if (!prefix.empty() && !failed()) {
      fail(XmlError::Kind::undeclared_prefix, "'" + std::string(prefix) + "' is an undeclared prefix.",
           written_at(name, attribute));
    }
    return {};
  }

  // ---- elements ----

  void start_element(const char* raw_name, const char** raw_attributes) {
    const auto index = static_cast<std::uint32_t>(document_.nodes.size());
    const std::size_t tag = event_start();
    XmlNode node;
    node.qualified_name = document_.source.substr(tag + 1, std::strlen(raw_name));
    node.start = tag;
    node.depth = static_cast<std::uint32_t>(open_.size());
    const std::size_t bindings = bindings_.size();

    const auto name = split(node.qualified_name, false);
    read_declarations(raw_attributes, index);
    if (failed()) return;
    node.name = name.local;
    node.namespace_uri = resolve(name.prefix, node.qualified_name, false);
    read_attributes(raw_attributes, node);
    if (failed()) return;

    settle_pending(tag + 1);
    leave_text(tag);
    if (!open_.empty()) {
      auto& parent = open_.back();
      node.parent = parent.node;
      auto& link = parent.last_child == XmlNode::kNone ? document_.nodes[parent.node].first_child
                                                       : document_.nodes[parent.last_child].next_sibling;
      link = index;
      parent.last_child = index;
    }
    document_.nodes.push_back(node);
    open_.push_back({.node = index, .bindings = bindings});
    read_end_ = tag + event_size();
  }

  void read_declarations(const char** attributes, std::uint32_t node) {
    for (; *attributes != nullptr && !failed(); attributes += 2) {
      const std::string_view name = attributes[0];
      if (name == "xmlns") {
        declare({}, attributes[1], node, name);
      } else if (name.starts_with("xmlns:")) {
        declare(name.substr(6), attributes[1], node, name);
      }
    }
  }

  void read_attributes(const char** attributes, XmlNode& node) {
    const auto first = document_.attributes.size();
    bool prefixed = false;
    for (; *attributes != nullptr && !failed(); attributes += 2) {
      const std::string_view name = attributes[0];
      if (name == "xmlns" || name.starts_with("xmlns:")) continue;
      XmlAttribute attribute;
      if (name.find(':') == std::string_view::npos) {
        attribute.name = keep(name);
      } else {
        const auto parts = split(name, true);
        if (failed()) return;
        attribute.name = keep(parts.local);
        attribute.namespace_uri = resolve(parts.prefix, name, true);
        prefixed = true;
      }
      attribute.value = keep(attributes[1]);
      document_.attributes.push_back(attribute);
    }
    node.first_attribute = static_cast<std::uint32_t>(first);
    node.attribute_count = static_cast<std::uint32_t>(document_.attributes.size() - first);
    if (prefixed && node.attribute_count > 1) refuse_equal_attributes(node);
  }

  // Expat compares the names as written; two prefixes may stand for one namespace.
  void refuse_equal_attributes(const XmlNode& node) {
    std::vector<std::pair<std::string_view, std::string_view>> names;
    for (std::uint32_t i = 0; i < node.attribute_count; ++i) {
      const auto& attribute = document_.attributes[node.first_attribute + i];
      if (!attribute.namespace_uri.empty()) names.emplace_back(attribute.name, attribute.namespace_uri);
    }
    std::ranges::sort(names);
    const auto twice = std::ranges::adjacent_find(names);
    if (twice == names.end() || failed()) return;
    fail(XmlError::Kind::duplicate_attribute, "'" + std::string(twice->first) + "' is a duplicate attribute name.",
         node.start + 1);
  }

  void end_element() {
    const std::size_t start = event_start();
    const std::size_t size = event_size();  // 0 for <x/>, whose one tag was the start
    if (size != 0) settle_pending(start + 2);
    leave_text(XmlNode::kNotReached);
    auto& node = document_.nodes[open_.back().node];
    node.end = start + size;
    pending_ = open_.back().node;
    unbind_down_to(open_.back().bindings);
    open_.pop_back();
    read_end_ = node.end;
  }

  // ---- everything else ----

  // A comment or instruction whose first letter lies `lead` bytes behind its beginning.
  void markup(std::size_t lead) {
    const std::size_t start = event_start();
    settle_pending(start + lead);
    leave_text(start);
    read_end_ = start + event_size();
  }

  void start_cdata() {
    const std::size_t content = event_start() + event_size();
    if (pending_ != XmlNode::kNone) {
      if (pending_next_ == XmlNode::kNotReached) {
        pending_next_ = content;
      } else {
        settle_pending(content);
      }
    }
    in_cdata_ = true;
    read_end_ = content;
  }

  void end_cdata() {
    in_cdata_ = false;
    read_end_ = event_start() + event_size();
  }

  void character_data(std::string_view text) {
    const std::size_t start = event_start();
    const std::size_t size = event_size();
    read_end_ = start + size;
    if (pending_ != XmlNode::kNone && pending_next_ == XmlNode::kNotReached) {
      pending_next_ = document_.nodes[pending_].end;
    }
    auto& node = document_.nodes[open_.back().node];
    if (node.first_markup != XmlNode::kNotReached) return;
    // Text that Expat hands on unchanged is a piece of the source.
    const bool unchanged = size == text.size() && document_.source[start] == text.front();
    const auto piece = unchanged ? document_.source.substr(start, size) : text;
    if (scratch_.empty() && unchanged && node.text.empty()) {
      node.text = piece;
    } else if (scratch_.empty() && unchanged && node.text.data() + node.text.size() == piece.data()) {
      node.text = {node.text.data(), node.text.size() + size};
    } else {
      if (scratch_.empty()) scratch_ = node.text;
      scratch_ += piece;
      node.text = {};
    }
  }

  // The text of the innermost open element is complete: it ends, or markup begins inside it at `markup_start`.
  void leave_text(std::size_t markup_start) {
    if (open_.empty()) return;
    auto& node = document_.nodes[open_.back().node];
    if (!scratch_.empty()) {
      node.text = keep(scratch_);
      scratch_.clear();
    }
    if (markup_start != XmlNode::kNotReached && node.first_markup == XmlNode::kNotReached) {
      node.first_markup = markup_start;
    }
  }

  // The node after the element that ended last was read and lies at `next`, unless text came before it.
  void settle_pending(std::size_t next) {
    if (pending_ == XmlNode::kNone) return;
    document_.nodes[pending_].next = pending_next_ == XmlNode::kNotReached ? next : pending_next_;
    pending_ = XmlNode::kNone;
    pending_next_ = XmlNode::kNotReached;
  }

  void doctype() {
    const std::size_t at = document_.source.find("<!D", read_end_);
    document_.error = XmlError{XmlError::Kind::dtd_prohibited, "DTD is prohibited in this XML document.", at,
                               document_.position_of(at)};
    XML_StopParser(parser_, XML_FALSE);
  }

  void xml_declaration(const char* version) {
    if (version != nullptr && std::string_view(version) != "1.0") {
      const auto at = document_.source.find_first_of("\"'", event_start());
      return fail(XmlError::Kind::invalid_version, "Version number '" + std::string(version) + "' is invalid.", at + 1);
    }
    read_end_ = document_.source.find("?>", event_start()) + 2;
  }

  XmlStop stop() const {
    XmlStop result{.source = document_.source,
                   .code = XML_GetErrorCode(parser_),
                   .offset = event_start(),
                   .read_end = read_end_,
                   .in_cdata = in_cdata_,
                   .after_root = open_.empty() && !document_.nodes.empty(),
                   .open = {}};
    for (const auto& open : open_) result.open.push_back(&document_.nodes[open.node]);
    return result;
  }

  void finish() {
    if (!broken_off_.empty()) {
      using Kind = XmlError::Kind;
      const auto kind = document_.error ? document_.error->kind : Kind::undecodable;
      if (kind == Kind::undecodable || kind == Kind::root_missing || kind == Kind::unclosed_elements ||
          kind == Kind::unexpected_end) {
        document_.error =
            xml_error_at(document_.source, Kind::undecodable, std::string(broken_off_), document_.source.size());
      }
    }
    leave_text(XmlNode::kNotReached);
    // Text is a node of its own once it is followed by markup, however broken, or by the end of the document.
    const bool text_ended =
        read_end_ == document_.source.size() ? broken_off_.empty() : document_.source[read_end_] == '<';
    if (!document_.error) {
      settle_pending(document_.source.size());
    } else if (pending_next_ != XmlNode::kNotReached && !in_cdata_ && text_ended) {
      settle_pending(pending_next_);
    }
  }

  XmlDocument document_;
  std::string_view broken_off_;
  ExpatMemory memory_ = {};
  XML_Parser parser_ = memory_.parser();
  std::vector<Open> open_;
  std::vector<Binding> bindings_;
  std::unordered_map<std::string_view, std::uint32_t> innermost_;  // by prefix: index into bindings_
  std::string scratch_;                     // text of the innermost open element, where it differs from the source
  std::size_t read_end_ = 0;                // end of the last event
  std::uint32_t pending_ = XmlNode::kNone;  // ended, and the node after it not yet known
  std::size_t pending_next_ = XmlNode::kNotReached;  // where that node begins, if it is text
  bool in_cdata_ = false;
};

}  // namespace

XmlDocument read_xml(std::string_view text, std::string_view broken_off) {
  return TreeBuilder(text, broken_off).read();
}

}  // namespace wire
