// Who signs in: Web API users (the AuthHeader's) and dashboard users. Each belongs to one entity.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "state/database.hpp"
#include "state/entities.hpp"
#include "state/ids.hpp"
#include "state/memo.hpp"

namespace state {

struct DashboardUser {
  std::int32_t id = 0;
  std::int32_t entity_id = 0;
  std::string name = {};
  std::string password = {};
  bool active = true;
  std::int32_t locale_id = kEnglish;

  static constexpr auto columns() {
    using Self = DashboardUser;
    return std::tuple(&Self::id, &Self::entity_id, &Self::name, &Self::password, &Self::active, &Self::locale_id);
  }
};

// Names compare case-insensitively, passwords case-sensitively and in constant time.
class Users {
 public:
  Users(Database& database, Entities& entities, Ids& ids)
      : database_(database), entities_(entities), ids_(ids), api_users_(database) {}

  // The entity of a Web API user, when the password is right; whether it is usable is for the caller to ask (code 3).
  std::optional<Entity> caller(std::string_view login, std::string_view password);
  // Whether a Web API user has this login.
  bool knows_api_user(std::string_view login) const;
  // False, and no change, when the login is taken. `id` 0: the next one.
  bool add_api_user(std::int32_t entity_id, std::string_view login, std::string_view password, std::int32_t id = 0);

  std::optional<DashboardUser> find(std::string_view name);
  std::optional<DashboardUser> find(std::int32_t id);
  // The user, when it exists and the password is its own, whatever its status.
  std::optional<DashboardUser> sign_in(std::string_view name, std::string_view password);
  // The entity's administrator: its first dashboard user.
  std::optional<DashboardUser> administrator(std::int32_t entity_id);
  // The id, or nothing and no change when the name is taken in any entity. `user.id` 0: the next one.
  std::optional<std::int32_t> add(const DashboardUser& user);
  // The first administrator of a new entity, named after it, with a generated password (Q-partner-user).
  DashboardUser add_administrator(const Entity& entity);
  void set_password(std::int32_t id, std::string_view password);
  void set_active(std::int32_t id, bool active);

  // The letters and digits of an entity's name in lower case, "admin" after them when they are too few or would make a
  // name of the system's own, and a number when that name is taken.
  std::string name_for(std::string_view entity_name);

 private:
  struct ApiUser {
    std::int32_t entity_id = 0;
    std::string password = {};
    static constexpr auto columns() { return std::tuple(&ApiUser::entity_id, &ApiUser::password); }
  };
  bool taken(std::string_view folded_name);

  Database& database_;
  Entities& entities_;
  Ids& ids_;
  Memo<std::string, std::optional<ApiUser>> api_users_;  // by login as it was given
};

// Names such as 2222WS, 2222FL and U2222 are the system's own.
bool reserved_name(std::string_view name);

}  // namespace state
