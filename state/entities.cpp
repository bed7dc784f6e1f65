#include "state/entities.hpp"

#include <limits>
#include <stdexcept>

namespace state {
namespace {

constexpr std::size_t kMostRowsKept = 256;  // of one subtree
constexpr std::int32_t kLast = std::numeric_limits<std::int32_t>::max();

bool may_hold(EntityType parent, EntityType child) {
  switch (child) {
    case EntityType::distributor:
      return parent == EntityType::infrascale;
    case EntityType::partner:
      return parent == EntityType::distributor;
    case EntityType::company:
      return parent == EntityType::distributor || parent == EntityType::partner;
    default:
      return false;
  }
}

}  // namespace

Subtree::Subtree(const Entity& root)
    : low{root.distributor_id, root.partner_id, root.company_id},
      high{root.distributor_id, root.partner_id, root.company_id} {
  switch (root.type) {
    case EntityType::infrascale:
      high[0] = kLast;
      [[fallthrough]];
    case EntityType::distributor:
      high[1] = kLast;
      [[fallthrough]];
    case EntityType::partner:
      high[2] = kLast;
      break;
    default:
      break;
  }
}

std::optional<Entity> Entities::find(std::int32_t id) {
  const Instant now = clock_.now();
  const auto still_holds = [now](const Found& found) {
    return found.at <= now && (!found.entity || now < found.entity->changes_at);
  };
  return found_.get(id, still_holds, [&] { return Found{.entity = read(id, now), .at = now}; }).entity;
}

std::optional<Entity> Entities::read(std::int32_t id, Instant now) {
  return database_.one<Entity>(
      "SELECT e.id, e.type, e.parent_id, e.distributor_id, e.partner_id, e.company_id, e.name,"
      "       CASE WHEN e.status <= 1 AND e.trial_end <= ?2 THEN 3 ELSE e.status END,"
      "       coalesce(p.id = e.id OR (p.status = 0 AND p.trial_end > ?2), 1)"
      "         AND coalesce(d.id = e.id OR (d.status = 0 AND d.trial_end > ?2), 1),"
      "       e.managed, coalesce(p.managed, 1), coalesce(d.managed, 1), e.contact_person, e.contact_email,"
      "       e.disk_quota_gb, e.allow_upload_over_account_size, e.auto_upgrade_client_app,"
      "       coalesce(nullif(e.data_center_country, ''), nullif(p.data_center_country, ''), d.data_center_country, "
      "''),"
      "       e.disable_emails, e.locale_id, e.created_at, e.trial_end, e.children, e.children_quota_gb,"
      "       e.open_accounts, e.allocated_mb, e.accounts, e.active_accounts, e.used_kb, e.desktop_devices,"
      "       e.mobile_devices,"
      "       min(iif(e.trial_end > ?2, e.trial_end, ?3), iif(p.trial_end > ?2, p.trial_end, ?3),"
      "           iif(d.trial_end > ?2, d.trial_end, ?3))"
      "  FROM entity e LEFT JOIN entity p ON p.id = e.partner_id LEFT JOIN entity d ON d.id = e.distributor_id"
      " WHERE e.id = ?1",
      id, now, kNever);
}

std::int32_t Entities::add(const NewEntity& e) {
  const auto parent = e.type == EntityType::infrascale ? Entity{} : find(e.parent_id).value_or(Entity{});
  if (e.type != EntityType::infrascale && !may_hold(parent.type, e.type))
    throw std::invalid_argument("entity " + std::to_string(e.parent_id) + " cannot be the parent of this type");
  if (!e.disk_quota_gb && e.type >= EntityType::partner)
    throw std::invalid_argument("only a distributor's quota may be unlimited");

  database_.run(
      "INSERT INTO entity(id, type, parent_id, distributor_id, partner_id, company_id, name, status, trial_end,"
      " managed, contact_person, contact_email, disk_quota_gb, allow_upload_over_account_size,"
      " auto_upgrade_client_app, data_center_country, disable_emails, locale_id, created_at)"
      " VALUES (nullif(?1, 0), ?2, ?3, ?4, ?5, 0, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)",
      e.id, e.type, e.type == EntityType::infrascale ? 0 : e.parent_id, parent.distributor_id, parent.partner_id,
      e.name, e.status, e.trial_end, e.managed, e.contact_person, e.contact_email, e.disk_quota_gb,
      e.allow_upload_over_account_size, e.auto_upgrade_client_app, e.data_center_country, e.disable_emails, e.locale_id,
      e.created_at ? *e.created_at : clock_.now());
  const auto id = static_cast<std::int32_t>(database_.last_id());
  database_.run(
      "UPDATE entity SET distributor_id = iif(type = 2, id, distributor_id), partner_id = iif(type = 3, id, "
      "partner_id),"
      " company_id = iif(type = 4, id, 0) WHERE id = ?1",
      id);
  return id;
}

void Entities::change(std::int32_t id, const EntityChange& c) {
  database_.run(
      "UPDATE entity SET contact_person = coalesce(?2, contact_person), contact_email = coalesce(?3, contact_email),"
      " disk_quota_gb = coalesce(?4, disk_quota_gb),"
      " allow_upload_over_account_size = coalesce(?5, allow_upload_over_account_size),"
      " auto_upgrade_client_app = coalesce(?6, auto_upgrade_client_app),"
      " data_center_country = coalesce(?7, data_center_country) WHERE id = ?1",
      id, c.contact_person, c.contact_email, c.disk_quota_gb, c.allow_upload_over_account_size,
      c.auto_upgrade_client_app, c.data_center_country);
}

void Entities::set_status(std::int32_t id, EntityStatus status) {
  database_.run("UPDATE entity SET status = ?2 WHERE id = ?1", id, status);
}

void Entities::set_managed(std::int32_t id, bool managed) {
  database_.run("UPDATE entity SET managed = ?2 WHERE id = ?1", id, managed);
}

void Entities::set_trial_end(std::int32_t id, Instant trial_end) {
  database_.run("UPDATE entity SET trial_end = ?2 WHERE id = ?1", id, trial_end);
}

void Entities::set_auto_upgrade_of_companies(std::int32_t parent_id, bool auto_upgrade) {
  database_.run("UPDATE entity SET auto_upgrade_client_app = ?2 WHERE parent_id = ?1 AND type = 4", parent_id,
                auto_upgrade);
}

void Entities::start_ids_after(std::int32_t id) {
  if (database_.run("UPDATE sqlite_sequence SET seq = max(seq, ?1) WHERE name = 'entity'", id) == 0)
    database_.run("INSERT INTO sqlite_sequence(name, seq) VALUES ('entity', ?1)", id);
}

// Equalities on the first columns of entity_tree: a range over all of them would be compared again for every row.
#define HIERARCHY_WHERE(condition)                                            \
  "SELECT id, parent_id, distributor_id, partner_id, company_id, type, name," \
  "       iif(status = 0, trial_end, 0) FROM entity " condition " ORDER BY distributor_id, partner_id, company_id"

std::vector<HierarchyRow> Entities::read_subtree(const Entity& root) {
  switch (root.type) {
    case EntityType::distributor:
      return database_.all<HierarchyRow>(HIERARCHY_WHERE("WHERE distributor_id = ?1"), root.distributor_id);
    case EntityType::partner:
      return database_.all<HierarchyRow>(HIERARCHY_WHERE("WHERE distributor_id = ?1 AND partner_id = ?2"),
                                         root.distributor_id, root.partner_id);
    case EntityType::company:
      return database_.all<HierarchyRow>(
          HIERARCHY_WHERE("WHERE distributor_id = ?1 AND partner_id = ?2 AND company_id = ?3"), root.distributor_id,
          root.partner_id, root.company_id);
    default:
      return database_.all<HierarchyRow>(HIERARCHY_WHERE("WHERE distributor_id >= 0"));
  }
}

#undef HIERARCHY_WHERE

std::vector<HierarchyRow> Entities::subtree(const Entity& root) {
  std::vector<HierarchyRow> rows;
  const auto& kept = subtrees_.get(root.id, [&] {
    rows = read_subtree(root);
    return rows.size() <= kMostRowsKept ? std::optional(rows) : std::nullopt;
  });
  if (kept) return *kept;
  return rows.empty() ? read_subtree(root) : rows;
}

void Entities::add_connectwise_ids(std::vector<HierarchyRow>& rows, std::int32_t integrator_id) {
  const bool has_any = has_connectwise_.get(integrator_id, [&] {
    return *database_.one<bool>("SELECT EXISTS (SELECT 1 FROM connectwise_company WHERE integrator_id = ?1)",
                                integrator_id);
  });
  if (!has_any) return;  // as most
  for (HierarchyRow& row : rows)
    row.connectwise_id = database_.one<std::string>(
        "SELECT connectwise_id FROM connectwise_company WHERE integrator_id = ?1 AND entity_id = ?2", integrator_id,
        row.id);
}

std::vector<HierarchyRow> Entities::hierarchy(const Entity& target, bool include_inactive, std::int32_t integrator_id) {
  auto rows = subtree(target);
  const Instant now = clock_.now();
  for (HierarchyRow& row : rows) row.active = now < row.active_until;

  // Ancestors come before what is below them, so one pass tells who stands below an inactive one.
  bool distributor_active = target.ancestors_active;
  bool partner_active = target.ancestors_active;
  for (HierarchyRow& row : rows) {
    switch (row.type) {
      case EntityType::distributor:
        distributor_active = row.active;
        break;
      case EntityType::partner:
        partner_active = row.active = row.active && distributor_active;
        break;
      case EntityType::company:
        row.active = row.active && (row.partner_id == 0 ? distributor_active : partner_active);
        break;
      default:
        break;
    }
  }
  if (!include_inactive) std::erase_if(rows, [](const HierarchyRow& row) { return !row.active; });
  add_connectwise_ids(rows, integrator_id);
  return rows;
}

std::vector<std::int32_t> Entities::below(const Entity& root) {
  const Subtree tree(root);
  return database_.all<std::int32_t>(
      "SELECT id FROM entity WHERE (distributor_id, partner_id, company_id) >= (?1, ?2, ?3)"
      " AND (distributor_id, partner_id, company_id) <= (?4, ?5, ?6)"
      " ORDER BY distributor_id, partner_id, company_id",
      tree.low[0], tree.low[1], tree.low[2], tree.high[0], tree.high[1], tree.high[2]);
}

void Entities::map_connectwise(std::int32_t integrator_id, std::int32_t entity_id, std::string_view connectwise_id) {
  if (connectwise_id.empty())
    database_.run("DELETE FROM connectwise_company WHERE integrator_id = ?1 AND entity_id = ?2", integrator_id,
                  entity_id);
  else
    database_.run("REPLACE INTO connectwise_company(integrator_id, entity_id, connectwise_id) VALUES (?1, ?2, ?3)",
                  integrator_id, entity_id, connectwise_id);
}

}  // namespace state
