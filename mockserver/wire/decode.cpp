// The reading side of the codec: walks the rows of a type beside the children of an element.
#include "wire/decode.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "contract/operation.hpp"
#include "wire/adapted.hpp"
#include "wire/conversions.hpp"

namespace wire {
namespace {

using contract::FieldDesc;
using contract::Kind;
using contract::TypeDesc;

constexpr std::string_view kInstance2001 = "http://www.w3.org/2001/XMLSchema-instance";
constexpr std::string_view kInstance2000 = "http://www.w3.org/2000/10/XMLSchema-instance";
constexpr std::string_view kInstance1999 = "http://www.w3.org/1999/XMLSchema-instance";

std::string at_position(XmlPosition position) {
  return "There is an error in XML document (" + std::to_string(position.line) + ", " +
         std::to_string(position.column) + "). ---> ";
}

// A fault at a place the reader had already reached. If the document breaks before it, its own error came first.
ReadError fault_at(const DecodeContext& context, std::size_t offset, const std::string& text) {
  if (offset == XmlNode::kNotReached) return {.is_xml_exception = true};
  return {.message = at_position(context.document.position_of(offset)) + text};
}

// Which of a type's rows an element names: by its name, then by the accepted aliases.
const FieldDesc* find_row(const TypeDesc& type, std::string_view name, std::size_t& hint, bool& by_alias) {
  by_alias = false;
  for (std::size_t tried = 0; tried < type.fields.size(); ++tried) {  // elements usually come in declaration order
    const std::size_t at = (hint + tried) % type.fields.size();
    if (type.fields[at].name == name) {
      hint = at + 1;
      return &type.fields[at];
    }
  }
  for (const FieldDesc& field : type.fields)
    for (const std::string_view alias : field.rules.aliases)
      if (!alias.empty() && alias == name) {
        by_alias = true;
        return &field;
      }
  return nullptr;
}

// Exact and untrimmed (rule 61).
std::optional<ConversionError> convert_enumeration(std::string_view text, const TypeDesc& type, std::uint8_t& slot) {
  const auto at = std::ranges::find(type.values, text);
  if (at == type.values.end())
    return ConversionError{"Instance validation error: '" + std::string(text) + "' is not a valid value for " +
                           std::string(type.name) + "."};
  slot = static_cast<std::uint8_t>(at - type.values.begin());
  return std::nullopt;
}

std::optional<ConversionError> convert(std::string_view text, const TypeDesc& type, const ServerClock& clock,
                                       void* slot) {
  switch (type.kind) {
    case Kind::string:
      static_cast<std::string*>(slot)->assign(text);
      return std::nullopt;
    case Kind::boolean:
      return parse_value(text, *static_cast<bool*>(slot));
    case Kind::int16:
      return parse_value(text, *static_cast<std::int16_t*>(slot));
    case Kind::int32:
      return parse_value(text, *static_cast<std::int32_t*>(slot));
    case Kind::int64:
      return parse_value(text, *static_cast<std::int64_t*>(slot));
    case Kind::unsigned_byte:
      return parse_value(text, *static_cast<std::uint8_t*>(slot));
    case Kind::decimal:
      return parse_value(text, *static_cast<contract::Decimal*>(slot));
    case Kind::real:
      return parse_value(text, *static_cast<double*>(slot));
    case Kind::date_time:
      return parse_value(text, clock, *static_cast<contract::DateTime*>(slot));
    case Kind::base64_binary:
      return parse_value(text, *static_cast<contract::Bytes*>(slot));
    case Kind::guid:
      return parse_value(text, *static_cast<contract::Guid*>(slot));
    case Kind::enumeration:
      return convert_enumeration(text, type, *static_cast<std::uint8_t*>(slot));
    case Kind::adapted:
      return read_adapted(text, type, clock, slot);
    case Kind::object:
      break;
  }
  return std::nullopt;
}

class Decoder {
 public:
  explicit Decoder(const DecodeContext& context) : context_(context), document_(context.document) {}

  std::optional<ReadError> object(const XmlNode& element, const TypeDesc& type, void* message,
                                  const std::string& path) {
    std::vector<bool> seen(type.fields.size());
    std::size_t hint = 0;
    for (const XmlNode* child = document_.first_child(element); child; child = document_.next_sibling(*child)) {
      bool by_alias = false;
      const FieldDesc* field =
          child->namespace_uri == contract::kNamespace ? find_row(type, child->name, hint, by_alias) : nullptr;
      if (!field) {
        note_unknown(*child, type, path);
        continue;
      }
      const auto index = static_cast<std::size_t>(field - type.fields.data());
      if (seen[index] && !field->flat) {
        note(Note::Kind::duplicate, path, child->name, {});
        continue;
      }
      seen[index] = true;
      if (by_alias) note(Note::Kind::alias, path, child->name, field->name);
      if (auto error = member(*child, *field, message, path)) return error;
    }
    if (listening())
      for (std::size_t i = 0; i < seen.size(); ++i)
        if (!seen[i]) note(Note::Kind::defaulted, path, type.fields[i].name, {});
    return std::nullopt;
  }

 private:
  // `path` is that of the object around it: only what has members of its own needs a path made.
  std::optional<ReadError> member(const XmlNode& element, const FieldDesc& field, void* message,
                                  const std::string& path) {
    if (field.flat) {
      field.start_array(message);
      return item(element, field, message, path);
    }
    // Only a member that can be null looks at xsi:nil: on a plain value the attribute means nothing (rules 51-54).
    const bool object_member = field.type->kind == Kind::object;
    const bool nullable = field.nil_when_null() || field.presence == contract::Presence::nillable || field.is_array() ||
                          (object_member && field.presence != contract::Presence::plain);
    bool nil = false;
    if (nullable)
      if (auto error = read_nil(context_, element, nil)) return error;
    if (nil) return std::nullopt;
    if (field.is_array()) {
      field.start_array(message);
      return items(element, field, message, join(path, element.name));
    }
    if (object_member) {
      if (auto error = check_class(context_, element, *field.type)) return error;
      return object(element, *field.type, field.emplace(message), join(path, element.name));
    }
    return value(element, *field.type, field.emplace(message));
  }

