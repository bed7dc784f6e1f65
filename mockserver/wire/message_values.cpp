#include "wire/message_values.hpp"

#include <span>

#include "contract/field_path.hpp"
#include "wire/encode.hpp"

namespace wire {
namespace {

using contract::FieldDesc;
using contract::Kind;

std::string text_of(const contract::TypeDesc& type, const void* value) {
  if (type.kind == Kind::string) return *static_cast<const std::string*>(value);
  std::string text;
  if (type.kind != Kind::object) append_simple(type, value, text);
  return text;
}

void collect(std::span<const FieldDesc* const> rows, const void* message, std::vector<std::string>& values) {
  const FieldDesc& row = *rows.front();
  for (std::size_t i = 0; i < row.count(message); ++i) {
    const void* value = row.find(message, i);
    if (value == nullptr) continue;
    if (rows.size() == 1)
      values.push_back(text_of(*row.type, value));
    else
      collect(rows.subspan(1), value, values);
  }
}

}  // namespace

std::vector<std::string> values_at(const contract::TypeDesc& type, const void* message, std::string_view path) {
  std::vector<std::string> values;
  const std::vector<const FieldDesc*> rows = contract::rows_of(type, path);
  if (!rows.empty()) collect(rows, message, values);
  return values;
}

}  // namespace wire
