// Product licences: how many of each type an entity holds free, and the ones its accounts hold.
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

enum class LicenseType : std::uint8_t { skraft_disk_image_v5, sql_backup, exchange_backup, kroll_exchange_recovery };

struct License {
  std::int32_t id = 0;  // 0 in assign(): the next one
  std::int32_t account_id = 0;
  LicenseType type = LicenseType::skraft_disk_image_v5;
  std::int32_t provider_id = 0;  // the entity whose pool it came from
  std::string product_key = {};
  std::optional<Instant> assigned_at = {};  // none in assign(): now

  static constexpr auto columns() {
    using Self = License;
    return std::tuple(&Self::id, &Self::account_id, &Self::type, &Self::provider_id, &Self::product_key,
                      &Self::assigned_at);
  }
};

struct AssignedLicense {
  std::string username = {};
  LicenseType type = LicenseType::skraft_disk_image_v5;

  static constexpr auto columns() { return std::tuple(&AssignedLicense::username, &AssignedLicense::type); }
};

class Licenses {
 public:
  Licenses(Database& database, Clock& clock) : database_(database), clock_(clock) {}

  std::int64_t free(std::int32_t entity_id, LicenseType type);
  void add_free(std::int32_t entity_id, LicenseType type, std::int64_t count);
  // Takes one out of the pool; false when it is empty.
  bool take_free(std::int32_t entity_id, LicenseType type);

  // Gives an account a licence; the pool is not touched. The id, or nothing and no change when it holds one of the
  // type.
  std::optional<std::int32_t> assign(const License& license);
  std::optional<License> find(std::int32_t account_id, LicenseType type);
  std::vector<License> of(std::int32_t account_id);
  void remove(std::int32_t id);

  // What accounts hold: the entity's own accounts, or all of the subtree. By parent entity, entity, username and type.
  std::vector<AssignedLicense> assigned(const Entity& root, bool own_accounts_only);

  // Free ones and those its own accounts hold.
  std::int64_t count(std::int32_t entity_id, LicenseType type);

 private:
  Database& database_;
  Clock& clock_;
};

}  // namespace state
