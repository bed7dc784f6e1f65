// The subcommands of the conformance binary.
#pragma once
#include <ostream>
#include <string>
#include <vector>

namespace conformance {

// Exit codes, distinct by cause.
inline constexpr int kOk = 0;
inline constexpr int kFailed = 1;       // an expectation failed, or coverage is incomplete
inline constexpr int kUsage = 2;        // flags, patterns that match nothing, files that cannot be written
inline constexpr int kBadScenario = 3;  // a scenario or target file is wrong
inline constexpr int kUnreachable = 4;  // the target does not answer

struct CommandOptions {
  std::string scenarios = {};
  std::string target_file = {};
  std::vector<std::string> globs = {};
  std::string target = "in-process";
  std::string ca_file = {};
  std::vector<std::string> tags = {};
  std::string run_id = {};
  std::string junit = {};
  bool list = false;
  bool verbose = false;
  bool json = false;
  bool missing = false;
  bool require_all = false;
};

// Each returns the exit code of the program. Results go to `out`, troubles to `err`.
int run_command(const CommandOptions& options, std::ostream& out, std::ostream& err);
int coverage_command(const CommandOptions& options, std::ostream& out, std::ostream& err);
int lint_command(const CommandOptions& options, std::ostream& out, std::ostream& err);

}  // namespace conformance
