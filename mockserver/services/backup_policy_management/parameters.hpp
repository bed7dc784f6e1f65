// The parameters that most operations take: bare, camelCase as on the two help pages that are known, or as the tables
// spell them.
#pragma once
#include "contract/patterns.hpp"
#include "services/vocabulary.hpp"

namespace services::backup_policy_management {

inline constexpr contract::Rules kPolicyIdRules{.min = 1,
                                                .aliases = {"EntityBackupPolicyID"},
                                                .doc = "The entity policy.",
                                                .evidence = Evidence::assumed,
                                                .question = "Q-policy-request"};
inline constexpr contract::Rules kTargetEntityRules{.min = 0,
                                                    .aliases = {"TargetEntityID"},
                                                    .doc = "The entity whose policy it is; 0 is the caller.",
                                                    .evidence = Evidence::assumed,
                                                    .question = "Q-policy-request"};
inline constexpr contract::Rules kAccountTargetRules{.min = 0,
                                                     .aliases = {"TargetEntityID"},
                                                     .doc = "The account's entity or one above it; 0 is the caller.",
                                                     .evidence = Evidence::assumed,
                                                     .question = "Q-policy-target"};
inline constexpr contract::Rules kAccountNameRules{.required = true,
                                                   .aliases = {"AccountName"},
                                                   .doc = "User name of the backup account.",
                                                   .evidence = Evidence::assumed,
                                                   .question = "Q-policy-account"};
inline constexpr contract::Rules kSystemNameRules{.pattern = &contract::kSystemName,
                                                  .aliases = {"SystemName"},
                                                  .doc = "One system of the account; none: all of them.",
                                                  .evidence = Evidence::assumed,
                                                  .question = "Q-policy-request"};

// The same row where a help page prints it: its name is no question there.
constexpr contract::Rules verified(contract::Rules rules) {
  rules.evidence = Evidence::verified;
  if (rules.question == "Q-policy-request") rules.question = {};
  return rules;
}
constexpr contract::Rules described(contract::Rules rules, std::string_view doc) {
  rules.doc = doc;
  return rules;
}

// What an operation needs to read something of one policy.
struct OnePolicy {
  static constexpr std::string_view kName = "OnePolicy";
  std::int32_t entity_policy_id = 0;
  std::int32_t target_entity_id = 0;

  static constexpr auto fields() {
    return fields_of(field<&OnePolicy::entity_policy_id>("entityPolicyID", kPolicyIdRules),
                     field<&OnePolicy::target_entity_id>("targetEntityId", kTargetEntityRules));
  }
};

// An answer that is nothing but its code.
struct PolicyResult {
  static constexpr std::string_view kName = "PolicyResult";
  Result result = {};

  static constexpr auto fields() { return fields_of(field<&PolicyResult::result>("Result")); }
};

}  // namespace services::backup_policy_management
