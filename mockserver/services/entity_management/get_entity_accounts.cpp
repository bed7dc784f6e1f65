// GetEntityAccounts: one page of the active accounts of the whole tree, with their devices counted by system.
#include <algorithm>
#include <iterator>
#include <limits>
#include <map>

#include "contract/profile.hpp"
#include "services/dates.hpp"
#include "services/entity_management/operations.hpp"
#include "services/targets.hpp"

namespace services::entity_management {
namespace {

struct GetEntityAccountsRequest {
  static constexpr std::string_view kName = "GetEntityAccountsRequest";
  std::int32_t target_entity_id = 0;
  std::int32_t page_size = 0;
  std::int32_t page_index = 0;

  static constexpr auto fields() {
    using Self = GetEntityAccountsRequest;
    return fields_of(
        field<&Self::target_entity_id>("TargetEntityID", {.min = 0, .doc = "Root of the tree; 0 is the caller."}),
        field<&Self::page_size>("PageSize", {.min = 1, .max = 10000, .doc = "Rows of one page."}),
        field<&Self::page_index>("PageIndex", {.min = 1, .doc = "Number of the page, counted from 1."}));
  }
};

struct AccountDevicesInfo {
  static constexpr std::string_view kName = "AccountDevicesInfo";
  std::int32_t parent_entity_id = 0;
  std::int32_t entity_id = 0;
  std::string username;
  bool is_entity_admin = false;
  DateTime signup_date;
  std::string email;
  std::string full_name;
  std::int32_t windows_devices_total = 0;
  std::int32_t android_devices_total = 0;
  std::int32_t mac_devices_total = 0;
  std::int64_t used_space_kb = 0;
  std::int64_t account_size_mb = 0;

  static constexpr auto fields() {
    using Self = AccountDevicesInfo;
    constexpr auto kExample = Evidence::example;
    return fields_of(
        field<&Self::parent_entity_id>("ParentEntityID", {.doc = "The entity above the account's entity."}),
        field<&Self::entity_id>("EntityID", {.doc = "The account's entity."}),
        field<&Self::username>("Username", {.doc = "Name of the account, unique in the whole system."}),
        field<&Self::is_entity_admin>("IsEntityAdmin", {.doc = "Whether it administers its entity."}),
        field<&Self::signup_date>("SignupDate", {.doc = "When the account was made."}),
        field<&Self::email>("Email", {.doc = "Its e-mail address.", .evidence = kExample}),
        field<&Self::full_name>("FullName",
                                {.doc = "Its user's name; \"Not set\" when it has none.", .evidence = kExample}),
        field<&Self::windows_devices_total>("WindowsDevicesTotal",
                                            {.doc = "Its active Windows devices.", .evidence = kExample}),
        field<&Self::android_devices_total>("AndroidDevicesTotal",
                                            {.doc = "Its active Android devices.", .evidence = kExample}),
        field<&Self::mac_devices_total>("MacDevicesTotal", {.doc = "Its active Mac devices.", .evidence = kExample}),
        field<&Self::used_space_kb>("UsedSpaceKB", {.doc = "Space it uses, in KB.", .evidence = kExample}),
        field<&Self::account_size_mb>("AccountSizeMB", {.doc = "Space allotted to it, in MB.", .evidence = kExample}));
  }
};

struct GetEntityAccountsResult {
  static constexpr std::string_view kName = "GetEntityAccountsResult";
  Result result = {};
  std::int32_t accounts_total = 0;
  std::optional<std::vector<AccountDevicesInfo>> accounts = {};

  static constexpr auto fields() {
    using Self = GetEntityAccountsResult;
    return fields_of(
        field<&Self::result>("Result"),
        field<&Self::accounts_total>("AccountsTotal", {.doc = "Accounts on all pages together."}),
        field<&Self::accounts>("Accounts", {.doc = "The page's accounts, by parent, entity and user name."}));
  }
};

AccountDevicesInfo account_devices_info(state::AccountRow& row) {
  return {.parent_entity_id = row.parent_entity_id,
          .entity_id = row.entity_id,
          .username = std::move(row.username),
          .is_entity_admin = row.entity_admin,
          .signup_date = stored_date(row.signup_date),
          .email = std::move(row.email),
          .full_name = row.full_name.empty() ? "Not set" : std::move(row.full_name),
          .windows_devices_total = static_cast<std::int32_t>(row.windows_devices),
          .android_devices_total = static_cast<std::int32_t>(row.android_devices),
          .mac_devices_total = static_cast<std::int32_t>(row.mac_devices),
          .used_space_kb = row.used_kb,
          .account_size_mb = row.size_mb};
}

// The page without the accounts of entities that are not active, or below one that is not.
state::AccountPage of_usable_entities(Call& call, const state::Entity& target, state::PageOf wanted) {
  auto all = call.sandbox.account_lists.active_below(target, {.size = std::numeric_limits<std::int32_t>::max()}).rows;
  std::map<std::int32_t, bool> known;
  std::erase_if(all, [&](const state::AccountRow& row) {
    const auto [entity, fresh] = known.try_emplace(row.entity_id);
    if (fresh) entity->second = call.sandbox.entities.find(row.entity_id).value().usable();
    return !entity->second;
  });
  state::AccountPage page{.total = static_cast<std::int64_t>(all.size())};
  const auto begin = std::min(wanted.offset(), page.total);
  const auto end = std::min(begin + wanted.size, page.total);
  page.rows.assign(std::make_move_iterator(all.begin() + begin), std::make_move_iterator(all.begin() + end));
  return page;
}

Outcome<GetEntityAccountsResult, kInTree, kActive, kAncestorsActive> get_entity_accounts(
    Call& call, const GetEntityAccountsRequest& in) {
  const auto target = readable_entity(call, or_caller(call, in.target_entity_id));
  if (!target) return target;

  const state::PageOf wanted{.index = in.page_index, .size = in.page_size};
  auto page = call.profile.is<"Q-accounts-below-suspended", "listed">()
                  ? call.sandbox.account_lists.active_below(*target, wanted)
                  : of_usable_entities(call, *target, wanted);
  GetEntityAccountsResult out{.accounts_total = static_cast<std::int32_t>(page.total)};
  auto& accounts = out.accounts.emplace();
  accounts.reserve(page.rows.size());
  for (state::AccountRow& row : page.rows) accounts.push_back(account_devices_info(row));
  return out;
}

}  // namespace

Operation get_entity_accounts_operation() {
  return operation<get_entity_accounts>(
      "GetEntityAccounts", {.doc = "Lists one page of the active accounts of an entity's whole tree, devices counted.",
                            .request = Evidence::verified,
                            .response = Evidence::verified});
}

}  // namespace services::entity_management
