// Whatever state a scenario leaves, an export of it loads as the same state (docs/adr/0008).
#include <gtest/gtest.h>

#include <set>

#include "conformance/endpoints/in_process.hpp"
#include "conformance/material.hpp"
#include "conformance/runner.hpp"
#include "control/export_file.hpp"
#include "http/application.hpp"
#include "services/catalog.hpp"
#include "state/test_tables.hpp"

namespace conformance {
namespace {

constexpr std::size_t kParts = 8;  // run side by side

// What it did stays.
Scenario without_clean_up(Scenario scenario) {
  scenario.cleanup.clear();
  for (Step& step : scenario.steps) step.undo.clear();
  return scenario;
}

// The text of a state without the ids of calls, which every call moves on.
std::string told(const nlohmann::json& document) {
  nlohmann::json rest = document;
  rest.at("ids").erase("calls");
  return rest.dump();
}

void expect_round_trip(control::Sandbox& sandbox, const nlohmann::json& document, const std::string& id) {
  std::unique_ptr<control::Sandbox> again;
  try {
    again =
        std::make_unique<control::Sandbox>(control::World::from_json(document), control::SandboxOptions{.seed = 99});
  } catch (const control::BadWorld& bad) {
    ADD_FAILURE() << id << ": " << bad.what();
    return;
  }
  const state::Tables before = state::tables_of(sandbox.state());
  const state::Tables after = state::tables_of(again->state());
  for (const auto& [table, rows] : before) EXPECT_EQ(after.at(table), rows) << id << ", table " << table;
  EXPECT_EQ(again->export_world().dump(), document.dump()) << id;
}

class RoundTrip : public testing::TestWithParam<std::size_t> {};

TEST_P(RoundTrip, OfEveryStateThatAScenarioLeaves) {
  const Material material = load({.scenarios = SOURCE_DIR "/scenarios"}, services::catalog());
  ASSERT_TRUE(material.complaints.empty());
  http::Application application{http::Options{}};
  application.open();
  const auto endpoint = in_process_endpoint(application);
  Runner runner(*endpoint, services::catalog(), *material.target, {.run_id = "roundtrip"});

  std::set<std::size_t> seen;  // many scenarios change nothing
  for (std::size_t at = GetParam(); at < material.scenarios.size(); at += kParts) {
    if (material.scenarios[at].id.find("/refuses-") != std::string::npos) continue;  // a refusal changes nothing
    const Scenario scenario = without_clean_up(material.scenarios[at]);
    runner.run(scenario, at);  // whether it passes is for other tests
    const nlohmann::json document = application.sandbox().export_world();
    if (seen.insert(std::hash<std::string>{}(told(document))).second)
      expect_round_trip(application.sandbox(), document, scenario.id);
  }
  EXPECT_GT(seen.size(), 20U) << "scenarios are no longer seen to change anything";
}

// Two of the parts, a quarter of the scenarios, are what a test run has time for; each part takes another choice.
INSTANTIATE_TEST_SUITE_P(Parts, RoundTrip, testing::Values(std::size_t{0}, std::size_t{5}));

}  // namespace
}  // namespace conformance
