#include "conformance/runner.hpp"

#include <algorithm>
#include <functional>

#include "conformance/stop.hpp"

namespace conformance {
namespace {

bool unknown_name(const Step& step, const Stage& stage) {
  try {
    stage.variables.resolve(step.source);
    return false;
  } catch (const UnknownVariable&) {
    return true;
  }
}

// The names of roles and of the target's world that a scenario uses, as far as the target lacks them.
std::vector<std::string> missing_names(const Scenario& scenario, const TargetFile& target) {
  Variables variables(target.variables(), {});
  std::vector<std::string> missing;
  const auto look = [&](const Json& value) {
    for (const std::string& name : names_in(value)) {
      if (!name.starts_with("role.") && !name.starts_with("world.")) continue;
      try {
        variables.resolve_text("${" + name + "}");
      } catch (const UnknownVariable&) {
        missing.push_back(name);
      }
    }
  };
  const auto look_at = [&](const Step& step) {
    look(step.source);
    for (const StepAnswer& answer : step.answers) look(answer.expect);
    const Json* as = step.find("as");
    if (!as || !as->is_string() || as->get_ref<const std::string&>().starts_with("${")) return;
    if (!target.variables().at("role").contains(as->get<std::string>()))
      missing.push_back("role." + as->get<std::string>());
  };
  look(scenario.vars);
  for (const auto* list : {&scenario.steps, &scenario.cleanup})
    for (const Step& step : *list) {
      look_at(step);
      std::ranges::for_each(step.undo, look_at);
    }
  return missing;
}

}  // namespace

std::string_view name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass:
      return "pass";
    case Verdict::fail:
      return "FAIL";
    case Verdict::error:
      return "ERROR";
    case Verdict::xfail:
      return "xfail";
    case Verdict::stale:
      return "STALE";
    case Verdict::flaky:
      return "flaky";
    case Verdict::skip:
      return "skip";
  }
  return "ERROR";
}

const StepRun* ScenarioRun::culprit() const {
  const auto failed = [](const StepRun& step) { return !step.passed(); };
  for (const auto* list : {&steps, &clean_up})
    if (const auto at = std::ranges::find_if(*list, failed); at != list->end()) return &*at;
  return nullptr;
}

int ScenarioRun::assertions() const {
  int sum = 0;
  for (const StepRun& step : steps) sum += step.assertions;
  return sum;
}

Runner::Runner(Endpoint& endpoint, const contract::Registry& registry, const TargetFile& target, RunSettings settings,
               Watch* watch)
    : endpoint_(endpoint),
      registry_(registry),
      target_(target),
      settings_(std::move(settings)),
      watch_(watch),
      clock_(endpoint, target, settings_.wait) {
  if (settings_.today.empty()) settings_.today = day_text(machine_time());
}

std::string Runner::reason_to_skip(const Scenario& scenario) const {
  if (const Standing standing = scenario.standing(target_.kind()); standing.kind == Standing::Kind::skip)
    return standing.reason;
  for (const std::string& need : scenario.capabilities())
    if (!target_.can(need)) return "the target '" + target_.name() + "' lacks " + need;
  if (const auto missing = missing_names(scenario, target_); !missing.empty())
    return "the target '" + target_.name() + "' does not name " + missing.front();
  return "";
}

ScenarioRun Runner::run(const Scenario& scenario, std::size_t number) {
  const auto started = std::chrono::steady_clock::now();
  ScenarioRun run{.scenario = &scenario};
  if (run.reason = reason_to_skip(scenario); !run.reason.empty()) {
    run.verdict = Verdict::skip;
    return run;
  }
  const Standing standing = scenario.standing(target_.kind());
  run = attempt(scenario, number);
  if (run.verdict == Verdict::skip && !run.left_behind && watch_ && watch_->misses_stand_ins()) {
    if (!settings_.stand_ins.empty()) run = attempt(scenario, number, true);
    if (run.verdict == Verdict::skip)
      run.reason =
          "the target '" + target_.name() + "' lacks reset, and of this the interface makes no like: " + run.reason;
  }
  if (standing.kind == Standing::Kind::known_failing) {
    judge_known_failure(standing, run);
  } else {
    for (int again = 0; again < settings_.retries && run.verdict == Verdict::fail && !stop_requested(); ++again) {
      ScenarioRun repeated = attempt(scenario, number);
      if (repeated.verdict != Verdict::pass) continue;
      run.verdict = Verdict::flaky;
      run.reason = "failed " + std::to_string(again + 1) + " times, then passed";
    }
  }
  run.took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - started);
  return run;
}

ScenarioRun Runner::attempt(const Scenario& scenario, std::size_t number, bool with_stand_ins) {
  ScenarioRun run{.scenario = &scenario};
  // A name made by ${unique:...} is unique over the run and, by the run's id, over runs.
  const std::string mark = settings_.run_id + std::to_string(number) + (with_stand_ins ? "y" : "x");
  const StandIns stand_ins = with_stand_ins ? stand_ins_for(scenario, settings_.stand_ins, target_) : StandIns();
  try {
    if (reset(run)) run_steps(scenario, mark, stand_ins, run);
  } catch (const Unreachable& error) {
    run.verdict = Verdict::error;
    run.reason = error.what();
    run.unreachable = true;
  }
  return run;
}

