#include "conformance/steps.hpp"

#include <algorithm>
#include <stdexcept>

#include "conformance/path.hpp"
#include "conformance/pattern.hpp"
#include "conformance/step_check.hpp"
#include "conformance/step_request.hpp"
#include "conformance/stop.hpp"

namespace conformance {
namespace {

class Performance {
 public:
  Performance(const Step& step, const Stage& stage) : stage_(stage), run_{.step = &step} {}

  StepRun perform() {
    const auto started = std::chrono::steady_clock::now();
    try {
      perform_until_it_holds();
      if (!run_.passed() && run_.answered() && checked_.answer) ask_the_journal();
    } catch (const Unreachable&) {
      throw;
    } catch (const std::exception& error) {
      run_.broken = error.what();
    }
    run_.took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - started);
    return std::move(run_);
  }

 private:
  void perform_until_it_holds() {
    const Json* eventually = member(run_.step->source, "eventually");
    const std::int64_t within = eventually ? seconds_of(*eventually, "within") : 0;
    const std::int64_t every = eventually ? std::max<std::int64_t>(1, seconds_of(*eventually, "every")) : 1;
    for (std::int64_t waited = 0;; waited += every) {
      attempt();
      if (run_.passed() || !run_.withheld.empty() || waited + every > within || stop_requested()) return;
      stage_.clock.pass(every);
    }
  }

  static std::int64_t seconds_of(const Json& eventually, const char* key) {
    const auto seconds = read_duration(text_of(eventually.at(key)));
    if (!seconds) throw std::invalid_argument("eventually." + std::string(key) + " is no duration such as \"90s\"");
    return *seconds;
  }

  void attempt() {
    source_ = stage_.variables.resolve(run_.step->source);
    call_.reset();
    run_.request = make_request(run_.step->kind, source_, stage_, call_);
    const ResolvedCall* call = call_ ? &*call_ : nullptr;
    if (stage_.watch) run_.withheld = stage_.watch->before(*run_.step, call, run_.request);
    if (!run_.withheld.empty()) return;
    ++run_.attempts;
    run_.response = stage_.endpoint.send(run_.request);
    stage_.clock.observe(run_.response);
    if (stage_.calibrating && !run_.step->answers.empty())
      find_answer(call);
    else
      checked_ = check(run_.step->kind, source_, stage_, call, run_.request, run_.response);
    run_.mismatches = checked_.mismatches;
    run_.assertions = checked_.assertions;
    keep();
    if (stage_.watch) stage_.watch->after(*run_.step, call, checked_.answer ? &*checked_.answer : nullptr);
  }

  // The first answer that fits; where none does, how the first of them misses.
  void find_answer(const ResolvedCall* call) {
    std::optional<Checked> first;
    for (const StepAnswer& answer : run_.step->answers) {
      source_["expect"] = stage_.variables.resolve(answer.expect);
      checked_ = check(run_.step->kind, source_, stage_, call, run_.request, run_.response);
      if (checked_.mismatches.empty()) {
        run_.answer = answer.name;
        return;
      }
      if (!first) first = std::move(checked_);
    }
    checked_ = std::move(*first);
  }

  // A step that failed keeps what it can, so that what it made can be undone.
  void keep() {
    const Json* wanted = member(source_, "keep");
    if (!wanted) return;
    for (const auto& [name, where] : wanted->items()) {
      try {
        stage_.variables.set(name, found(where));
      } catch (const std::invalid_argument&) {
        if (run_.passed()) throw;
      }
    }
  }

  Json found(const Json& where) {
    const auto none = [](const std::string& what) {
      return std::invalid_argument("nothing to keep: the answer " + what);
    };
    if (where.is_object() && where.contains("header")) {
      const std::string* header = run_.response.header(text_of(where.at("header")));
      if (!header) throw none("has no header " + text_of(where.at("header")));
      return *header;
    }
    if (where.is_object()) {
      const std::string pattern = text_of(where.at("regex"));
      auto group = Pattern(pattern).first_group(run_.response.body);
      if (!group) throw none("does not match /" + pattern + "/");
      return std::move(*group);
    }
    const std::string path = text_of(where);
    const auto value = run_.step->kind == StepKind::control
                           ? at_pointer(Json::parse(run_.response.body, nullptr, false), path)
                       : checked_.answer ? value_at(path, checked_.answer->result)
                                         : std::nullopt;
    if (!value) throw none("has no " + path);
    return *value;
  }

  // Which rule refused, and what the host read past: only a mock with a journal can tell.
  void ask_the_journal() {
    if (!stage_.target.can("journal")) return;
    const HttpResponse answer = stage_.endpoint.send({.target = "/_sandbox/journal?limit=1"});
    const Json journal = Json::parse(answer.body, nullptr, false);
    if (!journal.is_object() || !journal.contains("calls") || journal.at("calls").empty()) return;
    const Json& call = journal.at("calls").front();
    if (const Json* rule = member(call, "rule"); rule && rule->is_string())
      run_.notes.push_back("refused by the rule " + text_of(*rule));
    for (const Json& note : call.value("notes", Json::array())) {
      std::string line = note.value("path", "") + ": " + note.value("message", "");
      if (note.contains("nearest")) line += "; did you mean '" + text_of(note.at("nearest")) + "'?";
      run_.notes.push_back(std::move(line));
    }
  }

  const Stage& stage_;
  StepRun run_;
  Json source_;
  std::optional<ResolvedCall> call_;
  Checked checked_;
};

}  // namespace

StepRun run_step(const Step& step, const Stage& stage) { return Performance(step, stage).perform(); }

}  // namespace conformance
