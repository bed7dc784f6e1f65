#include "conformance/rules.hpp"

#include <algorithm>

namespace conformance {
namespace {

using contract::Code;

void add_fields(const contract::TypeDesc& type, const std::string& prefix, std::vector<const contract::TypeDesc*> above,
                const ProvableRule& like, std::vector<ProvableRule>& out) {
  if (std::ranges::find(above, &type) != above.end()) return;  // a type that holds itself
  above.push_back(&type);
  for (const contract::FieldDesc& field : type.fields) {
    const std::string id = prefix + "." + std::string(field.name);
    if (field.rules.any()) {
      ProvableRule rule = like;
      rule.id = id;
      rule.says = contract::describe_rules(field);
      if (field.rules.evidence != contract::Evidence::inherited) rule.evidence = field.rules.evidence;
      rule.question = field.rules.question;
      out.push_back(std::move(rule));
    }
    add_fields(*field.type, id, above, like, out);
  }
}

}  // namespace

std::vector<ProvableRule> rules_of(const contract::Service& service, const contract::Operation& operation) {
  std::vector<ProvableRule> out;
  add_fields(*operation.request, std::string(operation.name), {},
             {.service = &service,
              .operation = &operation,
              .code = Code::InvalidInputParameters,
              .evidence = operation.request_evidence},
             out);
  const auto add = [&](const contract::Rule* rule) {
    if (rule->only_by_profile) return;
    out.push_back({std::string(rule->id), &service, &operation, rule->code, std::string(rule->says), rule->evidence,
                   rule->question});
  };
  std::ranges::for_each(contract::kCallRules, add);
  std::ranges::for_each(operation.rules, add);
  return out;
}

std::vector<Code> provable_codes(const contract::Operation& operation) {
  std::vector<Code> codes = contract::codes_of(operation);
  std::erase(codes, Code::UnexpectedError);
  const bool checked =
      !operation.bare_request() ||
      std::ranges::any_of(operation.request->fields, [](const auto& field) { return field.rules.any(); }) ||
      std::ranges::any_of(operation.rules,
                          [](const contract::Rule* rule) { return rule->code == Code::InvalidInputParameters; });
  if (!checked) std::erase(codes, Code::InvalidInputParameters);
  return codes;
}

}  // namespace conformance
