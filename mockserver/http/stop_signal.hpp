// The word that a server stops, for whoever holds an answer back meanwhile.
#pragma once
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>

namespace http {

// Callable from any thread.
class StopSignal {
 public:
  void raise() {
    {
      const std::scoped_lock lock(mutex_);
      is_raised_ = true;
    }
    raised_.notify_all();
  }
  [[nodiscard]] bool is_raised() const noexcept { return is_raised_; }
  // Waits so long, or until the signal is raised.
  void wait_for(std::chrono::nanoseconds time) const {
    std::unique_lock lock(mutex_);
    raised_.wait_for(lock, time, [this] { return is_raised_.load(); });
  }

 private:
  std::atomic<bool> is_raised_ = false;
  mutable std::mutex mutex_{};
  mutable std::condition_variable raised_{};
};

}  // namespace http
