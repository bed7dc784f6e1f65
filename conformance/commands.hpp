// The subcommands of the conformance binary.
#pragma once
#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "conformance/exit_codes.hpp"
#include "conformance/material.hpp"
#include "conformance/report_files.hpp"

namespace conformance {

struct RunOptions {
  MaterialSource source = {};
  std::vector<std::string> patterns = {};
  std::vector<std::string> tags = {};
  std::string target = "in-process";  // or "mock" (http://localhost:8080), or an address
  std::string ca_file = {};
  std::string run_id = {};
  std::optional<std::uint64_t> seed = {};
  int jobs = 0;  // 0: one a core in process, else one
  int retries = 0;
  bool stop_on_failure = false;
  bool allow_writes = false;     // of what this run creates, at a target that is not reset
  bool production = false;       // the target may be a production host
  std::string ledger = {};       // default: conformance-<run id>.ledger
  std::optional<double> rate{};  // requests a second; default: 5 at a target that is not reset
  std::optional<int> max_calls{};
  bool list = false;
  bool dry_run = false;
  bool verbose = false;
  bool calibrate = false;  // the scenarios are probes: they look for the answer that fits
  bool live = false;       // the output is a terminal: progress on one line
  ReportFiles reports = {};
};

struct RecordOptions {
  RunOptions run = {};
  std::string recordings = {};  // directory
  std::string noise = {};       // file of fields that may differ; for compare
};

struct CalibrateOptions {
  RunOptions run = {};
  std::string profile = {};  // file of the profile; none is written when empty
  std::string json = {};     // file of the report
};

struct ParityOptions {
  RunOptions left = {};
  std::string right = {};              // target
  std::string right_target_file = {};  // as MaterialSource::target_file
  std::string noise = {};
};

struct ReplayOptions {
  MaterialSource source = {};
  std::vector<std::string> sessions = {};  // files, or directories of them
  std::string target = "in-process";
  std::string ca_file = {};
  std::string noise = {};
  std::vector<std::string> roles = {};  // "USER=ROLE": who of the session is whom of the target file
  bool production = false;
  std::optional<double> rate{};
  bool verbose = false;
};

struct SweepOptions {
  MaterialSource source = {};
  std::string target = "";
  std::string ca_file = {};
  std::vector<std::string> ledgers = {};
  std::string older_than = "1h";
  bool allow_writes = false;
  bool production = false;
  double rate = 5;
};

struct MutateOptions {
  MaterialSource source = {};
  std::vector<std::string> patterns = {};
  std::vector<std::string> tags = {};
  std::uint64_t seed = 1;
  std::size_t each = 1;    // mutants of a kind in one answer
  std::size_t sample = 1;  // every how many-th scenario
  bool all = false;        // lists every survivor
};

struct DriftOptions {
  std::string target = {};  // as RunOptions::target
  std::string ca_file = {};
  std::string out = {};  // directory for the target's documents; empty: they are not kept
  std::string junit = {};
  std::string json = {};
  bool production = false;
  double rate = 5;
  int timeout_seconds = 30;
};

struct CoverageOptions {
  MaterialSource source = {};
  bool json = false;
  bool missing = false;
  bool require_all = false;
};

// Each returns the exit code of the program. Results go to `out`, troubles to `err`. Throw std::exception with words
// for people on wrong usage.
int run_command(const RunOptions& options, std::ostream& out, std::ostream& err);
int record_command(const RecordOptions& options, std::ostream& out, std::ostream& err);
int compare_command(const RecordOptions& options, std::ostream& out, std::ostream& err);
int parity_command(const ParityOptions& options, std::ostream& out, std::ostream& err);
int replay_command(const ReplayOptions& options, std::ostream& out, std::ostream& err);
int calibrate_command(const CalibrateOptions& options, std::ostream& out, std::ostream& err);
int mutate_command(const MutateOptions& options, std::ostream& out, std::ostream& err);
int sweep_command(const SweepOptions& options, std::ostream& out, std::ostream& err);
int drift_command(const DriftOptions& options, std::ostream& out, std::ostream& err);
int coverage_command(const CoverageOptions& options, std::ostream& out, std::ostream& err);
int lint_command(const MaterialSource& source, std::ostream& out, std::ostream& err);

}  // namespace conformance
