// Care of a target that others share, too: nothing is written unless it is allowed, and then only to what this run
// created. The runner asks before every request; what a scenario promises does not count.
#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "conformance/effects.hpp"
#include "conformance/ledger.hpp"
#include "conformance/steps.hpp"
#include "recording/production.hpp"

namespace conformance {

struct CareSettings {
  bool allow_writes = false;
  std::string run_id = {};         // must stand in the name of everything that is created
  std::string ledger = {};         // file; opened with the first creation
  std::optional<int> max_calls{};  // budget of requests; cleaning up does not count
};

// What all workers of a run know together. Safe to use from many threads.
class SharedCare {
 public:
  SharedCare(CareSettings settings, std::string target) : settings_(std::move(settings)), target_(std::move(target)) {}

  const CareSettings& settings() const { return settings_; }
  bool is_ours(const Address& address) const;
  void own(const Address& address);
  // Whether one more request is within the budget; counts it.
  bool spend();
  // Writes to the ledger, which is opened for the first line. Throws std::runtime_error.
  void note(LedgerLine line);
  // Closes the ledger. Answers its file if something in it is still there.
  std::optional<std::string> close();

 private:
  const CareSettings settings_;
  const std::string target_;
  mutable std::mutex mutex_;
  std::set<std::pair<Address::Kind, std::string>> ours_;
  std::unique_ptr<Ledger> ledger_;
  int calls_ = 0;
};

// One worker's watch. Used by one thread at a time.
class Care : public Watch {
 public:
  // All references must outlive it.
  Care(SharedCare& shared, Endpoint& endpoint, const contract::Registry& registry, const TargetFile& target);

  void begin(const Scenario& scenario) override;
  std::string before(const Step& step, const ResolvedCall* call, const HttpRequest& request) override;
  void after(const Step& step, const ResolvedCall* call, const Answer* answer) override;
  bool misses_stand_ins() const override { return misses_stand_ins_; }
  void cleaning_up() override { cleaning_ = true; }
  // Cancels what the scenario created, the last first. Answers what could not be cancelled, in words. What cannot be
  // reached, below something suspended, goes with what it hangs below.
  std::vector<std::string> end() override;

 private:
  struct Made {
    LedgerLine line;
    std::optional<Credentials> by;
    std::string below = {};  // id of the entity of ours that it hangs below; empty for one of somebody else's
  };

  std::string why_not(const ResolvedCall& call) const;
  std::string why_not(const HttpRequest& by_hand) const;
  bool has_mark(std::string_view text) const;
  bool marked(const Json& value) const;
  LedgerLine line_for(const ResolvedCall& call) const;
  std::string cancel(const Made& made);
  void note_gone(const Made& made);

  SharedCare& shared_;
  Endpoint& endpoint_;
  const contract::Registry& registry_;
  const TargetFile& target_;
  std::string scenario_;
  std::vector<Made> made_;
  bool cleaning_ = false;
  bool misses_stand_ins_ = false;
};

using recording::is_production;

}  // namespace conformance
