#include "state/users.hpp"

#include <algorithm>

#include "state/fold.hpp"

namespace state {
namespace {

constexpr std::size_t kShortestName = 3;
constexpr std::size_t kLongestName = 50;
constexpr std::size_t kLongestBase = 40;  // leaves room for a number within the 50 characters of a name

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool all_digits(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_digit); }

}  // namespace

bool reserved_name(std::string_view name) {
  const std::string folded = fold(name);
  const std::string_view text = folded;
  if (text.starts_with('u') && all_digits(text.substr(1))) return true;
  return (text.ends_with("ws") || text.ends_with("fl")) && all_digits(text.substr(0, text.size() - 2));
}

std::optional<Entity> Users::caller(std::string_view login, std::string_view password) {
  const auto query = [&] {
    return database_.one<ApiUser>("SELECT entity_id, password FROM api_user WHERE login_key = ?1", fold(login));
  };
  const auto user = login.size() <= kLongestName ? api_users_.get(login, query) : query();
  if (!user || !same_secret(user->password, password)) return std::nullopt;
  return entities_.find(user->entity_id);
}

bool Users::knows_api_user(std::string_view login) const {
  return database_.one<int>("SELECT 1 FROM api_user WHERE login_key = ?1", fold(login)).has_value();
}

bool Users::add_api_user(std::int32_t entity_id, std::string_view login, std::string_view password, std::int32_t id) {
  return database_.run(
             "INSERT INTO api_user(entity_id, login, login_key, password, id) VALUES (?1, ?2, ?3, ?4, nullif(?5, 0))"
             " ON CONFLICT(login_key) DO NOTHING",
             entity_id, login, fold(login), password, id) == 1;
}

std::optional<DashboardUser> Users::find(std::string_view name) {
  return database_.one<DashboardUser>(
      "SELECT id, entity_id, name, password, active, locale_id FROM dashboard_user WHERE name_key = ?1", fold(name));
}

std::optional<DashboardUser> Users::find(std::int32_t id) {
  return database_.one<DashboardUser>(
      "SELECT id, entity_id, name, password, active, locale_id FROM dashboard_user WHERE id = ?1", id);
}

std::optional<DashboardUser> Users::sign_in(std::string_view name, std::string_view password) {
  auto user = find(name);
  if (!user || !same_secret(user->password, password)) return std::nullopt;
  return user;
}

std::optional<DashboardUser> Users::administrator(std::int32_t entity_id) {
  return database_.one<DashboardUser>(
      "SELECT id, entity_id, name, password, active, locale_id FROM dashboard_user WHERE entity_id = ?1"
      " ORDER BY id LIMIT 1",
      entity_id);
}

std::optional<std::int32_t> Users::add(const DashboardUser& user) {
  const int added = database_.run(
      "INSERT INTO dashboard_user(id, entity_id, name, name_key, password, active, locale_id)"
      " VALUES (nullif(?1, 0), ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT(name_key) DO NOTHING",
      user.id, user.entity_id, user.name, fold(user.name), user.password, user.active, user.locale_id);
  if (added == 0) return std::nullopt;
  return static_cast<std::int32_t>(database_.last_id());
}

DashboardUser Users::add_administrator(const Entity& entity) {
  DashboardUser user{.entity_id = entity.id,
                     .name = name_for(entity.name),
                     .password = ids_.password(),
                     .locale_id = entity.locale_id};
  user.id = add(user).value();
  return user;
}

void Users::set_password(std::int32_t id, std::string_view password) {
  database_.run("UPDATE dashboard_user SET password = ?2 WHERE id = ?1", id, password);
}

void Users::set_active(std::int32_t id, bool active) {
  database_.run("UPDATE dashboard_user SET active = ?2 WHERE id = ?1", id, active);
}

bool Users::taken(std::string_view folded_name) {
  return database_.one<bool>("SELECT 1 FROM dashboard_user WHERE name_key = ?1", folded_name).has_value();
}

std::string Users::name_for(std::string_view entity_name) {
  std::string base;
  for (const char letter : fold(entity_name))
    if ((is_digit(letter) || (letter >= 'a' && letter <= 'z')) && base.size() < kLongestBase) base += letter;
  if (base.size() < kShortestName || reserved_name(base)) base += "admin";
  if (!taken(base)) return base;

  // Numbers are handed out from 1 on: double until a free one, then close in on the first.
  std::uint64_t last_taken = 0;
  std::uint64_t first_free = 1;
  while (taken(base + std::to_string(first_free))) {
    last_taken = first_free;
    first_free *= 2;
  }
  while (first_free - last_taken > 1) {
    const std::uint64_t middle = last_taken + (first_free - last_taken) / 2;
    (taken(base + std::to_string(middle)) ? last_taken : first_free) = middle;
  }
  return base + std::to_string(first_free);
}

}  // namespace state
