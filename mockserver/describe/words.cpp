// The names of styles, callers and types.
#include "describe/words.hpp"

namespace describe {

std::string_view name_of(contract::Style style) {
  switch (style) {
    case contract::Style::wrapped:
      return "wrapped";
    case contract::Style::legacy:
      return "legacy";
    case contract::Style::wrapped_request:
      return "wrapped_request";
    case contract::Style::mixed:
      break;
  }
  return "mixed";
}

std::string_view name_of(contract::Caller caller) {
  return caller == contract::Caller::api_user ? "api_user" : "dashboard_administrator";
}

std::string type_of(const contract::FieldDesc& field) {
  std::string type(field.type->name);
  if (field.is_array()) type += "[]";
  if (field.nil_when_null() || field.presence == contract::Presence::optional_array) type += '?';
  return type;
}

}  // namespace describe
