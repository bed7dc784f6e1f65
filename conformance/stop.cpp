#include "conformance/stop.hpp"

#include <unistd.h>
#include <csignal>

namespace conformance {
namespace {

volatile std::sig_atomic_t came = 0;

extern "C" void note_signal(int signal) {
  if (came != 0) _exit(128 + signal);  // what was written so far is on the disk: the ledger syncs every line
  came = signal;
}

}  // namespace

void watch_for_stop() {
  struct sigaction action {};
  action.sa_handler = note_signal;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

bool stop_requested() { return came != 0; }
int stop_signal() { return came; }

}  // namespace conformance
