// The entity or backup account that a call is about: found, the caller's, managed and active, or refused.
#pragma once
#include "services/call.hpp"
#include "services/shared_rules.hpp"

namespace services {

// Whether what is above an entity lets it be used, and whether it is active itself, too (Q-suspended-ancestor).
bool below_active(const Call& call, const state::Entity& entity);
bool usable(const Call& call, const state::Entity& entity);
// Whether the caller may change it: nothing between the two is unmanaged (Q-unmanaged-write).
bool managed(const Call& call, const state::Entity& entity);

// An entity by the id of a request: the caller's own or one below it, whatever its status. 0 is no entity here.
Outcome<state::Entity, kInTree> visible_entity(Call& call, std::int32_t id);
// One that can be reported on: active, and so is everything above it.
Outcome<state::Entity, kInTree, kActive, kAncestorsActive> readable_entity(Call& call, std::int32_t id);
// One that can be changed: managed as well.
Outcome<state::Entity, kInTree, kManaged, kActive, kAncestorsActive> writable_entity(Call& call, std::int32_t id);

// An account and the entity it belongs to.
struct TargetAccount {
  state::Account account;
  state::Entity entity;
};

// A backup account by its name, outside AccountManagementService: unknown and foreign ones answer alike.
Outcome<TargetAccount, kAccountInTree, kAccountEntityActive> readable_account_in_tree(Call& call,
                                                                                      std::string_view user_name);
Outcome<TargetAccount, kAccountInTree, kAccountManaged, kAccountEntityActive> writable_account_in_tree(
    Call& call, std::string_view user_name);

// The id that an operation means which takes 0 for the caller's own entity.
inline std::int32_t or_caller(const Call& call, std::int32_t id) { return id == 0 ? call.caller_id : id; }

}  // namespace services
