// Stand-ins: what a run makes for itself at a server that others share, in the place of the names of the target's world
// that a scenario would write to. docs/adr/0017 has the reasons.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "conformance/scenario.hpp"
#include "conformance/target.hpp"
#include "contract/schema.hpp"

namespace conformance {

// How the like of a name of the world is made: "company" -> the scenario stand-ins/company, which defines or keeps
// "world.company".
using StandInRecipes = std::map<std::string, const Scenario*, std::less<>>;

// The recipes among scenarios, which must outlive them.
StandInRecipes stand_ins_of(const std::vector<Scenario>& all);

// Who calls in the place of a role whose entity has a stand-in, for which nobody has a login: the role that made it,
// with the stand-in's id wherever the call means the caller's own entity.
struct ActingRole {
  std::string by;      // a role of the target
  std::string entity;  // variable, "world.company"
};
using ActingRoles = std::map<std::string, ActingRole, std::less<>>;

// What one scenario needs at one target.
struct StandIns {
  std::vector<const Scenario*> recipes = {};  // each behind those it uses itself
  ActingRoles acting = {};
};
StandIns stand_ins_for(const Scenario& scenario, const StandInRecipes& recipes, const TargetFile& target);

// `input` with the id in every member that names the caller's own entity: by 0, or by not being sent.
Json with_own_entity(const contract::TypeDesc& request, Json input, const Json& entity);

}  // namespace conformance
