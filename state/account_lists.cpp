#include "state/account_lists.hpp"

#include "state/account_blocks.hpp"
#include "state/subtree_sql.hpp"

#include <algorithm>
#include <iterator>

// The columns of AccountRow, in its order, of account a in an entity whose parent is given.
#define ROW_COLUMNS(parent)                                                                                    \
  parent                                                                                                       \
      ", a.entity_id, a.username, a.status, a.entity_admin, a.signup_date, a.email, a.full_name, a.monitored," \
      " a.endguard_enabled, a.windows_devices, a.mac_devices, a.android_devices, a.used_kb, a.size_mb,"        \
      " a.customer_type_code, a.payment_plan_id"
// An account a with its devices d, one row each.
#define HOLDING_COLUMNS "a.id, a.username, a.own_used_kb, d.name, d.os, coalesce(d.used_kb, 0)"

namespace state {
namespace {

struct Holder {  // an entity, and the active accounts that are its own or those of its children
  std::int32_t id = 0;
  std::int64_t active_accounts = 0;
  static constexpr auto columns() { return std::tuple(&Holder::id, &Holder::active_accounts); }
};

// A page cut out of a row of holders.
struct Cut {
  std::int64_t skip = 0;
  std::int64_t wanted = 0;

  // Whether nothing of the holder lies on the page; what it holds is then passed over.
  bool passes(const Holder& holder) {
    if (wanted > 0 && skip < holder.active_accounts) return false;
    skip -= std::min(skip, holder.active_accounts);
    return true;
  }
  void took(std::int64_t rows) {
    wanted -= rows;
    skip = 0;
  }
};

struct Holding {  // an account with one of its devices, or without any
  std::int32_t account_id = 0;
  std::string username;
  std::int64_t own_used_kb = 0;
  std::optional<std::string> system_name;
  std::optional<DeviceOs> os;
  std::int64_t device_used_kb = 0;
  static constexpr auto columns() {
    using Self = Holding;
    return std::tuple(&Self::account_id, &Self::username, &Self::own_used_kb, &Self::system_name, &Self::os,
                      &Self::device_used_kb);
  }
};

std::vector<UsedSpace> lines_of(const std::vector<Holding>& holdings) {
  std::vector<UsedSpace> lines;
  std::int32_t account = 0;
  for (const Holding& holding : holdings) {
    const bool first = account != holding.account_id;
    account = holding.account_id;
    if (first && (holding.own_used_kb > 0 || !holding.system_name))
      lines.push_back({.username = holding.username, .used_kb = holding.own_used_kb});
    if (holding.device_used_kb > 0)
      lines.push_back({.username = holding.username,
                       .used_kb = holding.device_used_kb,
                       .system_name = holding.system_name,
                       .os = holding.os});
  }
  return lines;
}

}  // namespace

AccountPage AccountLists::direct(const Entity& entity, bool include_inactive, PageOf page) {
  if (!include_inactive)
    return {.total = entity.active_accounts, .rows = active_of(entity.id, entity.parent_id, page.size, page.offset())};
  const AccountPosition start = account_position(database_, entity.id, false, page.offset());
  return {
      .total = entity.accounts,
      .rows = database_.all<AccountRow>("SELECT " ROW_COLUMNS("?1") " FROM account a"
                                                                    " WHERE a.entity_id = ?2 AND a.username_key >= ?3"
                                                                    " ORDER BY a.username_key LIMIT ?4 OFFSET ?5",
                                        entity.parent_id, entity.id, start.first_key, page.size, start.skip)};
}

std::vector<AccountRow> AccountLists::active_of(std::int32_t entity_id, std::int32_t parent_id, std::int64_t count,
                                                std::int64_t offset) {
  const AccountPosition start = account_position(database_, entity_id, true, offset);
  return database_.all<AccountRow>("SELECT " ROW_COLUMNS("?1")
                                   " FROM account a WHERE a.entity_id = ?2 AND a.status = 0 AND a.username_key >= ?3"
                                   " ORDER BY a.username_key LIMIT ?4 OFFSET ?5",
                                   parent_id, entity_id, start.first_key, count, start.skip);
}

// Two steps down: the entities whose children's accounts lie on the page, then those children.
AccountPage AccountLists::active_below(const Entity& root, PageOf page) {
  const Subtree tree(root);
  auto parents = database_.all<Holder>(
      "SELECT e.id, e.children_active_accounts FROM entity e INDEXED BY entity_above_active"
      " WHERE e.children_active_accounts > 0 AND " IN_SUBTREE("e"),
      tree.low[0], tree.low[1], tree.low[2], tree.high[0], tree.high[1], tree.high[2]);
  parents.push_back({.id = root.parent_id, .active_accounts = root.active_accounts});
  std::ranges::sort(parents, {}, &Holder::id);

  AccountPage out;
  Cut cut{.skip = page.offset(), .wanted = page.size};
  for (const Holder& parent : parents) {
    out.total += parent.active_accounts;
    if (cut.passes(parent)) continue;
    const auto children = parent.id == root.parent_id
                              ? std::vector{Holder{.id = root.id, .active_accounts = root.active_accounts}}
                              : database_.all<Holder>(
                                    "SELECT e.id, e.active_accounts FROM entity e INDEXED BY entity_with_active"
                                    " WHERE e.parent_id = ?1 AND e.active_accounts > 0 ORDER BY e.id",
                                    parent.id);
    for (const Holder& child : children) {
      if (cut.passes(child)) continue;
      auto rows = active_of(child.id, parent.id, cut.wanted, cut.skip);
      cut.took(static_cast<std::int64_t>(rows.size()));
      std::ranges::move(rows, std::back_inserter(out.rows));
    }
  }
  return out;
}

std::vector<AccountRow> AccountLists::of_customer_type(const Entity& root, std::string_view code) {
  const Subtree tree(root);
  return database_.all<AccountRow>("SELECT " ROW_COLUMNS("e.parent_id")
                                   " FROM account a JOIN entity e ON e.id = a.entity_id"
                                   " WHERE a.customer_type_code = ?7 AND " IN_SUBTREE("e")
                                   " ORDER BY a.entity_id, a.username_key",
                                   tree.low[0], tree.low[1], tree.low[2], tree.high[0], tree.high[1], tree.high[2],
                                   code);
}

std::vector<UsedSpace> AccountLists::used_space(const Entity& root, bool own_accounts_only) {
  const Subtree tree(root);
  if (own_accounts_only)
    return lines_of(database_.all<Holding>("SELECT " HOLDING_COLUMNS
                                           " FROM account a LEFT JOIN device d ON d.account_id = a.id"
                                           " WHERE a.entity_id = ?1 ORDER BY a.username_key, d.name_key",
                                           root.id));
  return lines_of(database_.all<Holding>("SELECT " HOLDING_COLUMNS
                                         " FROM entity e INDEXED BY entity_tree JOIN account a ON a.entity_id = e.id"
                                         " LEFT JOIN device d ON d.account_id = a.id WHERE " IN_SUBTREE(
                                             "e") " ORDER BY e.parent_id, e.id, a.username_key, d.name_key",
                                         tree.low[0], tree.low[1], tree.low[2], tree.high[0], tree.high[1],
                                         tree.high[2]));
}

std::vector<UsedSpace> AccountLists::used_space(const Account& account) {
  return lines_of(database_.all<Holding>("SELECT " HOLDING_COLUMNS
                                         " FROM account a LEFT JOIN device d ON d.account_id = a.id"
                                         " WHERE a.id = ?1 ORDER BY d.name_key",
                                         account.id));
}

}  // namespace state
