// The story of a call as text.
#include "control/explain.hpp"

namespace control {
namespace {

using nlohmann::json;

std::string text_of(const json& object, const char* name) {
  return object.contains(name) && object.at(name).is_string() ? object.at(name).get<std::string>() : std::string();
}

void add_refusal(const json& refusal, std::string& out) {
  if (refusal.is_null()) return;
  out += "\nWhy it was refused\n";
  if (refusal.contains("says")) out += "  The rule:  " + text_of(refusal, "says") + "\n";
  out += "  The code:  " + refusal.at("code").dump() + " " + text_of(refusal, "codeName") + ": " +
         text_of(refusal, "meaning") + "\n";
  if (!text_of(refusal, "detail").empty()) out += "  Found:     " + text_of(refusal, "detail") + "\n";
  for (const json& one : refusal.at("circumstances")) out += "  Found:     " + one.get<std::string>() + "\n";
  if (refusal.contains("advice")) out += "  What to do: " + text_of(refusal, "advice") + "\n";
  if (refusal.contains("evidence")) out += "  Evidence:  " + text_of(refusal, "evidence");
  if (refusal.contains("question") && refusal.at("question").is_object()) {
    const json& question = refusal.at("question");
    out += "; open question " + text_of(question, "id") + ": " + text_of(question, "question") +
           " Here: " + text_of(question, "answer");
  }
  if (refusal.contains("evidence")) out += "\n";
}

void add_reading(const json& notes, std::string& out) {
  if (notes.empty()) return;
  out += "\nWhat the host forgave in silence\n";
  for (const json& note : notes) {
    out += "  " + text_of(note, "kind") + " " + text_of(note, "path") + ": " + text_of(note, "says");
    if (note.contains("nearest")) out += " (did you mean " + text_of(note, "nearest") + "?)";
    out += "\n";
  }
}

void add_fields(const json& fields, std::string& out) {
  if (fields.empty()) return;
  out += "\nChecks of members, in their order\n";
  for (const json& field : fields) {
    out += "  [" + text_of(field, "state") + "] " + text_of(field, "field") + " " + text_of(field, "demands");
    out += field.at("sent").is_null()
               ? "; not sent\n"
               : "; was " + field.at("sent").dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
  }
}

void add_rules(const json& rules, std::string& out) {
  if (rules.empty()) return;
  out += "\nRules, in the document's order\n";
  for (const json& rule : rules)
    out += "  [" + text_of(rule, "state") + "] " + text_of(rule, "id") + ": " + text_of(rule, "says") + " Else " +
           rule.at("code").dump() + " " + text_of(rule, "codeName") + ".\n";
}

void add_injected(const json& injected, std::string& out) {
  if (injected.is_null()) return;
  out += "\nFaults that were asked for and met it\n";
  for (const json& fault : injected.at("faults"))
    out += "  " + text_of(fault, "id") + ": " + text_of(fault, "effect") + "\n";
}

void add_mails(const json& mails, std::string& out) {
  if (mails.at("sent") == 0) return;
  out += "\nMails it sent: " + mails.at("sent").dump() + "\n";
  for (const json& mail : mails.at("kept"))
    out += "  #" + mail.at("id").dump() + " to " + text_of(mail, "to") + ", " + text_of(mail, "template") + ": " +
           text_of(mail, "subject") + "\n";
}

}  // namespace

std::string explanation_text(const json& explanation) {
  std::string out = text_of(explanation, "summary") + "\n";
  out += "Call #" + explanation.at("sequence").dump() + ", " + text_of(explanation, "id") + ", at " +
         text_of(explanation, "at") + ", took " + explanation.at("durationMicroseconds").dump() + " microseconds.\n";
  const json& route = explanation.at("route");
  out += "\nHow it was read\n";
  if (!text_of(route, "soap").empty()) out += "  SOAP " + text_of(route, "soap") + "\n";
  out += "  " + text_of(route, "says") +
         (route.contains("action") ? " (sent: \"" + text_of(route, "action") + "\")" : "") + "\n";
  out += "  " + text_of(explanation.at("caller"), "says") + "\n";
  add_injected(explanation.at("injected"), out);
  add_refusal(explanation.at("refusal"), out);
  add_reading(explanation.at("reading"), out);
  add_fields(explanation.at("fields"), out);
  add_rules(explanation.at("rules"), out);
  add_mails(explanation.at("mails"), out);
  return out;
}

}  // namespace control
