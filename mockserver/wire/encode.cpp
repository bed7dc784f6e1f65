// The writing side of the codec: appends only, since a tree would cost several times the answer itself.
#include "wire/encode.hpp"

#include <algorithm>

#include "wire/adapted.hpp"
#include "wire/conversions.hpp"
#include "wire/date_time.hpp"
#include "wire/text_buffer.hpp"

namespace wire {
namespace {

using contract::FieldDesc;
using contract::Kind;
using contract::TypeDesc;
using contract::WhenNull;

void append_fields(const TypeDesc& type, const void* message, TextBuffer& out);

// Most text holds nothing that must be escaped.
void append_string(std::string_view text, TextBuffer& out) {
  const auto is_plain = [](char c) {
    return static_cast<unsigned char>(c) >= 0x20 && c != '<' && c != '>' && c != '&';
  };
  if (std::ranges::all_of(text, is_plain))
    out.add(text);
  else
    append_text(out.flush(), text);
}

void append_content(const TypeDesc& type, const void* value, TextBuffer& out) {
  switch (type.kind) {
    case Kind::string:
      append_string(*static_cast<const std::string*>(value), out);
      break;
    case Kind::boolean:
      out.add(*static_cast<const bool*>(value) ? std::string_view("true") : std::string_view("false"));
      break;
    case Kind::int16:
      out.add(std::int64_t{*static_cast<const std::int16_t*>(value)});
      break;
    case Kind::int32:
      out.add(std::int64_t{*static_cast<const std::int32_t*>(value)});
      break;
    case Kind::int64:
      out.add(*static_cast<const std::int64_t*>(value));
      break;
    case Kind::unsigned_byte:
      out.add(std::int64_t{*static_cast<const std::uint8_t*>(value)});
      break;
    case Kind::decimal:
      append_value(out.flush(), *static_cast<const contract::Decimal*>(value));
      break;
    case Kind::real:
      append_value(out.flush(), *static_cast<const double*>(value));
      break;
    case Kind::date_time:
      append_value(out.flush(), *static_cast<const contract::DateTime*>(value));
      break;
    case Kind::base64_binary:
      append_value(out.flush(), *static_cast<const contract::Bytes*>(value));
      break;
    case Kind::guid:
      append_value(out.flush(), *static_cast<const contract::Guid*>(value));
      break;
    case Kind::enumeration:
      out.add(type.values[*static_cast<const std::uint8_t*>(value)]);
      break;
    case Kind::object:
      append_fields(type, value, out);
      break;
    case Kind::adapted:
      append_adapted(type, value, out.flush());
      break;
  }
}

// Content first, then the tag around it is closed: an element that turned out empty becomes <X /> (host rule 90).
template <class Content>
void append_element(std::string_view name, TextBuffer& out, const Content& content) {
  out.add('<');
  out.add(name);
  out.add('>');
  const std::size_t tag_end = out.size();
  content();
  if (out.size() == tag_end) {
    out.take_back();
    out.add(" />");
    return;
  }
  out.add("</");
  out.add(name);
  out.add('>');
}

void append_nil(std::string_view name, TextBuffer& out) {
  out.add('<');
  out.add(name);
  out.add(" xsi:nil=\"true\" />");
}

void append_array(const FieldDesc& field, const void* message, TextBuffer& out) {
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
void append_default(const FieldDesc& field, TextBuffer& out) {
  append_element(field.name, out, [&] {
    if (field.is_array()) return;
    if (field.type->kind != Kind::object)
      append_default_value(*field.type, out.flush());
    else if (!field.find)
      append_fields(*field.type, nullptr, out);
  });
}

void append_fields(const TypeDesc& type, const void* message, TextBuffer& out) {
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

}  // namespace

void append_simple(const TypeDesc& type, const void* value, std::string& out) {
  TextBuffer buffer(out);
  append_content(type, value, buffer);
}

void encode(const TypeDesc& type, const void* message, std::string& out) {
  TextBuffer buffer(out);
  append_fields(type, message, buffer);
}

}  // namespace wire
