#include "state/account_policies.hpp"

#include <utility>

#include "state/fold.hpp"

#define ASSIGNED                                                                                                   \
  "SELECT p.id, p.account_id, p.target_entity_id, p.policy_id, p.system_name, p.created_at, a.username,"           \
  " e.name, p.runs_as, p.domain_and_login, p.password FROM account_policy p JOIN account a ON a.id = p.account_id" \
  " JOIN entity_policy e ON e.id = p.policy_id"

namespace state {
namespace {

struct Assigned : AccountPolicy {
  bool runs_as = false;
  std::optional<std::string> domain_and_login = {};
  std::optional<std::string> password = {};

  static constexpr auto columns() {
    using Self = Assigned;
    return std::tuple(&Self::id, &Self::account_id, &Self::target_entity_id, &Self::policy_id, &Self::system_name,
                      &Self::created_at, &Self::username, &Self::policy_name, &Self::runs_as, &Self::domain_and_login,
                      &Self::password);
  }

  AccountPolicy whole() && {
    if (runs_as) run_as = RunAs{.domain_and_login = std::move(domain_and_login), .password = std::move(password)};
    return std::move(*this);
  }
};

std::optional<AccountPolicy> whole(std::optional<Assigned> row) {
  if (!row) return std::nullopt;
  return std::move(*row).whole();
}

}  // namespace

std::optional<AccountPolicy> AccountPolicies::find(std::int32_t id) {
  return whole(database_.one<Assigned>(ASSIGNED " WHERE p.id = ?1", id));
}

std::optional<AccountPolicy> AccountPolicies::find(std::int32_t account_id, std::string_view system_name) {
  return whole(database_.one<Assigned>(ASSIGNED " WHERE p.account_id = ?1 AND p.system_key = ?2", account_id,
                                       fold(system_name)));
}

std::vector<AccountPolicy> AccountPolicies::of(std::int32_t account_id) {
  std::vector<AccountPolicy> out;
  for (Assigned& row : database_.all<Assigned>(ASSIGNED " WHERE p.account_id = ?1 ORDER BY p.system_key", account_id))
    out.push_back(std::move(row).whole());
  return out;
}

bool AccountPolicies::any_of_policy(std::int32_t policy_id) {
  return database_.one<std::int32_t>("SELECT id FROM account_policy WHERE policy_id = ?1 LIMIT 1", policy_id)
      .has_value();
}

std::int32_t AccountPolicies::assign(const AccountPolicy& p) {
  const std::string system_key = fold(p.system_name.value_or(""));
  database_.run("DELETE FROM account_policy WHERE account_id = ?1 AND system_key = ?2", p.account_id, system_key);
  const RunAs credentials = p.run_as.value_or(RunAs{});
  database_.run(
      "INSERT INTO account_policy(id, account_id, target_entity_id, policy_id, system_name, system_key, created_at,"
      " runs_as, domain_and_login, password) VALUES (nullif(?1, 0), ?2, ?3, ?4, nullif(?5, ''), ?6, ?7, ?8, ?9, ?10)",
      p.id, p.account_id, p.target_entity_id, p.policy_id, p.system_name, system_key,
      p.created_at ? *p.created_at : clock_.now(), p.run_as.has_value(), credentials.domain_and_login,
      credentials.password);
  return static_cast<std::int32_t>(database_.last_id());
}

void AccountPolicies::remove(std::int32_t id) { database_.run("DELETE FROM account_policy WHERE id = ?1", id); }

void AccountPolicies::unassign(std::int32_t policy_id) {
  database_.run("DELETE FROM account_policy WHERE policy_id = ?1", policy_id);
}

}  // namespace state
