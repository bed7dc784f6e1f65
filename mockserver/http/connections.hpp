// All connections of a server, so that they can be asked to make room and to end.
#pragma once
#include <chrono>
#include <condition_variable>
#include <list>
#include <mutex>

#include "http/connection.hpp"
#include "http/stop_signal.hpp"

namespace http {

// Callable from any thread.
class Connections {
 public:
  // From now until remove() others may end the connection. The longest connected stands first.
  void add(Connection& connection);
  void remove(Connection& connection);

  // Ends the connection that has been here longest among those without a request under way, if there is one.
  void close_an_idle_one();

  // Ends the idle connections, waits for the others to finish their requests, and after `grace` breaks off the rest.
  void stop(std::chrono::milliseconds grace);
  // Raised from the beginning of stop() on: a request answered now is the last of its connection.
  [[nodiscard]] const StopSignal& stop_signal() const noexcept { return stop_signal_; }

 private:
  StopSignal stop_signal_{};
  std::mutex mutex_{};
  std::condition_variable emptied_{};
  std::list<Connection*> connections_{};
};

}  // namespace http
