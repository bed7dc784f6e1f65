// The writing side of the codec: string appends only, since a tree would cost several times the answer itself.
#include "wire/encode.hpp"

#include "wire/adapted.hpp"
#include "wire/conversions.hpp"
#include "wire/date_time.hpp"

namespace wire {
namespace {

using contract::FieldDesc;
using contract::Kind;
using contract::TypeDesc;
using contract::WhenNull;

void append_content(const TypeDesc& type, const void* value, std::string& out) {
  switch (type.kind) {
    case Kind::string:
      append_text(out, *static_cast<const std::string*>(value));
      break;
    case Kind::boolean:
      append_value(out, *static_cast<const bool*>(value));
      break;
    case Kind::int16:
      append_value(out, *static_cast<const std::int16_t*>(value));
      break;
    case Kind::int32:
      append_value(out, *static_cast<const std::int32_t*>(value));
      break;
    case Kind::int64:
      append_value(out, *static_cast<const std::int64_t*>(value));
      break;
    case Kind::unsigned_byte:
      append_value(out, *static_cast<const std::uint8_t*>(value));
      break;
    case Kind::decimal:
      append_value(out, *static_cast<const contract::Decimal*>(value));
      break;
    case Kind::real:
      append_value(out, *static_cast<const double*>(value));
      break;
    case Kind::date_time:
      append_value(out, *static_cast<const contract::DateTime*>(value));
      break;
    case Kind::base64_binary:
      append_value(out, *static_cast<const contract::Bytes*>(value));
      break;
    case Kind::guid:
      append_value(out, *static_cast<const contract::Guid*>(value));
      break;
    case Kind::enumeration:
      out += type.values[*static_cast<const std::uint8_t*>(value)];
      break;
    case Kind::object:
      encode(type, value, out);
      break;
    case Kind::adapted:
      append_adapted(type, value, out);
      break;
  }
}

// Content first, then the tag around it is closed: an element that turned out empty becomes <X /> (host rule 90).
template <class Content>
void append_element(std::string_view name, std::string& out, const Content& content) {
  out += '<';
  out += name;
  const std::size_t tag_end = out.size();
  out += '>';
  content();
  if (out.size() == tag_end + 1) {
    out.resize(tag_end);
    out += " />";
    return;
  }
  out += "</";
  out += name;
  out += '>';
}

void append_nil(std::string_view name, std::string& out) {
  out += '<';
  out += name;
  out += " xsi:nil=\"true\" />";
}

void append_array(const FieldDesc& field, const void* message, std::string& out) {
  const auto append_items = [&] {
    const std::size_t count = field.count(message);
    for (std::size_t i = 0; i < count; ++i) {
      const void* item = field.find(message, i);
      if (item)
        append_element(field.item_name(), out, [&] { append_content(*field.type, item, out); });
      else
        append_nil(field.item_name(), out);
    }
  };
  if (field.flat)
    append_items();
  else
    append_element(field.name, out, append_items);
}

// What a schema demands of a null that can be neither left out nor nil. A class that only an overlay knows has rows of
// its own to say so.
void append_default(const FieldDesc& field, std::string& out) {
  append_element(field.name, out, [&] {
    if (field.is_array()) return;
    if (field.type->kind != Kind::object)
      append_default_value(*field.type, out);
    else if (!field.find)
      encode(*field.type, nullptr, out);
  });
}

}  // namespace

void append_simple(const TypeDesc& type, const void* value, std::string& out) { append_content(type, value, out); }

void encode(const TypeDesc& type, const void* message, std::string& out) {
  for (const FieldDesc& field : type.fields) {
    if (!field.present(message)) {
      if (field.nil_when_null())
        append_nil(field.name, out);
      else if (field.when_null == WhenNull::written)
        append_default(field, out);
    } else if (field.is_array()) {
      append_array(field, message, out);
    } else {
      append_element(field.name, out, [&] { append_content(*field.type, field.find(message, 0), out); });
    }
  }
}

}  // namespace wire
