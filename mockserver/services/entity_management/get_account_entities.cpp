// GetAccountEntities: where one account sits: its distributor, partner, company and parent.
#include "contract/patterns.hpp"
#include "contract/profile.hpp"
#include "services/dates.hpp"
#include "services/entity_management/operations.hpp"
#include "services/entity_management/rows.hpp"
#include "services/targets.hpp"

namespace services::entity_management {
namespace {

struct GetAccountEntitiesRequest {
  static constexpr std::string_view kName = "GetAccountEntitiesRequest";
  std::int32_t target_entity_id = 0;
  std::string user_name;

  static constexpr auto fields() {
    using Self = GetAccountEntitiesRequest;
    return fields_of(
        field<&Self::target_entity_id>("TargetEntityID",
                                       {.min = 0, .doc = "Root of the tree that holds the account; 0 is the caller."}),
        field<&Self::user_name>("UserName", {.pattern = &contract::kAccountUserName,
                                             .aliases = {"Username"},
                                             .doc = "Name of the account. The document's table spells it Username."}));
  }
};

struct AccountEntitiesInfo {
  static constexpr std::string_view kName = "AccountEntitiesInfo";
  std::int32_t distributor_entity_id = 0;
  std::int32_t partner_entity_id = 0;
  std::int32_t company_entity_id = 0;
  std::int32_t parent_entity_id = 0;
  std::string distributor_name;
  std::string partner_name;
  std::string company_name;
  std::string parent_name;
  ParentEntityType parent_entity_type = ParentEntityType::unknown;
  bool is_account_active = false;
  bool is_entity_admin = false;
  DateTime signup_date;
  std::string email;
  bool is_monitored = false;
  bool is_end_guard_enabled = false;
  bool is_parent_entity_active = false;

  static constexpr auto fields() {
    using Self = AccountEntitiesInfo;
    constexpr auto kTable = Evidence::table;
    return fields_of(
        field<&Self::distributor_entity_id>("DistributorEntityID", {.doc = "Distributor above the account."}),
        field<&Self::partner_entity_id>("PartnerEntityID", {.doc = "Partner above the account, or 0."}),
        field<&Self::company_entity_id>("CompanyEntityID", {.doc = "Company of the account, or 0."}),
        field<&Self::parent_entity_id>("ParentEntityID", {.doc = "The account's entity: one of the three."}),
        field<&Self::distributor_name>("DistributorName", {.doc = "Name of the distributor."}),
        field<&Self::partner_name>("PartnerName", {.doc = "Name of the partner; empty without one."}),
        field<&Self::company_name>(
            "CompanyName",
            {.doc = "Name of the company; empty without one.", .evidence = kTable, .question = "Q-element-order"}),
        field<&Self::parent_name>("ParentName", {.doc = "Name of the account's entity.", .evidence = kTable}),
        field<&Self::parent_entity_type>("ParentEntityType",
                                         {.doc = "What the account's entity is.", .evidence = kTable}),
        field<&Self::is_account_active>("IsAccountActive",
                                        {.doc = "Whether the account is active.", .evidence = kTable}),
        field<&Self::is_entity_admin>("IsEntityAdmin",
                                      {.doc = "Whether it administers its entity.", .evidence = kTable}),
        field<&Self::signup_date>("SignupDate", {.doc = "When the account was made.", .evidence = kTable}),
        field<&Self::email>("Email", {.doc = "Its e-mail address.", .evidence = kTable}),
        field<&Self::is_monitored>("IsMonitored", {.doc = "Whether its backups are monitored.", .evidence = kTable}),
        field<&Self::is_end_guard_enabled>("IsEndGuardEnabled",
                                           {.doc = "Whether EndGuard is enabled for it.", .evidence = kTable}),
        field<&Self::is_parent_entity_active>(
            "IsParentEntityActive", {.doc = "Whether its entity and everything above is active.", .evidence = kTable}));
  }
};

struct GetAccountEntitiesResult {
  static constexpr std::string_view kName = "GetAccountEntitiesResult";
  Result result = {};
  std::optional<AccountEntitiesInfo> account_entities_info;

  static constexpr auto fields() {
    using Self = GetAccountEntitiesResult;
    return fields_of(
        field<&Self::result>("Result"),
        field<&Self::account_entities_info>("AccountEntitiesInfo", {.doc = "The account's place in the tree."}));
  }
};

constexpr Rule kAccountInTarget{"GetAccountEntities/account-in-target", Code::ObjectEntityMismatch,
                                "The account exists and belongs to the target entity or one below it.",
                                Evidence::table};

Outcome<GetAccountEntitiesResult, kInTree, kActive, kAncestorsActive, kAccountInTarget> get_account_entities(
    Call& call, const GetAccountEntitiesRequest& in) {
  const auto target = readable_entity(call, or_caller(call, in.target_entity_id));
  if (!target) return target;
  const auto account = call.sandbox.accounts.find(in.user_name);
  if (!account) return refuse<kAccountInTarget>;
  const auto parent = call.sandbox.entities.find(account->entity_id);
  if (!parent || !state::within(*target, *parent)) return refuse<kAccountInTarget>;

  const auto name = [&](std::int32_t id) {
    if (id == 0) return std::string();
    if (id == parent->id) return parent->name;
    return call.sandbox.entities.find(id).value().name;
  };
  const bool told_active = call.profile.is<"Q-account-active-own", "own">() || parent->usable();
  return GetAccountEntitiesResult{
      .account_entities_info =
          AccountEntitiesInfo{.distributor_entity_id = parent->distributor_id,
                              .partner_entity_id = parent->partner_id,
                              .company_entity_id = parent->company_id,
                              .parent_entity_id = parent->id,
                              .distributor_name = name(parent->distributor_id),
                              .partner_name = name(parent->partner_id),
                              .company_name = name(parent->company_id),
                              .parent_name = parent->name,
                              .parent_entity_type = static_cast<ParentEntityType>(parent->type),
                              .is_account_active = told_active && account->status == state::AccountStatus::active,
                              .is_entity_admin = account->entity_admin,
                              .signup_date = stored_date(account->signup_date),
                              .email = account->email,
                              .is_monitored = account->monitored,
                              .is_end_guard_enabled = account->endguard_enabled,
                              .is_parent_entity_active = parent->usable()}};
}

}  // namespace

Operation get_account_entities_operation() {
  return operation<get_account_entities>("GetAccountEntities",
                                         {.doc = "Tells the distributor, partner, company and parent of an account.",
                                          .request = Evidence::verified,
                                          .response = Evidence::verified});
}

}  // namespace services::entity_management
