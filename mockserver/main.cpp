// mockserver: reads the flags, starts the server, waits for the signal to stop.
#include <pthread.h>
#include <sys/resource.h>

#include <csignal>
#include <exception>
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "control/generate.hpp"
#include "http/application.hpp"
#include "http/greeting.hpp"
#include "http/options.hpp"
#include "http/probe.hpp"
#include "http/server.hpp"
#include "overlay/files.hpp"

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

std::shared_ptr<const http::TlsContext> tls_of(const http::Options& options) {
  if (options.tls_self_signed) return std::make_shared<http::TlsContext>(http::self_signed(*options.tls_self_signed));
  if (!options.tls_certificate) return nullptr;
  return std::make_shared<http::TlsContext>(
      http::TlsFiles{.certificate = *options.tls_certificate, .key = *options.tls_key});
}

ExitCode complain(ExitCode code, const std::exception& error) {
  std::cerr << "mockserver: " << error.what() << "\n";
  return code;
}

ExitCode serve(const http::Options& options) try {
  const sigset_t stop_signals = held_stop_signals();
  allow_many_descriptors();
  http::Application application(options);
  http::Server server({.bind = options.bind, .port = options.port, .tls = tls_of(options)},
                      [&application](const http::Request& request) { return application.answer(request); });
  server.start();
  application.open();
  std::cerr << application.overlay_report() << std::flush;
  std::cout << http::greeting(options, server.port()) << std::flush;
  int signal = 0;
  sigwait(&stop_signals, &signal);
  server.stop();
  return ExitCode::kOk;
} catch (const overlay::WsdlError& error) {
  return complain(ExitCode::kBadWsdl, error);
} catch (const http::TlsError& error) {
  return complain(ExitCode::kBadTls, error);
} catch (const http::WorldError& error) {
  return complain(ExitCode::kBadWorld, error);
} catch (const http::DatabaseError& error) {
  return complain(ExitCode::kBadDatabase, error);
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
