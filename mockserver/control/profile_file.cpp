#include "control/profile_file.hpp"

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <vector>

#include "control/json_schema.hpp"

namespace control {
namespace {

using nlohmann::json;

// One file, whose parts the schema and the register check.
class Reading {
 public:
  ProfileFile run(std::string_view text) {
    const json document = parse_json(text, problems_);
    if (problems_.empty()) check_shape(document);
    if (problems_.empty())
      for (const auto& [question, answer] : document.at("answers").items()) choose(question, answer);
    if (!problems_.empty()) throw BadProfile(words());
    file_.target = document.value("target", "");
    file_.measured = document.value("measured", "");
    return std::move(file_);
  }

 private:
  // All but the answers, which the register knows more about than a schema can say.
  void check_shape(const json& document) {
    json rest = document;
    if (rest.is_object() && rest.contains("answers") && rest.at("answers").is_object())
      rest["answers"] = json::object();
    problems_ = check_schema(profile_schema(), rest);
  }

  void choose(const std::string& question, const json& given) {
    const std::string path = pointer("/answers", question);
    const bool plain = given.is_string();
    const bool whole = given.is_object() && given.contains("answer") && given.at("answer").is_string();
    if (!plain && !whole)
      return problems_.push_back(
          {path, R"(must be {"answer": "<name>", "evidence": ...}, or the answer's name alone)"});
    if (whole)
      for (const auto& [name, value] : given.items())
        if (name != "answer" && name != "evidence")
          problems_.push_back({pointer(path, name), "unknown property; an answer has \"answer\" and \"evidence\""});
    try {
      file_.profile.choose(question, (plain ? given : given.at("answer")).get_ref<const std::string&>());
    } catch (const contract::UnknownAnswer& error) {
      problems_.push_back({path, error.what()});
    }
  }

  std::string words() const {
    std::string out;
    for (const Problem& problem : problems_) out += (out.empty() ? "" : "\n  ") + problem.text();
    return out;
  }

  ProfileFile file_;
  std::vector<Problem> problems_;
};

}  // namespace

ProfileFile read_profile(std::string_view text) { return Reading().run(text); }

ProfileFile profile_from_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) throw BadProfile(path + ": cannot be read");
  try {
    return read_profile(text.str());
  } catch (const BadProfile& error) {
    throw BadProfile(path + ": " + error.what());
  }
}

json profile_schema() {
  json answers = {{"type", "object"},
                  {"description", "The chosen answer of each question; one that is left out keeps the assumed answer."},
                  {"additionalProperties", false},
                  {"properties", json::object()}};
  for (const contract::Question& question : contract::kSwitches) {
    json names = json::array();
    std::string says(question.question);
    for (const contract::Answer& answer : question.choices()) {
      names.push_back(answer.name);
      says.append("\n").append(answer.name).append(": ").append(answer.says);
    }
    answers["properties"][std::string(question.id)] = {
        {"type", "object"},
        {"description", std::move(says)},
        {"required", {"answer"}},
        {"additionalProperties", false},
        {"properties", {{"answer", {{"enum", std::move(names)}}}, {"evidence", {{"description", "What was seen."}}}}}};
  }
  return {
      {"$schema", "http://json-schema.org/draft-07/schema#"},
      {"title", "Profile"},
      {"description", "The answers to the open questions that a sandbox gives, as conformance calibrate writes them."},
      {"type", "object"},
      {"required", {"profile", "answers"}},
      {"additionalProperties", false},
      {"properties",
       {{"profile", {{"enum", {1}}, {"description", "Version of the format."}}},
        {"target", {{"type", "string"}, {"description", "What was measured."}}},
        {"measured", {{"type", "string"}, {"description", "When, as an instant."}}},
        {"answers", std::move(answers)}}}};
}

}  // namespace control
