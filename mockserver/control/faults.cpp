#include "control/faults.hpp"

#include <fnmatch.h>

#include <algorithm>

#include "state/ids.hpp"

namespace control {
namespace {

constexpr std::uint64_t kFaultStream = 0x6661756C74730000;

// What is drawn for a call, each from a place of its own in the fault's sequence.
enum Draw : std::uint64_t { kDrawHit, kDrawLatency, kDrawSecondLatency, kDraws };

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_login(std::string_view one, std::string_view other) {
  return std::ranges::equal(one, other, [](char a, char b) { return lower(a) == lower(b); });
}

bool holds(const FieldCondition& condition, const IncomingCall& call) {
  return std::ranges::any_of(call.values(condition.path), [&](const std::string& value) {
    return condition.is_pattern ? fnmatch(condition.text.c_str(), value.c_str(), 0) == 0 : value == condition.text;
  });
}

bool fits(const FaultRule& rule, const IncomingCall& call) {
  return (rule.service.empty() || rule.service == call.service) &&
         (rule.operation.empty() || rule.operation == call.operation) &&
         (rule.caller.empty() || same_login(rule.caller, call.caller)) &&
         (!rule.entity || std::ranges::find(call.entities, *rule.entity) != call.entities.end()) &&
         std::ranges::all_of(rule.fields, [&](const FieldCondition& one) { return holds(one, call); });
}

}  // namespace

bool Faults::Fault::is_spent() const {
  if (rule.times && hits >= *rule.times) return true;
  return std::ranges::all_of(rule.nth, [this](const CallRange& range) { return range.last <= matched; });
}

std::uint64_t Faults::drawn(const Fault& fault, std::uint64_t what) const {
  const std::uint64_t seed =
      fault.rule.seed ? *fault.rule.seed : state::Ids::number(seed_ ^ kFaultStream, fault.number);
  return state::Ids::number(seed, (fault.matched - 1) * kDraws + what);
}

// Whether the fault takes the call that it has counted last.
bool Faults::chooses(const Fault& fault) const {
  const bool is_nth = std::ranges::any_of(fault.rule.nth, [&](const CallRange& range) {
    return fault.matched >= range.first && fault.matched <= range.last;
  });
  if (!is_nth) return false;
  return fault.rule.probability >= 1 ||
         static_cast<double>(drawn(fault, kDrawHit) >> 11) * 0x1p-53 < fault.rule.probability;
}

Injection Faults::meet(const IncomingCall& call) {
  Injection injection;
  const std::lock_guard lock(mutex_);
  for (Fault& fault : faults_) {
    if (fault.is_spent() || call.now >= fault.rule.until || !fits(fault.rule, call)) continue;
    ++fault.matched;
    if (!chooses(fault)) continue;
    auto sum = both(injection.effect, fault.rule.effect);
    if (!sum) continue;
    injection.effect = *std::move(sum);
    ++fault.hits;
    injection.met.push_back({.id = fault.id(), .effect = fault.rule.effect.text()});
    if (const auto& latency = fault.rule.effect.latency) {
      injection.delay = latency->draw(drawn(fault, kDrawLatency), drawn(fault, kDrawSecondLatency));
      const auto held = std::chrono::duration_cast<std::chrono::milliseconds>(injection.delay);
      injection.met.back().effect += " " + std::to_string(held.count()) + " ms";
    }
  }
  count_active();
  return injection;
}

std::optional<FaultReport> Faults::add(FaultRule rule) {
  const std::lock_guard lock(mutex_);
  if (faults_.size() >= kMost) return std::nullopt;
  faults_.push_back({.number = next_++, .rule = std::move(rule)});
  count_active();
  return report(faults_.back(), 0);
}

std::vector<FaultReport> Faults::list(state::Instant now) const {
  std::vector<FaultReport> reports;
  const std::lock_guard lock(mutex_);
  for (const Fault& fault : faults_) reports.push_back(report(fault, now));
  return reports;
}

std::optional<FaultReport> Faults::find(std::string_view id, state::Instant now) const {
  const std::lock_guard lock(mutex_);
  const auto found = find_locked(id);
  return found == faults_.end() ? std::nullopt : std::optional(report(*found, now));
}

std::optional<FaultReport> Faults::remove(std::string_view id, state::Instant now) {
  const std::lock_guard lock(mutex_);
  const auto found = find_locked(id);
  if (found == faults_.end()) return std::nullopt;
  FaultReport last = report(*found, now);
  faults_.erase(found);
  count_active();
  return last;
}

void Faults::clear() {
  const std::lock_guard lock(mutex_);
  faults_.clear();
  count_active();
}

void Faults::reset() {
  const std::lock_guard lock(mutex_);
  faults_.clear();
  next_ = 1;
  count_active();
}

FaultReport Faults::report(const Fault& fault, state::Instant now) {
  using State = FaultReport::State;
  FaultReport report{.id = fault.id(),
                     .document = fault.rule.document,
                     .matched = fault.matched,
                     .hits = fault.hits,
                     .until = fault.rule.until,
                     .state = fault.is_spent()          ? State::spent
                              : now >= fault.rule.until ? State::expired
                                                        : State::active};
  if (fault.rule.times) report.left = *fault.rule.times - fault.hits;
  if (report.state != State::active) report.left = 0;
  return report;
}

Faults::FaultList::const_iterator Faults::find_locked(std::string_view id) const {
  return std::ranges::find_if(faults_, [id](const Fault& fault) { return fault.id() == id; });
}

void Faults::count_active() {
  active_ =
      static_cast<std::size_t>(std::ranges::count_if(faults_, [](const Fault& fault) { return !fault.is_spent(); }));
}

}  // namespace control
