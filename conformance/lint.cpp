#include "conformance/lint.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <set>
#include <stdexcept>

#include "conformance/contradictions.hpp"
#include "conformance/nearest.hpp"
#include "conformance/path.hpp"
#include "conformance/pattern.hpp"
#include "conformance/soap_client.hpp"
#include "conformance/variables.hpp"
#include "contract/questions.hpp"

namespace conformance {
namespace {

using contract::FieldDesc;
using contract::Kind;
using contract::TypeDesc;

constexpr std::string_view kProbes = "probes";
constexpr std::string_view kStandIns = "stand-ins";
constexpr std::array<std::string_view, 4> kFreeDirectories{"flows", "host", kProbes, kStandIns};

const Json* member(const Json& object, const char* key) {
  const auto at = object.find(key);
  return at == object.end() ? nullptr : &*at;
}

bool holds_variable(const Json& value) {
  return value.is_string() && value.get_ref<const std::string&>().find("${") != std::string::npos;
}

class Lint {
 public:
  Lint(const Scenario& scenario, const contract::Registry& registry, const TargetFile& target,
       const std::vector<ProvableRule>& rules)
      : scenario_(scenario), registry_(registry), target_(target), rules_(rules), variables_(target.variables(), {}) {}

  std::vector<Complaint> run() {
    for (const auto& [name, value] : scenario_.vars.items()) {
      check_names(value, "/vars/" + pointer_token(name));
      variables_.set(name, "x");
    }
    for (const Step& step : scenario_.steps) check_step(step);
    for (const Step& step : scenario_.cleanup) check_step(step);
    check_rules();
    check_directory();
    check_standings();
    check_needs();
    check_question();
    return std::move(complaints_);
  }

 private:
  void complain(const std::string& path, const std::string& message) {
    complaints_.push_back(scenario_.document.complaint(path, message));
  }

  // ---- variables
  // -----------------------------------------------------------------------------------------------------

  void check_names(const Json& value, const std::string& path) {
    try {
      for (const std::string& name : names_in(value)) variables_.resolve_text("${" + name + "}");
    } catch (const UnknownVariable& error) {
      complain(path, error.what());
    }
  }

  // ---- steps
  // ---------------------------------------------------------------------------------------------------------

  void check_step(const Step& step) {
    for (const auto& [key, value] : step.source.items())
      if (key != "keep") check_names(value, step.path + "/" + pointer_token(key));
    called_ = {};
    if (step.kind == StepKind::call) check_call(step);
    for (const StepAnswer& answer : step.answers) {
      check_names(answer.expect, answer.path);
      check_expectation(answer.expect, answer.path, true);
    }
    if (const Json* expect = step.find("expect"); expect && step.answers.empty())
      check_expectation(*expect, step.path + "/expect");
    if (const Json* keep = step.find("keep")) check_keep(step, *keep);
    if (!step.answers.empty() && step.find("eventually"))
      complain(step.path + "/eventually", "a step with answers is asked once: wait in the step before it");
    else if (const Json* eventually = step.find("eventually"))
      check_eventually(step, *eventually);
    if (step.kind == StepKind::raw) check_pieces(step);
    for (const Step& undo : step.undo) check_step(undo);
  }

  void check_eventually(const Step& step, const Json& eventually) {
    const std::string path = step.path + "/eventually";
    if (!step.find("expect")) complain(path, "waits for nothing: the step expects nothing");
    std::array<std::int64_t, 2> seconds{};
    std::size_t at = 0;
    for (const char* key : {"every", "within"}) {
      const auto read = read_duration(eventually.at(key).get<std::string>());
      if (!read || *read == 0) complain(path + "/" + key, "must be a duration such as \"90s\" or \"1h30m\"");
      seconds[at++] = read.value_or(0);
    }
    if (seconds[0] > seconds[1]) complain(path, "never tries again: every is longer than within");
  }

  void check_pieces(const Step& step) {
    const Json* body = member(step.source.at("raw"), "body");
    if (!body) return;
    for (const Json& piece : body->is_array() ? *body : Json::array({*body})) {
      if (!piece.is_object()) continue;
      auto hex = piece.value("hex", "");
      std::erase(hex, ' ');
      if (hex.empty() || hex.size() % 2 != 0)
        complain(step.path + "/raw/body", "'" + hex + "' needs two hexadecimal digits a byte");
    }
  }

