// conformance: runs the scenarios against a server, checks them, and tells what they prove.
#include <CLI/CLI.hpp>
#include <iostream>

#include "conformance/commands.hpp"

int main(int argc, char** argv) {
  CLI::App app{"Runs the scenarios of the partner Web API against a server, or in process."};
  app.require_subcommand(1);
  app.footer(
      "Exit codes: 0 all well, 1 an expectation failed or coverage is incomplete, 2 wrong usage, 3 a scenario or "
      "target file is wrong, 4 the target cannot be reached.");
  conformance::CommandOptions options;
  const auto add_place = [&](CLI::App* command) {
    command->add_option("--scenarios", options.scenarios,
                        "Directory of scenarios (default: ./scenarios if there is one, else those in the binary)");
    command->add_option("--target-file", options.target_file,
                        "Roles, world and capabilities of the target (default: targets/mock.json of the scenarios)");
  };

  auto* run = app.add_subcommand("run", "Runs scenarios");
  add_place(run);
  run->add_option("globs", options.globs, "Ids or patterns of scenarios: '*' within a name, '**' across directories");
  run->add_option("--target", options.target, "http://host:port, https://host:port or in-process")
      ->capture_default_str();
  run->add_option("--ca-file", options.ca_file, "Certificates to trust (PEM), for https");
  run->add_option("--tag", options.tags, "Only scenarios with one of these tags");
  run->add_option("--run-id", options.run_id, "Letters and digits in every unique name (default: from the clock)");
  run->add_option("--junit", options.junit, "File for a JUnit report");
  run->add_flag("--list", options.list, "Prints the ids of the selected scenarios and runs nothing");
  run->add_flag("--verbose,-v", options.verbose, "Also tells each scenario that passed");

  auto* coverage = app.add_subcommand("coverage", "Tells which documented codes and rules the scenarios prove");
  add_place(coverage);
  coverage->add_flag("--json", options.json, "As JSON");
  coverage->add_flag("--missing", options.missing, "Only what is not proven");
  coverage->add_flag("--require-all", options.require_all, "Fails when anything is not proven");

  auto* lint = app.add_subcommand("lint", "Checks scenario files against their schema and the contract");
  add_place(lint);

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? conformance::kOk : conformance::kUsage;
  }
  try {
    if (run->parsed()) return conformance::run_command(options, std::cout, std::cerr);
    if (coverage->parsed()) return conformance::coverage_command(options, std::cout, std::cerr);
    return conformance::lint_command(options, std::cout, std::cerr);
  } catch (const std::exception& error) {
    std::cerr << "conformance: " << error.what() << "\n";
    return conformance::kUsage;
  }
}
