// The routes that show what there is: the tree page by page, one entity, its accounts, one account, the contract and
// what calls have met of it. Read only.
#include "cmake/embedded.hpp"
#include "control/api_names.hpp"
#include "control/api_route.hpp"
#include "control/time_text.hpp"
#include "state/browse.hpp"

namespace control {
namespace {

using nlohmann::json;

EMBEDDED(browse_routes_schema);

constexpr std::int64_t kMostOfALot = 200;  // of what an entity has few of: logins, policies, appliances
constexpr std::array<std::string_view, 4> kShownStatuses = {"Active", "Suspended", "Cancelled", "Expired"};
constexpr std::array<std::string_view, 4> kShownLicenses = {"SkraftDiskImageV5", "SqlBackup", "ExchangeBackup",
                                                            "KrollExchangeRecovery"};
constexpr std::array<std::string_view, 4> kSchedules = {"Monthly", "Weekly", "Daily", "Hourly"};

template <class Enum, std::size_t N>
std::string_view name_in(const std::array<std::string_view, N>& names, Enum value) {
  return names.at(static_cast<std::size_t>(value));
}

json instant_or_null(std::optional<state::Instant> at) {
  return at && *at != state::kNever ? json(format_instant(*at)) : json();
}

template <class T>
json or_null(const std::optional<T>& value) {
  return value ? json(*value) : json();
}

// Runs `look` on the locked sandbox, with everything done that the clock has made due.
template <class Look>
json look_at(ApiCall& call, Look look) {
  state::Sandbox& state = call.sandbox().state();
  const std::lock_guard lock(state.mutex);
  state.catch_up();
  return look(state);
}

state::Entity entity_of_path(state::Sandbox& state, const std::string& item) {
  const auto id = whole_number(item);
  const auto entity =
      id && *id <= INT32_MAX ? state.entities.find(static_cast<std::int32_t>(*id)) : std::optional<state::Entity>();
  if (!entity) throw ApiError{.status = 404, .code = "unknown-entity", .message = "there is no entity " + item};
  return *entity;
}

json row_json(const state::TreeRow& row) {
  return {{"id", row.id},
          {"parentId", row.parent_id},
          {"type", name_in(kEntityTypes, row.type)},
          {"name", row.name},
          {"status", name_in(kShownStatuses, row.status)},
          {"managed", row.managed},
          {"trialEnd", instant_or_null(row.trial_end)},
          {"diskQuotaGB", or_null(row.disk_quota_gb)},
          {"allocatedGB", row.children_quota_gb + (row.allocated_mb + 1023) / 1024},
          {"usedSpaceKB", row.used_kb},
          {"accounts", row.accounts},
          {"hasChildren", row.has_children}};
}

state::Browse browse(state::Sandbox& state) { return {state.database, state.clock, state.appliances}; }

// The entities above, the topmost first.
json path_of(state::Sandbox& state, std::int32_t parent_id) {
  json path = json::array();
  while (const auto above = state.entities.find(parent_id)) {
    path.insert(path.begin(), json({{"id", above->id}, {"name", above->name}}));
    parent_id = above->parent_id;
  }
  return path;
}

ApiReply children(ApiCall& call) {
  const auto parent = static_cast<std::int32_t>(call.query.number("parent").value_or(0));
  const auto after = static_cast<std::int32_t>(call.query.number("after").value_or(0));
  const std::int64_t limit = call.query.number("limit").value_or(100);
  return {.body = look_at(call, [&](state::Sandbox& state) -> json {
            if (parent != 0) entity_of_path(state, std::to_string(parent));
            auto rows = browse(state).children(parent, after, limit + 1);
            const bool more = static_cast<std::int64_t>(rows.size()) > limit;
            if (more) rows.pop_back();
            json list = json::array();
            for (const state::TreeRow& row : rows) list.push_back(row_json(row));
            return {{"entities", std::move(list)}, {"next", more ? json(rows.back().id) : json()}};
          })};
}

ApiReply search(ApiCall& call) {
  const auto text = call.query.text("text");
  if (!text) throw ApiError{.code = "bad-value", .message = "must be the text to look for", .path = "text"};
  const std::int64_t limit = call.query.number("limit").value_or(50);
  return {.body = look_at(call, [&](state::Sandbox& state) -> json {
            json entities = json::array();
            const auto add = [&](const state::TreeRow& row) {
              json one = row_json(row);
              one["path"] = path_of(state, row.parent_id);
              entities.push_back(std::move(one));
            };
            const std::int64_t id = whole_number(*text).value_or(0);
            const auto by_id =
                id <= INT32_MAX ? browse(state).row(static_cast<std::int32_t>(id)) : std::optional<state::TreeRow>();
            if (by_id) add(*by_id);
            for (const state::TreeRow& row : browse(state).named(*text, limit))
              if (!by_id || row.id != by_id->id) add(row);
            json accounts = json::array();
            for (const state::AccountName& account : browse(state).accounts_named(*text, limit))
              accounts.push_back({{"userName", account.username},
                                  {"status", name_in(kAccountStatuses, account.status)},
                                  {"entityId", account.entity_id}});
            return {{"entities", std::move(entities)}, {"accounts", std::move(accounts)}};
          })};
}

json appliance_json(const state::Appliance& appliance) {
  return {{"uuid", appliance.uuid},
          {"name", appliance.name},
          {"type", name_in(kApplianceTypes, appliance.type)},
          {"model", appliance.model_name},
          {"status", name_in(kApplianceStatuses, appliance.status)},
          {"upSince", instant_or_null(appliance.up_since)},
          {"spaceUsedBytes", appliance.space_used_bytes},
          {"spaceTotalBytes", appliance.space_total_bytes},
          {"remoteAccess", appliance.remote_access}};
}

json appliances_of(state::Sandbox& state, std::int32_t entity_id) {
  json list = json::array();
  for (const state::AppliancePack& pack : browse(state).appliances(entity_id, kMostOfALot)) {
    json one = appliance_json(pack.primary);
    one["copy"] = pack.secondary ? appliance_json(*pack.secondary) : json();
    one["replication"] = pack.replication ? json{{"status", name_in(kQueueStatuses, pack.replication->status)},
                                                 {"bytesRemaining", pack.replication->bytes_remaining},
                                                 {"secondsRemaining", pack.replication->seconds_remaining}}
                                          : json();
    list.push_back(std::move(one));
  }
  return list;
}

json policies_of(state::Sandbox& state, std::int32_t entity_id) {
  json list = json::array();
  for (const state::EntityPolicy& policy : state.policies.of(entity_id, {.index = 1, .size = kMostOfALot}))
    list.push_back({{"id", policy.id},
                    {"name", policy.name},
                    {"created", instant_or_null(policy.created_at)},
                    {"liveProtect", policy.live_protect},
                    {"schedule", policy.schedule ? json(name_in(kSchedules, policy.schedule->type)) : json()}});
  return list;
}

json users_of(state::Sandbox& state, std::int32_t entity_id) {
  json dashboard = json::array();
  for (const state::DashboardLogin& login : browse(state).dashboard_logins(entity_id, kMostOfALot))
    dashboard.push_back({{"name", login.name}, {"active", login.active}});
  return {{"api", browse(state).api_logins(entity_id, kMostOfALot)}, {"dashboard", std::move(dashboard)}};
}

json licenses_of(state::Sandbox& state, std::int32_t entity_id) {
  json list = json::array();
  for (const state::LicenseCount& count : browse(state).licenses(entity_id))
    list.push_back({{"type", name_in(kShownLicenses, count.type)}, {"free", count.free}, {"assigned", count.held}});
  return list;
}

json cloud_of(state::Sandbox& state, std::int32_t entity_id) {
  const auto account = state.cloud_backups.of(entity_id);
  if (!account) return {};
  return {{"login", account->login},
          {"region", name_in(kCloudRegions, account->region)},
          {"since", instant_or_null(account->created_at)}};
}

ApiReply entity(ApiCall& call) {
  return {.body = look_at(call, [&](state::Sandbox& state) {
            const state::Entity entity = entity_of_path(state, call.item);
            const state::SubtreeTotals totals = browse(state).totals(entity);
            json body = row_json(browse(state).row(entity.id).value());
            body.update(
                {{"path", path_of(state, entity.parent_id)},
                 {"usable", entity.usable()},
                 {"contactPerson", entity.contact_person},
                 {"contactEmail", entity.contact_email},
                 {"created", instant_or_null(entity.created_at)},
                 {"children", entity.children},
                 {"activeAccounts", entity.active_accounts},
                 {"desktopDevices", entity.desktop_devices},
                 {"mobileDevices", entity.mobile_devices},
                 {"allowUploadOverAccountSize", entity.allow_upload_over_account_size},
                 {"autoUpgradeClientApp", entity.auto_upgrade_client_app},
                 {"dataCenterCountry", entity.data_center_country},
                 {"disableEmails", entity.disable_emails},
                 {"localeId", entity.locale_id},
                 {"below",
                  {{"entities", totals.entities - 1}, {"accounts", totals.accounts}, {"usedSpaceKB", totals.used_kb}}},
                 {"users", users_of(state, entity.id)},
                 {"licenses", licenses_of(state, entity.id)},
                 {"policies", policies_of(state, entity.id)},
                 {"appliances", appliances_of(state, entity.id)},
                 {"cloud", cloud_of(state, entity.id)}});
            return body;
          })};
}

json account_row_json(const state::AccountRow& row) {
  return {{"userName", row.username},
          {"status", name_in(kAccountStatuses, row.status)},
          {"administrator", row.entity_admin},
          {"fullName", row.full_name},
          {"email", row.email},
          {"accountSizeMB", row.size_mb},
          {"usedSpaceKB", row.used_kb}};
}

ApiReply accounts(ApiCall& call) {
  const state::PageOf page{.index = call.query.number("page").value_or(1),
                           .size = call.query.number("limit").value_or(100)};
  return {.body = look_at(call, [&](state::Sandbox& state) -> json {
            const state::AccountPage found = state.account_lists.direct(entity_of_path(state, call.item), true, page);
            json list = json::array();
            for (const state::AccountRow& row : found.rows) list.push_back(account_row_json(row));
            return {{"total", found.total}, {"accounts", std::move(list)}};
          })};
}

json devices_of(state::Sandbox& state, std::int32_t account_id) {
  json list = json::array();
  for (const state::Device& device : state.devices.of(account_id))
    list.push_back({{"systemName", device.name},
                    {"os", name_in(kSystems, device.os)},
                    {"osName", device.os_name},
                    {"active", device.active},
                    {"usedSpaceKB", device.used_kb},
                    {"installationId", device.installation_id},
                    {"productVersion", device.product_version},
                    {"ip", device.ip},
                    {"registered", instant_or_null(device.registered_at)},
                    {"lastConnection", instant_or_null(device.last_connection)},
                    {"lastBackup", instant_or_null(device.last_backup)}});
  return list;
}

json held_by(state::Sandbox& state, std::int32_t account_id) {
  json list = json::array();
  for (const state::License& license : state.licenses.of(account_id))
    list.push_back({{"type", name_in(kShownLicenses, license.type)},
                    {"providerId", license.provider_id},
                    {"assigned", instant_or_null(license.assigned_at)}});
  return list;
}

json followed_by(state::Sandbox& state, std::int32_t account_id) {
  json list = json::array();
  for (const state::AccountPolicy& policy : state.account_policies.of(account_id))
    list.push_back(
        {{"policyId", policy.policy_id}, {"name", policy.policy_name}, {"systemName", or_null(policy.system_name)}});
  return list;
}

ApiReply account(ApiCall& call) {
  const auto name = call.query.text("userName");
  if (!name) throw ApiError{.code = "bad-value", .message = "must be the name of an account", .path = "userName"};
  return {.body = look_at(call, [&](state::Sandbox& state) -> json {
            const auto account = state.accounts.find(*name);
            if (!account)
              throw ApiError{.status = 404,
                             .code = "unknown-account",
                             .message = "there is no account of that name",
                             .path = "userName"};
            const state::Entity entity = state.entities.find(account->entity_id).value();
            return {
                {"userName", account->username},
                {"status", name_in(kAccountStatuses, account->status)},
                {"administrator", account->entity_admin},
                {"fullName", account->full_name},
                {"email", account->email},
                {"accountSizeMB", account->size_mb},
                {"usedSpaceKB", account->used_kb},
                {"entity", {{"id", entity.id}, {"name", entity.name}, {"type", name_in(kEntityTypes, entity.type)}}},
                {"path", path_of(state, entity.parent_id)},
                {"ultraSafe", account->ultrasafe},
                {"monitored", account->monitored},
                {"endGuard", account->endguard_enabled},
                {"disableEmails", account->disable_emails},
                {"localeId", account->locale_id},
                {"signedUp", instant_or_null(account->signup_date)},
                {"dataCenterCountry", account->data_center_country},
                {"backupServer", account->backup_server},
                {"customerTypeCode", account->customer_type_code},
                {"paymentPlanId", account->payment_plan_id},
                {"devices", devices_of(state, account->id)},
                {"licenses", held_by(state, account->id)},
                {"policies", followed_by(state, account->id)}};
          })};
}

ApiReply contract(ApiCall&) { return {.body = {}, .is_contract = true}; }

ApiReply codes(ApiCall& call) {
  json list = json::array();
  for (const CodeCount& one : call.sandbox().journal().codes())
    list.push_back({{"service", one.service},
                    {"operation", one.operation},
                    {"code", one.code},
                    {"codeName", one.name},
                    {"calls", one.calls}});
  return {.body = {{"codes", std::move(list)}}};
}

constexpr QueryParameter kLimit{.name = "limit",
                                .says = "at most so many; 100 without it",
                                .kind = QueryParameter::Kind::number,
                                .least = 1,
                                .most = 1'000};
constexpr std::array kChildrenQuery = {
    QueryParameter{.name = "parent",
                   .says = "id of the entity above; without it, the root itself",
                   .kind = QueryParameter::Kind::number,
                   .most = INT32_MAX},
    QueryParameter{
        .name = "after", .says = "only ids above this one", .kind = QueryParameter::Kind::number, .most = INT32_MAX},
    kLimit};
constexpr std::array kSearchQuery = {
    QueryParameter{.name = "text", .says = "an id, part of an entity's name, or the beginning of an account's name"},
    QueryParameter{.name = "limit",
                   .says = "at most so many of each; 50 without it",
                   .kind = QueryParameter::Kind::number,
                   .least = 1,
                   .most = 1'000}};
constexpr std::array kAccountsQuery = {QueryParameter{.name = "page",
                                                      .says = "which page, from 1",
                                                      .kind = QueryParameter::Kind::number,
                                                      .least = 1,
                                                      .most = INT32_MAX},
                                       kLimit};
constexpr std::array kAccountQuery = {QueryParameter{.name = "userName", .says = "name of the account, in any case"}};

constexpr std::array kRoutes = {
    Route{.method = "GET",
          .path = "entities",
          .says = "The entities directly below one, by id, page by page.",
          .handle = children,
          .query = kChildrenQuery,
          .answer = "EntityRows"},
    Route{.method = "GET",
          .path = "entities/{id}",
          .says = "One entity with its contacts, users, licences, policies and appliances; no passwords.",
          .handle = entity,
          .answer = "EntityDetails"},
    Route{.method = "GET",
          .path = "entities/{id}/accounts",
          .says = "An entity's own accounts of any status, by name, page by page.",
          .handle = accounts,
          .query = kAccountsQuery,
          .answer = "AccountRows"},
    Route{.method = "GET",
          .path = "accounts",
          .says = "One account with its devices, licences and policies; no passwords.",
          .handle = account,
          .query = kAccountQuery,
          .answer = "AccountDetails"},
    Route{.method = "GET",
          .path = "search",
          .says = "Entities by id or part of their name, accounts by the beginning of theirs.",
          .handle = search,
          .query = kSearchQuery,
          .answer = "Found"},
    Route{.method = "GET",
          .path = "journal/codes",
          .says = "Which result codes the calls in the journal got, by operation.",
          .handle = codes,
          .answer = "CodeCounts"},
    Route{.method = "GET",
          .path = "contract",
          .says = "Every operation with its members, rules, codes and evidence, and the open questions.",
          .handle = contract,
          .answer = "Contract",
          .before_ready = true},
};

}  // namespace

RouteGroup browse_routes() { return {.name = "browse", .routes = kRoutes, .schema = browse_routes_schema()}; }

}  // namespace control
