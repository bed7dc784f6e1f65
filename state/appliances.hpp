// Disaster-recovery appliances: a primary one on the customer's premises, perhaps a secondary one in the cloud, and the
// replication between the two.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "state/clock.hpp"
#include "state/database.hpp"
#include "state/entities.hpp"

namespace state {

// Each in the order of the document's lists.
enum class ApplianceType : std::uint8_t {
  unknown,
  premise_physical,
  premise_virtual,
  premise_vmware,
  premise_active_active,
  cloud
};
enum class ApplianceStatus : std::uint8_t {
  cannot_parse,
  unknown,
  nominal,
  attention,
  warning,
  unresponsive,
  stopped,
  terminated,
  initializing,
  rebooting,
  stopping,
  deleted
};
enum class QueueStatus : std::uint8_t {
  unknown,
  idle,
  scan,
  sum,
  commit,
  transmit,
  receive,
  pause,
  work,
  abort,
  connect,
  error
};
enum class Severity : std::uint8_t { unknown, high, medium, info, low };

// Whether an appliance of this status has been up since some time.
constexpr bool is_up(ApplianceStatus status) {
  return status != ApplianceStatus::stopped && status != ApplianceStatus::terminated &&
         status != ApplianceStatus::initializing && status != ApplianceStatus::rebooting &&
         status != ApplianceStatus::deleted;
}

struct Appliance {
  std::int32_t id = 0;  // 0 in add(): the next one
  std::int32_t entity_id = 0;
  std::string uuid = {};                        // guid in lower case with hyphens
  std::optional<std::int32_t> primary_id = {};  // of a secondary one; none: it is a primary one
  ApplianceType type = ApplianceType::unknown;
  std::string model_name = {};
  std::string model = {};
  std::string name = {};
  ApplianceStatus status = ApplianceStatus::nominal;
  std::optional<Instant> up_since = {};  // none: it is not up
  std::int64_t space_used_bytes = 0;
  std::int64_t space_total_bytes = 0;
  std::int64_t protected_replicable_bytes = 0;
  std::int64_t protected_bytes = 0;
  std::int32_t vmware_hosts = 0;
  bool remote_access = false;

  static constexpr auto columns() {
    using Self = Appliance;
    return std::tuple(&Self::id, &Self::entity_id, &Self::uuid, &Self::primary_id, &Self::type, &Self::model_name,
                      &Self::model, &Self::name, &Self::status, &Self::up_since, &Self::space_used_bytes,
                      &Self::space_total_bytes, &Self::protected_replicable_bytes, &Self::protected_bytes,
                      &Self::vmware_hosts, &Self::remote_access);
  }
};

// The queue from a primary appliance to its secondary one.
struct Replication {
  QueueStatus status = QueueStatus::idle;
  std::int64_t bytes_per_second = 0;
  std::int64_t bytes_remaining = 0;
  std::int64_t seconds_remaining = 0;

  static constexpr auto columns() {
    using Self = Replication;
    return std::tuple(&Self::status, &Self::bytes_per_second, &Self::bytes_remaining, &Self::seconds_remaining);
  }
};

// What an appliance or its queue says about its status.
struct StatusMessage {
  Severity severity = Severity::info;
  std::string text = {};
  static constexpr auto columns() { return std::tuple(&StatusMessage::severity, &StatusMessage::text); }
};
enum class MessageOf : std::uint8_t { appliance, replication };  // a primary appliance's queue

struct AppliancePack {
  Appliance primary = {};
  std::optional<Appliance> secondary = {};
  std::optional<Replication> replication = {};
};

class Appliances {
 public:
  Appliances(Database& database, Clock& clock) : database_(database), clock_(clock) {}

  // The id, or nothing and no change when the uuid is taken. One that is up without saying since when is up from now.
  std::optional<std::int32_t> add(const Appliance& appliance);
  // By uuid, in any letter case.
  std::optional<Appliance> find(std::string_view uuid);
  std::optional<Appliance> find(std::int32_t id);
  std::optional<Appliance> secondary_of(std::int32_t primary_id);
  std::optional<Replication> replication_of(std::int32_t primary_id);
  std::vector<StatusMessage> messages(std::int32_t id, MessageOf of);

  // The packs of an entity and of everything below it, by parent entity, entity and age; of one type of primary
  // appliance and of those whose type is unknown, if a type is given (Q-appliance-filter).
  std::vector<AppliancePack> packs(const Entity& root, std::optional<ApplianceType> type = {});

  // Time up follows: it ends when the appliance goes down and begins anew when it comes back.
  void set_status(std::int32_t id, ApplianceStatus status);
  void set_remote_access(std::int32_t id, bool remote_access);
  void set_replication(std::int32_t primary_id, const Replication& replication);
  // Replaces all.
  void set_messages(std::int32_t id, MessageOf of, const std::vector<StatusMessage>& messages);

 private:
  Database& database_;
  Clock& clock_;
};

}  // namespace state
