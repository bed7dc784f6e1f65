// What a parent sees of its companies at a glance (GetCompaniesSummary).
#pragma once
#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "state/clock.hpp"
#include "state/database.hpp"
#include "state/entities.hpp"

namespace state {

struct CompanySummary {
  std::int32_t id = 0;
  std::string name = {};
  std::int64_t disk_quota_gb = 0;
  std::int64_t used_kb = 0;       // of its active accounts
  std::int64_t allocated_mb = 0;  // of its accounts that are not cancelled
  std::int64_t active_accounts = 0;
  std::int64_t shadow_protect_v5_licenses = 0;  // free, and held by its accounts
  std::string data_center_country = {};         // inherited if need be; empty: automatic
  std::int64_t mobile_devices = 0;              // of its active accounts, like the desktops
  std::int64_t desktop_devices = 0;

  static constexpr auto columns() {
    using Self = CompanySummary;
    return std::tuple(&Self::id, &Self::name, &Self::disk_quota_gb, &Self::used_kb, &Self::allocated_mb,
                      &Self::active_accounts, &Self::shadow_protect_v5_licenses, &Self::data_center_country,
                      &Self::mobile_devices, &Self::desktop_devices);
  }
};

class Summaries {
 public:
  Summaries(Database& database, Clock& clock) : database_(database), clock_(clock) {}

  // The active companies directly below an entity, by id.
  std::vector<CompanySummary> companies(const Entity& parent);

 private:
  Database& database_;
  Clock& clock_;
};

}  // namespace state
