#include "conformance/sweep.hpp"

#include <algorithm>
#include <cctype>
#include <optional>
#include <set>
#include <stdexcept>
#include <utility>

#include "conformance/ledger.hpp"
#include "conformance/run_id.hpp"
#include "conformance/soap_client.hpp"

namespace conformance {
namespace {

constexpr std::int64_t kFirstRuns = 1'577'836'800;  // 2020-01-01
constexpr std::size_t kIdLength = 10;

struct Leftover {
  std::string entity;
  std::string name;
  std::string role;
  std::string whence;
  std::string parent = {};
  bool active = true;
};

class Sweep {
 public:
  Sweep(Endpoint& endpoint, const contract::Registry& registry, const TargetFile& target, const SweepSettings& settings,
        std::ostream& out)
      : endpoint_(endpoint), registry_(registry), target_(target), settings_(settings), out_(out) {
    if (target.roles().empty()) throw std::runtime_error("the target file names no role to look with");
    first_role_ = target.roles().front();
  }

  Swept run() {
    read_tree();
    std::vector<Leftover> found = in_ledgers();
    for (auto row = tree_.rbegin(); row != tree_.rend(); ++row)  // a parent's row comes before its children's
      if (row->active && marked(*row) && std::ranges::find(found, row->entity, &Leftover::entity) == found.end())
        found.push_back(*row);
    std::ranges::stable_sort(found, std::greater{}, [&](const Leftover& one) { return place(one.entity); });
    Swept swept{.found = static_cast<int>(found.size())};
    for (const Leftover& one : found) take_away(one, swept);
    std::ranges::reverse(refused_);  // what others hang below comes first
    for (const auto& [one, answer] : refused_) settle(one, answer, swept);
    return swept;
  }

 private:
  Answer call(const char* operation, const std::string& role, const Json& input) {
    const Target target = find_target(registry_, operation);
    return read_answer(*target.service,
                       endpoint_.send(make_call(target, target_.credentials(Json(role)), input, SoapVersion::v11)));
  }

  void read_tree() {
    const Answer answer = call("EntityManagementService.GetEntityHierarchy", first_role_,
                               {{"TargetEntityID", 0}, {"IncludeInactive", true}});
    if (answer.code != "Success")
      throw std::runtime_error("the tree of '" + first_role_ + "' cannot be read: " +
                               (answer.fault          ? answer.fault->text
                                : answer.code.empty() ? "no answer of the service"
                                                      : answer.code));
    for (const Json& row : answer.result.value("Entities", Json::array()))
      tree_.push_back({.entity = row.at("EntityID").dump(),
                       .name = row.value("EntityName", ""),
                       .role = first_role_,
                       .whence = "its name",
                       .parent = row.contains("ParentEntityID") ? row.at("ParentEntityID").dump() : "",
                       .active = row.value("IsActive", true)});
  }

  std::vector<Leftover> in_ledgers() {
    std::vector<Leftover> found;
    for (const std::string& file : settings_.ledgers)
      for (const LedgerLine& line : still_there(read_ledger(file))) {
        std::string entity = line.entity;
        if (entity.empty())
          if (const auto row = std::ranges::find(tree_, line.name, &Leftover::name); row != tree_.end())
            entity = row->entity;
        if (entity.empty() || place(entity) < 0) continue;  // nothing came of it, or it is gone
        const bool known = target_.variables().at("role").contains(line.role);
        found.push_back({entity, line.name, known ? line.role : first_role_, file});
      }
    return found;
  }

  bool marked(const Leftover& row) const {
    const auto began = marked_by_run(row.name, settings_.now);
    return began && *began + settings_.older_than <= settings_.now;
  }

  long place(const std::string& entity) const {
    const auto at = std::ranges::find(tree_, entity, &Leftover::entity);
    return at == tree_.end() ? -1 : at - tree_.begin();
  }

  void take_away(const Leftover& one, Swept& swept) {
    out_ << "entity " << one.entity << " '" << one.name << "', known by " << one.whence << ": ";
    if (!settings_.allow_writes) {
      out_ << "would be cancelled\n";
      return;
    }
    const Answer answer = call("EntityManagementService.CancelEntity", one.role, {{"TargetEntityId", one.entity}});
    if (answer.code == "Success") {
      gone_.insert(one.entity);
      ++swept.cancelled;
      out_ << "cancelled\n";
      return;
    }
    refused_.emplace_back(one, answer.fault ? answer.fault->text : answer.code);
    out_ << "refused for now: " << refused_.back().second << "\n";
  }

  // What lies below a suspended entity cannot be cancelled, and goes with it.
  void settle(const Leftover& one, const std::string& answer, Swept& swept) {
    const long at = place(one.entity);
    const bool gone = at >= 0 && gone_.contains(tree_[static_cast<std::size_t>(at)].parent);
    if (gone) gone_.insert(one.entity);
    (gone ? swept.cancelled : swept.failed) += 1;
    out_ << "entity " << one.entity << " '" << one.name
         << "': " << (gone ? "cancelled with what it hangs below" : "could not be cancelled: " + answer) << "\n";
  }

  Endpoint& endpoint_;
  const contract::Registry& registry_;
  const TargetFile& target_;
  const SweepSettings& settings_;
  std::ostream& out_;
  std::string first_role_;
  std::vector<Leftover> tree_;
  std::set<std::string, std::less<>> gone_;
  std::vector<std::pair<Leftover, std::string>> refused_;  // with the answer
};

}  // namespace

std::optional<std::int64_t> marked_by_run(std::string_view name, std::int64_t now) {
  for (std::size_t at = name.find("cf"); at != std::string_view::npos; at = name.find("cf", at + 1)) {
    const auto began = run_began(name.substr(at));
    if (began && *began >= kFirstRuns && *began <= now && goes_on_as_mark(name.substr(at + kIdLength))) return began;
  }
  return std::nullopt;
}

Swept sweep(Endpoint& endpoint, const contract::Registry& registry, const TargetFile& target,
            const SweepSettings& settings, std::ostream& out) {
  for (const std::string& file : settings.ledgers) read_ledger(file);  // all are sound before anything is done
  const Swept swept = Sweep(endpoint, registry, target, settings, out).run();
  if (settings.allow_writes && swept.failed == 0)
    for (const std::string& file : settings.ledgers) remove_ledger(file);
  return swept;
}

}  // namespace conformance