void Runner::judge_known_failure(const Standing& standing, ScenarioRun& run) const {
  const std::string whence = standing.reason + " (" + standing.link + ", " + standing.owner + ")";
  if (run.verdict == Verdict::pass) {
    run.verdict = Verdict::stale;
    run.reason = "passed, but is known to fail: " + whence + ". Take the known failure out of the file";
  } else if (run.verdict == Verdict::fail && settings_.today <= standing.until) {
    run.verdict = Verdict::xfail;
    run.reason = whence + ", accepted until " + standing.until;
  } else if (run.verdict == Verdict::fail) {
    run.reason = "the known failure was accepted until " + standing.until + ": " + whence;
  }
}

bool Runner::reset(ScenarioRun& run) {
  if (!target_.can("reset")) return true;
  const HttpResponse answer = endpoint_.send({.method = "POST", .target = "/_sandbox/reset"});
  if (answer.status / 100 == 2) return true;
  run.verdict = Verdict::error;
  run.reason = "the target '" + target_.name() + "' is said to be resettable, but POST /_sandbox/reset answered " +
               std::to_string(answer.status);
  return false;
}

void Runner::run_steps(const Scenario& scenario, const std::string& mark, const StandIns& stand_ins, ScenarioRun& run) {
  Variables variables(target_.variables(), {.mark = mark,
                                            .seed = settings_.seed ^ std::hash<std::string>{}(scenario.id),
                                            .now = [this] { return clock_.now(); }});
  Stage stage{.endpoint = endpoint_,
              .registry = registry_,
              .target = target_,
              .variables = variables,
              .clock = clock_,
              .watch = watch_,
              .calibrating = settings_.calibrate};
  if (watch_) watch_->begin(scenario);
  try {
    if (make_stand_ins(stand_ins, stage, run)) {
      stage.acting = &stand_ins.acting;
      variables.define(scenario.vars);
      for (const Step& step : scenario.steps)
        if (!perform(step, stage, run)) break;
    }
  } catch (const UnknownVariable& error) {
    run.verdict = Verdict::error;
    run.reason = std::string("vars: ") + error.what();
  } catch (const Unreachable& error) {
    run.verdict = Verdict::error;
    run.reason = error.what();
    run.unreachable = true;
  }
  clean_up(scenario, stage, run);
}

// Whether they are all there.
bool Runner::make_stand_ins(const StandIns& stand_ins, const Stage& stage, ScenarioRun& run) const {
  for (const Scenario* recipe : stand_ins.recipes) {
    stage.variables.define(recipe->vars);
    for (const Step& step : recipe->steps) {
      if (perform(step, stage, run)) continue;
      if (run.verdict == Verdict::fail) run.verdict = Verdict::error;
      run.reason = recipe->id + " could not be made" + (run.reason.empty() ? "" : ": " + run.reason);
      return false;
    }
  }
  return true;
}

// Whether the next step follows.
bool Runner::perform(const Step& step, const Stage& stage, ScenarioRun& run) const {
  if (stop_requested()) {
    run.interrupted = true;
    run.verdict = Verdict::error;
    run.reason = "interrupted";
    return false;
  }
  run.steps.push_back(run_step(step, stage));
  const StepRun& performed = run.steps.back();
  if (run.answer = performed.answer; !run.answer.empty()) return false;
  const bool undecided =
      settings_.calibrate && !step.answers.empty() && performed.broken.empty() && performed.withheld.empty();
  if (performed.passed() || (undecided && &step != &run.scenario->steps.back())) return true;
  run.verdict = !performed.withheld.empty() ? Verdict::skip : performed.broken.empty() ? Verdict::fail : Verdict::error;
  run.reason = performed.withheld.empty() ? performed.broken : performed.withheld;
  return false;
}

void Runner::clean_up(const Scenario& scenario, const Stage& stage, ScenarioRun& run) {
  if (watch_) watch_->cleaning_up();
  const auto perform = [&](const Step& step) {
    try {
      run.clean_up.push_back(run_step(step, stage));
    } catch (const Unreachable& error) {
      run.clean_up.push_back({.step = &step, .broken = error.what()});
      run.unreachable = true;
    }
  };
  // What was never made needs no clean-up: after a failure, steps that name what was never kept are left out.
  for (auto step = scenario.cleanup.rbegin(); step != scenario.cleanup.rend(); ++step)
    if (run.verdict == Verdict::pass || !unknown_name(*step, stage)) perform(*step);
  for (auto done = run.steps.rbegin(); done != run.steps.rend(); ++done) {
    if (!done->answered()) continue;
    for (auto undo = done->step->undo.rbegin(); undo != done->step->undo.rend(); ++undo)
      if (done->passed() || !unknown_name(*undo, stage)) perform(*undo);
  }
  if (watch_) run.left = watch_->end();
  if (run.left.empty() && std::ranges::all_of(run.clean_up, &StepRun::passed)) return;
  run.left_behind = true;
  if (run.verdict == Verdict::pass) {
    run.verdict = Verdict::error;
    run.reason = "the cleanup failed";
  }
}

}  // namespace conformance
