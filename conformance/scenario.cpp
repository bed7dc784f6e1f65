// From a file's text to a Scenario. The schema decides what may stand where; this file only takes it apart.
#include "conformance/scenario.hpp"

#include <algorithm>
#include <array>

#include "cmake/embedded.hpp"
#include "conformance/schema_check.hpp"

namespace conformance {
namespace {

EMBEDDED(scenario_schema_json);

struct KindNames {
  StepKind kind;
  std::string_view word;
  std::string_view step;         // definition of the step in the schema
  std::string_view expectation;  // and of its expectation
};
constexpr std::array kKinds{
    KindNames{StepKind::call, "call", "callStep", "callExpectation"},
    KindNames{StepKind::control, "control", "controlStep", "controlExpectation"},
    KindNames{StepKind::get, "get", "getStep", "pageExpectation"},
    KindNames{StepKind::post, "post", "postStep", "pageExpectation"},
    KindNames{StepKind::raw, "raw", "rawStep", "pageExpectation"},
};

const SchemaCheck& schema() {
  static const SchemaCheck kSchema(scenario_schema());
  return kSchema;
}

const KindNames* kind_of(const Json& step) {
  const KindNames* found = nullptr;
  for (const KindNames& kind : kKinds) {
    if (!step.contains(kind.word)) continue;
    if (found) return nullptr;
    found = &kind;
  }
  return found;
}

// The mistakes that need a better answer than a validator's: unknown keys, and steps of no kind or of two.
std::vector<Complaint> check_keys(const Document& document) {
  std::vector<Complaint> complaints;
  const Json& root = document.root();
  if (!root.is_object()) return {document.complaint("", "a scenario is a JSON object")};
  schema().check_keys(document, root, "", "", complaints);
  for (const char* list : {"steps", "cleanup"}) {
    if (!root.contains(list) || !root.at(list).is_array()) continue;
    std::size_t index = 0;
    for (const Json& step : root.at(list)) {
      const std::string path = "/" + std::string(list) + "/" + std::to_string(index++);
      if (!step.is_object()) continue;
      const KindNames* kind = kind_of(step);
      if (!kind) {
        complaints.push_back(document.complaint(path, "a step has exactly one of call, control, get, post and raw"));
        continue;
      }
      schema().check_keys(document, step, path, kind->step, complaints);
      if (step.contains("expect"))
        schema().check_keys(document, step.at("expect"), path + "/expect", kind->expectation, complaints);
    }
  }
  return complaints;
}

std::vector<Step> read_steps(const Json& root, const char* list) {
  std::vector<Step> steps;
  if (!root.contains(list)) return steps;
  for (const Json& source : root.at(list)) {
    const KindNames& kind = *kind_of(source);
    const Json& subject = source.at(std::string(kind.word));
    steps.push_back({.kind = kind.kind,
                     .subject = subject.is_string() ? subject.get<std::string>() : std::string(),
                     .source = source,
                     .path = "/" + std::string(list) + "/" + std::to_string(steps.size())});
  }
  return steps;
}

std::vector<std::string> read_words(const Json& root, const char* key) {
  return root.contains(key) ? root.at(key).get<std::vector<std::string>>() : std::vector<std::string>();
}

}  // namespace

std::string_view name_of(StepKind kind) { return std::ranges::find(kKinds, kind, &KindNames::kind)->word; }

const Json* Step::find(std::string_view key) const {
  const auto at = source.find(std::string(key));
  return at == source.end() ? nullptr : &*at;
}

std::string_view scenario_schema() { return scenario_schema_json(); }

bool is_matcher(const Json& value) {
  if (!value.is_object() || value.empty()) return false;
  static const auto kWords = schema().keys("matchers");
  return std::ranges::find(kWords, value.begin().key()) != kWords.end();
}

Scenario read_scenario(std::string id, std::string file, std::string_view text) {
  Scenario scenario{.id = std::move(id), .document = Document(std::move(file), text)};
  if (auto complaints = check_keys(scenario.document); !complaints.empty()) throw complaints;
  if (auto complaints = schema().check(scenario.document); !complaints.empty()) throw complaints;

  const Json& root = scenario.document.root();
  scenario.requirement = root.at("requirement").get<std::string>();
  scenario.rules = read_words(root, "rules");
  scenario.tags = read_words(root, "tags");
  scenario.needs = read_words(root, "needs");
  if (root.contains("vars")) scenario.vars = root.at("vars");
  scenario.steps = read_steps(root, "steps");
  scenario.cleanup = read_steps(root, "cleanup");
  return scenario;
}

}  // namespace conformance
