// What can be said on the command line, and the exit codes it can end with.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "http/host_settings.hpp"
#include "smtp/client.hpp"

namespace http {

enum class ExitCode : int {
  kOk = 0,
  kFailed = 1,        // a mistake of ours
  kBadFlags = 2,      // or the environment, or the file of --config
  kBadWorld = 3,      // --world, --import: unreadable or invalid
  kCannotListen = 4,  // --bind, --port: taken, or not this machine's
  kBadDatabase = 5,   // --db, --out: cannot be opened, written or is in use
  kBadTls = 6,        // --tls-cert, --tls-key, --tls-self-signed
  kBadWsdl = 7,       // --wsdl: unreadable, broken, or of another service
  kBadExport = 8,     // --export-on-exit: cannot be written
  kBadRecording = 9,  // --record: cannot be written, or could not at some time
  kBadProfile = 10,   // --profile: unreadable, or no profile of this register of questions
};

// `mockserver serve`. The defaults are those of the command line; each flag has a twin in the environment,
// MOCKSERVER_MAX_REQUEST_KB for --max-request-kb, and may stand in the file that --config names.
struct Options {
  std::string bind = "localhost";
  int port = 8080;                                     // 0: any free one
  std::optional<std::filesystem::path> world{};        // none: the default world
  std::optional<std::filesystem::path> import_file{};  // a world that takes the place of what the database holds
  std::optional<std::filesystem::path> database{};     // none: in memory
  std::optional<std::filesystem::path> export_on_exit{};
  std::optional<std::filesystem::path> tls_certificate{};
  std::optional<std::filesystem::path> tls_key{};
  std::optional<std::filesystem::path> tls_self_signed{};  // a directory
  std::uint64_t seed = 1;
  std::size_t max_sandboxes = 4'000;                                                       // beside the default one
  std::optional<std::chrono::milliseconds> sandbox_idle_timeout = std::chrono::hours(24);  // none: they never end
  std::optional<std::filesystem::path>
      wsdl{};  // a directory of the real service's WSDL files; none: the built-in contract
  std::optional<std::filesystem::path> profile{};  // the answers to the open questions; none: the assumed ones
  smtp::Settings smtp{};                           // where mails go beside the outbox; no URL: nowhere
  int smtp_attempts = 6;

  std::optional<std::string> control_token{};  // a secret: never printed; none: see control_guard.hpp
  std::optional<std::filesystem::path> control_token_file{};
  std::optional<unsigned> control_rate{};  // control calls a second from one address, 0: any; none: by where it listens
  std::size_t max_connections = 1024;
  int timeout_seconds = 120;   // of a silent connection
  int stop_grace_seconds = 5;  // for calls under way when the server stops
  std::size_t journal_calls = 1'000;
  std::size_t journal_kb = 16'384;
  bool log_calls = false;

  HostSettings host{};
};

// `mockserver proxy`.
struct ProxyOptions {
  std::string to{};                // "https://host", "http://host:port"
  std::filesystem::path record{};  // a directory
  std::string bind = "localhost";
  int port = 8081;  // 0: any free one
  std::optional<std::filesystem::path> tls_certificate{};
  std::optional<std::filesystem::path> tls_key{};
  std::optional<std::filesystem::path> tls_self_signed{};
  std::optional<std::filesystem::path> ca_file{};
  int target_timeout_seconds = 120;  // of a whole answer
  bool keep_addresses = false;       // leave the target's address in WSDL, pages and redirections
  bool allow_production = false;
};

struct ServeCommand {
  Options options{};
};
struct ProxyCommand {
  ProxyOptions options{};
};
// `mockserver generate`: a database file with a world of any size.
struct GenerateCommand {
  std::int64_t accounts = 0;
  std::int64_t events = 0;
  std::uint64_t seed = 1;
  std::filesystem::path out = "generated.db";
};
// `mockserver probe`: whether a running server is ready.
struct ProbeCommand {
  std::string url = "http://127.0.0.1:8080";  // a container may lack a name for it
  int timeout_seconds = 2;
};
// Help, the version, a printed contract or a complaint: print the text, to standard error if it is a complaint, and
// end.
struct EndCommand {
  ExitCode code = ExitCode::kOk;
  std::string text{};
};
using Command = std::variant<ServeCommand, ProxyCommand, GenerateCommand, ProbeCommand, EndCommand>;

// Reads the command line, without the program's own name. Never throws for anything a user can type: what is wrong
// comes back as an EndCommand whose text names the flag and what was expected.
[[nodiscard]] Command parse_command_line(const std::vector<std::string>& arguments);

}  // namespace http
