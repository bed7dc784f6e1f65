// Walks the contract for the question ids it names.
#include "describe/question_uses.hpp"

#include <algorithm>

namespace describe {
namespace {

class Collector {
 public:
  void add(std::string_view question, const std::string& user) {
    if (question.empty()) return;
    std::vector<std::string>& users = uses_[question];
    if (std::ranges::find(users, user) == users.end()) users.push_back(user);
  }

  void message(const contract::TypeDesc& type, const std::string& path) {
    for (const contract::FieldDesc& field : type.fields) {
      const std::string row = path + "." + std::string(field.name);
      add(field.rules.question, "row " + row);
      message(*field.type, row);
    }
  }

  QuestionUses take() { return std::move(uses_); }

 private:
  QuestionUses uses_;
};

}  // namespace

QuestionUses question_uses(const contract::Registry& registry) {
  Collector collector;
  for (const contract::Service* service : registry.services()) {
    for (const contract::Operation& operation : service->operations) {
      const std::string name = std::string(service->name) + "." + std::string(operation.name);
      collector.add(operation.question, "operation " + name);
      collector.message(*operation.request, name + ".request");
      collector.message(*operation.response, name + ".response");
      for (const contract::Rule* rule : operation.rules) collector.add(rule->question, "rule " + std::string(rule->id));
    }
  }
  for (const contract::Rule* rule : contract::kCallRules)
    collector.add(rule->question, "rule " + std::string(rule->id));
  for (const contract::CodeInfo& code : contract::codes())
    collector.add(code.question, "code " + std::string(code.name));
  return collector.take();
}

}  // namespace describe
