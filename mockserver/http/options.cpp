#include "http/options.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cctype>
#include <charconv>
#include <limits>
#include <map>
#include <sstream>

#include "cli/completion.hpp"
#include "cli/manual.hpp"
#include "control/time_text.hpp"
#include "describe/contract_json.hpp"
#include "describe/contract_text.hpp"
#include "services/catalog.hpp"

namespace http {
namespace {

constexpr int kLargestZone = 14 * 60;
// What fits a file and the memory it is made in.
constexpr std::int64_t kMostGeneratedAccounts = 5'000'000;
constexpr std::int64_t kMostGeneratedEvents = 50'000'000;

// "+hh:mm", "-hh:mm" or "Z" as minutes east of UTC.
std::optional<std::int16_t> zone_minutes(const std::string& text) {
  if (text == "Z" || text == "z") return 0;
  const bool has_shape = text.size() == 6 && (text[0] == '+' || text[0] == '-') && text[3] == ':';
  if (!has_shape) return std::nullopt;
  int hours = 0;
  int minutes = 0;
  const auto hours_end = std::from_chars(text.data() + 1, text.data() + 3, hours);
  const auto minutes_end = std::from_chars(text.data() + 4, text.data() + 6, minutes);
  if (hours_end.ptr != text.data() + 3 || minutes_end.ptr != text.data() + 6) return std::nullopt;
  if (hours < 0 || minutes < 0 || minutes > 59 || hours * 60 + minutes > kLargestZone) return std::nullopt;
  return static_cast<std::int16_t>((text[0] == '-' ? -1 : 1) * (hours * 60 + minutes));
}

// An option whose value is one of a few words.
template <class Value>
CLI::Option* add_choice(CLI::App& app, const std::string& flag, Value& target, std::map<std::string, Value> words,
                        const std::string& text, const std::string& preset) {
  std::string list;
  for (const auto& [word, value] : words) list += (list.empty() ? "" : "|") + word;
  return app
      .add_option_function<std::string>(
          flag,
          [&target, words, list, flag](const std::string& word) {
            const auto found = words.find(word);
            if (found == words.end()) throw CLI::ValidationError(flag, "'" + word + "' is none of " + list);
            target = found->second;
          },
          text)
      ->type_name(list)
      ->default_str(preset);
}

// Each flag of `serve` may be set in the environment instead.
void add_environment_twins(CLI::App& app) {
  for (CLI::Option* option : app.get_options()) {
    if (option->get_lnames().empty() || option->get_lnames().front() == "help") continue;
    std::string name = "MOCKSERVER_" + option->get_lnames().front();
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char letter) { return letter == '-' ? '_' : static_cast<char>(std::toupper(letter)); });
    option->envname(name);
  }
}

void describe_serve(CLI::App& app, Options& options) {
  const std::map<std::string, bool> on_off{{"on", true}, {"off", false}};
  app.add_option("--port", options.port, "Port to listen on; 0 finds a free one and prints it as JSON")
      ->check(CLI::Range(0, 65535))
      ->type_name("N")
      ->capture_default_str();
  app.add_option("--bind", options.bind, "Address or host name to listen on; localhost is 127.0.0.1 and ::1")
      ->type_name("ADDRESS")
      ->capture_default_str();
  app.add_option("--world", options.world, "World to start from (JSON); without it, the default world")
      ->type_name("FILE");
  app.add_option("--db", options.database, "Keep the state in this file; without it, in memory")->type_name("FILE");
  app.add_option("--seed", options.seed, "Seed of every generated id, password and token")
      ->check(CLI::NonNegativeNumber)
      ->type_name("N")
      ->capture_default_str();
  app.add_option("--max-sandboxes", options.max_sandboxes, "How many sandboxes may be there at once beside the default")
      ->check(CLI::Range(std::size_t{0}, std::size_t{1'000'000}))
      ->type_name("N")
      ->capture_default_str();
  app.add_option_function<std::string>(
         "--sandbox-idle-timeout",
         [&options](const std::string& text) {
           options.sandbox_idle_timeout.reset();
           if (text == "never") return;
           const auto ticks = control::parse_duration(text);
           if (!ticks || *ticks < state::kTicksPerSecond)
             throw CLI::ValidationError(
                 "--sandbox-idle-timeout",
                 "'" + text + "' is no duration of at least a second such as 30m or 8h, nor never");
           options.sandbox_idle_timeout = std::chrono::milliseconds(*ticks / (state::kTicksPerSecond / 1000));
         },
         "Sandboxes beside the default end when nobody has used them for so long")
      ->type_name("DURATION")
      ->default_str("24h");
  app.add_option("--wsdl", options.wsdl,
                 "Follow the real service's WSDL files in this directory: names, order, types and presence on the wire")
      ->type_name("DIR");
  auto* certificate = app.add_option("--tls-cert", options.tls_certificate, "Serve HTTPS with this certificate (PEM)")
                          ->type_name("FILE");
  auto* key = app.add_option("--tls-key", options.tls_key, "The certificate's private key (PEM)")->type_name("FILE");
  certificate->needs(key);
  key->needs(certificate);
  app.add_option("--tls-self-signed", options.tls_self_signed,
                 "Serve HTTPS with a certificate made for localhost and the vendor's hosts, written to this directory")
      ->type_name("DIR")
      ->excludes(certificate)
      ->excludes(key);

  add_choice(app, "--strictness", options.host.strictness,
             {{"off", Strictness::off}, {"warn", Strictness::warn}, {"fault", Strictness::fault}},
             "Elements the host would silently ignore: say nothing, note them in the journal, or refuse them", "warn");
  add_choice<bool>(app, "--wcf-action", options.host.fault_on_wcf_action, {{"accept", false}, {"fault", true}},
                   "An Action header that must be understood, as WCF logs show it", "accept");
  add_choice(app, "--custom-errors", options.host.custom_errors, on_off,
             "on: faults say what; off: also where, as a host under development", "on");
  app.add_option_function<std::string>(
         "--time-zone",
         [&options](const std::string& text) {
           const auto minutes = zone_minutes(text);
           if (!minutes) throw CLI::ValidationError("--time-zone", "'" + text + "' is no offset from -14:00 to +14:00");
           options.host.time_zone_minutes = *minutes;
         },
         "The host's time zone")
      ->type_name("+hh:mm")
      ->default_str("+00:00");
  app.add_flag("--enable-get", options.host.enable_get, "Switch the HTTP GET binding on");
  app.add_flag("--enable-post", options.host.enable_post, "Switch the HTTP POST binding on for other machines, too");
  app.add_option("--max-request-kb", options.host.max_request_kb, "Refuse larger requests")
      ->check(CLI::Range(std::size_t{1}, std::size_t{2'097'151}))
      ->type_name("KB")
      ->capture_default_str();
  add_choice(app, "--iis-headers", options.host.iis_headers, on_off, "Send the headers that IIS adds", "off");
  app.add_flag("--trust-forwarded", options.host.trust_forwarded,
               "Believe X-Forwarded-Proto and X-Forwarded-Host of a proxy");
  app.add_flag("--with-unavailable", options.host.unavailable_operations,
               "Also offer operations documented as not available");
  add_environment_twins(app);
}

