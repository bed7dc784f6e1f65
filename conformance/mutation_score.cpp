#include "conformance/mutation_score.hpp"

#include <algorithm>
#include <functional>
#include <iomanip>

#include "conformance/effects.hpp"
#include "conformance/stop.hpp"

namespace conformance {
namespace {

struct Exchange {
  HttpRequest request;
  HttpResponse response;
};

// Passes everything on and remembers it.
class Recording : public Endpoint {
 public:
  explicit Recording(Endpoint& live) : live_(live) {}
  HttpResponse send(const HttpRequest& request) override {
    exchanges.push_back({request, live_.send(request)});
    return exchanges.back().response;
  }
  std::string address() const override { return live_.address(); }

  std::vector<Exchange> exchanges;

 private:
  Endpoint& live_;
};

// Answers as recorded, but for one exchange. What was not asked then is not found now.
class Replay : public Endpoint {
 public:
  Replay(const std::vector<Exchange>& exchanges, std::size_t altered, const HttpResponse& answer)
      : exchanges_(exchanges), altered_(altered), answer_(answer) {}
  HttpResponse send(const HttpRequest& request) override {
    if (next_ == exchanges_.size()) return {.status = 404};
    const Exchange& recorded = exchanges_[next_];
    if (recorded.request.method != request.method || recorded.request.target != request.target) return {.status = 404};
    return next_++ == altered_ ? answer_ : recorded.response;
  }
  std::string address() const override { return "replay"; }

 private:
  const std::vector<Exchange>& exchanges_;
  std::size_t altered_;
  const HttpResponse& answer_;
  std::size_t next_ = 0;
};

// Passes everything on but one request, which is answered as recorded and never arrives.
class Withholding : public Endpoint {
 public:
  Withholding(Endpoint& live, std::size_t withheld, const HttpResponse& answer)
      : live_(live), withheld_(withheld), answer_(answer) {}
  HttpResponse send(const HttpRequest& request) override {
    return next_++ == withheld_ ? answer_ : live_.send(request);
  }
  std::string address() const override { return live_.address(); }

 private:
  Endpoint& live_;
  std::size_t withheld_;
  const HttpResponse& answer_;
  std::size_t next_ = 0;
};

// "Entities[3].EntityName" -> "Entities.EntityName"
std::string without_indices(std::string_view path) {
  std::string out;
  bool inside = false;
  for (const char c : path) {
    if (c == '[') inside = true;
    if (!inside) out += c;
    if (c == ']') inside = false;
  }
  return out;
}

bool leads_to(const std::string& path, const std::string& place) {
  return path == place || place.starts_with(path + ".") || path.starts_with(place + ".");
}

// Why a scenario may let a change at this place of an answer pass; empty if it should not have.
std::string excuse(const Step& step, const Mutant& mutant) {
  const Json* expect = step.find("expect");
  if (mutant.mutation == Mutation::code) return expect->contains("code") ? "" : "the code is not expected";
  if (mutant.structural) return "";
  if (mutant.place == "Result.Message" && expect->contains("message"))
    return is_matcher(expect->at("message")) ? "it is expected loosely" : "";
  if (!expect->contains("fields")) return "it is not expected";
  const std::string place = without_indices(mutant.place);
  std::string why = "it is not expected";
  for (const auto& [path, value] : expect->at("fields").items()) {
    const std::string plain = without_indices(path);
    const bool counted = plain.ends_with(".count") && leads_to(plain.substr(0, plain.size() - 6), place);
    if (!counted && !leads_to(plain, place)) continue;
    if (counted || is_matcher(value) || value.is_structured())
      why = "it is expected loosely";
    else if (path != plain || place != mutant.place)
      why = why == "it is expected loosely" ? why : "another item is expected";
    else
      return "";
  }
  return why;
}

class Scoring {
 public:
  Scoring(const contract::Registry& registry, const TargetFile& target, Endpoint& live,
          const MutationSettings& settings)
      : registry_(registry), target_(target), live_(live), settings_(settings) {}

  void score(const Scenario& scenario, MutationScore& out) {
    Recording recording(live_);
    const ScenarioRun sound = run(recording, scenario);
    if (sound.verdict == Verdict::skip) return;
    ++out.scenarios;
    if (sound.verdict != Verdict::pass) {
      ++out.unsound;
      return;
    }
    std::size_t at = 0;
    for (const StepRun& step : sound.steps) {
      at = exchange_of(step, recording.exchanges, at);
      if (at == recording.exchanges.size()) return;
      if (step.step->kind == StepKind::call && step.step->find("expect") && !step.step->find("eventually"))
        alter(scenario, step, recording.exchanges, at, out);
      ++at;
    }
  }

