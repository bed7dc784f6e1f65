#include "state/summaries.hpp"

namespace state {

std::vector<CompanySummary> Summaries::companies(const Entity& parent) {
  return database_.all<CompanySummary>(
      "SELECT e.id, e.name, e.disk_quota_gb, e.used_kb, e.allocated_mb, e.active_accounts,"
      "       coalesce((SELECT free FROM license_pool WHERE entity_id = e.id AND type = 0), 0)"
      "         + (SELECT count(*) FROM license WHERE entity_id = e.id AND type = 0),"
      "       coalesce(nullif(e.data_center_country, ''), ?2), e.mobile_devices, e.desktop_devices"
      "  FROM entity e WHERE e.parent_id = ?1 AND e.type = 4 AND e.status = 0 AND e.trial_end > ?3 ORDER BY e.id",
      parent.id, parent.data_center_country, clock_.now());
}

}  // namespace state
