// Ctrl-C and SIGTERM: the first asks for an orderly end (clean up, write the reports), the second ends at once.
#pragma once

namespace conformance {

// From now on SIGINT and SIGTERM are noted instead of ending the program; a second one ends it with 128 + its number.
void watch_for_stop();

// Whether a signal came. Safe from any thread.
bool stop_requested();
// The signal that came, or 0.
int stop_signal();

}  // namespace conformance
