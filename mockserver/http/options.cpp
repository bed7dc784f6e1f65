#include "http/options.hpp"

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/completion.hpp"
#include "cli/manual.hpp"
#include "control/json_schema.hpp"
#include "control/profile_file.hpp"
#include "describe/contract_json.hpp"
#include "describe/contract_text.hpp"
#include "describe/profile_text.hpp"
#include "http/config_file.hpp"
#include "http/flags.hpp"
#include "services/catalog.hpp"

namespace http {
namespace {

constexpr const char* kExitCodes =
    "Exit codes: 0 stopped in good order, 1 a mistake of the program's, 2 bad flags, environment or configuration "
    "file, 3 bad world, 4 cannot listen, 5 database file not usable, 6 TLS files not usable, 7 WSDL files not usable, "
    "8 export not written, 9 recordings could not be written, 10 profile not usable, 130 or 143 ended by a second "
    "signal.";

// `questions --profile`: what the profile answers otherwise.
EndCommand print_profile(const std::string& path, bool json) {
  try {
    const contract::Profile profile = control::profile_from_file(path).profile;
    return {ExitCode::kOk, json ? describe::profile_json(profile) : describe::profile_text(profile)};
  } catch (const control::BadProfile& error) {
    return {ExitCode::kBadProfile, "mockserver: --profile " + std::string(error.what()) + "\n"};
  }
}

// The command line and what it is read into. Reading it twice takes two of them.
struct CommandLine {
  CommandLine();
  CommandLine(const CommandLine&) = delete;
  CommandLine& operator=(const CommandLine&) = delete;

  // Help or a complaint, or nothing.
  std::optional<EndCommand> read(std::vector<std::string> arguments);
  // The command that was read; nullptr before.
  const CLI::App* command() const { return app.get_subcommands().empty() ? nullptr : app.get_subcommands().front(); }

