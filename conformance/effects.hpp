// What a call could do to a target, as far as its contract tells: read, create, or change what it addresses.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/json.hpp"
#include "contract/operation.hpp"

namespace conformance {

enum class Effect : std::uint8_t {
  reads,           // changes nothing
  creates_entity,  // a partner or a company below what it addresses
  creates,         // something in what it addresses: an account, a user, a policy
  changes,         // what it addresses
};

// By the operation's name: Get... and Authenticate... read, Create... and Add... create; everything else changes.
Effect effect_of(const contract::Operation& operation);

// Something a message names: an entity, an account or user by its name, or another object by its id.
struct Address {
  enum class Kind : std::uint8_t { entity, user, other };
  Kind kind = Kind::entity;
  std::string value;  // the id or the name as text; user names in lower case, since the service compares them so
  std::string field;  // "TargetEntityId"

  bool operator==(const Address& other) const { return kind == other.kind && value == other.value; }
};

// What a field's name says that its value names; nothing for a plain value.
std::optional<Address::Kind> addressed_by(std::string_view field);

// What the request of an operation names, found by the names of its fields (...EntityId, ...UserName, ...Id), at any
// depth. A field that was not sent, or with xsi:nil, counts as sent with the default of its type when it is an
// entity's id: 0 is the caller's own entity.
std::vector<Address> addresses_of(const contract::TypeDesc& type, const Json& message);

// What the answer of a successful creation names.
std::vector<Address> created_by(const contract::TypeDesc& type, const Json& result);

}  // namespace conformance