  void check_call(const Step& step) {
    try {
      called_ = find_target(registry_, step.subject);
    } catch (const std::invalid_argument& error) {
      return complain(step.path + "/call", error.what());
    }
    operations_.insert(called_.operation);
    const Json* as = step.find("as");
    if (!as) complain(step.path, "a call says who makes it: as: a role, null, or {user, password}");
    try {
      if (as && !holds_variable(*as)) target_.credentials(*as);
    } catch (const std::invalid_argument& error) {
      complain(step.path + "/as", error.what());
    }
    const Json* input = step.find("in");
    if (!input) return;
    if (input->is_object()) return check_message(*input, *called_.operation->request, step.path + "/in");
    if (called_.operation->bare_request())
      complain(step.path + "/in", "this operation has bare parameters and no request element to leave out");
  }

  void check_message(const Json& input, const TypeDesc& type, const std::string& path) {
    std::vector<std::string_view> known;
    for (const FieldDesc& field : type.fields)
      for (const std::string_view name : {field.name, field.rules.aliases[0], field.rules.aliases[1]})
        if (!name.empty()) known.push_back(name);
    for (const auto& [key, value] : input.items()) {
      const std::string& name = key;  // a structured binding cannot be captured everywhere
      const std::string place = path + "/" + pointer_token(name);
      const auto field = std::ranges::find_if(type.fields, [&](const FieldDesc& candidate) {
        return candidate.name == name ||
               std::ranges::find(candidate.rules.aliases, name) != candidate.rules.aliases.end();
      });
      if (field == type.fields.end())
        complain(place, "'" + name + "' is no field of " + std::string(type.name) + did_you_mean(name, known));
      else
        check_input(value, *field, place);
    }
  }

  void check_input(const Json& value, const FieldDesc& field, const std::string& path) {
    if (value.is_null() || holds_variable(value)) return;
    if (!field.is_array()) return check_one(value, *field.type, path);
    if (!value.is_array()) return complain(path, "holds several items: write an array");
    std::size_t index = 0;
    for (const Json& item : value) {
      if (!item.is_null() && !holds_variable(item)) check_one(item, *field.type, path + "/" + std::to_string(index));
      ++index;
    }
  }

  // Text is allowed for any simple type: it is how a value of the wrong type is sent.
  void check_one(const Json& value, const TypeDesc& type, const std::string& path) {
    if (type.kind != Kind::object) {
      if (value.is_structured()) complain(path, "is of type " + std::string(type.name) + ": write one value");
      return;
    }
    if (!value.is_object()) return complain(path, "is a " + std::string(type.name) + ": write an object");
    check_message(value, type, path);
  }

  // ---- expectations
  // --------------------------------------------------------------------------------------------------

  // A target may answer a question by a code that the contract does not have there.
  void check_expectation(const Json& expect, const std::string& path, bool any_code = false) {
    if (expect.contains("fault") &&
        (expect.contains("code") || expect.contains("fields") || expect.contains("message")))
      complain(path, "an answer is a fault or it has a code, not both");
    for (const auto& [place, words] : contradictions_in(expect, path)) complain(place, words);
    if (const Json* code = member(expect, "code")) check_code(*code, path + "/code", any_code);
    if (const Json* fields = member(expect, "fields"); fields && called_.operation)
      for (const auto& [field, value] : fields->items())
        check_field(field, value, path + "/fields/" + pointer_token(field));
    for (const char* key : {"message", "body"})
      if (const Json* value = member(expect, key)) check_expected(*value, {}, path + "/" + key);
    for (const char* key : {"json", "headers", "fault"})
      if (const Json* values = member(expect, key))
        for (const auto& [name, value] : values->items())
          check_expected(value, {}, path + "/" + key + "/" + pointer_token(name));
    if (const Json* json = member(expect, "json"))
      for (const auto& [pointer, value] : json->items()) check_pointer(pointer, path + "/json");
  }