void describe_generate(CLI::App& app, GenerateCommand& command) {
  app.add_option("--accounts", command.accounts, "Backup accounts, one device each")
      ->check(CLI::Range(std::int64_t{0}, kMostGeneratedAccounts))
      ->type_name("N")
      ->required();
  app.add_option("--events", command.events, "Events of their backups, over 90 days")
      ->check(CLI::Range(std::int64_t{0}, kMostGeneratedEvents))
      ->type_name("N")
      ->required();
  app.add_option("--seed", command.seed, "The same numbers and seed make the same file")
      ->check(CLI::NonNegativeNumber)
      ->type_name("N")
      ->capture_default_str();
  app.add_option("--out", command.out, "The file to make; one that is there is never overwritten")
      ->type_name("FILE")
      ->capture_default_str();
}

void describe_probe(CLI::App& app, ProbeCommand& command) {
  app.add_option("--url", command.url, "Where it listens")->type_name("URL")->capture_default_str();
  app.add_option("--timeout", command.timeout_seconds, "Seconds to wait at most")
      ->check(CLI::Range(1, 600))
      ->type_name("N")
      ->capture_default_str();
}

}  // namespace

Command parse_command_line(std::vector<std::string> arguments) {
  CLI::App app("A sandbox of the partner Web API that runs on your machine.", "mockserver");
  app.require_subcommand(1);
  app.set_version_flag("--version", "mockserver " SANDBOX_VERSION);
  ServeCommand serve;
  describe_serve(*app.add_subcommand("serve", "Start the server"), serve.options);
  GenerateCommand generate;
  CLI::App& generate_command = *app.add_subcommand(
      "generate", "Make a database file with a world of any size, for serve --db (its clock stands still)");
  describe_generate(generate_command, generate);
  ProbeCommand probe;
  CLI::App& probe_command =
      *app.add_subcommand("probe", "Ask a running server whether it is ready: 0 if it is, 1 if not");
  describe_probe(probe_command, probe);
  const CLI::App& manual_command = *app.add_subcommand("man", "Print the manual page, for man -l -");
  const CLI::App& completion_command = *app.add_subcommand("completion", "Print the completion script for bash");
  bool json = false;
  CLI::App& contract_command =
      *app.add_subcommand("contract", "Print every operation with its members, rules and codes");
  CLI::App& questions_command =
      *app.add_subcommand("questions", "Print what no source settles, and what is done instead");
  for (CLI::App* dump : {&contract_command, &questions_command}) dump->add_flag("--json", json, "As JSON");

  try {
    std::reverse(arguments.begin(), arguments.end());  // as CLI11 wants them
    app.parse(std::move(arguments));
  } catch (const CLI::ParseError& error) {
    std::ostringstream out;
    std::ostringstream complaint;
    const bool is_complaint = app.exit(error, out, complaint) != 0;
    if (is_complaint) return EndCommand{ExitCode::kBadFlags, complaint.str()};
    return EndCommand{ExitCode::kOk, out.str()};
  }
  const contract::Registry& catalog = services::catalog();
  if (contract_command.parsed())
    return EndCommand{ExitCode::kOk, json ? describe::contract_json(catalog) : describe::contract_text(catalog)};
  if (questions_command.parsed())
    return EndCommand{ExitCode::kOk, json ? describe::questions_json(catalog) : describe::questions_text(catalog)};
  if (generate_command.parsed()) return generate;
  if (probe_command.parsed()) return probe;
  if (manual_command.parsed()) return EndCommand{ExitCode::kOk, cli::manual_page(app, SANDBOX_VERSION)};
  if (completion_command.parsed()) return EndCommand{ExitCode::kOk, cli::bash_completion(app)};
  return serve;
}

}  // namespace http
