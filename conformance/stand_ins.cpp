#include "conformance/stand_ins.hpp"

#include <algorithm>
#include <set>

#include "conformance/effects.hpp"
#include "conformance/variables.hpp"

namespace conformance {
namespace {

constexpr std::string_view kDirectory = "stand-ins/";
constexpr std::string_view kWorld = "world.";
constexpr std::string_view kActs = "acts";  // tag: somebody else may call for the role of this entity

// Calls `see` with every step of a scenario, clean-up and undoing included.
template <class See>
void each_step(const Scenario& scenario, const See& see) {
  for (const auto* list : {&scenario.steps, &scenario.cleanup})
    for (const Step& step : *list) {
      see(step);
      std::ranges::for_each(step.undo, see);
    }
}

std::string role_of(const Step& step) {
  const Json* as = step.find("as");
  return as && as->is_string() ? as->get<std::string>() : "";
}

class Search {
 public:
  Search(const StandInRecipes& recipes, const TargetFile& target) : recipes_(recipes), target_(target) {}

  // `of`: the name that the recipe makes itself; empty for a scenario.
  void look_at(const Scenario& scenario, std::string_view of = {}) {
    const auto look = [&](const Json& value) {
      for (const std::string& name : names_in(value)) meet(name, of);
    };
    look(scenario.vars);
    each_step(scenario, [&](const Step& step) {
      look(step.source);
      for (const StepAnswer& answer : step.answers) look(answer.expect);
      if (const std::string role = role_of(step); !role.empty()) meet_role(role);
    });
  }

  StandIns found() && { return std::move(found_); }

 private:
  void meet(std::string_view name, std::string_view of) {
    if (name.starts_with("role.")) return meet_role(std::string(name.substr(5, name.find('.', 5) - 5)));
    if (!name.starts_with(kWorld) || name.substr(kWorld.size()) == of) return;
    add(name.substr(kWorld.size()));
  }

  void add(std::string_view name) {
    const auto recipe = recipes_.find(name);
    if (recipe == recipes_.end() || !begun_.insert(recipe->first).second) return;
    look_at(*recipe->second, recipe->first);
    found_.recipes.push_back(recipe->second);
  }

  // A role whose entity has a stand-in.
  void meet_role(const std::string& role) {
    const Json& roles = target_.variables().at("role");
    if (found_.acting.contains(role) || !roles.contains(role) || !roles.at(role).contains("entity")) return;
    const Json& world = target_.variables().at("world");
    for (const auto& [name, recipe] : recipes_) {
      if (std::ranges::find(recipe->tags, kActs) == recipe->tags.end()) continue;
      if (!world.contains(name) || world.at(name) != roles.at(role).at("entity")) continue;
      found_.acting[role] = {.by = role_of(recipe->steps.front()), .entity = std::string(kWorld) + name};
      add(name);
      return;
    }
  }

  const StandInRecipes& recipes_;
  const TargetFile& target_;
  std::set<std::string, std::less<>> begun_;
  StandIns found_;
};

}  // namespace

StandInRecipes stand_ins_of(const std::vector<Scenario>& all) {
  StandInRecipes recipes;
  for (const Scenario& scenario : all)
    if (scenario.id.starts_with(kDirectory)) recipes.emplace(scenario.id.substr(kDirectory.size()), &scenario);
  return recipes;
}

StandIns stand_ins_for(const Scenario& scenario, const StandInRecipes& recipes, const TargetFile& target) {
  Search search(recipes, target);
  search.look_at(scenario);
  return std::move(search).found();
}

Json with_own_entity(const contract::TypeDesc& request, Json input, const Json& entity) {
  if (!input.is_object()) return input;
  for (const contract::FieldDesc& field : request.fields) {
    const std::string name(field.name);
    if (field.type->kind == contract::Kind::object) {
      if (const auto part = input.find(name); part != input.end() && part->is_object())
        *part = with_own_entity(*field.type, *part, entity);
      continue;
    }
    if (addressed_by(field.name) != Address::Kind::entity || field.is_array()) continue;
    const auto alias = std::ranges::find_if(
        field.rules.aliases, [&](std::string_view one) { return !one.empty() && input.contains(std::string(one)); });
    const std::string sent = alias == field.rules.aliases.end() ? name : std::string(*alias);
    if (!input.contains(sent) || input.at(sent) == 0 || input.at(sent) == "0") input[sent] = entity;
  }
  return input;
}

}  // namespace conformance
