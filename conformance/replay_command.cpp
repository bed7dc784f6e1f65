// conformance replay: sessions of the proxy, sent again.
#include <algorithm>
#include <filesystem>
#include <map>
#include <stdexcept>

#include "conformance/commands.hpp"
#include "conformance/read_file.hpp"
#include "conformance/replay.hpp"
#include "conformance/run_session.hpp"
#include "conformance/shared_target.hpp"
#include "conformance/stop.hpp"
#include "services/catalog.hpp"

namespace conformance {
namespace {

constexpr double kGentleRate = 5;  // requests a second at a target that others share

std::vector<std::string> files_of(const std::vector<std::string>& named) {
  std::vector<std::string> files;
  for (const std::string& name : named) {
    if (!std::filesystem::is_directory(name)) {
      files.push_back(name);
      continue;
    }
    const auto before = files.size();
    for (const auto& entry : std::filesystem::directory_iterator(name))
      if (entry.path().string().ends_with(recording::kSessionSuffix)) files.push_back(entry.path().string());
    if (files.size() == before) throw std::runtime_error(name + " holds no file *" + recording::kSessionSuffix);
    std::sort(files.begin() + static_cast<std::ptrdiff_t>(before), files.end());
  }
  return files;
}

std::map<std::string, std::string> roles_of(const std::vector<std::string>& pairs) {
  std::map<std::string, std::string> roles;
  for (const std::string& pair : pairs) {
    const auto equals = pair.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == pair.size())
      throw std::runtime_error("--as '" + pair + "' is not of the form USER=ROLE");
    roles[pair.substr(0, equals)] = pair.substr(equals + 1);
  }
  return roles;
}

struct Tally {
  int sent = 0;
  int different = 0;
  std::map<std::string, int> left_out = {};  // by reason
};

void tell(const ReplayedCall& call, bool verbose, const Report& report, std::ostream& out, Tally& tally) {
  if (!call.left_out.empty()) {
    ++tally.left_out[call.left_out];
    if (verbose) out << "left out  " << call.words << ": " << report.clean(call.left_out) << "\n";
    return;
  }
  ++tally.sent;
  tally.different += call.found.empty() ? 0 : 1;
  if (call.found.empty()) {
    if (verbose) out << "same      " << call.words << "\n";
    return;
  }
  out << "DIFFERS   " << call.words << "\n";
  for (const Difference& one : call.found)
    out << "  " << one.path << "\n    recorded: " << report.clean(one.left)
        << "\n    now     : " << report.clean(one.right) << "\n";
}

void reset(Endpoint& endpoint, const TargetFile& target) {
  if (!target.can("reset")) return;
  const HttpResponse answer = endpoint.send({.method = "POST", .target = "/_sandbox/reset"});
  if (answer.status != 200)
    throw std::runtime_error("the target '" + target.name() + "' is said to be resettable, but POST /_sandbox/reset " +
                             "answered " + std::to_string(answer.status));
}

int summary(const Tally& tally, const Report& report, std::ostream& out) {
  int left_out = 0;
  for (const auto& [reason, count] : tally.left_out) left_out += count;
  out << tally.sent << " calls sent again, " << tally.different << " answered otherwise, " << left_out
      << " left out.\n";
  for (const auto& [reason, count] : tally.left_out)
    out << "  " << count << " left out: " << report.clean(reason) << "\n";
  if (stop_requested()) return kInterrupted + stop_signal();
  if (tally.different > 0) return kFailed;
  return tally.sent > 0 ? kOk : kNothingProven;
}

}  // namespace

int replay_command(const ReplayOptions& options, std::ostream& out, std::ostream& err) try {
  const Material material = load(options.source, services::catalog());
  if (tell(material.complaints, err)) return kBadScenario;
  const TargetFile& target = *material.target;
  const Noise noise = options.noise.empty() ? Noise() : Noise(options.noise, read_file(options.noise));
  const auto roles = roles_of(options.roles);
  std::vector<std::pair<std::string, recording::Session>> sessions;
  for (const std::string& file : files_of(options.sessions)) sessions.emplace_back(file, recording::read_session(file));
  const bool is_gentle = options.target != kInProcess && is_shared(target);
  const auto endpoint = endpoints_of({.target = options.target,
                                      .ca_file = options.ca_file,
                                      .production = options.production,
                                      .rate = options.rate.value_or(is_gentle ? kGentleRate : 0)})();
  const Report report(endpoint->address(), target.secrets());
  watch_for_stop();
  Tally tally;
  for (const auto& [file, session] : sessions) {
    out << file << ": " << session.calls.size() << " calls to " << session.facts.target << ", recorded "
        << session.facts.began << (session.is_cut_off ? "; its last line is broken off and not read" : "") << "\n"
        << std::flush;
    reset(*endpoint, target);
    Replay replay(session, *endpoint, services::catalog(), target, roles, noise);
    for (const recording::Call& call : session.calls) {
      if (stop_requested()) break;
      tell(replay.send(call), options.verbose, report, out, tally);
    }
  }
  return summary(tally, report, out);
} catch (const Complaint& complaint) {
  err << complaint.text() << "\n";
  return kBadScenario;
} catch (const recording::SessionError& error) {
  err << "conformance: " << error.what() << "\n";
  return kBadScenario;
} catch (const Unreachable& error) {
  err << "conformance: the target cannot be reached: " << error.what() << "\n";
  return kUnreachable;
}

}  // namespace conformance
