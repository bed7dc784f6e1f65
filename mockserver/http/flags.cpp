// What the flags are called, which values they take, and what they say of themselves.
#include "http/flags.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <fstream>
#include <limits>
#include <map>

#include "control/time_text.hpp"
#include "http/control_guard.hpp"

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

// The first line of a file that holds one secret.
std::string secret_of(const std::string& flag, const std::string& file) {
  std::ifstream in(file);
  std::string line;
  if (!std::getline(in, line) || line.empty())
    throw CLI::ValidationError(flag, file + " cannot be read, or its first line is empty");
  if (line.ends_with('\r')) line.pop_back();
  return line;
}

void describe_smtp(CLI::App& app, smtp::Settings& smtp, int& attempts) {
  app.add_option_function<std::string>(
         "--smtp",
         [&smtp](const std::string& url) {
           const std::string fault = smtp::url_fault(url);
           if (!fault.empty()) throw CLI::ValidationError("--smtp", fault);
           smtp.url = url;
         },
         "Deliver the outbox's mails to this server, too")
      ->type_name("smtp://HOST:PORT");
  app.add_option_function<std::string>(
         "--smtp-from",
         [&smtp](const std::string& address) {
           if (!smtp::is_address(address))
             throw CLI::ValidationError("--smtp-from", "'" + address + "' is no e-mail address");
           smtp.from = address;
         },
         "Sender towards the SMTP server; without it, each mail's own")
      ->type_name("ADDRESS");
  app.add_option("--smtp-user", smtp.user, "User to sign in with at the SMTP server")->type_name("NAME");
  auto* password =
      app.add_option("--smtp-password", smtp.password, "The user's password; better in the environment or a file")
          ->type_name("TEXT");
  app.add_option_function<std::string>(
         "--smtp-password-file",
         [&smtp](const std::string& file) { smtp.password = secret_of("--smtp-password-file", file); },
         "The user's password, as the first line of this file")
      ->type_name("FILE")
      ->excludes(password);
  add_choice(app, "--smtp-tls", smtp.tls,
             {{"off", smtp::Tls::off}, {"if-offered", smtp::Tls::if_offered}, {"required", smtp::Tls::required}},
             "Encrypt the connection to the SMTP server with STARTTLS", "if-offered");
  app.add_option("--smtp-ca", smtp.ca_file, "Trust these certificates (PEM) of the SMTP server, not the system's")
      ->type_name("FILE")
      ->check(CLI::ExistingFile);
  app.add_option("--smtp-attempts", attempts,
                 "How often a mail is tried while the SMTP server fails; the pauses double")
      ->check(CLI::Range(1, 20))
      ->type_name("N")
      ->capture_default_str();
}

void add_config(CLI::App& app) {
  app.add_option("--config",
                 "Flags of this command as JSON, {\"port\": 8081}; the command line and the environment come first")
      ->type_name("FILE");
}

// Where to listen, for Options and ProxyOptions.
template <class Listening>
void describe_listening(CLI::App& app, Listening& options) {
  app.add_option("--port", options.port, "Port to listen on; 0 finds a free one and prints it as JSON")
      ->check(CLI::Range(0, 65535))
      ->type_name("N")
      ->capture_default_str();
  app.add_option("--bind", options.bind, "Address or host name to listen on; localhost is 127.0.0.1 and ::1")
      ->type_name("ADDRESS")
      ->capture_default_str();
  app.add_option("--tls-cert", options.tls_certificate, "Serve HTTPS with this certificate (PEM)")->type_name("FILE");
  app.add_option("--tls-key", options.tls_key, "The certificate's private key (PEM)")->type_name("FILE");
  app.add_option("--tls-self-signed", options.tls_self_signed,
                 "Serve HTTPS with a certificate made for localhost and the vendor's hosts, written to this directory")
      ->type_name("DIR");
}

// What is wrong with flags that are each right, wherever they were set.
template <class Listening>
std::string conflict_of(const Listening& options) {
  if (options.tls_certificate && !options.tls_key) return "--tls-cert requires --tls-key";
  if (options.tls_key && !options.tls_certificate) return "--tls-key requires --tls-cert";
  if (options.tls_self_signed && options.tls_certificate) return "--tls-self-signed excludes --tls-cert and --tls-key";
  return "";
}

void describe_control(CLI::App& app, Options& options) {
  app.add_option_function<std::string>(
         "--control-token",
         [&options](const std::string& token) {
           if (!is_control_token(token))
             throw CLI::ValidationError("--control-token", "is " + std::string(kControlTokenRule));
           options.control_token = token;
         },
         "Every control call must bear this token (better set by environment or file); bound to other addresses than "
         "loopback, one is made by chance and printed")
      ->type_name("TOKEN");
  app.add_option("--control-token-file", options.control_token_file, "The token is this file's first line")
      ->type_name("FILE");
  app.add_option("--control-rate", options.control_rate,
                 "Control calls a second from one address, 0: any; default: any on loopback, else 1000")
      ->check(CLI::Range(0U, 1'000'000U))
      ->type_name("N");
}

