// GetEntityDirectAccounts: one page of the accounts that belong to the entity itself.
#include "services/dates.hpp"
#include "services/entity_management/operations.hpp"
#include "services/targets.hpp"

namespace services::entity_management {
namespace {

struct GetEntityDirectAccountsRequest {
  static constexpr std::string_view kName = "GetEntityDirectAccountsRequest";
  std::int32_t target_entity_id = 0;
  bool include_inactive = false;
  std::int32_t page_size = 0;
  std::int32_t page_index = 0;

  static constexpr auto fields() {
    using Self = GetEntityDirectAccountsRequest;
    return fields_of(
        field<&Self::target_entity_id>("TargetEntityID", {.min = 0, .doc = "Whose accounts; 0 is the caller."}),
        field<&Self::include_inactive>("IncludeInactive", {.doc = "Whether inactive accounts are listed too."}),
        field<&Self::page_size>("PageSize", {.min = 1, .max = 5000, .doc = "Rows of one page."}),
        field<&Self::page_index>("PageIndex", {.min = 1, .doc = "Number of the page, counted from 1."}));
  }
};

struct AccountInfo {
  static constexpr std::string_view kName = "AccountInfo";
  std::string username;
  bool is_active = false;
  bool is_entity_admin = false;
  DateTime signup_date;
  std::string email;
  bool is_monitored = false;
  bool is_end_guard_enabled = false;

  static constexpr auto fields() {
    using Self = AccountInfo;
    return fields_of(
        field<&Self::username>("Username", {.doc = "Name of the account, unique in the whole system."}),
        field<&Self::is_active>("IsActive", {.doc = "Whether the account is active."}),
        field<&Self::is_entity_admin>("IsEntityAdmin", {.doc = "Whether it administers the target entity."}),
        field<&Self::signup_date>("SignupDate", {.doc = "When the account was made."}),
        field<&Self::email>("Email", {.doc = "Its e-mail address."}),
        field<&Self::is_monitored>("IsMonitored", {.doc = "Whether its backups are monitored."}),
        field<&Self::is_end_guard_enabled>("IsEndGuardEnabled", {.doc = "Whether EndGuard is enabled for it."}));
  }
};

struct GetEntityDirectAccountsResult {
  static constexpr std::string_view kName = "GetEntityDirectAccountsResult";
  Result result = {};
  std::int32_t total_records = 0;
  std::optional<std::vector<AccountInfo>> accounts = {};

  static constexpr auto fields() {
    using Self = GetEntityDirectAccountsResult;
    return fields_of(field<&Self::result>("Result"),
                     field<&Self::total_records>(
                         "TotalRecords", {.doc = "Accounts on all pages together.", .question = "Q-total-records"}),
                     field<&Self::accounts>("Accounts", {.doc = "The page's accounts, by user name."}));
  }
};

AccountInfo account_info(state::AccountRow& row) {
  return {.username = std::move(row.username),
          .is_active = row.status == state::AccountStatus::active,
          .is_entity_admin = row.entity_admin,
          .signup_date = stored_date(row.signup_date),
          .email = std::move(row.email),
          .is_monitored = row.monitored,
          .is_end_guard_enabled = row.endguard_enabled};
}

Outcome<GetEntityDirectAccountsResult, kInTree, kActive, kAncestorsActive> get_entity_direct_accounts(
    Call& call, const GetEntityDirectAccountsRequest& in) {
  const auto target = readable_entity(call, or_caller(call, in.target_entity_id));
  if (!target) return target;

  auto page =
      call.sandbox.account_lists.direct(*target, in.include_inactive, {.index = in.page_index, .size = in.page_size});
  GetEntityDirectAccountsResult out{.total_records = static_cast<std::int32_t>(page.total)};
  auto& accounts = out.accounts.emplace();
  accounts.reserve(page.rows.size());
  for (state::AccountRow& row : page.rows) accounts.push_back(account_info(row));
  return out;
}

}  // namespace

Operation get_entity_direct_accounts_operation() {
  return operation<get_entity_direct_accounts>(
      "GetEntityDirectAccounts",
      {.doc = "Lists one page of the accounts that belong to an entity itself.", .question = "Q-element-order"});
}

}  // namespace services::entity_management
