#include "http/connections.hpp"

#include <algorithm>

namespace http {

void Connections::add(Connection& connection) {
  const std::scoped_lock lock(mutex_);
  connections_.push_back(&connection);
}

void Connections::remove(Connection& connection) {
  const std::scoped_lock lock(mutex_);
  connections_.remove(&connection);
  emptied_.notify_all();
}

void Connections::close_an_idle_one() {
  const std::scoped_lock lock(mutex_);
  std::any_of(connections_.begin(), connections_.end(), [](Connection* each) { return each->end_if_idle(); });
}

void Connections::stop(std::chrono::milliseconds grace) {
  stop_signal_.raise();
  std::unique_lock lock(mutex_);
  for (Connection* each : connections_) each->end_if_idle();
  if (emptied_.wait_for(lock, grace, [this] { return connections_.empty(); })) return;
  for (Connection* each : connections_) each->abort();
}

}  // namespace http