void describe_limits(CLI::App& app, Options& options) {
  app.add_option("--max-connections", options.max_connections,
                 "Connections at once; past that the longest idle one makes room")
      ->check(CLI::Range(std::size_t{1}, std::size_t{65'535}))
      ->type_name("N")
      ->capture_default_str();
  app.add_option("--timeout", options.timeout_seconds, "Close a connection that is silent for so long")
      ->check(CLI::Range(1, 86'400))
      ->type_name("SECONDS")
      ->capture_default_str();
  app.add_option("--stop-grace", options.stop_grace_seconds, "Wait so long for calls under way when told to stop")
      ->check(CLI::Range(0, 3'600))
      ->type_name("SECONDS")
      ->capture_default_str();
  app.add_option("--journal-calls", options.journal_calls, "Calls the journal keeps; older ones give way")
      ->check(CLI::Range(std::size_t{1}, std::size_t{10'000'000}))
      ->type_name("N")
      ->capture_default_str();
  app.add_option("--journal-kb", options.journal_kb, "Memory of the journal's texts")
      ->check(CLI::Range(std::size_t{1}, std::size_t{64} << 20))
      ->type_name("KB")
      ->capture_default_str();
  app.add_flag("--log-calls", options.log_calls, "Write one line a call to standard error, without secrets");
}

}  // namespace

void add_environment_twins(CLI::App& app) {
  for (CLI::Option* option : app.get_options()) {
    if (option->get_lnames().empty() || option->get_lnames().front() == "help") continue;
    std::string name = "MOCKSERVER_" + option->get_lnames().front();
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char letter) { return letter == '-' ? '_' : static_cast<char>(std::toupper(letter)); });
    option->envname(name);
  }
}

std::string conflict_of(const ServeCommand& command) {
  const Options& options = command.options;
  if (options.control_token && options.control_token_file) return "--control-token excludes --control-token-file";
  const smtp::Settings& smtp = options.smtp;
  if (!smtp.password.empty() && smtp.user.empty()) return "--smtp-password requires --smtp-user";
  if (smtp.url.empty() && !(smtp.from.empty() && smtp.user.empty() && smtp.ca_file.empty()))
    return "the other --smtp flags require --smtp";
  return conflict_of(options);
}

std::string conflict_of(const ProxyCommand& command) {
  const ProxyOptions& options = command.options;
  if (options.to.empty()) return "--to is required: the address to pass calls on to, as https://host";
  if (options.record.empty()) return "--record is required: the directory for recordings";
  return conflict_of(options);
}

void describe_proxy(CLI::App& app, ProxyOptions& options) {
  app.add_option("--to", options.to, "Pass every call on to this address, as https://host or http://host:port")
      ->type_name("URL");
  app.add_option("--record", options.record, "Directory for recordings of the calls, secrets left out")
      ->type_name("DIR");
  describe_listening(app, options);
  app.add_option("--ca-file", options.ca_file, "Certificates to trust at the target (PEM)")->type_name("FILE");
  app.add_option("--target-timeout", options.target_timeout_seconds, "Give the target so long for a whole answer")
      ->check(CLI::Range(1, 86'400))
      ->type_name("SECONDS")
      ->capture_default_str();
  app.add_flag("--keep-addresses", options.keep_addresses,
               "Leave the target's address in WSDL, pages and redirections, so that clients may leave the proxy");
  app.add_flag("--allow-production", options.allow_production,
               "The target may be one of the vendor's production hosts");
  add_config(app);
}

void describe_serve(CLI::App& app, Options& options) {
  const std::map<std::string, bool> on_off{{"on", true}, {"off", false}};
  describe_listening(app, options);
  auto* world = app.add_option("--world", options.world, "World to start from (JSON); without it, the default world")
                    ->type_name("FILE");
  app.add_option("--import", options.import_file, "World, such as an export, in the place of all that --db holds")
      ->type_name("FILE")
      ->excludes(world);
  app.add_option("--db", options.database, "Keep the state in this file; without it, in memory")->type_name("FILE");
  app.add_option("--export-on-exit", options.export_on_exit, "Write the state to this file, as a world, on stopping")
      ->type_name("FILE");
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
  app.add_option("--profile", options.profile,
                 "Answer the open questions as this profile says (conformance calibrate writes one); without it, as "
                 "assumed")
      ->type_name("FILE");
  describe_control(app, options);
  describe_limits(app, options);

  describe_smtp(app, options.smtp, options.smtp_attempts);

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
  add_config(app);
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

}  // namespace http
