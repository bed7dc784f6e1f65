// From a checked document to rows: the one place that knows how a world's properties become state's structs.
#include <array>
#include <string>
#include <string_view>

#include "control/time_text.hpp"
#include "control/world.hpp"

namespace control {
namespace {

using nlohmann::json;

// The position of a value in the list of names of its enumeration; the schema has refused any other.
template <class Enum, std::size_t N>
Enum enum_of(const json& object, const char* name, const std::array<std::string_view, N>& names, Enum missing) {
  const auto found = object.find(name);
  if (found == object.end()) return missing;
  const std::string_view text = found->template get_ref<const std::string&>();
  for (std::size_t at = 0; at < N; ++at) {
    if (names[at] == text) return static_cast<Enum>(at);
  }
  throw std::logic_error("world: no value of " + std::string(name) + " is " + std::string(text));
}

constexpr std::array<std::string_view, 5> kEntityTypes = {"Unknown", "Infrascale", "Distributor", "Partner", "Company"};
constexpr std::array<std::string_view, 3> kEntityStatuses = {"Active", "Suspended", "Cancelled"};

std::string text(const json& object, const char* name) { return object.value(name, std::string()); }
bool flag(const json& object, const char* name, bool missing = false) { return object.value(name, missing); }
std::int32_t locale(const json& object) { return object.value("localeId", state::kEnglish); }

class Loader {
 public:
  Loader(const json& document, state::Sandbox& sandbox)
      : document_(document), sandbox_(sandbox), now_(sandbox.clock.now()) {}

  void load() {
    state::Transaction transaction(sandbox_.database);
    // Those above come first, whatever the order in the file.
    for (const std::string_view type : {"Infrascale", "Distributor", "Partner", "Company"}) {
      for (const json& entity : document_.at("entities")) {
        if (entity.at("type") == type) add_entity(entity);
      }
    }
    if (const auto next = document_.find("nextEntityId"); next != document_.end()) {
      sandbox_.entities.start_ids_after(next->get<std::int32_t>() - 1);
    }
    for (const json& entity : document_.at("entities")) add_members(entity);

    for (const json& one : list(document_, "connectWiseCompanies")) {
      sandbox_.entities.map_connectwise(one.at("integratorEntityId"), one.at("entityId"), text(one, "companyId"));
    }
    transaction.commit();
  }

 private:
  static const json& list(const json& object, const char* name) {
    static const json none = json::array();
    const auto found = object.find(name);
    return found == object.end() ? none : *found;
  }

  state::Instant instant(const json& object, const char* name, state::Instant missing) const {
    const auto found = object.find(name);
    return found == object.end() ? missing : world_instant(found->get_ref<const std::string&>(), now_).value();
  }

  void add_entity(const json& entity) {
    std::optional<std::int64_t> quota;
    if (entity.contains("diskQuotaGB")) quota = entity.at("diskQuotaGB").get<std::int64_t>();
    sandbox_.entities.add({.id = entity.at("id"),
                           .type = enum_of(entity, "type", kEntityTypes, state::EntityType::unknown),
                           .parent_id = entity.value("parentId", 0),
                           .name = text(entity, "name"),
                           .status = enum_of(entity, "status", kEntityStatuses, state::EntityStatus::active),
                           .trial_end = instant(entity, "trialEnd", state::kNever),
                           .managed = flag(entity, "managed", true),
                           .contact_person = text(entity, "contactPerson"),
                           .contact_email = text(entity, "contactEmail"),
                           .disk_quota_gb = quota,
                           .allow_upload_over_account_size = flag(entity, "allowUploadOverAccountSize"),
                           .auto_upgrade_client_app = flag(entity, "autoUpgradeClientApp"),
                           .data_center_country = text(entity, "dataCenterCountry"),
                           .disable_emails = flag(entity, "disableEmails"),
                           .locale_id = locale(entity)});
  }

  void add_members(const json& entity) {
    const std::int32_t id = entity.at("id");
    for (const json& user : list(entity, "webApiUsers")) {
      sandbox_.users.add_api_user(id, text(user, "login"), text(user, "password"));
    }
    for (const json& user : list(entity, "dashboardUsers")) {
      sandbox_.users.add({.entity_id = id,
                          .name = text(user, "name"),
                          .password = text(user, "password"),
                          .active = flag(user, "active", true),
                          .locale_id = locale(user)});
    }
  }

  const json& document_;
  state::Sandbox& sandbox_;
  state::Instant now_;
};

}  // namespace

void World::load_into(state::Sandbox& sandbox) const { Loader(document_, sandbox).load(); }

}  // namespace control
