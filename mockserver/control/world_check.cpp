// One check per sentence of the format; each names the path of the value at fault.
#include "control/world_check.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>

#include "control/formats.hpp"
#include "control/time_text.hpp"
#include "control/world.hpp"
#include "control/world_continuation.hpp"
#include "control/world_policies.hpp"
#include "control/world_recovery.hpp"
#include "state/fold.hpp"
#include "state/users.hpp"

namespace control {
namespace {

using nlohmann::json;

const json kNone = json::array();

const json& list(const json& object, const char* name) {
  const auto found = object.find(name);
  return found == object.end() ? kNone : *found;
}

std::string text(const json& object, const char* name) { return object.value(name, std::string()); }

class WorldChecker {
 public:
  explicit WorldChecker(const json& document) : document_(document), continued_(is_continued(document)) {}

  std::vector<Problem> run() {
    check_clock();
    const json& entities = document_.at("entities");
    for (std::size_t at = 0; at < entities.size(); ++at) index_entity(entities[at], pointer("/entities", at));
    if (!entities_.contains(state::kInfrascale)) {
      fail("/entities", "must hold the root: id 1, type \"Infrascale\"");
    }
    for (std::size_t at = 0; at < entities.size(); ++at) check_entity(entities[at], pointer("/entities", at));
    for (std::size_t at = 0; at < entities.size(); ++at) check_used_keys(entities[at], pointer("/entities", at));
    check_next_id();
    check_templates();
    check_connectwise();
    check_policies(
        document_, [this](const std::string& path, std::string message) { fail(path, std::move(message)); },
        [this](const json& id, const json& entity) { return above_or_self(id, entity); });
    check_continuation(document_,
                       [this](const std::string& path, std::string message) { fail(path, std::move(message)); });
    return std::move(problems_);
  }

 private:
  using Names = std::map<std::string, std::string>;  // folded name to the path where it stands first

  void fail(const std::string& path, std::string message) { problems_.push_back({path, std::move(message)}); }

  void check_unique(Names& names, const std::string& name, const std::string& path) {
    const auto [first, added] = names.emplace(state::fold(name), path);
    if (!added) fail(path, "\"" + name + "\" is taken by " + first->second);
  }

  void check_instant(const json& object, const char* name, const std::string& path) {
    if (object.contains(name) && !world_instant(text(object, name), state::kTicksPerDay * 1'000'000)) {
      fail(pointer(path, name), "must be an instant such as \"2019-08-01T07:25:01Z\" or \"+14d\"");
    }
  }

  void check_clock() {
    const auto clock = document_.find("clock");
    if (clock == document_.end()) return;
    if (clock->contains("now") == clock->contains("ahead"))
      return fail("/clock", "needs either \"now\", an instant, or \"ahead\", a duration");
    if (clock->contains("now") && !parse_instant(text(*clock, "now")))
      fail("/clock/now", "must be an instant such as \"2019-08-01T07:25:01Z\"");
    if (!clock->contains("ahead")) return;
    if (!world_ahead(text(*clock, "ahead")))
      fail("/clock/ahead", "must be a duration such as \"8d\", \"PT8H\" or, behind, \"-8d\"");
    if (clock->value("frozen", false)) fail("/clock/ahead", "is for a clock that runs");
  }

  void index_entity(const json& entity, const std::string& path) {
    const auto [first, added] = entities_.emplace(entity.at("id").get<std::int32_t>(), &entity);
    if (!added) fail(path + "/id", entity.at("id").dump() + " is the id of another entity");
  }

  const json* find_entity(const json& id) const {
    const auto found = entities_.find(id.get<std::int32_t>());
    return found == entities_.end() ? nullptr : found->second;
  }

  void check_reference(const json& id, const std::string& path) {
    if (find_entity(id) == nullptr) fail(path, "there is no entity " + id.dump());
  }

  void check_entity(const json& entity, const std::string& path) {
    check_place(entity, path);
    const std::string type = entity.at("type");
    if ((type == "Partner" || type == "Company") && !entity.contains("diskQuotaGB")) {
      fail(path + "/diskQuotaGB", "is required for a partner or company");
    }
    check_instant(entity, "trialEnd", path);
    check_users(entity, path);
    check_keys(entity, path);
    check_accounts(entity, path);
    check_events(list(entity, "events"), path + "/events");
    recovery_.check_entity(entity, path);
  }

