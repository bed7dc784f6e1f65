// What can be said on the command line, and the exit codes it can end with.
#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "http/host_settings.hpp"

namespace http {

enum class ExitCode : int {
  kOk = 0,
  kFailed = 1,  // a mistake of ours
  kBadFlags = 2,
  kBadWorld = 3,      // --world, --import: unreadable or invalid
  kCannotListen = 4,  // --bind, --port: taken, or not this machine's
  kBadDatabase = 5,   // --db, --out: cannot be opened, written or is in use
  kBadTls = 6,        // --tls-cert, --tls-key, --tls-self-signed
  kBadWsdl = 7,       // --wsdl: unreadable, broken, or of another service
  kBadExport = 8,     // --export-on-exit: cannot be written
};

// `mockserver serve`. The defaults are those of the command line; each flag has a twin in the environment,
// MOCKSERVER_MAX_REQUEST_KB for --max-request-kb.
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
  std::optional<std::filesystem::path>
      wsdl{};  // a directory of the real service's WSDL files; none: the built-in contract

  HostSettings host{};
};

struct ServeCommand {
  Options options{};
};
// `mockserver generate`: a database file with a world of any size.
struct GenerateCommand {
  std::int64_t accounts = 0;
  std::int64_t events = 0;
  std::uint64_t seed = 1;
  std::filesystem::path out = "generated.db";
};
// Help, the version, a printed contract or a complaint: print the text, to standard error if it is a complaint, and
// end.
struct EndCommand {
  ExitCode code = ExitCode::kOk;
  std::string text{};
};
using Command = std::variant<ServeCommand, GenerateCommand, EndCommand>;

// Reads the command line, without the program's own name. Never throws for anything a user can type: what is wrong
// comes back as an EndCommand whose text names the flag and what was expected.
[[nodiscard]] Command parse_command_line(std::vector<std::string> arguments);

}  // namespace http