  void check_code(const Json& code, const std::string& path, bool any_code) {
    const auto& name = code.get_ref<const std::string&>();
    std::vector<std::string_view> known;
    for (const contract::CodeInfo& info : contract::codes()) known.push_back(info.name);
    if (std::ranges::find(known, name) == known.end())
      return complain(path, "there is no code '" + name + "'" + did_you_mean(name, known));
    if (!called_.operation || any_code) return;
    known.clear();
    for (const contract::Code answered : contract::codes_of(*called_.operation)) known.push_back(info(answered).name);
    if (std::ranges::find(known, name) == known.end())
      complain(path, std::string(called_.operation->name) + " never answers " + name);
    expected_codes_.emplace(called_.operation, name);
  }

  void check_field(const std::string& field, const Json& value, const std::string& path) {
    if (field.find("${") != std::string::npos) return check_expected(value, {}, path);
    try {
      check_expected(value, shape_at(field, *called_.operation->response), path);
    } catch (const std::invalid_argument& error) {
      complain(path, error.what());
    }
  }

  void check_pointer(const std::string& pointer, const std::string& path) {
    try {
      static_cast<void>(Json::json_pointer(pointer));
    } catch (const Json::exception&) {
      complain(path + "/" + pointer_token(pointer), "'" + pointer + "' is no JSON pointer (\"/a/0/b\")");
    }
  }

  void check_expected(const Json& expected, Shape shape, const std::string& path) {
    if (holds_variable(expected) || expected.is_null()) return;
    if (is_matcher(expected)) return check_matcher(expected, shape, path);
    if (!shape.type) return;
    if (shape.array != expected.is_array())
      return complain(path, "the field is of type " + name_of(shape) + (shape.array ? ": write an array" : ""));
    if (expected.is_array()) {
      std::size_t index = 0;
      for (const Json& item : expected) check_expected(item, {shape.type, false}, path + "/" + std::to_string(index++));
      return;
    }
    if ((shape.type->kind == Kind::object) != expected.is_object())
      return complain(path, "the field is of type " + name_of(shape));
    if (expected.is_object()) return check_members(expected, *shape.type, path);
    const auto read =
        expected.is_string() && (shape.type->kind == Kind::boolean || is_integer(shape.type->kind))
            ? std::nullopt
            : read_value(expected.is_string() ? expected.get<std::string>() : expected.dump(), *shape.type);
    if (!read) complain(path, expected.dump() + " is no " + name_of(shape) + one_of(*shape.type));
  }

  static bool is_integer(Kind kind) {
    return kind == Kind::int16 || kind == Kind::int32 || kind == Kind::int64 || kind == Kind::unsigned_byte;
  }
  static std::string one_of(const TypeDesc& type) {
    std::string out;
    for (const std::string_view value : type.listed()) out += (out.empty() ? " (" : ", ") + std::string(value);
    return out.empty() ? out : out + ")";
  }

  void check_members(const Json& expected, const TypeDesc& type, const std::string& path) {
    std::vector<std::string_view> known;
    for (const FieldDesc& field : type.fields) known.push_back(field.name);
    for (const auto& [name, value] : expected.items()) {
      const std::string place = path + "/" + pointer_token(name);
      const auto field = std::ranges::find(type.fields, name, &FieldDesc::name);
      if (field == type.fields.end())
        complain(place, "'" + name + "' is no field of " + std::string(type.name) + did_you_mean(name, known));
      else
        check_expected(value, {field->type, field->is_array()}, place);
    }
  }

  void check_matcher(const Json& matcher, Shape shape, const std::string& path) {
    static const std::vector<std::string_view> kWords{"any", "absent", "nil",   "empty",    "regex",     "type",
                                                      "min", "max",    "count", "contains", "unordered", "not"};
    static const std::vector<std::string_view> kTypes{"int",  "long",   "boolean", "decimal", "dateTime",
                                                      "guid", "string", "array",   "object"};
    const Shape item{shape.type, false};
    for (const auto& [word, argument] : matcher.items()) {
      const std::string place = path + "/" + word;
      if (std::ranges::find(kWords, word) == kWords.end())
        complain(place, "there is no matcher '" + word + "'" + did_you_mean(word, kWords));
      else if (word == "regex")
        check_regex(argument, place);
      else if (word == "type" &&
               (!argument.is_string() || std::ranges::find(kTypes, argument.get<std::string>()) == kTypes.end()))
        complain(place, argument.dump() + " is none of the types a matcher knows");
      else if ((word == "any" || word == "absent" || word == "nil" || word == "empty") && argument != Json(true))
        complain(place, "must be true; to demand the contrary write {\"not\": ...} or another matcher");
      else if (word == "unordered" && !argument.is_array() && !holds_variable(argument))
        complain(place, "must be an array");
      else if (word == "unordered")
        check_expected(argument, shape.array ? shape : Shape{}, place);
      else if (word == "contains")
        check_expected(argument, shape.array ? item : Shape{}, place);
      else if (word == "not")
        check_expected(argument, shape, place);
    }
  }

