// How the texts of journalled calls are understood: the contract's tables, and a reader of requests. The front, which
// knows the wire, lends both.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "contract/registry.hpp"
#include "control/journal.hpp"

namespace control {

// An element of a request that holds text.
struct RequestField {
  std::string path = {};   // of element names below the request: "PartnerName", "Items/Item[1]/Name"
  std::string value = {};  // unescaped
};

// The fields of a call's request as far as it can be read, in the order sent, secrets masked as they are in the text.
// `operation` is null for a call that reached none.
using ReadFields = std::vector<RequestField> (*)(const Call& call, const contract::Operation* operation);

inline std::vector<RequestField> no_fields(const Call&, const contract::Operation*) { return {}; }

// Copy freely; what it points to outlives every sandbox. Without a registry names are not checked and rules not told.
struct CallReader {
  contract::Registry registry{{}};
  ReadFields fields = no_fields;

  // The operation of a call, or nullptr.
  const contract::Operation* operation_of(const Call& call) const;
};

// "Items/Item/Name" of "Items/Item[1]/Name".
std::string without_indices(std::string_view path);

// Whether a call is about an entity: it is the caller's own, or the request names it in an element whose name ends with
// EntityId or EntityID.
bool concerns(const Call& call, const std::vector<RequestField>& fields, std::int64_t entity_id);

// Throws ApiError bad-value for a service or operation that the contract does not have, with the name that was probably
// meant. Empty names are none.
void check_names(const CallReader& reader, std::string_view service, std::string_view operation,
                 const std::string& service_path, const std::string& operation_path);

// A result code by its number or its name in any case. Throws ApiError bad-value.
int result_code_of(std::string_view text, const std::string& path);

}  // namespace control
