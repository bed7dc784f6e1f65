// mockserver: reads the flags, starts the server, waits for the signal to stop.
#include <pthread.h>
#include <sys/resource.h>

#include <chrono>
#include <csignal>
#include <exception>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "control/export_file.hpp"
#include "control/generate.hpp"
#include "http/application.hpp"
#include "http/call_log.hpp"
#include "http/greeting.hpp"
#include "http/options.hpp"
#include "http/probe.hpp"
#include "http/server.hpp"
#include "overlay/files.hpp"
#include "proxy/proxy.hpp"
#include "recording/production.hpp"

namespace {

using http::ExitCode;

// Every connection takes a descriptor; the usual soft limit of 1,024 would be reached before the server's own.
void allow_many_descriptors() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

// SIGINT and SIGTERM, kept from every thread started from now on.
sigset_t held_stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

// A second signal does what it does to any program: it ends it at once.
void release(const sigset_t& signals) { pthread_sigmask(SIG_UNBLOCK, &signals, nullptr); }

template <class Listening>
std::shared_ptr<const http::TlsContext> tls_of(const Listening& options) {
  if (options.tls_self_signed) return std::make_shared<http::TlsContext>(http::self_signed(*options.tls_self_signed));
  if (!options.tls_certificate) return nullptr;
  return std::make_shared<http::TlsContext>(
      http::TlsFiles{.certificate = *options.tls_certificate, .key = *options.tls_key});
}

ExitCode complain(ExitCode code, const std::exception& error) {
  std::cerr << "mockserver: " << error.what() << "\n";
  return code;
}

// Returns with the first signal to stop.
void wait_for_stop(const sigset_t& stop_signals) {
  int signal = 0;
  sigwait(&stop_signals, &signal);
  release(stop_signals);
  std::cerr << "mockserver: stopping when the calls under way are answered; a second signal ends it at once\n"
            << std::flush;
}

ExitCode serve(const http::Options& options) try {
  const sigset_t stop_signals = held_stop_signals();
  allow_many_descriptors();
  std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is an error like a full disk
  http::Application application(options);
  http::Handler handler = [&application](const http::Request& request) { return application.answer(request); };
  http::Server server({.bind = options.bind,
                       .port = options.port,
                       .tls = tls_of(options),
                       .connections = options.max_connections,
                       .timeout = std::chrono::seconds(options.timeout_seconds),
                       .grace = std::chrono::seconds(options.stop_grace_seconds)},
                      options.log_calls ? http::logged(std::move(handler), std::cerr) : std::move(handler));
  server.start();
  application.open();
  std::cerr << application.overlay_report() << std::flush;
  const http::ControlToken& token = application.control_token();
  std::cout << http::greeting(options, server.port(), token.is_made_here ? token.value : "") << std::flush;
  wait_for_stop(stop_signals);
  server.stop();
  application.export_on_exit();
  return ExitCode::kOk;
} catch (const http::ControlTokenError& error) {
  return complain(ExitCode::kBadFlags, error);
} catch (const overlay::WsdlError& error) {
  return complain(ExitCode::kBadWsdl, error);
} catch (const http::TlsError& error) {
  return complain(ExitCode::kBadTls, error);
} catch (const http::ProfileError& error) {
  return complain(ExitCode::kBadProfile, error);
} catch (const http::WorldError& error) {
  return complain(ExitCode::kBadWorld, error);
} catch (const http::DatabaseError& error) {
  return complain(ExitCode::kBadDatabase, error);
} catch (const control::ExportError& error) {
  return complain(ExitCode::kBadExport, error);
} catch (const http::BindError& error) {
  return complain(ExitCode::kCannotListen, error);
}

ExitCode proxy(const http::ProxyOptions& options) try {
  const sigset_t stop_signals = held_stop_signals();
  allow_many_descriptors();
  std::signal(SIGXFSZ, SIG_IGN);  // a limit on files is then an error of the write, which is told
  if (recording::is_production(options.to) && !options.allow_production)
    throw proxy::TargetError("--to " + options.to +
                             " looks like a production host of the vendor; --allow-production says that it is meant");
  proxy::Upstream upstream({.address = options.to,
                            .ca_file = options.ca_file ? std::optional(options.ca_file->string()) : std::nullopt,
                            .timeout = std::chrono::seconds(options.target_timeout_seconds)});
  proxy::Recorder recorder(options.record,
                           {.target = options.to, .began = proxy::utc_now(), .program = "mockserver " SANDBOX_VERSION},
                           std::cerr);
  proxy::Proxy passing(upstream, recorder, options.keep_addresses);
  http::Server server({.bind = options.bind, .port = options.port, .tls = tls_of(options)},
                      [&passing](const http::Request& request) { return passing.answer(request); });
  server.start();
  std::cout << http::greeting(options, server.port()) << std::flush;
  wait_for_stop(stop_signals);
  server.stop();
  std::cout << recorder.recorded() << " calls recorded in " << recorder.file().string() << "\n" << std::flush;
  return recorder.has_stopped() ? ExitCode::kBadRecording : ExitCode::kOk;
} catch (const proxy::TargetError& error) {
  return complain(ExitCode::kBadFlags, error);
} catch (const proxy::RecordingError& error) {
  return complain(ExitCode::kBadRecording, error);
} catch (const http::TlsError& error) {
  return complain(ExitCode::kBadTls, error);
} catch (const http::BindError& error) {
  return complain(ExitCode::kCannotListen, error);
}

ExitCode generate(const http::GenerateCommand& command) try {
  control::generate_database(
      {.accounts = command.accounts, .events = command.events, .seed = command.seed, .out = command.out});
  std::cout << command.out.string() << ": " << command.accounts << " accounts, " << command.events
            << " events; start it with mockserver serve --db " << command.out.string()
            << " and call as 888WS, Sandbox888\n";
  return ExitCode::kOk;
} catch (const control::GenerateError& error) {
  return complain(ExitCode::kBadDatabase, error);
}

ExitCode probe(const http::ProbeCommand& command) {
  const http::Probe found = http::probe(command.url, command.timeout_seconds);
  if (found.ready)
    std::cout << "ready\n";
  else
    std::cerr << "mockserver: not ready: " << found.reason << "\n";
  return found.ready ? ExitCode::kOk : ExitCode::kFailed;
}

struct Run {
  ExitCode operator()(const http::ServeCommand& command) const { return serve(command.options); }
  ExitCode operator()(const http::ProxyCommand& command) const { return proxy(command.options); }
  ExitCode operator()(const http::GenerateCommand& command) const { return generate(command); }
  ExitCode operator()(const http::ProbeCommand& command) const { return probe(command); }
  ExitCode operator()(const http::EndCommand& command) const {
    (command.code == ExitCode::kOk ? std::cout : std::cerr) << command.text;
    return command.code;
  }
};

}  // namespace

int main(int argc, char** argv) try {
  const http::Command command = http::parse_command_line(std::vector<std::string>(argv + 1, argv + argc));
  return static_cast<int>(std::visit(Run{}, command));
} catch (const std::exception& error) {
  return static_cast<int>(complain(ExitCode::kFailed, error));
}
