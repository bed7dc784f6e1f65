// Tables into JSON values, row by row.
#include "describe/contract_json.hpp"

#include <limits>
#include <nlohmann/json.hpp>

#include "contract/questions.hpp"
#include "describe/question_uses.hpp"
#include "describe/words.hpp"

namespace describe {
namespace {

using contract::Evidence;
using contract::FieldDesc;
using contract::Kind;
using contract::TypeDesc;
using Json = nlohmann::ordered_json;

void add_if_any(Json& object, const char* key, std::string_view text) {
  if (!text.empty()) object[key] = text;
}
void add_if_true(Json& object, const char* key, bool flag) {
  if (flag) object[key] = true;
}

Json fields_json(const TypeDesc& type, Evidence message);

void add_checks(Json& row, const contract::Rules& rules) {
  add_if_true(row, "required", rules.required);
  if (rules.min != std::numeric_limits<std::int64_t>::min()) row["min"] = rules.min;
  if (rules.max != std::numeric_limits<std::int64_t>::max()) row["max"] = rules.max;
  if (!rules.one_of.empty()) row["one_of"] = rules.one_of;
  if (rules.max_length != std::numeric_limits<std::size_t>::max()) row["max_length"] = rules.max_length;
  if (rules.pattern) row["pattern"] = rules.pattern->verbatim;
  add_if_true(row, "pattern_on_empty", rules.pattern_on_empty);
}

Json field_json(const FieldDesc& field, Evidence message) {
  Json row{{"name", field.name}, {"type", field.type->name}};
  add_if_true(row, "array", field.is_array());
  if (field.is_array()) row["item"] = field.item_name();
  add_if_true(row, "null_items", field.null_items);
  add_if_true(row, "nillable", field.nil_when_null());
  add_if_true(row, "omitted_when_null",
              !field.nil_when_null() && field.presence != contract::Presence::plain &&
                  field.presence != contract::Presence::array);
  if (!field.type->values.empty()) row["values"] = field.type->listed();
  add_checks(row, field.rules);
  add_if_true(row, "secret", field.rules.secret);
  add_if_true(row, "unlisted", field.rules.unlisted);
  for (const std::string_view alias : field.rules.aliases)
    if (!alias.empty()) row["aliases"].push_back(alias);
  add_if_any(row, "doc", field.rules.doc);
  const Evidence evidence = contract::evidence_of(field, message);
  row["evidence"] = contract::name_of(evidence);
  add_if_any(row, "question", field.rules.question);
  if (field.type->kind == Kind::object) row["fields"] = fields_json(*field.type, evidence);
  return row;
}

Json fields_json(const TypeDesc& type, Evidence message) {
  Json rows = Json::array();
  for (const FieldDesc& field : type.fields) rows.push_back(field_json(field, message));
  return rows;
}

Json message_json(const TypeDesc& type, Evidence evidence) {
  return {{"type", type.name}, {"evidence", contract::name_of(evidence)}, {"fields", fields_json(type, evidence)}};
}

Json code_json(contract::Code code) {
  return {{"number", static_cast<std::int32_t>(code)}, {"name", contract::info(code).name}};
}

Json rule_json(const contract::Rule& rule) {
  Json json{{"id", rule.id},
            {"code", code_json(rule.code)},
            {"says", rule.says},
            {"evidence", contract::name_of(rule.evidence)}};
  add_if_any(json, "question", rule.question);
  return json;
}

Json operation_json(const contract::Operation& operation) {
  Json json{{"name", operation.name},
            {"doc", operation.doc},
            {"style", name_of(operation.style)},
            {"caller", name_of(operation.caller)},
            {"available", operation.available}};
  add_if_true(json, "obsolete", operation.obsolete);
  add_if_any(json, "question", operation.question);
  json["request"] = message_json(*operation.request, operation.request_evidence);
  json["response"] = message_json(*operation.response, operation.response_evidence);
  json["rules"] = Json::array();
  for (const contract::Rule* rule : operation.rules) json["rules"].push_back(rule_json(*rule));
  json["codes"] = Json::array();
  for (const contract::Code code : contract::codes_of(operation)) json["codes"].push_back(code_json(code));
  return json;
}

Json service_json(const contract::Service& service) {
  Json json{{"name", service.name}, {"doc", service.doc}, {"operations", Json::array()}};
  for (const contract::Operation& operation : service.operations)
    json["operations"].push_back(operation_json(operation));
  json["known_by_name"] = Json::array();
  for (const contract::KnownByName& known : service.known_by_name) {
    Json entry{{"name", known.name}, {"doc", known.doc}};
    add_if_true(entry, "obsolete", known.obsolete);
    json["known_by_name"].push_back(std::move(entry));
  }
  return json;
}

}  // namespace

std::string contract_json(const contract::Registry& registry) {
  Json json{{"namespace", contract::kNamespace},
            {"call_rules", Json::array()},
            {"services", Json::array()},
            {"codes", Json::array()}};
  for (const contract::Rule* rule : contract::kCallRules) json["call_rules"].push_back(rule_json(*rule));
  for (const contract::Service* service : registry.services()) json["services"].push_back(service_json(*service));
  for (const contract::CodeInfo& code : contract::codes()) {
    Json row = code_json(code.code);
    row["meaning"] = code.meaning;
    row["evidence"] = contract::name_of(code.evidence);
    add_if_any(row, "question", code.question);
    json["codes"].push_back(std::move(row));
  }
  return json.dump(2) + "\n";
}

std::string questions_json(const contract::Registry& registry) {
  const QuestionUses uses = question_uses(registry);
  Json json = Json::array();
  for (const contract::Question& question : contract::questions()) {
    const auto found = uses.find(question.id);
    Json row = {{"id", question.id},
                {"question", question.question},
                {"answer", question.assumed()},
                {"kind", contract::name_of(question.kind)},
                {"probe", question.settled_by()}};
    add_if_any(row, "why", question.why);
    for (const contract::Answer& answer : question.choices())
      row["answers"].push_back({{"answer", answer.name}, {"says", answer.says}});
    row["named_by"] = found == uses.end() ? std::vector<std::string>{} : found->second;
    json.push_back(std::move(row));
  }
  return json.dump(2) + "\n";
}

}  // namespace describe
