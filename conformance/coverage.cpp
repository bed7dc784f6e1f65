#include "conformance/coverage.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>

#include "conformance/soap_client.hpp"

namespace conformance {
namespace {

using contract::Operation;

// What one scenario shows: the codes it expects of each operation it calls.
std::map<const Operation*, std::set<std::string>> shown(const contract::Registry& registry, const Scenario& scenario) {
  std::map<const Operation*, std::set<std::string>> out;
  for (const Step& step : scenario.steps) {
    if (step.kind != StepKind::call) continue;
    const Json* expect = step.find("expect");
    if (!expect || !expect->contains("code")) continue;
    try {
      out[find_target(registry, step.subject).operation].insert(expect->at("code").get<std::string>());
    } catch (const std::invalid_argument&) {
      continue;  // lint tells
    }
  }
  return out;
}

template <class Rows>
std::size_t count_proven(const Rows& rows) {
  return static_cast<std::size_t>(std::ranges::count_if(rows, [](const auto& row) { return !row.proven_by.empty(); }));
}

// Whether the rule is one of the operation's own, by its id, and not shared between operations.
bool is_own(const ProvableRule& rule) {
  const std::string name(rule.operation->name);
  return rule.id.starts_with(name + "/") || rule.id.starts_with(name + ".");
}

std::string proof(const std::vector<std::string>& scenarios) {
  if (scenarios.empty()) return "MISSING";
  return scenarios.front() + (scenarios.size() > 1 ? " (+" + std::to_string(scenarios.size() - 1) + ")" : "");
}

std::string padded(std::string text, std::size_t width) {
  if (text.size() < width) text.resize(width, ' ');
  return text;
}

}  // namespace

std::size_t Coverage::proven_codes() const { return count_proven(codes); }
std::size_t Coverage::proven_rules() const { return count_proven(rules); }

Coverage coverage(const contract::Registry& registry, const std::vector<Scenario>& scenarios) {
  Coverage out;
  std::set<std::pair<std::string, const contract::Service*>> seen;
  for (const contract::Service* service : registry.services())
    for (const Operation& operation : service->operations) {
      if (!operation.available) continue;
      for (const contract::Code code : provable_codes(operation)) out.codes.push_back({service, &operation, code, {}});
      for (ProvableRule& rule : rules_of(*service, operation)) {
        // A shared rule counts once; a rule of an operation counts once in each service that offers the operation.
        if (seen.emplace(rule.id, is_own(rule) ? service : nullptr).second) out.rules.push_back({std::move(rule), {}});
      }
    }
  for (const Scenario& scenario : scenarios) {
    const auto codes = shown(registry, scenario);
    for (CodePair& pair : out.codes)
      if (const auto at = codes.find(pair.operation);
          at != codes.end() && at->second.contains(std::string(contract::info(pair.code).name)))
        pair.proven_by.push_back(scenario.id);
    for (RuleCoverage& row : out.rules) {
      if (std::ranges::find(scenario.rules, row.rule.id) == scenario.rules.end()) continue;
      const std::string code(contract::info(row.rule.code).name);
      const bool refused = std::ranges::any_of(codes, [&](const auto& entry) {
        const auto has_rule = [&](const contract::Rule* rule) { return rule->id == row.rule.id; };
        return entry.second.contains(code) &&
               (entry.first == row.rule.operation ||
                (!is_own(row.rule) && std::ranges::any_of(entry.first->rules, has_rule)));
      });
      if (refused) row.proven_by.push_back(scenario.id);
    }
  }
  return out;
}

Coverage only(Coverage coverage, const std::function<bool(const std::string&)>& holds) {
  const auto keep = [&](auto& rows) {
    for (auto& row : rows) std::erase_if(row.proven_by, [&](const std::string& id) { return !holds(id); });
  };
  keep(coverage.codes);
  keep(coverage.rules);
  return coverage;
}

std::string count_of(const Coverage& coverage) {
  const auto share = [](std::size_t part, std::size_t whole) {
    return std::to_string(part) + " of " + std::to_string(whole);
  };
  return share(coverage.proven_codes(), coverage.codes.size()) + " documented (operation, code) pairs and " +
         share(coverage.proven_rules(), coverage.rules.size()) + " rules";
}

void print(std::ostream& out, const Coverage& coverage, bool missing_only) {
  const Operation* last = nullptr;
  for (const CodePair& pair : coverage.codes) {
    if (missing_only && !pair.proven_by.empty()) continue;
    if (pair.operation != last) out << pair.service->name << "." << pair.operation->name << "\n";
    last = pair.operation;
    out << "  " << padded(std::string(contract::info(pair.code).name), 36) << proof(pair.proven_by) << "\n";
  }
  out << "Rules\n";
  for (const RuleCoverage& row : coverage.rules)
    if (!missing_only || row.proven_by.empty()) out << "  " << padded(row.rule.id, 58) << proof(row.proven_by) << "\n";
  out << count_of(coverage) << " are proven.\n";
}

Json to_json(const Coverage& coverage) {
  Json codes = Json::array();
  for (const CodePair& pair : coverage.codes)
    codes.push_back({{"service", pair.service->name},
                     {"operation", pair.operation->name},
                     {"code", contract::info(pair.code).name},
                     {"provenBy", pair.proven_by}});
  Json rules = Json::array();
  for (const RuleCoverage& row : coverage.rules)
    rules.push_back({{"id", row.rule.id},
                     {"service", row.rule.service->name},
                     {"operation", row.rule.operation->name},
                     {"code", contract::info(row.rule.code).name},
                     {"says", row.rule.says},
                     {"provenBy", row.proven_by}});
  return {{"pairs", codes},
          {"rules", rules},
          {"provenPairs", coverage.proven_codes()},
          {"provenRules", coverage.proven_rules()},
          {"complete", coverage.complete()}};
}

}  // namespace conformance
