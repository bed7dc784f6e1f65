// conformance record, compare and parity: what a target answered, now and then, here and there.
#include <algorithm>
#include <stdexcept>

#include "conformance/read_file.hpp"
#include "conformance/recording.hpp"
#include "conformance/run_session.hpp"
#include "conformance/times.hpp"
#include "conformance/values.hpp"
#include "services/catalog.hpp"

namespace conformance {
namespace {

constexpr std::int64_t kOldDays = 90;

Noise noise_of(const std::string& file) { return file.empty() ? Noise() : Noise(file, read_file(file)); }

bool was_run(const ScenarioRun& run) { return run.verdict != Verdict::skip && !run.steps.empty(); }

void print(std::ostream& out, const std::string& word, const std::string& id, const std::vector<Difference>& found,
           const char* left, const char* right, const Report& report) {
  out << word << "  " << id << "\n";
  for (const Difference& one : found)
    out << "  " << one.step << (one.path.empty() ? "" : ": " + one.path) << "\n    " << left << ": "
        << report.clean(one.left) << "\n    " << right << ": " << report.clean(one.right) << "\n";
}

// The code of a comparison: what kept a run from being whole comes before what was found.
int code_of(const std::vector<ScenarioRun>& runs, int compared, int different) {
  const int code = exit_code(runs);
  if (code == kUnreachable || code == kLeftBehind || code >= kInterrupted) return code;
  if (different > 0) return kFailed;
  return compared > 0 ? kOk : kNothingProven;
}

std::int64_t age_in_days(const std::string& at) {
  const auto then = read_instant(at);
  return then ? (machine_time() - *then) / kTicksPerSecond / 86'400 : 0;
}

}  // namespace

int record_command(const RecordOptions& options, std::ostream& out, std::ostream& err) {
  const Material material = load(options.run.source, services::catalog());
  if (tell(material.complaints, err)) return kBadScenario;
  const auto selected = select(material.scenarios, options.run.patterns, options.run.tags);
  return with_session(options.run, material, selected, out, err, [&](const RunSession& session) {
    int recorded = 0;
    for (const ScenarioRun& run : session.runs) {
      if (!was_run(run) || run.unreachable || run.interrupted) continue;
      write_recording(options.recordings,
                      {.at = session.facts.began,
                       .target = session.facts.target_name,
                       .content = recording_of(run, services::catalog(), session.facts.run_id)},
                      session.report);
      ++recorded;
    }
    out << recorded << " recordings in " << options.recordings << "\n";
    return code_of(session.runs, recorded, 0);
  });
}

int compare_command(const RecordOptions& options, std::ostream& out, std::ostream& err) {
  const Material material = load(options.run.source, services::catalog());
  if (tell(material.complaints, err)) return kBadScenario;
  const auto selected = select(material.scenarios, options.run.patterns, options.run.tags);
  std::vector<const Scenario*> known;
  for (const Scenario* scenario : selected)
    if (has_recording(options.recordings, scenario->id)) known.push_back(scenario);
  if (known.empty()) throw std::runtime_error(options.recordings + " holds no recording of what is selected");
  try {
    const Noise noise = noise_of(options.noise);
    const std::string word = material.target->kind() == "real" ? "DRIFT" : "GAP";
    return with_session(options.run, material, known, out, err, [&](const RunSession& session) {
      int compared = 0;
      int different = 0;
      int old = 0;
      for (const ScenarioRun& run : session.runs) {
        if (!was_run(run)) continue;
        const Recorded recorded = read_recording(options.recordings, run.scenario->id);
        const auto found =
            differences(recorded.content, recording_of(run, services::catalog(), session.facts.run_id), noise);
        ++compared;
        different += found.empty() ? 0 : 1;
        old += age_in_days(recorded.at) > kOldDays ? 1 : 0;
        if (!found.empty()) print(out, word, run.scenario->id, found, "recorded", "now     ", session.report);
      }
      out << compared << " compared with their recordings, " << different << " differ; "
          << selected.size() - known.size() << " have no recording";
      if (old > 0) out << "; " << old << " recordings are older than " << kOldDays << " days";
      out << ".\n";
      return code_of(session.runs, compared, different);
    });
  } catch (const Complaint& complaint) {
    err << complaint.text() << "\n";
    return kBadScenario;
  }
}

int parity_command(const ParityOptions& options, std::ostream& out, std::ostream& err) {
  MaterialSource other = options.left.source;
  other.target_file = options.right_target_file;
  const Material left = load(options.left.source, services::catalog());
  const Material right = load(other, services::catalog());
  if (tell(left.complaints, err) || tell(right.complaints, err)) return kBadScenario;
  const auto selected = select(left.scenarios, options.left.patterns, options.left.tags);
  RunOptions there = options.left;
  there.target = options.right;
  try {
    const Noise noise = noise_of(options.noise);
    return with_session(options.left, left, selected, out, err, [&](const RunSession& a) {
      return with_session(there, right, selected, out, err, [&](const RunSession& b) {
        int compared = 0;
        int different = 0;
        for (const ScenarioRun& run : a.runs) {
          const auto same = std::ranges::find(b.runs, run.scenario, &ScenarioRun::scenario);
          if (same == b.runs.end() || !was_run(run) || !was_run(*same)) continue;
          const auto found = differences(recording_of(run, services::catalog(), a.facts.run_id),
                                         recording_of(*same, services::catalog(), b.facts.run_id), noise);
          ++compared;
          different += found.empty() ? 0 : 1;
          if (!found.empty()) print(out, "DIFFERS", run.scenario->id, found, "left ", "right", a.report);
        }
        out << compared << " compared, " << different << " differ.\n";
        const int first = code_of(a.runs, compared, different);
        return first == kOk ? code_of(b.runs, compared, different) : first;
      });
    });
  } catch (const Complaint& complaint) {
    err << complaint.text() << "\n";
    return kBadScenario;
  }
}

}  // namespace conformance
