#include "conformance/stop.hpp"

#include <unistd.h>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <string_view>

namespace conformance {
namespace {

std::atomic<int> came = 0;  // set by a handler, read by every worker
static_assert(std::atomic<int>::is_always_lock_free);

// What may be done in a signal's handler; a message that cannot be written is none.
void say(std::string_view words) { static_cast<void>(!::write(STDERR_FILENO, words.data(), words.size())); }

extern "C" void note_signal(int signal) {
  if (came != 0) {  // what was written so far is on the disk: the ledger syncs every line
    say("conformance: ended at once; a ledger tells what may be left, for conformance sweep --ledger\n");
    _exit(128 + signal);
  }
  came = signal;
  const int before = errno;
  say("conformance: stopping; it cleans up and writes its reports, a second signal ends it at once\n");
  errno = before;
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
