// One check per sentence of the format, for what a world tells about what went on.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "control/formats.hpp"
#include "control/world_continuation.hpp"
#include "control/world_values.hpp"
#include "state/fold.hpp"

namespace control {
namespace {

using nlohmann::json;
using Fail = std::function<void(const std::string& path, std::string message)>;

// The ids of one kind of thing: unique and, where they may be left out, left out everywhere or nowhere.
class IdsOfAKind {
 public:
  explicit IdsOfAKind(const Fail& fail) : fail_(fail) {}

  void see(const json& object, const std::string& path) {
    const auto id = object.find("id");
    const bool given = id != object.end();
    if (seen_any_ && given != !ids_.empty() && !told_) {
      told_ = true;
      fail_(path + "/id", given ? "is for worlds in which all of the kind have one; " + first_ + " has none"
                                : "is required, as " + first_ + " has one");
    }
    if (!seen_any_) first_ = path;
    seen_any_ = true;
    if (!given) return;
    const auto [first, added] = ids_.emplace(id->get<std::int64_t>(), path);
    if (!added) fail_(path + "/id", id->dump() + " is taken by " + first->second);
  }

  bool has(const json& id) const { return ids_.contains(id.get<std::int64_t>()); }

 private:
  const Fail& fail_;
  std::map<std::int64_t, std::string> ids_;  // each to the path where it stands first
  std::string first_;
  bool seen_any_ = false;
  bool told_ = false;
};

class ContinuationChecker {
 public:
  explicit ContinuationChecker(const Fail& fail) : fail_(fail) {}

  void run(const json& document) {
    each(document, "entities", "", [&](const json& entity, const std::string& path) { check_entity(entity, path); });
    if (is_continued(document)) check_history(document);
    each(document, "outbox", "", [&](const json& mail, const std::string& path) {
      mails_.see(mail, path);
      check_instant(mail, "at", path);
    });
    each(document, "tokens", "", [&](const json& token, const std::string& path) { check_token(token, path); });
    each(document, "schedule", "", [&](const json& due, const std::string& path) {
      dues_.see(due, path);
      check_instant(due, "at", path);
    });
    check_next(document, "nextPolicyId", largest_policy_);
    check_next(document, "nextAccountPolicyId", largest_account_policy_);
    check_next(document, "nextFolderId", largest_folder_);
  }

 private:
  template <class Visit>
  static void each(const json& object, const char* name, const std::string& path, const Visit& visit) {
    const json& list = list_of(object, name);
    for (std::size_t at = 0; at < list.size(); ++at) visit(list[at], pointer(pointer(path, name), at));
  }

  void check_instant(const json& object, const char* name, const std::string& path) {
    if (object.contains(name) && !world_instant(text_of(object, name), state::kTicksPerDay * 1'000'000))
      fail_(pointer(path, name), "must be an instant such as \"2019-08-01T07:25:01Z\" or \"+14d\"");
  }

  void check_entity(const json& entity, const std::string& path) {
    entities_.insert(entity.at("id").get<std::int32_t>());
    check_instant(entity, "created", path);
    each(entity, "webApiUsers", path, [&](const json& one, const std::string& at) { api_users_.see(one, at); });
    each(entity, "dashboardUsers", path,
         [&](const json& one, const std::string& at) { dashboard_users_.see(one, at); });
    each(entity, "accounts", path, [&](const json& one, const std::string& at) { check_account(one, at); });
    each(entity, "policies", path,
         [&](const json& one, const std::string&) { largest_policy_ = std::max(largest_policy_, number(one, "id")); });
    each(entity, "appliances", path, [&](const json& pack, const std::string& at) {
      for (const char* which : {"primary", "secondary"})
        if (pack.contains(which)) appliances_.see(pack.at(which), pointer(at, which));
    });
    const auto cloud = entity.find("cloudBackup");
    if (cloud == entity.end()) return;
    cloud_accounts_.see(*cloud, path + "/cloudBackup");
    each(*cloud, "usage", path + "/cloudBackup", [&](const json& one, const std::string& at) { usages_.see(one, at); });
  }

