// The story of a call as JSON: journal record and contract, laid side by side.
#include "control/explain.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <span>

#include "contract/questions.hpp"
#include "control/time_text.hpp"

namespace control {
namespace {

using contract::FieldDesc;
using contract::Kind;
using contract::Operation;
using contract::Rule;
using nlohmann::json;

std::string routed_words(const Call& call) {
  switch (call.routed_by) {
    case RoutedBy::soap_action:
      return "the SOAPAction header names the operation";
    case RoutedBy::action_parameter:
      return "the action parameter of Content-Type names the operation";
    case RoutedBy::body_element:
      return "no action led to an operation: the child of Body names it";
    case RoutedBy::address:
      return "the address names the operation (plain HTTP, no SOAP)";
    case RoutedBy::nothing:
      break;
  }
  return "the call was led to no operation";
}

std::string_view routed_name(RoutedBy by) {
  constexpr std::array<std::string_view, 5> names = {"nothing", "SOAPAction", "action parameter", "body element",
                                                     "address"};
  return names[static_cast<std::size_t>(by)];
}

class Explanation {
 public:
  Explanation(const Call& call, const CallReader& reader, const contract::Profile& profile)
      : call_(call), profile_(profile), operation_(reader.operation_of(call)), sent_(reader.fields(call, operation_)) {}

  json run(const std::vector<state::SentLetter>& mails) {
    json body = {{"id", call_.id},
                 {"sequence", call_.sequence},
                 {"at", format_instant(call_.at)},
                 {"durationMicroseconds", call_.duration_us},
                 {"summary", summary()},
                 {"route", route()},
                 {"caller", caller()},
                 {"reading", reading()},
                 {"fields", fields()},
                 {"rules", rules()},
                 {"refusal", refusal()},
                 {"injected", injected()},
                 {"mails", mails_json(mails)}};
    return body;
  }

 private:
  // Whether the operation decided. A fault may have answered in its place, or lost its answer.
  bool ran() const { return call_.met.empty() ? call_.result_code.has_value() : !call_.operation_result.empty(); }
  bool refused() const { return ran() && (!call_.rule.empty() || (call_.met.empty() && *call_.result_code != 0)); }
  // A refusal by a field's check has "<Operation>.<Field>" for its rule.
  bool refused_by_field() const { return refused() && call_.rule.starts_with(call_.operation + "."); }
  bool refused_by_call_rule() const {
    return refused() &&
           std::ranges::any_of(contract::kCallRules, [&](const Rule* rule) { return rule->id == call_.rule; });
  }

  std::string summary() const {
    const std::string said = (call_.caller.empty() ? std::string("Somebody without a login") : call_.caller) +
                             " called " + call_.service + (call_.operation.empty() ? "" : "." + call_.operation) + ": ";
    if (!call_.met.empty())
      return said + outcome() + ", by a fault that was asked for" +
             (ran() ? "; the operation itself came to " + call_.operation_result : "; the operation did not run") + ".";
    if (!refused()) return said + (ran() ? "done" : outcome()) + ".";
    return said + "refused with " + std::to_string(*call_.result_code) + " " + call_.result_name +
           (call_.rule.empty() ? "." : " by " + call_.rule + ".");
  }

  // What was answered, whoever did.
  std::string outcome() const {
    if (!call_.fault.empty()) return "answered with a SOAP fault, \"" + call_.fault + "\"";
    if (call_.result_code) return "answered with " + std::to_string(*call_.result_code) + " " + call_.result_name;
    if (call_.http_status == 0) return "not answered";
    return "answered with HTTP " + std::to_string(call_.http_status);
  }

  json injected() const {
    if (call_.met.empty()) return nullptr;
    json faults = json::array();
    for (const MetFault& fault : call_.met) faults.push_back({{"id", fault.id}, {"effect", fault.effect}});
    return {{"faults", std::move(faults)},
            {"operation", call_.operation_result.empty() ? json() : json(call_.operation_result)}};
  }

  json route() const {
    json body = {{"soap", call_.soap_version.empty() ? json() : json(call_.soap_version)},
                 {"by", routed_name(call_.routed_by)},
                 {"says", routed_words(call_)}};
    if (!call_.action.empty()) body["action"] = call_.action;
    return body;
  }

  json caller() const {
    json body = {{"login", call_.caller}, {"entityId", call_.caller_entity == 0 ? json() : json(call_.caller_entity)}};
    if (call_.caller_entity != 0) {
      const bool dashboard = operation_ && operation_->caller == contract::Caller::dashboard_administrator;
      body["says"] = std::string("the AuthHeader's user and password are those of ") +
                     (dashboard ? "a dashboard user" : "an API user") + " of entity " +
                     std::to_string(call_.caller_entity);
    } else if (refused_by_call_rule()) {
      body["says"] = "the credentials were not accepted";
    } else {
      body["says"] = ran() ? "nobody signed in" : "credentials were not looked at";
    }
    return body;
  }

  json reading() const {
    json notes = json::array();
    for (const Note& note : call_.notes) {
      json one = {{"kind", name_of(note.kind)}, {"path", note.path}, {"says", note.message}};
      if (!note.nearest.empty()) one["nearest"] = note.nearest;
      notes.push_back(std::move(one));
    }
    return notes;
  }

  // ---- fields: in declaration order, as they are checked; the first that is broken ends it
  json fields() const {
    json list = json::array();
    if (!operation_) return list;
    bool going = ran() && !refused_by_call_rule();
    std::set<const contract::TypeDesc*> above;
    add_fields(*operation_->request, {}, going, above, list);
    return list;
  }

