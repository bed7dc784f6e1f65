// Look-ups over the contract, and the checks that keep its tables sound.
#include "contract/registry.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "contract/questions.hpp"

namespace contract {
namespace {

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::ranges::equal(a, b, [&](char x, char y) { return lower(x) == lower(y); });
}

bool is_result(const FieldDesc& field) {
  return field.type == &TypeOf<Result>::desc || (field.name == "Result" && field.type->kind == Kind::enumeration);
}

// Walks every message type reachable from `type` once.
template <class Visit>
void each_type(const TypeDesc& type, std::set<const TypeDesc*>& seen, const Visit& visit) {
  if (type.kind != Kind::object || !seen.insert(&type).second) return;
  visit(type);
  for (const FieldDesc& field : type.fields) each_type(*field.type, seen, visit);
}

class Checker {
 public:
  std::vector<std::string> run(const Registry& registry) {
    for (const Service* service : registry.services()) {
      std::set<std::string_view> names;
      for (const Operation& operation : service->operations) {
        where_ = std::string(service->name) + "." + std::string(operation.name);
        if (!names.insert(operation.name).second) complain("is declared twice");
        check_question(operation.question, false);
        check_message(*operation.request, operation.request_evidence);
        check_message(*operation.response, operation.response_evidence);
        if (std::ranges::none_of(operation.response->fields, is_result)) complain("has no Result in its response");
        for (const Rule* rule : operation.rules) check_rule(*rule);
      }
    }
    for (const CodeInfo& code : codes()) {
      where_ = "code " + std::string(code.name);
      check_question(code.question, code.evidence == Evidence::assumed);
    }
    return std::move(complaints_);
  }

 private:
  void complain(const std::string& what) { complaints_.push_back(where_ + ": " + what); }

  void check_question(std::string_view id, bool demanded) {
    if (id.empty() && demanded) complain("is assumed, but names no open question");
    if (!id.empty() && !find_question(id)) complain("names the unknown question " + std::string(id));
  }

  void check_rule(const Rule& rule) {
    const auto [it, fresh] = rules_.try_emplace(rule.id, &rule);
    if (!fresh && it->second != &rule) complain("two rules have the id " + std::string(rule.id));
    if (rule.says.empty()) complain("rule " + std::string(rule.id) + " says nothing");
    if (!rule.question.empty() || rule.evidence == Evidence::assumed) {
      if (rule.question.empty())
        complain("rule " + std::string(rule.id) + " is assumed, but names no open question");
      else
        check_question(rule.question, false);
    }
  }

  void check_message(const TypeDesc& message, Evidence evidence) {
    std::set<const TypeDesc*> seen;
    each_type(message, seen, [&](const TypeDesc& type) {
      std::set<std::string_view> names;
      for (const FieldDesc& field : type.fields) {
        const std::string row = std::string(type.name) + "." + std::string(field.name);
        if (!names.insert(field.name).second) complain(row + " is declared twice");
        if (evidence_of(field, evidence) == Evidence::assumed && field.rules.question.empty() &&
            &type != &TypeOf<Result>::desc)
          complain(row + " is assumed, but names no open question");
        check_question(field.rules.question, false);
      }
    });
  }

  std::string where_;
  std::map<std::string_view, const Rule*> rules_;
  std::vector<std::string> complaints_;
};

}  // namespace

const Service* Registry::find_service(std::string_view name) const {
  for (const Service* service : services_)
    if (equal_ignoring_case(service->name, name)) return service;
  return nullptr;
}

const Operation* Registry::find_operation(const Service& service, std::string_view name) {
  for (const Operation& operation : service.operations)
    if (operation.name == name) return &operation;
  return nullptr;
}

std::vector<Code> codes_of(const Operation& operation) {
  std::vector<Code> own;
  for (const Rule* rule : operation.rules)
    if (!rule->only_by_profile) own.push_back(rule->code);
  std::ranges::sort(own);
  std::vector<Code> all(common_codes().begin(), common_codes().end());
  for (const Code code : own)
    if (std::ranges::find(all, code) == all.end()) all.push_back(code);
  return all;
}

Evidence evidence_of(const FieldDesc& field, Evidence message) {
  return field.rules.evidence == Evidence::inherited ? message : field.rules.evidence;
}

std::string describe_rules(const FieldDesc& field) {
  const Rules& rules = field.rules;
  std::string out;
  const auto add = [&](const std::string& words) {
    if (!out.empty()) out += "; ";
    out += words;
  };
  if (rules.required) add(field.type->kind == Kind::string ? "must not be empty" : "must be given");
  if (rules.min != std::numeric_limits<std::int64_t>::min()) add("must be >= " + std::to_string(rules.min));
  if (rules.max != std::numeric_limits<std::int64_t>::max()) add("must be <= " + std::to_string(rules.max));
  if (!rules.one_of.empty()) {
    std::string values;
    for (const std::int64_t value : rules.one_of) values += (values.empty() ? "" : ", ") + std::to_string(value);
    add("must be one of " + values);
  }
  if (rules.max_length != std::numeric_limits<std::size_t>::max())
    add("must have at most " + std::to_string(rules.max_length) + " characters");
  if (rules.pattern) add("must match " + std::string(rules.pattern->verbatim));
  return out;
}

std::vector<std::string> check(const Registry& registry) { return Checker().run(registry); }

}  // namespace contract