  void check_account(const json& account, const std::string& path) {
    accounts_.see(account, path);
    each(account, "devices", path, [&](const json& device, const std::string& at) {
      devices_.see(device, at);
      if (device.contains("folderSettings"))
        each(device.at("folderSettings"), "folders", at, [&](const json& folder, const std::string&) {
          largest_folder_ = std::max(largest_folder_, number(folder, "id"));
        });
    });
    each(account, "licenses", path, [&](const json& license, const std::string& at) {
      licenses_.see(license, at);
      check_instant(license, "assigned", at);
    });
    each(account, "policies", path, [&](const json& one, const std::string&) {
      largest_account_policy_ = std::max(largest_account_policy_, number(one, "id"));
    });
  }

  void check_history(const json& document) {
    each(document, "entities", "", [&](const json& entity, const std::string& path) {
      refuse(entity, "events", path);
      each(entity, "accounts", path, [&](const json& account, const std::string& at) {
        refuse(account, "events", at);
        refuse(account, "recoveries", at);
      });
    });
    each(document, "history", "", [&](const json& source, const std::string& path) { check_source(source, path); });
  }

  void refuse(const json& object, const char* name, const std::string& path) {
    if (object.contains(name)) fail_(pointer(path, name), "contradicts \"history\", which tells all that happened");
  }

  void check_source(const json& source, const std::string& path) {
    sources_.see(source, path);
    if (!entities_.contains(source.at("entityId").get<std::int32_t>()))
      fail_(path + "/entityId", "there is no entity " + source.at("entityId").dump());
    if (source.contains("accountId") && !accounts_.has(source.at("accountId")))
      fail_(path + "/accountId", "there is no account of the id " + source.at("accountId").dump());
    if (!source_keys_
             .emplace(state::fold(text_of(source, "name")), state::fold(text_of(source, "systemName")),
                      text_of(source, "accountType"), source.at("entityId").get<std::int32_t>())
             .second)
      fail_(path, "is the same source as another one: name, system, type and entity");
    each(source, "events", path, [&](const json& event, const std::string& at) {
      events_.see(event, at);
      check_instant(event, "at", at);
    });
    std::set<std::string> backup_types;
    each(source, "monitoring", path, [&](const json& row, const std::string& at) {
      monitoring_.see(row, at);
      check_instant(row, "at", at);
      if (!backup_types.insert(row.value("backupType", std::string("Online"))).second)
        fail_(at + "/backupType", "stands twice in this list");
    });
    each(source, "recoveries", path, [&](const json& recovery, const std::string& at) {
      recoveries_.see(recovery, at);
      check_instant(recovery, "at", at);
    });
  }

  void check_token(const json& token, const std::string& path) {
    check_instant(token, "validUntil", path);
    if (!token_values_.insert(text_of(token, "value")).second) fail_(path + "/value", "is the value of another token");
    const std::string kind = text_of(token, "kind");
    const IdsOfAKind& subjects = kind.starts_with("Account")     ? accounts_
                                 : kind.starts_with("Appliance") ? appliances_
                                                                 : dashboard_users_;
    if (!subjects.has(token.at("subject")))
      fail_(path + "/subject", "is no id of what a token of kind " + kind + " stands for");
  }

  static std::int64_t number(const json& object, const char* name) { return object.value(name, std::int64_t{0}); }

  void check_next(const json& document, const char* name, std::int64_t largest) {
    const auto next = document.find(name);
    if (next != document.end() && *next <= largest)
      fail_(pointer("", name), "must be above the largest id in use, " + std::to_string(largest));
  }

  const Fail& fail_;
  std::set<std::int32_t> entities_;
  IdsOfAKind api_users_{fail_}, dashboard_users_{fail_}, accounts_{fail_}, devices_{fail_}, licenses_{fail_},
      appliances_{fail_}, cloud_accounts_{fail_}, usages_{fail_}, sources_{fail_}, events_{fail_}, monitoring_{fail_},
      recoveries_{fail_}, mails_{fail_}, dues_{fail_};
  std::set<std::tuple<std::string, std::string, std::string, std::int32_t>> source_keys_;
  std::set<std::string> token_values_;
  std::int64_t largest_policy_ = 0;
  std::int64_t largest_account_policy_ = 0;
  std::int64_t largest_folder_ = 0;
};

}  // namespace

void check_continuation(const json& document, const Fail& fail) { ContinuationChecker(fail).run(document); }

}  // namespace control