  void check_regex(const Json& pattern, const std::string& path) {
    if (!pattern.is_string()) return complain(path, "a pattern is text");
    if (holds_variable(pattern)) return;
    try {
      static_cast<void>(Pattern(pattern.get<std::string>()));
    } catch (const std::invalid_argument& error) {
      complain(path, error.what());
    }
  }

  void check_keep(const Step& step, const Json& keep) {
    for (const auto& [name, where] : keep.items()) {
      const std::string path = step.path + "/keep/" + pointer_token(name);
      variables_.set(name, "x");
      if (where.is_object() && where.contains("header")) continue;
      if (where.is_object())
        check_regex(where.at("regex"), path + "/regex");
      else if (step.kind == StepKind::control)
        check_pointer(where.get<std::string>(), path);
      else if (step.kind != StepKind::call)
        complain(path, "from a page only {\"regex\": ...} and {\"header\": ...} can be kept");
      else if (called_.operation)
        check_kept_path(where.get<std::string>(), path);
    }
  }
  void check_kept_path(const std::string& field, const std::string& path) {
    if (field.find("${") != std::string::npos) return;
    try {
      shape_at(field, *called_.operation->response);
    } catch (const std::invalid_argument& error) {
      complain(path, error.what());
    }
  }

  // ---- the file as a whole
  // -------------------------------------------------------------------------------------------

  void check_rules() {
    std::vector<std::string_view> known;
    for (const ProvableRule& rule : rules_) known.push_back(rule.id);
    for (std::size_t index = 0; index < scenario_.rules.size(); ++index) {
      const std::string& id = scenario_.rules[index];
      const std::string path = "/rules/" + std::to_string(index);
      if (std::ranges::find(known, id) == known.end()) {
        complain(path, "there is no rule '" + id + "'" + did_you_mean(id, known));
        continue;
      }
      const bool called = std::ranges::any_of(
          rules_, [&](const ProvableRule& rule) { return rule.id == id && operations_.contains(rule.operation); });
      if (!called && !operations_.empty()) complain(path, "no step calls an operation that has the rule '" + id + "'");
    }
  }

  void check_standings() {
    bool runs = scenario_.targets.size() < 2;
    for (const auto& [kind, standing] : scenario_.targets) {
      runs = runs || standing.kind != Standing::Kind::skip;
      if (standing.kind != Standing::Kind::known_failing) continue;
      unsigned year = 0, month = 0, day = 0;
      const bool read = std::sscanf(standing.until.c_str(), "%4u-%2u-%2u", &year, &month, &day) == 3;
      const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(year)), std::chrono::month(month),
                                             std::chrono::day(day)};
      if (!read || !date.ok()) complain("/targets/" + kind + "/until", "'" + standing.until + "' is no day");
    }
    if (!runs) complain("/targets", "it is left out everywhere and proves nothing");
  }

  // A capability nobody has is a spelling mistake when it looks like one that somebody has.
  void check_needs() {
    std::vector<std::string_view> known(target_.capabilities().begin(), target_.capabilities().end());
    for (std::size_t index = 0; index < scenario_.needs.size(); ++index) {
      const std::string& need = scenario_.needs[index];
      if (!target_.can(need) && !nearest(need, known).empty())
        complain("/needs/" + std::to_string(index), "no target can '" + need + "'" + did_you_mean(need, known));
    }
  }

