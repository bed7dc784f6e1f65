// From a file's text to a Scenario. The schema decides what may stand where; this file only takes it apart.
#include "conformance/scenario.hpp"

#include <algorithm>
#include <array>

#include "cmake/embedded.hpp"
#include "conformance/schema_check.hpp"
#include "contract/questions.hpp"

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

// The capability that a path of the control surface belongs to; any other path needs "control".
struct Controlled {
  std::string_view path;
  std::string_view capability;
};
constexpr std::array kControlled{Controlled{"clock", "clock"}, Controlled{"outbox", "outbox"},
                                 Controlled{"journal", "journal"}, Controlled{"simulate", "simulation"},
                                 Controlled{"reset", "reset"}};

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

void check_step(const Document& document, const Json& step, const std::string& path,
                std::vector<Complaint>& complaints) {
  if (!step.is_object()) return;
  const KindNames* kind = kind_of(step);
  if (!kind) {
    complaints.push_back(document.complaint(path, "a step has exactly one of call, control, get, post and raw"));
    return;
  }
  schema().check_keys(document, step, path, kind->step, complaints);
  if (step.contains("expect"))
    schema().check_keys(document, step.at("expect"), path + "/expect", kind->expectation, complaints);
  if (step.contains("answers") && step.at("answers").is_array()) {
    std::size_t index = 0;
    for (const Json& answer : step.at("answers")) {
      const std::string at = path + "/answers/" + std::to_string(index++);
      if (!answer.is_object()) continue;
      schema().check_keys(document, answer, at, "answer", complaints);
      if (answer.contains("expect"))
        schema().check_keys(document, answer.at("expect"), at + "/expect", kind->expectation, complaints);
    }
  }
  if (!step.contains("undo")) return;
  const Json& undo = step.at("undo");
  if (!undo.is_array()) return check_step(document, undo, path + "/undo", complaints);
  std::size_t index = 0;
  for (const Json& one : undo) check_step(document, one, path + "/undo/" + std::to_string(index++), complaints);
}

// The mistakes that need a better answer than a validator's: unknown keys, and steps of no kind or of two.
std::vector<Complaint> check_keys(const Document& document) {
  std::vector<Complaint> complaints;
  const Json& root = document.root();
  if (!root.is_object()) return {document.complaint("", "a scenario is a JSON object")};
  schema().check_keys(document, root, "", "", complaints);
  if (!root.contains("requirement") && !root.contains("question"))
    complaints.push_back(document.complaint("", "must say what it proves: a requirement or, as a probe, a question"));
  const auto check_steps = [&](const Json& list, const std::string& path) {
    std::size_t index = 0;
    for (const Json& step : list) check_step(document, step, path + "/" + std::to_string(index++), complaints);
  };
  if (root.contains("steps") && root.at("steps").is_array()) {
    std::size_t index = 0;
    for (const Json& step : root.at("steps")) {
      const std::string path = "/steps/" + std::to_string(index++);
      if (step.is_object() && step.contains("expect") == step.contains("answers"))
        complaints.push_back(document.complaint(path, "must expect something, or have the answers to a question"));
    }
  }
  for (const char* list : {"steps", "cleanup"})
    if (root.contains(list) && root.at(list).is_array()) check_steps(root.at(list), "/" + std::string(list));
  return complaints;
}

Step read_step(const Json& source, std::string path) {
  const KindNames& kind = *kind_of(source);
  const Json& subject = source.at(std::string(kind.word));
  Step step{.kind = kind.kind,
            .subject = subject.is_string() ? subject.get<std::string>() : std::string(),
            .source = source,
            .path = std::move(path)};
  if (!source.contains("undo")) return step;
  step.source.erase("undo");  // its variables are resolved when it runs
  const Json& undo = source.at("undo");
  if (undo.is_object()) {
    step.undo.push_back(read_step(undo, step.path + "/undo"));
  } else {
    for (const Json& one : undo)
      step.undo.push_back(read_step(one, step.path + "/undo/" + std::to_string(step.undo.size())));
  }
  return step;
}

// A probe is run as a scenario that expects the assumed answer.
void read_answers(Step& step, const contract::Question* question) {
  const Json* answers = step.find("answers");
  if (!answers) return;
  for (const Json& answer : *answers)
    step.answers.push_back({.name = answer.at("answer").get<std::string>(),
                            .expect = answer.at("expect"),
                            .path = step.path + "/answers/" + std::to_string(step.answers.size()) + "/expect"});
  step.source.erase("answers");
  if (!question) return;
  const auto assumed = std::ranges::find(step.answers, question->answers.front().name, &StepAnswer::name);
  if (assumed != step.answers.end()) step.source["expect"] = assumed->expect;
}

std::vector<Step> read_steps(const Json& root, const char* list) {
  std::vector<Step> steps;
  if (!root.contains(list)) return steps;
  for (const Json& source : root.at(list))
    steps.push_back(read_step(source, "/" + std::string(list) + "/" + std::to_string(steps.size())));
  return steps;
}

Standing read_standing(const Json& source) {
  if (source.is_string()) return {};
  if (source.contains("skip")) return {.kind = Standing::Kind::skip, .reason = source.at("skip").get<std::string>()};
  return {.kind = Standing::Kind::known_failing,
          .reason = source.at("knownFailing").get<std::string>(),
          .link = source.at("link").get<std::string>(),
          .owner = source.at("owner").get<std::string>(),
          .until = source.at("until").get<std::string>()};
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

Standing Scenario::standing(std::string_view kind) const {
  const auto at = targets.find(kind);
  return at == targets.end() ? Standing{} : at->second;
}

std::vector<std::string> Scenario::capabilities() const {
  std::vector<std::string> out = needs;
  const auto add = [&](const std::string& capability) {
    if (std::ranges::find(out, capability) == out.end()) out.push_back(capability);
  };
  const auto add_of = [&](const Step& step) {
    if (step.kind != StepKind::control) return;
    std::string_view path = std::string_view(step.subject).substr(step.subject.find(' ') + 1);
    path = path.substr(0, path.find_first_of("/?"));
    const auto known = std::ranges::find(kControlled, path, &Controlled::path);
    add(std::string(known == kControlled.end() ? "control" : known->capability));
  };
  for (const auto* list : {&steps, &cleanup})
    for (const Step& step : *list) {
      add_of(step);
      std::ranges::for_each(step.undo, add_of);
    }
  return out;
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
  const contract::Question* question = nullptr;
  if (root.contains("question")) {
    scenario.question = root.at("question").get<std::string>();
    question = contract::find_question(scenario.question);
  }
  if (root.contains("requirement"))
    scenario.requirement = root.at("requirement").get<std::string>();
  else if (question)
    scenario.requirement = std::string(question->question) + " " + std::string(question->assumed());
  scenario.rules = read_words(root, "rules");
  scenario.tags = read_words(root, "tags");
  scenario.needs = read_words(root, "needs");
  if (root.contains("targets"))
    for (const auto& [kind, standing] : root.at("targets").items())
      scenario.targets.emplace(kind, read_standing(standing));
  if (root.contains("vars")) scenario.vars = root.at("vars");
  scenario.steps = read_steps(root, "steps");
  for (Step& step : scenario.steps) read_answers(step, question);
  scenario.cleanup = read_steps(root, "cleanup");
  return scenario;
}

}  // namespace conformance
