// GetEntityAccounts: one page of the active accounts of the whole tree, with their devices counted by system.
#include "services/entity_management/operations.hpp"
#include "services/shared_rules.hpp"

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
  Result result;
  std::int32_t accounts_total = 0;
  std::optional<std::vector<AccountDevicesInfo>> accounts;

  static constexpr auto fields() {
    using Self = GetEntityAccountsResult;
    return fields_of(
        field<&Self::result>("Result"),
        field<&Self::accounts_total>("AccountsTotal", {.doc = "Accounts on all pages together."}),
        field<&Self::accounts>("Accounts", {.doc = "The page's accounts, by parent, entity and user name."}));
  }
};

Outcome<GetEntityAccountsResult, kInTree> get_entity_accounts([[maybe_unused]] Call& call,
                                                              [[maybe_unused]] const GetEntityAccountsRequest& in) {
  return GetEntityAccountsResult{};
}

}  // namespace

Operation get_entity_accounts_operation() {
  return operation<get_entity_accounts>(
      "GetEntityAccounts", {.doc = "Lists one page of the active accounts of an entity's whole tree, devices counted.",
                            .request = Evidence::verified,
                            .response = Evidence::verified});
}

}  // namespace services::entity_management