  CLI::App app{"A sandbox of the partner Web API that runs on your machine.", "mockserver"};
  ServeCommand serve{};
  ProxyCommand proxy{};
  GenerateCommand generate{};
  ProbeCommand probe{};
  bool json = false;
  std::string profile{};
  bool profile_schema = false;
  CLI::App* serve_command = app.add_subcommand("serve", "Start the server");
  CLI::App* proxy_command =
      app.add_subcommand("proxy", "Pass calls on to another server and record them, for conformance replay");
  CLI::App* generate_command = app.add_subcommand(
      "generate", "Make a database file with a world of any size, for serve --db (its clock stands still)");
  CLI::App* probe_command =
      app.add_subcommand("probe", "Ask a running server whether it is ready: 0 if it is, 1 if not");
  CLI::App* manual_command = app.add_subcommand("man", "Print the manual page, for man -l -");
  CLI::App* completion_command = app.add_subcommand("completion", "Print the completion script for bash");
  CLI::App* contract_command =
      app.add_subcommand("contract", "Print every operation with its members, rules and codes");
  CLI::App* questions_command =
      app.add_subcommand("questions", "Print what no source settles, and what is done instead");
};

CommandLine::CommandLine() {
  app.require_subcommand(1);
  app.set_version_flag("--version", "mockserver " SANDBOX_VERSION);
  app.footer(kExitCodes);
  describe_serve(*serve_command, serve.options);
  describe_proxy(*proxy_command, proxy.options);
  describe_generate(*generate_command, generate);
  describe_probe(*probe_command, probe);
  for (CLI::App* dump : {contract_command, questions_command}) dump->add_flag("--json", json, "As JSON");
  questions_command->add_option("--profile", profile, "Only what this profile answers otherwise than is assumed")
      ->type_name("FILE");
  questions_command->add_flag("--profile-schema", profile_schema, "The JSON Schema of a profile");
  for (CLI::App* command : app.get_subcommands(nullptr)) {
    command->footer(kExitCodes);
    add_environment_twins(*command);
  }
}

std::optional<EndCommand> CommandLine::read(std::vector<std::string> arguments) try {
  std::reverse(arguments.begin(), arguments.end());  // as CLI11 wants them
  app.parse(std::move(arguments));
  return std::nullopt;
} catch (const CLI::ParseError& error) {
  std::ostringstream out;
  std::ostringstream complaint;
  const bool is_complaint = app.exit(error, out, complaint) != 0;
  return EndCommand{is_complaint ? ExitCode::kBadFlags : ExitCode::kOk, is_complaint ? complaint.str() : out.str()};
}

EndCommand complaint(const std::string& words) { return {ExitCode::kBadFlags, words + "\n"}; }

// The flags of the file that neither the command line nor the environment sets, as arguments. Throws ConfigError.
std::vector<std::string> flags_of(const std::string& file, const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options())
    if (!option->get_lnames().empty()) names.push_back(option->get_lnames().front());
  std::erase_if(names, [](const std::string& name) { return name == "help" || name == "config"; });
  std::vector<std::string> arguments;
  for (const ConfigEntry& entry : read_config(file)) {
    if (std::find(names.begin(), names.end(), entry.flag) == names.end()) {
      const std::string nearest = control::nearest_name(entry.flag, names);
      throw ConfigError("--config " + file + ": '" + entry.flag + "' is no flag of " + command.get_name() +
                        (nearest.empty() ? "" : "; did you mean '" + nearest + "'?"));
    }
    const std::string flag = "--" + entry.flag;
    if (command.get_option(flag)->count() == 0) arguments.push_back(flag + "=" + entry.value);
  }
  return arguments;
}

// Reads the arguments again, the flags of the file among them. A complaint, or nothing.
std::optional<EndCommand> read_with_config(std::unique_ptr<CommandLine>& line, std::vector<std::string> arguments,
                                           const std::string& file) try {
  const std::vector<std::string> flags = flags_of(file, *line->command());
  const auto name = std::find(arguments.begin(), arguments.end(), line->command()->get_name());
  arguments.insert(name + 1, flags.begin(), flags.end());  // behind the command's name, so that they are its flags
  line = std::make_unique<CommandLine>();
  auto end = line->read(arguments);
  if (end) end->text.insert(0, "--config " + file + ": ");
  return end;
} catch (const ConfigError& error) {
  return complaint(error.what());
}

}  // namespace

Command parse_command_line(const std::vector<std::string>& arguments) {
  auto line = std::make_unique<CommandLine>();
  if (auto end = line->read(arguments)) return *std::move(end);
  const CLI::Option* config = line->command()->get_option_no_throw("--config");
  if (config && config->count() > 0)
    if (auto end = read_with_config(line, arguments, config->as<std::string>())) return *std::move(end);
  const contract::Registry& catalog = services::catalog();
  if (line->contract_command->parsed())
    return EndCommand{ExitCode::kOk, line->json ? describe::contract_json(catalog) : describe::contract_text(catalog)};
  if (line->questions_command->parsed() && line->profile_schema)
    return EndCommand{ExitCode::kOk, control::profile_schema().dump(2) + "\n"};
  if (line->questions_command->parsed() && !line->profile.empty()) return print_profile(line->profile, line->json);
  if (line->questions_command->parsed())
    return EndCommand{ExitCode::kOk,
                      line->json ? describe::questions_json(catalog) : describe::questions_text(catalog)};
  if (line->generate_command->parsed()) return line->generate;
  if (line->probe_command->parsed()) return line->probe;
  if (line->manual_command->parsed()) return EndCommand{ExitCode::kOk, cli::manual_page(line->app, SANDBOX_VERSION)};
  if (line->completion_command->parsed()) return EndCommand{ExitCode::kOk, cli::bash_completion(line->app)};
  const std::string conflict = line->proxy_command->parsed() ? conflict_of(line->proxy) : conflict_of(line->serve);
  if (!conflict.empty()) return complaint(conflict);
  if (line->proxy_command->parsed()) return line->proxy;
  return line->serve;
}

}  // namespace http
