// What a target answered, in a form that two runs can be compared by: values that differ from run to run are replaced
// by references, numbered by kind in the order of their first use, so that it still shows which of them are the same.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "conformance/json.hpp"
#include "conformance/report.hpp"

namespace conformance {

// One scenario's answers: {"id", "verdict", "steps": [{"step", "status", "contentType", "fault": {"code", "text"},
// "result": typed tree, "complaints"}]}. Only whole values are replaced: ids of entities ("<entity:1>"), names of users
// ("<user:1>"), other ids ("<id:1>"), guids ("<guid:1>"), times ("<time:1>"), names with the run's mark ("<name:1>"),
// Result.Message ("<message:1>"), and secrets ("<secret:1>"). Zero ids, the time 0001-01-01 and empty texts stay.
Json recording_of(const ScenarioRun& run, const contract::Registry& registry, const std::string& mark);

// The steps of such a recording, made one by one from answers that belong to no scenario. References are numbered
// through all of them.
class AnswerRecorder {
 public:
  AnswerRecorder();
  AnswerRecorder(const AnswerRecorder&) = delete;
  AnswerRecorder& operator=(const AnswerRecorder&) = delete;
  ~AnswerRecorder();
  // `step` is "call Service.Operation (where)"; of an answer to something else than a call of a service only status and
  // type are taken.
  Json record(const std::string& step, const contract::Service* called, const HttpResponse& response);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// One recording as a file.
struct Recorded {
  std::string at = {};      // "2024-05-06T07:08:09Z"
  std::string target = {};  // name of the target file
  Json content = {};        // as recording_of() makes it
};

// DIRECTORY/<id>.recorded.json. Throws std::runtime_error when it cannot be written; secrets are masked.
void write_recording(const std::string& directory, const Recorded& recorded, const Report& report);
// Throws Complaint for a file that is no recording, std::runtime_error when it cannot be read.
Recorded read_recording(const std::string& directory, const std::string& id);
bool has_recording(const std::string& directory, const std::string& id);

// Fields that may differ, by operation, each with its reason:
// {"EntityManagementService.GetEntityHierarchy": {"Entities.EntityName": "people rename them"}}.
class Noise {
 public:
  Noise() = default;
  // Throws Complaint: an operation is "Service.Operation", a field a path without indices, a reason ten letters or
  // more.
  Noise(std::string file, std::string_view text);
  // Whether a difference at "result.Entities[3].EntityName" of the operation's answer counts for nothing.
  bool covers(const std::string& operation, const std::string& path) const;

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> fields_;
};

struct Difference {
  std::string step;  // "call Service.Operation (/steps/0)"
  std::string path;  // "result.Entities[3].EntityName", "status"
  std::string left;
  std::string right;
};

// Where two recordings of one scenario differ, but for noise.
std::vector<Difference> differences(const Json& left, const Json& right, const Noise& noise);

}  // namespace conformance
