// What a host's switches leave visible.
#include "describe/options.hpp"

#include <algorithm>

namespace describe {

using contract::FieldDesc;
using contract::Kind;
using contract::Operation;

std::vector<const Operation*> listed(const contract::Service& service, const Options& options) {
  std::vector<const Operation*> operations;
  for (const Operation& operation : service.operations)
    if (operation.available || options.unavailable) operations.push_back(&operation);
  return operations;
}

std::vector<const FieldDesc*> listed(const contract::TypeDesc& message) {
  std::vector<const FieldDesc*> fields;
  for (const FieldDesc& field : message.fields)
    if (!field.rules.unlisted) fields.push_back(&field);
  return fields;
}

bool has_http_binding(const Operation& operation) {
  if (!operation.bare_request()) return false;
  if (operation.bare_response() && operation.response->fields.size() != 1) return false;
  return std::ranges::all_of(listed(*operation.request), [](const FieldDesc* field) {
    return !field->is_array() && !field->nil_when_null() && field->type->kind != Kind::object &&
           field->type->kind != Kind::base64_binary;
  });
}

}  // namespace describe
