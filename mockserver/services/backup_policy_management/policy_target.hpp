// The policy or the account that a call is about.
#pragma once
#include "services/targets.hpp"

namespace services::backup_policy_management {

inline constexpr Rule kPolicyOfTarget{"shared/policy-of-target", Code::ObjectEntityMismatch,
                                      "The entity policy exists and belongs to the target entity.", Evidence::assumed,
                                      "Q-policy-owner"};
inline constexpr Rule kNameFree{"shared/policy-name-free", Code::AlreadyExists,
                                "No other policy of the entity has the name.", Evidence::assumed, "Q-policy-name"};
inline constexpr Rule kAccountOfTarget{"shared/policy-account-of-target", Code::ObjectEntityMismatch,
                                       "The account belongs to the target entity or to one below it.",
                                       Evidence::assumed, "Q-policy-target"};

// Only where a profile says so (Q-policy-account); otherwise an unknown name is refused as a foreign one is.
inline constexpr Rule kAccountNamed{"shared/policy-account-known",
                                    Code::InvalidParameterUserName,
                                    "The name belongs to a backup account.",
                                    Evidence::assumed,
                                    "Q-policy-account",
                                    true};

// An entity policy by its id and its owner's; 0 is the caller.
Outcome<state::EntityPolicy, kInTree, kActive, kAncestorsActive, kPolicyOfTarget> readable_policy(
    Call& call, std::int32_t policy_id, std::int32_t target_entity_id);
Outcome<state::EntityPolicy, kInTree, kManaged, kActive, kAncestorsActive, kPolicyOfTarget> writable_policy(
    Call& call, std::int32_t policy_id, std::int32_t target_entity_id);

// A backup account of the target entity or of one below it; 0 is the caller.
Outcome<TargetAccount, kInTree, kAccountNamed, kAccountInTree, kAccountOfTarget, kAccountEntityActive>
readable_account_of(Call& call, std::string_view account_name, std::int32_t target_entity_id);
Outcome<TargetAccount, kInTree, kAccountNamed, kAccountInTree, kAccountOfTarget, kAccountManaged, kAccountEntityActive>
writable_account_of(Call& call, std::string_view account_name, std::int32_t target_entity_id);

}  // namespace services::backup_policy_management