  // A message's place: as rules name it, and as it stands on the wire, where arrays have an element around each item.
  struct Place {
    std::string rule = {};
    std::string wire = {};
  };

  void add_fields(const contract::TypeDesc& type, const Place& above, bool& going,
                  std::set<const contract::TypeDesc*>& seen, json& list) const {
    if (!seen.insert(&type).second) return;
    for (const FieldDesc& field : type.fields) {
      Place place{above.rule + std::string(field.name), above.wire + std::string(field.name)};
      if (field.is_array() && !field.flat) place.wire += "/" + std::string(field.item_name());
      const std::string demands = contract::describe_rules(field);
      const bool broken = going && breaks(place.rule);
      if (!demands.empty())
        list.push_back({{"field", place.rule},
                        {"demands", demands},
                        {"state", broken  ? "refused"
                                  : going ? "passed"
                                          : "not reached"},
                        {"sent", sent(place.wire)}});
      if (broken) going = false;
      if (field.type->kind == Kind::object)
        add_fields(*field.type, {place.rule + ".", place.wire + "/"}, going, seen, list);
    }
    seen.erase(&type);
  }

  // Whether the refusing field is this one, whatever item of an array it stood in.
  bool breaks(const std::string& path) const {
    return refused_by_field() && without_indices(call_.rule.substr(call_.operation.size() + 1)) == path;
  }

  json sent(const std::string& path) const {
    const auto found =
        std::ranges::find_if(sent_, [&](const RequestField& field) { return without_indices(field.path) == path; });
    return found == sent_.end() ? json() : json(found->value);
  }

  // ---- rules: those of every call, then the operation's in its document's order
  json rules() const {
    json list = json::array();
    if (!operation_ || !ran()) return list;
    bool going = true;
    for (const Rule* rule : contract::kCallRules) add_rule(*rule, going, list);
    if (refused_by_field()) going = false;
    for (const Rule* rule : operation_->declared().rules) add_rule(*rule, going, list);
    return list;
  }

  void add_rule(const Rule& rule, bool& going, json& list) const {
    const bool refuses = going && rule.id == call_.rule;
    const contract::CodeInfo& code = contract::info(code_of(rule));
    json one = {{"id", rule.id},
                {"says", rule.says},
                {"code", static_cast<int>(code.code)},
                {"codeName", code.name},
                {"evidence", contract::name_of(rule.evidence)},
                {"state", refuses ? "refused"
                          : going ? "passed"
                                  : "not asked"}};
    if (!rule.question.empty()) one["question"] = rule.question;
    list.push_back(std::move(one));
    if (refuses) going = false;
  }

  const Rule* refusing_rule() const {
    if (!operation_) return nullptr;
    for (const std::span<const Rule* const> some :
         {std::span<const Rule* const>(contract::kCallRules), operation_->declared().rules})
      for (const Rule* rule : some)
        if (rule->id == call_.rule) return rule;
    return nullptr;
  }

  // As the sandbox's profile answers the open question behind the rule.
  contract::Code code_of(const Rule& rule) const {
    const contract::Answer* answer = profile_.chosen(rule.question);
    return answer && answer->code ? *answer->code : rule.code;
  }

  json question_json(std::string_view id) const {
    const contract::Question* question = contract::find_question(id);
    if (!question) return nullptr;
    const contract::Answer* answer = profile_.chosen(id);
    return {
        {"id", question->id}, {"question", question->question}, {"answer", answer ? answer->says : question->answer}};
  }

  // The operation's own code, also where a fault has put another into the answer.
  contract::Code refusing_code() const {
    if (call_.met.empty()) return static_cast<contract::Code>(*call_.result_code);
    const Rule* rule = refusing_rule();
    return rule ? code_of(*rule) : contract::Code::InvalidInputParameters;
  }

  json refusal() const {
    if (!refused()) return nullptr;
    const contract::CodeInfo& code = contract::info(refusing_code());
    json body = {{"rule", call_.rule.empty() ? json() : json(call_.rule)},
                 {"code", static_cast<int>(code.code)},
                 {"codeName", code.name},
                 {"meaning", code.meaning},
                 {"detail", call_.detail.empty() ? json() : json(call_.detail)},
                 {"circumstances", call_.circumstances}};
    if (const Rule* rule = refusing_rule()) {
      body["says"] = rule->says;
      body["evidence"] = contract::name_of(rule->evidence);
      if (!rule->question.empty()) body["question"] = question_json(rule->question);
    } else if (refused_by_field()) {
      body["says"] = "The member " + call_.rule.substr(call_.operation.size() + 1) + " passes its checks.";
    }
    const std::string_view what_to_do = advice(call_.rule, static_cast<int>(code.code));
    if (!what_to_do.empty()) body["advice"] = what_to_do;
    return body;
  }

  json mails_json(const std::vector<state::SentLetter>& mails) const {
    json list = json::array();
    for (const state::SentLetter& mail : mails)
      list.push_back(
          {{"id", mail.id}, {"to", mail.recipient}, {"template", mail.template_code}, {"subject", mail.subject}});
    return {{"sent", call_.mails}, {"kept", std::move(list)}};
  }

  const Call& call_;
  const contract::Profile& profile_;
  const Operation* operation_;
  const std::vector<RequestField> sent_;
};

}  // namespace

json explain(const Call& call, const CallReader& reader, const std::vector<state::SentLetter>& mails,
             const contract::Profile& profile) {
  return Explanation(call, reader, profile).run(mails);
}

}  // namespace control
