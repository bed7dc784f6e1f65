#include "conformance/commands.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <sstream>
#include <stdexcept>

#include "conformance/coverage.hpp"
#include "conformance/endpoints/in_process.hpp"
#include "conformance/endpoints/remote.hpp"
#include "conformance/library.hpp"
#include "conformance/lint.hpp"
#include "conformance/report.hpp"
#include "conformance/runner.hpp"
#include "services/catalog.hpp"

namespace conformance {
namespace {

struct Material {
  std::vector<Scenario> scenarios;
  std::optional<TargetFile> target;
  std::vector<Complaint> complaints;
};

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) throw std::runtime_error("cannot read " + path);
  return text.str();
}

// Reads and checks everything. Complaints of every file are gathered before anybody gives up.
Material load(const CommandOptions& options) {
  const Library library = !options.scenarios.empty() ? Library::in_directory(options.scenarios)
                          : std::filesystem::is_directory("scenarios/targets") ? Library::in_directory("scenarios")
                                                                               : Library::embedded();
  Material material;
  try {
    if (!options.target_file.empty()) {
      material.target.emplace(options.target_file, read_file(options.target_file));
    } else {
      const auto text = library.find("targets/mock.json");
      if (!text) throw std::runtime_error(library.file_name("targets/mock.json") + " is missing; use --target-file");
      material.target.emplace(library.file_name("targets/mock.json"), *text);
    }
  } catch (const Complaint& complaint) {
    material.complaints.push_back(complaint);
  }
  material.scenarios = library.scenarios(material.complaints);
  if (material.target)
    for (const Scenario& scenario : material.scenarios) {
      const auto found = lint(scenario, services::catalog(), *material.target);
      material.complaints.insert(material.complaints.end(), found.begin(), found.end());
    }
  return material;
}

bool tell(const std::vector<Complaint>& complaints, std::ostream& err) {
  for (const Complaint& complaint : complaints) err << complaint.text() << "\n";
  return !complaints.empty();
}

// The scenarios to run. A pattern that matches nothing is an error: it is a typing mistake, or proves nothing.
std::vector<const Scenario*> select(const std::vector<Scenario>& all, const CommandOptions& options) {
  for (const std::string& glob : options.globs)
    if (std::ranges::none_of(all, [&](const Scenario& scenario) { return matches_glob(glob, scenario.id); }))
      throw std::runtime_error("no scenario matches '" + glob + "'");
  std::vector<const Scenario*> selected;
  for (const Scenario& scenario : all) {
    const bool named = options.globs.empty() || std::ranges::any_of(options.globs, [&](const std::string& glob) {
                         return matches_glob(glob, scenario.id);
                       });
    const bool tagged = options.tags.empty() || std::ranges::any_of(options.tags, [&](const std::string& tag) {
                          return std::ranges::find(scenario.tags, tag) != scenario.tags.end();
                        });
    if (named && tagged) selected.push_back(&scenario);
  }
  if (selected.empty()) throw std::runtime_error("no scenario is selected: nothing would be proven");
  return selected;
}

std::string run_id_of(const CommandOptions& options) {
  if (!options.run_id.empty()) {
    if (!std::ranges::all_of(options.run_id, [](unsigned char c) { return std::isalnum(c); }))
      throw std::runtime_error("--run-id '" + options.run_id + "' must be letters and digits");
    return options.run_id;
  }
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now).count() % (36 * 36 * 36 * 36);
  std::string id;
  for (int i = 0; i < 4; ++i, seconds /= 36) id += "0123456789abcdefghijklmnopqrstuvwxyz"[seconds % 36];
  return id;
}

std::unique_ptr<Endpoint> endpoint_of(const CommandOptions& options) {
  if (options.target == "in-process") return in_process_endpoint();
  return remote_endpoint({.address = options.target, .ca_file = options.ca_file});
}

int verdict_of(const std::vector<ScenarioRun>& runs) {
  if (std::ranges::any_of(runs, &ScenarioRun::unreachable)) return kUnreachable;
  const Summary summary = summary_of(runs);
  if (summary.failed + summary.errors > 0) return kFailed;
  return summary.passed == 0 ? kFailed : kOk;  // all skipped: nothing was proven
}

}  // namespace

int run_command(const CommandOptions& options, std::ostream& out, std::ostream& err) {
  const Material material = load(options);
  if (tell(material.complaints, err)) return kBadScenario;
  const auto selected = select(material.scenarios, options);
  if (options.list) {
    for (const Scenario* scenario : selected) out << scenario->id << "\n";
    return kOk;
  }
  const auto endpoint = endpoint_of(options);
  try {
    endpoint->send({.method = "GET", .target = page_of(*services::catalog().services().front())});
  } catch (const Unreachable& error) {
    err << "conformance: the target cannot be reached: " << error.what() << "\n";
    return kUnreachable;
  }

  Runner runner(*endpoint, services::catalog(), *material.target, run_id_of(options));
  const Report report(endpoint->address(), material.target->secrets());
  std::vector<ScenarioRun> runs;
  for (const Scenario* scenario : selected) {
    runs.push_back(runner.run(*scenario));
    const ScenarioRun& run = runs.back();
    if (run.verdict == Verdict::fail || run.verdict == Verdict::error)
      report.explain(out, run);
    else if (options.verbose || run.verdict == Verdict::skip)
      out << name_of(run.verdict) << "  " << scenario->id << (run.reason.empty() ? "" : ": " + run.reason) << "\n";
    out.flush();
    if (run.unreachable) break;
  }
  Report::summarise(out, runs);
  if (!options.junit.empty()) {
    std::ofstream file(options.junit, std::ios::binary);
    report.junit(file, runs);
    if (!file.flush()) throw std::runtime_error("cannot write " + options.junit);
  }
  return verdict_of(runs);
}

int coverage_command(const CommandOptions& options, std::ostream& out, std::ostream& err) {
  const Material material = load(options);
  if (tell(material.complaints, err)) return kBadScenario;
  Coverage found = coverage(services::catalog(), material.scenarios);
  const bool complete = found.complete();
  if (options.json)
    out << to_json(found).dump(2) << "\n";
  else
    print(out, found, options.missing);
  return options.require_all && !complete ? kFailed : kOk;
}

int lint_command(const CommandOptions& options, std::ostream& out, std::ostream& err) {
  const Material material = load(options);
  if (tell(material.complaints, err)) return kBadScenario;
  if (material.scenarios.empty()) throw std::runtime_error("there are no scenarios");
  out << material.scenarios.size() << " scenarios are sound.\n";
  return kOk;
}

}  // namespace conformance