 private:
  ScenarioRun run(Endpoint& endpoint, const Scenario& scenario) const {
    return Runner(endpoint, registry_, target_, {.run_id = "mutant", .seed = settings_.seed}).run(scenario);
  }

  static std::size_t exchange_of(const StepRun& step, const std::vector<Exchange>& exchanges, std::size_t from) {
    while (from < exchanges.size() &&
           (exchanges[from].request.target != step.request.target || exchanges[from].request.body != step.request.body))
      ++from;
    return from;
  }

  void alter(const Scenario& scenario, const StepRun& step, const std::vector<Exchange>& exchanges, std::size_t at,
             MutationScore& out) {
    const Target called = find_target(registry_, step.step->subject);
    const std::uint64_t seed = settings_.seed ^ std::hash<std::string>{}(scenario.id) ^ at;
    for (const Mutant& mutant : mutants_of(*called.operation, exchanges[at].response, settings_.each, seed)) {
      Replay replay(exchanges, at, mutant.response);
      count(mutant, run(replay, scenario), scenario, step, excuse(*step.step, mutant), out);
    }
    const bool later = at + 1 < exchanges.size();
    if (!later || effect_of(*called.operation) == Effect::reads) return;
    if (read_answer(*called.service, exchanges[at].response).code != "Success") return;
    Withholding withholding(live_, at, exchanges[at].response);
    count({.mutation = Mutation::unchanged}, run(withholding, scenario), scenario, step,
          "no later step shows the change", out);
  }

  static void count(const Mutant& mutant, const ScenarioRun& run, const Scenario& scenario, const StepRun& step,
                    std::string why, MutationScore& out) {
    const auto kind = static_cast<std::size_t>(mutant.mutation);
    ++out.made[kind];
    if (run.verdict != Verdict::pass)
      ++out.caught[kind];
    else
      out.survivors.push_back({scenario.id, step.step->path, mutant.mutation, mutant.place, std::move(why)});
  }

  const contract::Registry& registry_;
  const TargetFile& target_;
  Endpoint& live_;
  const MutationSettings& settings_;
};

std::string percent(int part, int whole) { return whole == 0 ? "-" : std::to_string(part * 100 / whole) + " %"; }

}  // namespace

std::size_t MutationScore::holes() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(survivors, [](const Survivor& one) { return one.why.empty(); }));
}

MutationScore mutation_score(const std::vector<const Scenario*>& scenarios, const contract::Registry& registry,
                             const TargetFile& target, const EndpointFactory& endpoint,
                             const MutationSettings& settings) {
  MutationScore out;
  const auto live = endpoint();
  Scoring scoring(registry, target, *live, settings);
  const std::size_t sample = std::max<std::size_t>(1, settings.sample);
  for (std::size_t at = settings.seed % sample; at < scenarios.size() && !stop_requested(); at += sample)
    scoring.score(*scenarios[at], out);
  return out;
}

void print(std::ostream& out, const MutationScore& score, bool all) {
  int made = 0;
  int caught = 0;
  for (std::size_t kind = 0; kind < kMutations; ++kind) {
    made += score.made[kind];
    caught += score.caught[kind];
    out << std::left << std::setw(28) << name_of(static_cast<Mutation>(kind)) << std::right << std::setw(7)
        << score.caught[kind] << " of " << std::setw(6) << score.made[kind] << std::setw(8)
        << percent(score.caught[kind], score.made[kind]) << "\n";
  }
  std::map<std::string, int> reasons;
  for (const Survivor& one : score.survivors) ++reasons[one.why.empty() ? "nothing explains it" : one.why];
  out << caught << " of " << made << " mutants were caught (" << percent(caught, made) << ") over " << score.scenarios
      << " scenarios";
  if (score.unsound > 0) out << "; " << score.unsound << " scenarios do not pass as they are";
  out << ".\n";
  for (const auto& [why, count] : reasons) out << std::setw(7) << count << " survived: " << why << "\n";
  for (const Survivor& one : score.survivors)
    if (all || one.why.empty())
      out << (one.why.empty() ? "HOLE  " : "      ") << one.scenario << " " << one.step << ": " << name_of(one.mutation)
          << (one.place.empty() ? "" : " at " + one.place) << (one.why.empty() ? "" : " (" + one.why + ")") << "\n";
}

}  // namespace conformance