  std::optional<ReadError> items(const XmlNode& element, const FieldDesc& field, void* message,
                                 const std::string& path) {
    for (const XmlNode* child = document_.first_child(element); child; child = document_.next_sibling(*child)) {
      if (child->namespace_uri != contract::kNamespace || child->name != field.item_name()) {
        note_item(*child, field, path);
        continue;
      }
      if (auto error = item(*child, field, message, path)) return error;
    }
    return std::nullopt;
  }

  std::optional<ReadError> item(const XmlNode& element, const FieldDesc& field, void* message,
                                const std::string& path) {
    bool nil = false;
    if (field.type->reference() || field.null_items)
      if (auto error = read_nil(context_, element, nil)) return error;
    if (nil) {
      if (field.null_items)
        field.add_null(message);
      else
        field.emplace(message);  // a null the struct cannot hold reads as its default
      return std::nullopt;
    }
    void* slot = field.emplace(message);
    if (field.type->kind != Kind::object) return value(element, *field.type, slot);
    if (auto error = check_class(context_, element, *field.type)) return error;
    return object(element, *field.type, slot, join(path, element.name));
  }

  // A simple value: nothing but text may stand inside (rule 48), and it must convert (rules 57-64).
  std::optional<ReadError> value(const XmlNode& element, const TypeDesc& type, void* slot) {
    if (element.first_markup != XmlNode::kNotReached || !element.closed()) return ReadError{.is_xml_exception = true};
    if (auto failed = convert(element.text, type, context_.clock, slot)) {
      if (failed->is_xml_exception) return ReadError{.is_xml_exception = true};
      return fault_at(context_, element.next, failed->text);
    }
    return std::nullopt;
  }

  static std::string join(const std::string& path, std::string_view name) {
    return path.empty() ? std::string(name) : path + "/" + std::string(name);
  }

  bool listening() const { return context_.notes && has_room(*context_.notes); }

  void note(Note::Kind kind, const std::string& path, std::string_view name, std::string_view nearest) {
    if (listening()) context_.notes->push_back({kind, join(path, name), std::string(nearest)});
  }

  void note_unknown(const XmlNode& child, const TypeDesc& type, const std::string& path) {
    if (!listening()) return;
    std::vector<std::string_view> known;
    for (const FieldDesc& field : type.fields) known.push_back(field.name);
    if (child.namespace_uri != contract::kNamespace && std::ranges::find(known, child.name) != known.end()) {
      note(Note::Kind::wrong_namespace, path, child.name, child.name);
      return;
    }
    const std::string_view nearest = nearest_name(child.name, known);
    note(nearest.empty() ? Note::Kind::ignored : Note::Kind::misspelled, path, child.name, nearest);
  }

  void note_item(const XmlNode& item, const FieldDesc& field, const std::string& path) {
    if (!listening()) return;
    const std::string_view nearest = nearest_name(item.name, {field.item_name()});
    note(item.name == field.item_name() ? Note::Kind::wrong_namespace
                                        : (nearest.empty() ? Note::Kind::ignored : Note::Kind::misspelled),
         path, item.name, nearest);
  }

  const DecodeContext& context_;
  const XmlDocument& document_;
};

}  // namespace

std::optional<ReadError> decode(const DecodeContext& context, const XmlNode& element, const contract::TypeDesc& type,
                                void* message, const std::string& path) {
  return Decoder(context).object(element, type, message, path);
}

std::optional<ConversionError> read_simple(std::string_view text, const contract::TypeDesc& type,
                                           const ServerClock& clock, void* slot) {
  return convert(text, type, clock, slot);
}

std::optional<ReadError> check_class(const DecodeContext& context, const XmlNode& element,
                                     const contract::TypeDesc& type) {
  const XmlAttribute* given = context.document.attribute(element, kInstance2001, "type");
  if (!given) return std::nullopt;
  const std::string_view text = trim_xml_whitespace(given->value);
  const auto colon = text.find(':');
  const std::string_view prefix = colon == text.npos ? std::string_view{} : text.substr(0, colon);
  const std::string_view name = colon == text.npos ? text : text.substr(colon + 1);
  const auto space = context.document.namespace_of(element, prefix);
  if (space == contract::kNamespace && name == type.name) return std::nullopt;
  return fault_at(context, element.start + 1,
                  "The specified type was not recognized: name='" + std::string(name) + "', namespace='" +
                      std::string(space.value_or("")) + "', at <" + std::string(element.name) + " xmlns='" +
                      std::string(element.namespace_uri) + "'>.");
}

std::optional<ReadError> read_nil(const DecodeContext& context, const XmlNode& element, bool& nil) {
  nil = false;
  if (element.attribute_count == 0) return std::nullopt;
  constexpr std::array<std::array<std::string_view, 2>, 4> kSpellings{
      {{kInstance2001, "nil"}, {kInstance2001, "null"}, {kInstance2000, "null"}, {kInstance1999, "null"}}};
  for (const auto& [space, name] : kSpellings) {
    const XmlAttribute* attribute = context.document.attribute(element, space, name);
    if (!attribute) continue;
    if (auto failed = parse_value(attribute->value, nil)) return fault_at(context, element.start + 1, failed->text);
    return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace wire
