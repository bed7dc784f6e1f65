// One scenario: what a file of scenarios/ says, checked against the published schema and taken apart.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/json.hpp"

namespace conformance {

enum class StepKind { call, control, get, post, raw };

// The word that makes a step one of its kind: "call", "control", ...
std::string_view name_of(StepKind kind);

// What a step of a probe would answer if its question had this answer.
struct StepAnswer {
  std::string name;  // of the answer in the register of questions
  Json expect;       // as written, variables and all
  std::string path;  // of `expect` in the file
};

struct Step {
  StepKind kind = StepKind::call;
  std::string subject;  // "Service.Operation", "POST clock/advance", the address of a page; empty for raw
  Json source;          // the step as written, variables and all
  std::string path;     // of the step in its file, "/steps/0"
  std::vector<Step> undo = {};
  // Of a probe: the first that fits decides. What it expects under the assumed answer is the step's own `expect`.
  std::vector<StepAnswer> answers = {};

  // The member of the step with this name, or null. A view into `source`.
  const Json* find(std::string_view key) const;
};

// How a scenario stands with one kind of target: it runs, it is left out, or it is known to fail there.
struct Standing {
  enum class Kind : std::uint8_t { run, skip, known_failing };
  Kind kind = Kind::run;
  std::string reason = {};
  std::string link = {};   // of a known failure
  std::string owner = {};  // of a known failure
  std::string until = {};  // the last day on which the failure is accepted, "2024-12-31"
};

struct Scenario {
  std::string id;  // "EntityManagementService/CancelEntity/refuses-the-caller-itself"
  Document document;
  std::string question = {};     // of a probe: id of the open question that it settles
  std::string requirement = {};  // of a probe: the question and its assumed answer, as the register says them
  std::vector<std::string> rules = {};
  std::vector<std::string> tags = {};
  std::vector<std::string> needs = {};
  std::map<std::string, Standing, std::less<>> targets = {};  // by kind of target, "mock" and "real"
  Json vars = Json::object();
  std::vector<Step> steps = {};
  std::vector<Step> cleanup = {};

  // What `targets` says of a kind of target; to run where it says nothing.
  Standing standing(std::string_view kind) const;
  // The capabilities a target must have: those of `needs`, and those that control steps use ("clock/advance" needs
  // clock).
  std::vector<std::string> capabilities() const;
};

// Reads a file's text. Throws Complaint (with line and column) when it is no JSON, and std::vector<Complaint> when it
// breaks the schema: a wrong key names the nearest known one.
Scenario read_scenario(std::string id, std::string file, std::string_view text);

// The published schema as it travels in the binary.
std::string_view scenario_schema();

// Whether a JSON value is an object of matchers ({"regex": ...}) rather than a value to compare with.
bool is_matcher(const Json& value);

}  // namespace conformance
