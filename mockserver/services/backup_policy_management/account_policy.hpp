// The object AccountPolicy, on its way in and out: which account follows which entity policy, and where.
#pragma once
#include "services/backup_policy_management/entity_policy.hpp"
#include "services/backup_policy_management/policy_target.hpp"

namespace services::backup_policy_management {

// Id, name of the policy and date of creation are the server's: what a caller sends in their place is not used.
struct AccountPolicy {
  static constexpr std::string_view kName = "AccountPolicy";
  std::int32_t account_backup_policy_id = 0;
  std::int32_t target_entity_id = 0;
  std::string account_name = {};
  std::int32_t entity_backup_policy_id = 0;
  std::optional<std::string> system_name = {};
  std::optional<std::string> policy_name = {};
  DateTime date_created = {};
  std::optional<RunAs> run_as = {};

  static constexpr auto fields() {
    using Self = AccountPolicy;
    return fields_of(
        field<&Self::account_backup_policy_id>("AccountBackupPolicyID",
                                               {.doc = "Its id, given by the server.", .evidence = Evidence::verified}),
        field<&Self::target_entity_id>("TargetEntityID",
                                       {.min = 0,
                                        .doc = "The account's entity or one above it; 0 is the caller.",
                                        .evidence = Evidence::verified}),
        field<&Self::account_name>("AccountName", {.required = true,
                                                   .doc = "User name of the backup account.",
                                                   .evidence = Evidence::table,
                                                   .question = "Q-policy-account"}),
        field<&Self::entity_backup_policy_id>(
            "EntityBackupPolicyID",
            {.min = 1, .doc = "The entity policy that the account follows.", .evidence = Evidence::table}),
        field<&Self::system_name>("SystemName", {.pattern = &contract::kSystemName,
                                                 .doc = "On which of its systems; none: on all of them.",
                                                 .evidence = Evidence::table,
                                                 .question = "Q-policy-system"}),
        field<&Self::policy_name>(
            "PolicyName", {.doc = "Name of the entity policy, told by the server.", .evidence = Evidence::table}),
        field<&Self::date_created>("DateCreated",
                                   {.doc = "When it was assigned, told by the server.", .evidence = Evidence::table}),
        field<&Self::run_as>("RunAs", {.doc = "As whom the client runs, instead of the entity policy's RunAs.",
                                       .evidence = Evidence::table}));
  }
};

// The answer of operations that have one assignment to tell.
struct AccountPolicyResult {
  static constexpr std::string_view kName = "AccountPolicyResult";
  Result result = {};
  std::optional<AccountPolicy> account_policy = {};

  static constexpr auto fields() {
    using Self = AccountPolicyResult;
    return fields_of(field<&Self::result>("Result"),
                     field<&Self::account_policy>("AccountPolicy", {.doc = "The assignment; absent on failure."}));
  }
};

AccountPolicy on_the_wire(state::AccountPolicy policy);

inline constexpr Rule kAccountNotCancelled{"shared/policy-account-not-cancelled", Code::ObjectEntityMismatch,
                                           "A cancelled account follows no new policy.", Evidence::assumed,
                                           "Q-policy-cancelled-account"};
inline constexpr Rule kPolicyAbove{"shared/policy-above-account", Code::ObjectEntityMismatch,
                                   "The entity policy belongs to the account's entity or to one above it, in the "
                                   "caller's hierarchy.",
                                   Evidence::assumed, "Q-policy-target"};
// Both only where a profile says so.
inline constexpr Rule kSystemOfAccount{"shared/policy-system-of-account",
                                       Code::ObjectEntityMismatch,
                                       "The account has a device of that name.",
                                       Evidence::assumed,
                                       "Q-policy-system",
                                       true};
inline constexpr Rule kNoneYet{
    "shared/policy-none-yet", Code::AlreadyExists, "The account follows no policy on that system yet.",
    Evidence::assumed,        "Q-policy-replace",  true};

// Makes an account follow a policy, on one system or on all, in place of what it followed there. An account, policy or
// target that the caller may not use is refused.
Outcome<AccountPolicyResult, kInTree, kAccountNamed, kAccountInTree, kAccountOfTarget, kAccountManaged,
        kAccountEntityActive, kAccountNotCancelled, kPolicyAbove, kSystemOfAccount, kNoneYet>
assign_policy(Call& call, const AccountPolicy& wanted);

}  // namespace services::backup_policy_management