  // Types descend on the way down, so a tree of right types has no cycle.
  void check_place(const json& entity, const std::string& path) {
    const std::string type = entity.at("type");
    const std::string at = path + "/parentId";
    if (type == "Infrascale") {
      if (entity.at("id") != state::kInfrascale) fail(path + "/id", "the root, Infrascale, has the id 1");
      if (entity.contains("parentId")) fail(at, "the root has no entity above it");
      return;
    }
    if (entity.at("id") == state::kInfrascale) fail(path + "/id", "1 is the id of the root, Infrascale");
    if (!entity.contains("parentId")) return fail(at, "is required for a " + type);
    const json* parent = find_entity(entity.at("parentId"));
    if (parent == nullptr) return fail(at, "there is no entity " + entity.at("parentId").dump());
    const std::string above = parent->at("type");
    const bool fits = type == "Distributor" ? above == "Infrascale"
                      : type == "Partner"   ? above == "Distributor"
                                            : above == "Partner" || above == "Distributor";
    if (!fits) fail(at, "a " + type + " cannot hang under the " + above + " " + entity.at("parentId").dump());
  }

  void check_users(const json& entity, const std::string& path) {
    const json& api_users = list(entity, "webApiUsers");
    for (std::size_t at = 0; at < api_users.size(); ++at) {
      check_unique(logins_, api_users[at].at("login"), pointer(path + "/webApiUsers", at) + "/login");
    }
    const json& users = list(entity, "dashboardUsers");
    for (std::size_t at = 0; at < users.size(); ++at) {
      const std::string name = users[at].at("name");
      const std::string here = pointer(path + "/dashboardUsers", at) + "/name";
      check_unique(dashboard_names_, name, here);
      if (!is_dashboard_name(name)) fail(here, "may hold letters, digits and @ . _ - only");
      if (state::reserved_name(name)) fail(here, "names such as 2222WS, 2222FL and U2222 are the system's own");
    }
  }

  void check_keys(const json& entity, const std::string& path) {
    const json& partner_keys = list(entity, "partnerLicenseKeys");
    for (std::size_t at = 0; at < partner_keys.size(); ++at)
      check_unique(partner_keys_, partner_keys[at], pointer(path + "/partnerLicenseKeys", at));
    const json& keys = list(entity, "licenseKeys");
    for (std::size_t at = 0; at < keys.size(); ++at)
      check_unique(license_keys_, keys[at].at("key"), pointer(path + "/licenseKeys", at) + "/key");
  }

  // Behind all accounts.
  void check_used_keys(const json& entity, const std::string& path) {
    const json& keys = list(entity, "licenseKeys");
    for (std::size_t at = 0; at < keys.size(); ++at) {
      const std::string used_by = text(keys[at], "usedBy");
      if (!used_by.empty() && !account_names_.contains(state::fold(used_by)))
        fail(pointer(path + "/licenseKeys", at) + "/usedBy", "there is no account \"" + used_by + "\"");
    }
  }

  void check_accounts(const json& entity, const std::string& path) {
    const json& accounts = list(entity, "accounts");
    bool administrator = false;
    for (std::size_t at = 0; at < accounts.size(); ++at) {
      const json& account = accounts[at];
      const std::string here = pointer(path + "/accounts", at);
      check_unique(account_names_, account.at("userName"), here + "/userName");
      check_instant(account, "signupDate", here);
      if (account.value("entityAdministrator", false) && !continued_) {
        if (administrator) fail(here + "/entityAdministrator", "another account administers this entity");
        administrator = true;
      }
      check_devices(account, here);
      check_licenses(account, entity, here);
      check_uploads(account, here);
      check_events(list(account, "events"), here + "/events");
      check_recoveries(account, here);
    }
  }

  void check_devices(const json& account, const std::string& path) {
    const json& devices = list(account, "devices");
    Names names;
    for (std::size_t at = 0; at < devices.size(); ++at) {
      const std::string here = pointer(path + "/devices", at);
      check_unique(names, devices[at].at("systemName"), here + "/systemName");
      for (const char* instant : {"lastConnection", "registrationDate", "lastBackup"})
        check_instant(devices[at], instant, here);
      if (devices[at].contains("installationId") && !is_guid(text(devices[at], "installationId"))) {
        fail(here + "/installationId", "must be a guid");
      }
      if (devices[at].contains("productVersion") && !is_version(text(devices[at], "productVersion")))
        fail(here + "/productVersion", "must be four numbers, such as 7.5.0.1107");
      recovery_.check_device(devices[at], here);
    }
  }

