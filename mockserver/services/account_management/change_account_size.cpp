// ChangeAccountSize: a new size for a backup account.
#include "contract/profile.hpp"
#include "services/account_management/operations.hpp"
#include "services/account_management/target_account.hpp"
#include "services/quotas.hpp"
#include "services/shared/account_sizes.hpp"

namespace services::account_management {
namespace {

struct ChangeAccountSizeRequest {
  static constexpr std::string_view kName = "ChangeAccountSizeRequest";
  std::string username;
  std::int64_t account_size_mb = 0;
  bool send_email_to_customer = false;

  static constexpr auto fields() {
    using Self = ChangeAccountSizeRequest;
    return fields_of(
        field<&Self::username>("Username", {.required = true, .doc = "The backup account."}),
        field<&Self::account_size_mb>("AccountSizeMB",
                                      {.one_of = kAccountSizesMb, .doc = "The new storage quota in MB."}),
        field<&Self::send_email_to_customer>("SendEmailToCustomer", {.doc = "Tells the customer by e-mail."}));
  }
};

struct ChangeAccountSizeResult {
  static constexpr std::string_view kName = "ChangeAccountSizeResult";
  Result result = {};

  static constexpr auto fields() {
    using Self = ChangeAccountSizeResult;
    return fields_of(field<&Self::result>("Result"));
  }
};

constexpr Rule kHoldsUsed{"ChangeAccountSize/holds-used", Code::InvalidInputParameters,
                          "The new size holds what the account uses already.", Evidence::assumed,
                          "Q-shrink-below-used"};

Outcome<ChangeAccountSizeResult, kAccountKnown, kAccountInTree, kAccountManaged, kAccountEntityActive, kNotCancelled,
        kHoldsUsed, kAccountSizeFits, kMailSent>
change_account_size(Call& call, const ChangeAccountSizeRequest& in) {
  auto target = writable_account(call, in.username);
  if (!target) return target;
  if (target->account.status == state::AccountStatus::cancelled) return refuse<kNotCancelled>;
  if (in.account_size_mb * 1024 < target->account.used_kb && call.profile.is<"Q-shrink-below-used", "refused">())
    return refuse<kHoldsUsed>("AccountSizeMB: " + std::to_string(target->account.used_kb) + " KB are used");
  if (quotas_hold(call) && !state::account_fits(target->entity, in.account_size_mb, target->account.size_mb))
    return refuse<kAccountSizeFits>("AccountSizeMB: exceeds the free space of the entity");
  call.sandbox.accounts.set_size_mb(target->account.id, in.account_size_mb);
  call.sandbox.monitoring.check_quota(target->account.id, call.now);
  target->account.size_mb = in.account_size_mb;
  if (in.send_email_to_customer)
    if (const auto told = tell_customer(call, *target, "UMSCHANGESIZE"); !told) return told;
  return ChangeAccountSizeResult{};
}

}  // namespace

Operation change_account_size_operation() {
  return operation<change_account_size>(
      "ChangeAccountSize", {.doc = "Changes the storage quota of a backup account.", .question = "Q-table-shapes"});
}

}  // namespace services::account_management
