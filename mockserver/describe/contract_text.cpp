// Tables into aligned text.
#include "describe/contract_text.hpp"

#include <algorithm>
#include <array>

#include "contract/questions.hpp"
#include "describe/question_uses.hpp"
#include "describe/words.hpp"

namespace describe {
namespace {

using contract::Evidence;
using contract::FieldDesc;
using contract::Operation;
using contract::TypeDesc;

// "verified", or "assumed, Q-x".
std::string known(Evidence evidence, std::string_view question) {
  std::string text(contract::name_of(evidence));
  if (!question.empty()) text.append(", ").append(question);
  return text;
}

std::string code_name(contract::Code code) {
  return std::to_string(static_cast<std::int32_t>(code)) + " " + std::string(contract::info(code).name);
}

// Rows whose columns are as wide as their widest cell; the last column runs free.
class Table {
 public:
  using Row = std::array<std::string, 4>;
  void add(Row row) { rows_.push_back(std::move(row)); }

  void print(std::string& out, std::string_view indent) const {
    std::array<std::size_t, 3> widths{};
    for (const Row& row : rows_)
      for (std::size_t i = 0; i < widths.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
    for (const Row& row : rows_) {
      std::string line(indent);
      for (std::size_t i = 0; i < widths.size(); ++i) line.append(row[i]).append(widths[i] + 2 - row[i].size(), ' ');
      line += row.back();
      out.append(line, 0, line.find_last_not_of(' ') + 1);
      out += '\n';
    }
  }

 private:
  std::vector<Row> rows_;
};

// What is to be said of a row beside its name, type and evidence, as sentences.
std::string remarks(const FieldDesc& field) {
  std::string text(field.rules.doc);
  const auto add = [&text](std::string_view words, std::string_view value = {}) {
    if (!text.empty()) text += ' ';
    text.append(words).append(value).append(".");
  };
  if (const std::string demands = contract::describe_rules(field); !demands.empty()) add("It ", demands);
  if (!field.type->values.empty()) {
    std::string values;
    for (const std::string_view value : field.type->listed()) values.append(values.empty() ? "" : ", ").append(value);
    add("Values: ", values);
  }
  if (field.is_array() && field.item_name() != field.type->name) add("Items are called ", field.item_name());
  for (const std::string_view alias : field.rules.aliases)
    if (!alias.empty()) add("Also accepted as ", alias);
  if (field.rules.unlisted) add("Not in the WSDL");
  if (field.rules.secret) add("Secret");
  return text;
}

void add_rows(Table& table, const TypeDesc& type, Evidence message, const std::string& indent) {
  for (const FieldDesc& field : type.fields) {
    const Evidence evidence = contract::evidence_of(field, message);
    table.add(
        {indent + std::string(field.name), type_of(field), known(evidence, field.rules.question), remarks(field)});
    if (field.type != &contract::TypeOf<contract::Result>::desc) add_rows(table, *field.type, evidence, indent + "  ");
  }
}

void print_message(std::string& out, std::string_view title, const TypeDesc& type, Evidence evidence) {
  out.append("    ").append(title).append(" (").append(contract::name_of(evidence)).append(")\n");
  Table table;
  add_rows(table, type, evidence, "");
  table.print(out, "      ");
}

void add_rule(Table& table, const contract::Rule& rule) {
  table.add({std::string(rule.id), code_name(rule.code), known(rule.evidence, rule.question), std::string(rule.says)});
}

void print_operation(std::string& out, const Operation& operation) {
  out.append("  ").append(operation.name).append(": ").append(operation.doc).append("\n    ");
  out.append(name_of(operation.style));
  if (operation.caller == contract::Caller::dashboard_administrator) out += "; called by a dashboard administrator";
  if (operation.obsolete) out += "; obsolete";
  if (!operation.available) out += "; not available unless switched on";
  if (!operation.question.empty()) out.append("; ").append(operation.question);
  out += "\n";
  print_message(out, "request", *operation.request, operation.request_evidence);
  print_message(out, "response", *operation.response, operation.response_evidence);
  if (!operation.rules.empty()) {
    out += "    rules\n";
    Table table;
    for (const contract::Rule* rule : operation.rules) add_rule(table, *rule);
    table.print(out, "      ");
  }
  std::string codes;
  for (const contract::Code code : contract::codes_of(operation))
    codes.append(codes.empty() ? "" : ", ").append(code_name(code));
  out.append("    codes: ").append(codes).append("\n\n");
}

}  // namespace

std::string contract_text(const contract::Registry& registry) {
  std::string out = "Every call\n";
  Table rules;
  for (const contract::Rule* rule : contract::kCallRules) add_rule(rules, *rule);
  rules.print(out, "  ");
  out += "\n";
  for (const contract::Service* service : registry.services()) {
    out.append(service->name).append(": ").append(service->doc).append("\n\n");
    for (const Operation& operation : service->operations) print_operation(out, operation);
    if (service->known_by_name.empty()) continue;
    out += "  Known by name only, answered as unknown operations:\n";
    for (const contract::KnownByName& known : service->known_by_name) {
      out.append("    ").append(known.name).append(": ").append(known.doc);
      out += known.obsolete ? " Obsolete.\n" : "\n";
    }
    out += '\n';
  }
  out += "Result codes\n";
  Table table;
  for (const contract::CodeInfo& code : contract::codes())
    table.add({std::to_string(static_cast<std::int32_t>(code.code)), std::string(code.name),
               known(code.evidence, code.question), std::string(code.meaning)});
  table.print(out, "  ");
  return out;
}

std::string questions_text(const contract::Registry& registry) {
  const QuestionUses uses = question_uses(registry);
  std::string out;
  for (const contract::Question& question : contract::questions()) {
    if (!out.empty()) out += '\n';
    out.append(question.id).append(": ").append(question.question).append("\n");
    out.append("  answer  ").append(question.assumed()).append("\n");
    for (const contract::Answer& other : question.choices())
      if (&other != question.answers.data())
        out.append("  or      ").append(other.name).append(": ").append(other.says).append("\n");
    out.append("  kind    ").append(contract::name_of(question.kind));
    if (!question.choices().empty()) out.append(", ").append(question.answers.front().name);
    if (!question.why.empty()) out.append(": ").append(question.why);
    out.append("\n  probe   ").append(question.settled_by()).append("\n");
    const auto found = uses.find(question.id);
    if (found == uses.end()) continue;
    std::string_view title = "  for     ";
    for (const std::string& user : found->second) {
      out.append(title).append(user).append("\n");
      title = "          ";
    }
  }
  return out;
}

}  // namespace describe