  void check_licenses(const json& account, const json& entity, const std::string& path) {
    const json& licenses = list(account, "licenses");
    Names types;
    for (std::size_t at = 0; at < licenses.size(); ++at) {
      const json& license = licenses[at];
      const std::string here = pointer(path + "/licenses", at);
      check_unique(types, license.at("type"), here + "/type");
      if (license.contains("productKey") && license.at("type") != "SkraftDiskImageV5") {
        fail(here + "/productKey", "is for SkraftDiskImageV5 only");
      }
      if (!above_or_self(license.at("providerEntityId"), entity)) {
        fail(here + "/providerEntityId", "must be the account's entity or one above it");
      }
    }
  }

  // A company that was moved keeps what its former partner gave it: a world that goes on may tell of such.
  bool above_or_self(const json& id, const json& entity) const {
    if (continued_) return find_entity(id) != nullptr;
    const json* at = &entity;
    for (std::size_t steps = 0; at != nullptr && steps <= 4; ++steps) {
      if (at->at("id") == id) return true;
      at = at->contains("parentId") ? find_entity(at->at("parentId")) : nullptr;
    }
    return false;
  }

  void check_uploads(const json& account, const std::string& path) {
    const json& uploads = list(account, "uploads");
    for (std::size_t at = 0; at < uploads.size(); ++at)
      check_instant(uploads[at], "day", pointer(path + "/uploads", at));
  }

  void check_events(const json& events, const std::string& path) {
    for (std::size_t at = 0; at < events.size(); ++at) check_instant(events[at], "at", pointer(path, at));
  }

  void check_recoveries(const json& account, const std::string& path) {
    const json& recoveries = list(account, "recoveries");
    for (std::size_t at = 0; at < recoveries.size(); ++at) {
      const std::string here = pointer(path + "/recoveries", at);
      check_instant(recoveries[at], "at", here);
      if (recoveries[at].contains("clientVersion") && !is_version(text(recoveries[at], "clientVersion")))
        fail(here + "/clientVersion", "must be four numbers, such as 7.5.0.1107");
    }
  }

  void check_next_id() {
    const auto next = document_.find("nextEntityId");
    if (next != document_.end() && !entities_.empty() && *next <= entities_.rbegin()->first) {
      fail("/nextEntityId", "must be above the largest id in use, " + std::to_string(entities_.rbegin()->first));
    }
  }

  void check_templates() {
    const json& templates = list(document_, "emailTemplates");
    std::set<std::tuple<std::int32_t, std::string, std::int32_t>> seen;
    for (std::size_t at = 0; at < templates.size(); ++at) {
      const json& one = templates[at];
      for (std::size_t i = 0; i < one.at("entityIds").size(); ++i) {
        const std::string here = pointer(pointer("/emailTemplates", at) + "/entityIds", i);
        const json& id = one.at("entityIds")[i];
        check_reference(id, here);
        if (!seen.emplace(id.get<std::int32_t>(), one.at("code").get<std::string>(), one.value("localeId", 1)).second) {
          fail(here, "entity " + id.dump() + " has another template of this code and locale");
        }
      }
    }
  }

  void check_connectwise() {
    const json& companies = list(document_, "connectWiseCompanies");
    std::set<std::pair<std::int32_t, std::int32_t>> seen;
    for (std::size_t at = 0; at < companies.size(); ++at) {
      const std::string here = pointer("/connectWiseCompanies", at);
      const json& integrator = companies[at].at("integratorEntityId");
      const json& entity = companies[at].at("entityId");
      check_reference(integrator, here + "/integratorEntityId");
      check_reference(entity, here + "/entityId");
      if (!seen.emplace(integrator.get<std::int32_t>(), entity.get<std::int32_t>()).second) {
        fail(here + "/entityId", "is matched twice for this integrator");
      }
    }
  }

  const json& document_;
  bool continued_;
  std::map<std::int32_t, const json*> entities_;
  Names logins_;
  Names partner_keys_;
  Names license_keys_;
  Names dashboard_names_;
  Names account_names_;
  std::vector<Problem> problems_;
  RecoveryChecker recovery_{[this](const std::string& path, std::string message) { fail(path, std::move(message)); }};
};

}  // namespace

std::vector<Problem> check_world(const json& document) { return WorldChecker(document).run(); }

}  // namespace control
