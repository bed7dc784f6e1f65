// conformance: runs the scenarios against a server, checks them, and tells what they prove.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <iostream>

#include "cli/completion.hpp"
#include "cli/manual.hpp"
#include "conformance/commands.hpp"

namespace {

void add_source(CLI::App* command, conformance::MaterialSource& source) {
  command->add_option("--scenarios", source.scenarios,
                      "Directory of scenarios (default: ./scenarios if there is one, else those in the binary)");
  command->add_option("--target-file", source.target_file,
                      "Roles, world and capabilities of the target (default: targets/mock.json of the scenarios)");
}

// What every command that sends scenarios has: which, how fast, and how careful.
void add_running(CLI::App* command, conformance::RunOptions& options) {
  add_source(command, options.source);
  command->add_option("patterns", options.patterns,
                      "Ids or patterns of scenarios: '*' within a name, '**' across directories, @FILE a list of them");
  command->add_option("--ca-file", options.ca_file, "Certificates to trust (PEM), for https");
  command->add_option("--tag", options.tags, "Only scenarios with one of these tags; none with a tag written '!tag'");
  command->add_option("--seed", options.seed, "Of the ids the harness makes (default: by chance; the run prints it)");
  command->add_option("--run-id", options.run_id, "Letters and digits in every unique name (default: from the clock)");
  command->add_flag("--allow-writes", options.allow_writes,
                    "At a target that is not reset: sends calls that write, to what this run created only");
  command
      ->add_option("--ledger", options.ledger,
                   "File that tells what was created (default: conformance-<run id>.ledger)")
      ->type_name("FILE");
  command->add_option("--rate", options.rate, "Requests a second (default: 5 at a target that is not reset, else any)")
      ->check(CLI::Range(0.01, 10000.0));
  command->add_option("--max-calls", options.max_calls, "Requests of the run at most; cleaning up does not count")
      ->check(CLI::Range(1, 100000000));
  command->add_flag("--production", options.production, "Lets the target be one of the vendor's production hosts");
  command->add_flag("--verbose,-v", options.verbose, "Also tells each scenario that passed");
}

void add_target(CLI::App* command, conformance::RunOptions& options) {
  command->add_option("--target", options.target, "in-process, mock (http://localhost:8080), or http(s)://host:port")
      ->capture_default_str();
  command
      ->add_option("--jobs,-j", options.jobs,
                   "Workers, each with a sandbox of its own at a mock (default: one a core in process, else one)")
      ->check(CLI::Range(1, 64));
}

CLI::App* add_run(CLI::App& app, conformance::RunOptions& options) {
  auto* run = app.add_subcommand("run", "Runs scenarios");
  add_running(run, options);
  add_target(run, options);
  run->add_option("--retries", options.retries, "Runs a scenario that failed again, so often; passing then is 'flaky'")
      ->check(CLI::Range(0, 10));
  run->add_flag("--stop-on-failure", options.stop_on_failure, "Begins no further scenario after a failure");
  run->add_option("--junit", options.reports.junit, "File for a JUnit XML report")->type_name("FILE");
  run->add_option("--tap", options.reports.tap, "File for a TAP report")->type_name("FILE");
  run->add_option("--json-lines", options.reports.json_lines, "File for a report as JSON lines")->type_name("FILE");
  run->add_option("--html", options.reports.html, "File for a report as one page")->type_name("FILE");
  run->add_flag("--list", options.list, "Prints the ids of the selected scenarios and runs nothing");
  run->add_flag("--dry-run", options.dry_run, "Prints what would be sent or skipped, and sends nothing");
  return run;
}

CLI::App* add_record(CLI::App& app, const char* name, const char* about, conformance::RecordOptions& options) {
  auto* record = app.add_subcommand(name, about);
  add_running(record, options.run);
  add_target(record, options.run);
  record->add_option("--recordings", options.recordings, "Directory of recordings")->type_name("DIR")->required();
  return record;
}

CLI::App* add_calibrate(CLI::App& app, conformance::CalibrateOptions& options) {
  auto* calibrate = app.add_subcommand("calibrate", "Asks a target the open questions of the contract");
  add_running(calibrate, options.run);
  add_target(calibrate, options.run);
  calibrate->add_option("--profile-out", options.profile, "File for its answers, for mockserver serve --profile")
      ->type_name("FILE");
  calibrate->add_option("--json", options.json, "File for what was found, as JSON")->type_name("FILE");
  return calibrate;
}

CLI::App* add_parity(CLI::App& app, conformance::ParityOptions& options) {
  auto* parity = app.add_subcommand("parity", "Runs scenarios at two targets and tells where their answers differ");
  add_running(parity, options.left);
  parity->add_option("--left", options.left.target, "in-process, mock, or http(s)://host:port")->required();
  parity->add_option("--right", options.right, "The same")->required();
  parity->add_option("--right-target-file", options.right_target_file, "The target file of the right one");
  parity->add_option("--noise", options.noise, "Fields that may differ, each with its reason (JSON)")
      ->type_name("FILE");
  return parity;
}

CLI::App* add_replay(CLI::App& app, conformance::ReplayOptions& options) {
  auto* replay = app.add_subcommand(
      "replay",
      "Sends the calls of sessions again that mockserver proxy recorded, and tells what is answered otherwise");
  replay->add_option("sessions", options.sessions, "Files of sessions, or directories of them")->required();
  add_source(replay, options.source);
  replay->add_option("--target", options.target, "in-process, mock (http://localhost:8080), or http(s)://host:port")
      ->capture_default_str();
  replay->add_option("--as", options.roles,
                     "USER=ROLE: the session's API user is this role of the target file, from which its password comes "
                     "(default: the role with that user)");
  replay->add_option("--noise", options.noise, "Fields that may differ, each with its reason (JSON)")
      ->type_name("FILE");
  replay->add_option("--ca-file", options.ca_file, "Certificates to trust (PEM), for https");
  replay->add_option("--rate", options.rate, "Requests a second (default: 5 at a target that is not reset, else any)")
      ->check(CLI::Range(0.01, 10000.0));
  replay->add_flag("--production", options.production, "Lets the target be one of the vendor's production hosts");
  replay->add_flag("--verbose,-v", options.verbose, "Also tells each call that was answered as recorded");
  return replay;
}

CLI::App* add_sweep(CLI::App& app, conformance::SweepOptions& options) {
  auto* sweep = app.add_subcommand("sweep", "Cancels what runs left at a shared target");
  add_source(sweep, options.source);
  sweep->add_option("--target", options.target, "mock (http://localhost:8080), or http(s)://host:port")->required();
  sweep->add_option("--ca-file", options.ca_file, "Certificates to trust (PEM), for https");
  sweep->add_option("--ledger", options.ledgers, "Ledgers of runs that left something")->type_name("FILE");
  sweep->add_option("--older-than", options.older_than, "By name, only what runs left that began so long ago")
      ->capture_default_str();
  sweep->add_option("--rate", options.rate, "Requests a second")
      ->check(CLI::Range(0.01, 10000.0))
      ->capture_default_str();
  sweep->add_flag("--allow-writes", options.allow_writes, "Cancels; without it, only tells what would be cancelled");
  sweep->add_flag("--production", options.production, "Lets the target be one of the vendor's production hosts");
  return sweep;
}

CLI::App* add_drift(CLI::App& app, conformance::DriftOptions& options) {
  auto* drift = app.add_subcommand("drift", "Compares what a target's WSDL and help pages say with the contract");
  drift->add_option("--target", options.target, "in-process, mock (http://localhost:8080), or http(s)://host:port")
      ->required();
  drift->add_option("--ca-file", options.ca_file, "Certificates to trust (PEM), for https");
  drift
      ->add_option("--out", options.out,
                   "Directory, new or empty, for the target's WSDL files: mockserver serve --wsdl follows them")
      ->type_name("DIR");
  drift->add_option("--junit", options.junit, "File for a JUnit XML report")->type_name("FILE");
  drift->add_option("--json", options.json, "File for a report as JSON")->type_name("FILE");
  drift->add_option("--rate", options.rate, "Requests a second")
      ->check(CLI::Range(0.01, 10000.0))
      ->capture_default_str();
  drift
      ->add_option("--timeout", options.timeout_seconds,
                   "Seconds without a sign of the target; a whole answer may take twice that")
      ->check(CLI::Range(1, 3600))
      ->capture_default_str();
  drift->add_flag("--production", options.production, "Lets the target be one of the vendor's production hosts");
  return drift;
}

CLI::App* add_mutate(CLI::App& app, conformance::MutateOptions& options) {
  auto* mutate =
      app.add_subcommand("mutate", "Alters answers in process, one thing at a time, and tells what goes unnoticed");
  add_source(mutate, options.source);
  mutate->add_option("patterns", options.patterns, "As for run");
  mutate->add_option("--tag", options.tags, "As for run");
  mutate->add_option("--seed", options.seed, "Of the places that are altered")->capture_default_str();
  mutate->add_option("--each", options.each, "Mutants of a kind in one answer")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  mutate->add_option("--sample", options.sample, "Takes every so many-th scenario")
      ->check(CLI::Range(1, 100000))
      ->capture_default_str();
  mutate->add_flag("--all", options.all, "Lists every survivor, not only those that nothing explains");
  return mutate;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Runs the scenarios of the partner Web API against a server, or in process.", "conformance"};
  app.set_version_flag("--version", "conformance " SANDBOX_VERSION);
  app.require_subcommand(1);
  app.footer(std::string(conformance::kExitCodes));

  conformance::RunOptions run_options;
  run_options.live = isatty(STDOUT_FILENO) != 0;
  const auto* run = add_run(app, run_options);

  conformance::RecordOptions record_options;
  const auto* record = add_record(app, "record", "Writes down what a target answers", record_options);
  conformance::RecordOptions compare_options;
  auto* compare = add_record(app, "compare",
                             "Tells where a target answers other than recorded: a real one has drifted, "
                             "the mock has a gap",
                             compare_options);
  compare->add_option("--noise", compare_options.noise, "Fields that may differ, each with its reason (JSON)")
      ->type_name("FILE");
  conformance::CalibrateOptions calibrate_options;
  const auto* calibrate = add_calibrate(app, calibrate_options);

  conformance::ParityOptions parity_options;
  const auto* parity = add_parity(app, parity_options);

  conformance::ReplayOptions replay_options;
  const auto* replay = add_replay(app, replay_options);

  conformance::SweepOptions sweep_options;
  const auto* sweep = add_sweep(app, sweep_options);

  conformance::DriftOptions drift_options;
  const auto* drift = add_drift(app, drift_options);

  conformance::MutateOptions mutate_options;
  const auto* mutate = add_mutate(app, mutate_options);

  conformance::CoverageOptions coverage_options;
  auto* coverage = app.add_subcommand("coverage", "Tells which documented codes and rules the scenarios prove");
  add_source(coverage, coverage_options.source);
  coverage->add_flag("--json", coverage_options.json, "As JSON");
  coverage->add_flag("--missing", coverage_options.missing, "Only what is not proven");
  coverage->add_flag("--require-all", coverage_options.require_all, "Fails when anything is not proven");

  conformance::MaterialSource lint_source;
  auto* lint = app.add_subcommand("lint", "Checks scenario files against their schema and the contract");
  add_source(lint, lint_source);

  const auto* manual = app.add_subcommand("man", "Prints the manual page, for man -l -");
  const auto* completion = app.add_subcommand("completion", "Prints the completion script for bash");

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? conformance::kOk : conformance::kUsage;
  }
  try {
    if (run->parsed()) return conformance::run_command(run_options, std::cout, std::cerr);
    if (record->parsed()) return conformance::record_command(record_options, std::cout, std::cerr);
    if (compare->parsed()) return conformance::compare_command(compare_options, std::cout, std::cerr);
    if (calibrate->parsed()) return conformance::calibrate_command(calibrate_options, std::cout, std::cerr);
    if (parity->parsed()) return conformance::parity_command(parity_options, std::cout, std::cerr);
    if (mutate->parsed()) return conformance::mutate_command(mutate_options, std::cout, std::cerr);
    if (replay->parsed()) return conformance::replay_command(replay_options, std::cout, std::cerr);
    if (sweep->parsed()) return conformance::sweep_command(sweep_options, std::cout, std::cerr);
    if (drift->parsed()) return conformance::drift_command(drift_options, std::cout, std::cerr);
    if (coverage->parsed()) return conformance::coverage_command(coverage_options, std::cout, std::cerr);
    if (manual->parsed()) {
      std::cout << cli::manual_page(app, SANDBOX_VERSION);
      return conformance::kOk;
    }
    if (completion->parsed()) {
      std::cout << cli::bash_completion(app);
      return conformance::kOk;
    }
    return conformance::lint_command(lint_source, std::cout, std::cerr);
  } catch (const std::exception& error) {
    std::cerr << "conformance: " << error.what() << "\n";
    return conformance::kUsage;
  }
}
