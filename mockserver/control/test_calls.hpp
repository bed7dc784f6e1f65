// Calls and a small contract for the tests of what looks into the journal.
#pragma once
#include <array>
#include <string>
#include <utility>

#include "contract/result_codes.hpp"
#include "control/call_reader.hpp"

namespace control::test {

struct Owner {
  static constexpr std::string_view kName = "Owner";
  std::int32_t entity_id = 0;
  static constexpr auto fields() {
    return contract::fields_of(contract::field<&Owner::entity_id>("EntityId", {.min = 1}));
  }
};
struct CreateThing {
  static constexpr std::string_view kName = "CreateThingRequest";
  std::string name;
  Owner owner;
  std::int32_t size = 0;
  static constexpr auto fields() {
    using Self = CreateThing;
    return contract::fields_of(contract::field<&Self::name>("Name", {.required = true}),
                               contract::field<&Self::owner>("Owner"),
                               contract::field<&Self::size>("Size", {.max = 9}));
  }
};
struct CreateThingResult {
  static constexpr std::string_view kName = "CreateThingResult";
  contract::Result result;
  static constexpr auto fields() { return contract::fields_of(contract::field<&CreateThingResult::result>("Result")); }
};

inline constexpr contract::Rule kOwned{"CreateThing/owned", contract::Code::ObjectEntityMismatch,
                                       "The owner is the caller's.", contract::Evidence::table};
inline constexpr contract::Rule kFresh{"CreateThing/fresh", contract::Code::AlreadyExists, "No thing has this name.",
                                       contract::Evidence::assumed, "Q-duplicate-account"};
inline constexpr contract::Rule kSmall{"CreateThing/small", contract::Code::InvalidInputParameters,
                                       "The thing is small.", contract::Evidence::table};
inline constexpr std::array<const contract::Rule*, 3> kRules{&kOwned, &kFresh, &kSmall};

inline constexpr std::array kOperations{contract::Operation{.name = "CreateThing",
                                                            .doc = "Makes a thing.",
                                                            .request = &contract::TypeOf<CreateThing>::desc,
                                                            .response = &contract::TypeOf<CreateThingResult>::desc,
                                                            .rules = kRules},
                                        contract::Operation{.name = "CancelThing",
                                                            .doc = "Cancels a thing.",
                                                            .request = &contract::TypeOf<Owner>::desc,
                                                            .response = &contract::TypeOf<CreateThingResult>::desc}};
inline constexpr contract::Service kService{.name = "ThingService", .doc = "Things.", .operations = kOperations};
inline constexpr std::array<const contract::Service*, 1> kServices{&kService};

// Reads requests written as "Path=value;Path=value"; any other text is one field named "raw".
inline std::vector<RequestField> read_fields(const Call& call, const contract::Operation*) {
  std::vector<RequestField> fields;
  if (call.request.starts_with('<')) return {{.path = "raw", .value = call.request}};
  for (std::string_view rest = call.request; !rest.empty();) {
    const std::string_view one = rest.substr(0, rest.find(';'));
    rest.remove_prefix(std::min(one.size() + 1, rest.size()));
    const auto equals = one.find('=');
    fields.push_back({.path = std::string(one.substr(0, equals)), .value = std::string(one.substr(equals + 1))});
  }
  return fields;
}

inline CallReader reader() { return {.registry = contract::Registry(kServices), .fields = read_fields}; }

inline Call call(std::string operation, int code, std::string request, std::string caller = "888WS") {
  Call made;
  made.id = "id-" + operation;
  made.service = "ThingService";
  made.operation = std::move(operation);
  made.caller = std::move(caller);
  made.http_status = 200;
  made.result_code = code;
  made.result_name = contract::info(static_cast<contract::Code>(code)).name;
  made.request = std::move(request);
  return made;
}

}  // namespace control::test