  // scenarios/<Service>/<Operation>/<expectation>.json calls the operation it lies under.
  void check_directory() {
    const std::string& id = scenario_.id;
    const auto first = id.find('/');
    const std::string directory = id.substr(0, first);
    if (std::ranges::find(kFreeDirectories, directory) != kFreeDirectories.end()) return;
    const auto second = id.find('/', first + 1);
    if (second == std::string::npos)
      return complain("", "a scenario lies under <Service>/<Operation>/, flows/ or host/");
    try {
      const Target target = find_target(registry_, directory + "." + id.substr(first + 1, second - first - 1));
      const bool raw =
          std::ranges::any_of(scenario_.steps, [](const Step& step) { return step.kind == StepKind::raw; });
      if (!operations_.contains(target.operation) && !raw)
        complain("", "lies under " + id.substr(0, second) + ", but does not call it");
    } catch (const std::invalid_argument& error) {
      complain("", std::string("its directory: ") + error.what());
    }
  }

  // A probe lies at probes/<question>.json, asks a switch, and its steps know every answer of it and no other.
  void check_question() {
    std::set<std::string_view> given;
    const bool is_probe = scenario_.id.starts_with(std::string(kProbes) + "/");
    const contract::Question* question = contract::find_question(scenario_.question);
    for (const Step& step : scenario_.steps)
      for (const StepAnswer& answer : step.answers) {
        given.insert(answer.name);
        if (question) check_answer(*question, answer);
      }
    if (is_probe && scenario_.question.empty()) return complain("", "a probe names its question");
    if (!is_probe && (!scenario_.question.empty() || !given.empty()))
      return complain("", "questions are asked under probes/, one a file");
    if (!is_probe) return;
    if (!question) return complain("/question", "there is no question '" + scenario_.question + "'" + near_question());
    if (question->kind != contract::QuestionKind::switched)
      return complain("/question", scenario_.question + " is no switch: nothing is decided by a probe");
    if (scenario_.id != question->settled_by())
      complain("/question", "the probe of " + scenario_.question + " is " + question->settled_by() + ".json");
    for (const contract::Answer& answer : question->choices())
      if (!given.contains(answer.name))
        complain("/steps", "no step tells the answer '" + std::string(answer.name) + "'");
  }

  void check_answer(const contract::Question& question, const StepAnswer& answer) {
    std::vector<std::string_view> names;
    for (const contract::Answer& known : question.choices()) names.push_back(known.name);
    if (std::ranges::find(names, answer.name) == names.end())
      complain(answer.path,
               scenario_.question + " has no answer '" + answer.name + "'" + did_you_mean(answer.name, names));
  }

  std::string near_question() const {
    std::vector<std::string_view> ids;
    for (const contract::Question& question : contract::questions()) ids.push_back(question.id);
    return did_you_mean(scenario_.question, ids);
  }

  const Scenario& scenario_;
  const contract::Registry& registry_;
  const TargetFile& target_;
  const std::vector<ProvableRule>& rules_;
  Variables variables_;
  std::vector<Complaint> complaints_;
  std::set<const contract::Operation*> operations_;
  std::set<std::pair<const contract::Operation*, std::string>> expected_codes_;
  Target called_;
};

}  // namespace

Linter::Linter(const contract::Registry& registry, const TargetFile& target) : registry_(registry), target_(target) {
  for (const contract::Service* service : registry.services())
    for (const contract::Operation& operation : service->operations) {
      const auto own = rules_of(*service, operation);
      rules_.insert(rules_.end(), own.begin(), own.end());
    }
}

std::vector<Complaint> Linter::check(const Scenario& scenario) const {
  return Lint(scenario, registry_, target_, rules_).run();
}

std::vector<Complaint> lint(const Scenario& scenario, const contract::Registry& registry, const TargetFile& target) {
  return Linter(registry, target).check(scenario);
}

std::vector<std::string_view> questions_without_probe(const std::vector<Scenario>& scenarios) {
  std::set<std::string_view> asked;
  for (const Scenario& scenario : scenarios)
    if (!scenario.question.empty()) asked.insert(scenario.question);
  std::vector<std::string_view> missing;
  for (const contract::Question& question : contract::questions())
    if (question.kind == contract::QuestionKind::switched && !asked.empty() && !asked.contains(question.id))
      missing.push_back(question.id);
  return missing;
}

}  // namespace conformance
