#include "contract/field_path.hpp"

#include <algorithm>

namespace contract {
namespace {

constexpr std::size_t kDeepest = 8;  // types may hold themselves

bool is_called(const FieldDesc& field, std::string_view name) {
  return field.name == name ||
         (!name.empty() && std::ranges::find(field.rules.aliases, name) != field.rules.aliases.end());
}

// Takes the first name off a path.
std::string_view take_name(std::string_view& path) {
  const std::string_view name = path.substr(0, path.find('/'));
  path.remove_prefix(std::min(name.size() + 1, path.size()));
  return name;
}

const FieldDesc* row_called(const TypeDesc& type, std::string_view name) {
  for (const FieldDesc& field : type.fields) {
    if (field.flat ? field.item_name() == name : is_called(field, name)) return &field;
  }
  return nullptr;
}

void add_paths(const TypeDesc& type, const std::string& before, std::size_t depth, std::vector<std::string>& paths) {
  if (depth == kDeepest) return;
  for (const FieldDesc& field : type.fields) {
    if (field.rules.secret) continue;
    std::string path = before + std::string(field.flat ? field.item_name() : field.name);
    if (field.is_array() && !field.flat) path.append("/").append(field.item_name());
    if (field.type->kind == Kind::object)
      add_paths(*field.type, path + "/", depth + 1, paths);
    else
      paths.push_back(std::move(path));
  }
}

}  // namespace

std::vector<const FieldDesc*> rows_of(const TypeDesc& type, std::string_view path) {
  std::vector<const FieldDesc*> rows;
  const TypeDesc* at = &type;
  while (!path.empty()) {
    const FieldDesc* row = row_called(*at, take_name(path));
    if (row == nullptr) return {};
    if (row->is_array() && !row->flat && take_name(path) != row->item_name()) return {};
    rows.push_back(row);
    at = row->type;
  }
  return rows;
}

std::vector<std::string> value_paths(const TypeDesc& type) {
  std::vector<std::string> paths;
  add_paths(type, "", 0, paths);
  return paths;
}

}  // namespace contract
