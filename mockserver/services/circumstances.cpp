#include "services/circumstances.hpp"

#include <array>
#include <string_view>

#include "state/access.hpp"
#include "state/fold.hpp"

namespace services {
namespace {

using contract::FieldDesc;
using contract::Kind;
using state::Entity;

constexpr std::size_t kMostSentences = 10;

std::string_view word(state::EntityType type) {
  constexpr std::array<std::string_view, 5> words = {"entity", "root", "distributor", "partner", "company"};
  return words[static_cast<std::size_t>(type)];
}

std::string_view word(state::EntityStatus status) {
  constexpr std::array<std::string_view, 4> words = {"active", "suspended", "cancelled", "expired"};
  return words[static_cast<std::size_t>(status)];
}

std::string_view word(state::AccountStatus status) {
  constexpr std::array<std::string_view, 6> words = {"active",   "cancelled", "expired",
                                                     "inactive", "locked",    "suspended"};
  return words[static_cast<std::size_t>(status)];
}

std::string name_of(const Entity& entity) {
  return "entity " + std::to_string(entity.id) + " (" + std::string(word(entity.type)) + " " + entity.name + ", " +
         std::string(word(entity.status)) + ")";
}

// How an entity stands to the caller's: "is below your entity 888", and what else may stand in the way.
std::string standing(const Entity& caller, const Entity& entity) {
  const std::string yours = "your entity " + std::to_string(caller.id);
  std::string says = entity.id == caller.id          ? "is " + yours
                     : state::within(caller, entity) ? "is below " + yours
                     : state::within(entity, caller) ? "is above " + yours
                                                     : "is not below " + yours;
  if (!entity.ancestors_active) says += "; an entity above it is not active";
  if (state::within(caller, entity) && !state::managed_by(caller, entity))
    says += "; it, or an entity between it and yours, is unmanaged";
  return says;
}

bool ends_with(std::string_view name, std::string_view end) { return state::fold(name).ends_with(end); }

// Walks a request in its declared order and says what the ids and names in it stand for.
class Walk {
 public:
  Walk(state::Sandbox& sandbox, const Entity& caller, std::vector<std::string>& says)
      : sandbox_(sandbox), caller_(caller), says_(says) {}

  void visit(const contract::TypeDesc& type, const void* message, const std::string& prefix) {
    for (const FieldDesc& field : type.fields) {
      for (std::size_t i = 0; i < field.count(message) && says_.size() < kMostSentences; ++i) {
        const void* value = field.find(message, i);
        if (!value) continue;
        const std::string path =
            prefix + std::string(field.name) + (field.is_array() ? "[" + std::to_string(i) + "]" : std::string());
        if (field.type->kind == Kind::object)
          visit(*field.type, value, path + ".");
        else
          tell(field, value, path);
      }
    }
  }

 private:
  void tell(const FieldDesc& field, const void* value, const std::string& path) {
    const Kind kind = field.type->kind;
    if (kind == Kind::int32 && ends_with(field.name, "entityid"))
      tell_entity(*static_cast<const std::int32_t*>(value), path);
    else if (kind == Kind::string && (ends_with(field.name, "username")) && !ends_with(field.name, "runasusername"))
      tell_account(*static_cast<const std::string*>(value), path);
  }

  void tell_entity(std::int32_t id, const std::string& path) {
    if (id == 0) return;  // the caller's own, or none
    const auto entity = sandbox_.entities.find(id);
    says_.push_back(
        path + ": " +
        (entity ? name_of(*entity) + " " + standing(caller_, *entity) : "there is no entity " + std::to_string(id)) +
        ".");
  }

  void tell_account(const std::string& name, const std::string& path) {
    if (name.empty()) return;
    const auto account = sandbox_.accounts.find(name);
    if (!account) return says_.push_back(path + ": there is no backup account '" + name + "'.");
    std::string says =
        path + ": backup account '" + account->username + "' (" + std::string(word(account->status)) + ")";
    if (const auto entity = sandbox_.entities.find(account->entity_id))
      says += " belongs to " + name_of(*entity) + ", which " + standing(caller_, *entity);
    says_.push_back(says + ".");
  }

  state::Sandbox& sandbox_;
  const Entity& caller_;
  std::vector<std::string>& says_;
};

}  // namespace

std::vector<std::string> circumstances_of_credentials(state::Sandbox& sandbox, const contract::Operation& operation,
                                                      const std::optional<wire::AuthHeader>& auth) {
  if (!auth) return {"No AuthHeader in the service's namespace came with the call."};
  if (!auth->user_name || auth->user_name->empty()) return {"The AuthHeader names no user."};
  const std::string name = "'" + *auth->user_name + "'";
  if (operation.caller == contract::Caller::dashboard_administrator) {
    const auto user = sandbox.users.find(*auth->user_name);
    if (!user) return {"There is no dashboard user " + name + "; this operation takes none of the API users."};
    if (auth->password && !user->active && state::same_secret(user->password, *auth->password))
      return {"The dashboard user " + name + " is not active."};
  } else if (!sandbox.users.knows_api_user(*auth->user_name)) {
    return {"There is no API user " + name +
            (sandbox.users.find(*auth->user_name) ? "; a dashboard user of this name cannot call the API." : ".")};
  }
  if (!auth->password) return {"The AuthHeader holds no password."};
  return {"The password is not that of " + name + "."};
}

std::vector<std::string> circumstances_of_request(state::Sandbox& sandbox, const contract::Operation& operation,
                                                  const state::Entity& caller, const void* request) {
  std::vector<std::string> says;
  if (!caller.usable())
    says.push_back("Your " + name_of(caller) +
                   (caller.ancestors_active ? " is not active." : " stands below one that is not active."));
  if (request) Walk(sandbox, caller, says).visit(*operation.declared().request, request, "");
  return says;
}

}  // namespace services
