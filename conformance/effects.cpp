#include "conformance/effects.hpp"

#include <algorithm>
#include <cctype>

namespace conformance {
namespace {

using contract::FieldDesc;
using contract::Kind;

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

std::string text_of(const Json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

const Json* sent(const Json& message, const FieldDesc& field) {
  if (!message.is_object()) return nullptr;
  for (const std::string_view name : {field.name, field.rules.aliases[0], field.rules.aliases[1]}) {
    if (name.empty()) continue;
    if (const auto at = message.find(std::string(name)); at != message.end()) return &*at;
  }
  return nullptr;
}

void add(const Json& value, Address::Kind kind, std::string_view field, std::vector<Address>& out) {
  if (value.is_array()) {
    for (const Json& item : value) add(item, kind, field, out);
    return;
  }
  const std::string text = text_of(value);
  out.push_back({kind, kind == Address::Kind::user ? lower(text) : text, std::string(field)});
}

void collect(const contract::TypeDesc& type, const Json& message, bool with_defaults, std::vector<Address>& out) {
  for (const FieldDesc& field : type.fields) {
    const Json* value = sent(message, field);
    if (field.type->kind == Kind::object) {
      if (value && value->is_object()) collect(*field.type, *value, with_defaults, out);
      if (value && value->is_array())
        for (const Json& item : *value) collect(*field.type, item, with_defaults, out);
      continue;
    }
    const auto kind = addressed_by(field.name);
    if (!kind) continue;
    if (value && !value->is_null())
      add(*value, *kind, field.name, out);
    else if (with_defaults && *kind == Address::Kind::entity)
      out.push_back({*kind, "0", std::string(field.name)});
  }
}

}  // namespace

Effect effect_of(const contract::Operation& operation) {
  const std::string_view name = operation.name;
  if (name.starts_with("Get") || name.starts_with("Authenticate")) return Effect::reads;
  if (name == "CreatePartner" || name.starts_with("CreateCompany")) return Effect::creates_entity;
  if (name.starts_with("Create") || name.starts_with("Add")) return Effect::creates;
  return Effect::changes;
}

// Identifiers that only describe (a locale, a company's number in another system) name nothing of this service.
std::optional<Address::Kind> addressed_by(std::string_view field) {
  const std::string name = lower(field);
  if (name == "localeid" || name.starts_with("connectwise")) return std::nullopt;
  if (name.ends_with("entityid") || name.ends_with("entityids") || name.ends_with("providerid"))
    return Address::Kind::entity;
  if (name.ends_with("username") || name.ends_with("usernames") || name == "login") return Address::Kind::user;
  const bool id = field.ends_with("Id") || field.ends_with("ID") || field.ends_with("Ids") || field.ends_with("IDs");
  if (id || name == "id" || name.ends_with("uuid") || name.ends_with("licensekey")) return Address::Kind::other;
  return std::nullopt;
}

std::vector<Address> addresses_of(const contract::TypeDesc& type, const Json& message) {
  std::vector<Address> out;
  collect(type, message, true, out);
  return out;
}

std::vector<Address> created_by(const contract::TypeDesc& type, const Json& result) {
  std::vector<Address> out;
  collect(type, result, false, out);
  return out;
}

}  // namespace conformance
