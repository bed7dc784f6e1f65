// Brings mails to an SMTP server behind the back of whoever sent them: a thread of its own, few mails at a time, more
// attempts after failures.
#pragma once
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "smtp/client.hpp"

namespace smtp {

// A message and the number its source knows it by.
struct Parcel {
  std::uint64_t edition = 0;
  std::int64_t id = 0;
  Message message = {};
};

// Whoever has mails to deliver. The courier's thread calls both, one at a time, holding none of its own locks.
class Source {
 public:
  virtual ~Source() = default;
  // The next mail that was not handed over before, or nothing.
  virtual std::optional<Parcel> next() = 0;
  // How the latest attempt at one of its mails ended; `last` when there will be no other.
  virtual void report(const Parcel& parcel, const Attempt& attempt, bool last) = 0;
};

struct CourierSettings {
  int attempts = 6;                              // at one mail
  std::chrono::milliseconds first_pause{1'000};  // after the first failure; doubles with each, twelve times at most
  std::size_t most_waiting = 1'000;              // mails that failed and wait; until one is done, no new ones are taken
};

// Thread rule: every member may be called from any thread.
class Courier {
 public:
  using Send = std::function<Attempt(const Message&)>;

  explicit Courier(Settings server, CourierSettings settings = {});
  // With another way of sending, for tests. `send` is called by the courier's thread only.
  explicit Courier(Send send, CourierSettings settings = {});
  ~Courier();

  // There are mails to fetch from this source. Returns at once, whatever the courier is doing. Nothing happens when it
  // has stopped.
  void wake(const std::shared_ptr<Source>& source);

  // Ends the thread. What waits gets one attempt more each, as long as the grace lasts; then an attempt under way is
  // broken off. The second call does nothing.
  void stop(std::chrono::milliseconds grace);

 private:
  using Time = std::chrono::steady_clock::time_point;
  struct Waiting {
    std::shared_ptr<Source> source;
    Parcel parcel;
    int attempts = 0;
    Time due = {};
  };

  void run();
  bool over() const;  // the grace of stop() is
  std::optional<Waiting> take(std::unique_lock<std::mutex>& lock);
  std::optional<Waiting> take_waiting();
  std::optional<Waiting> take_new(std::unique_lock<std::mutex>& lock);
  void deliver(Waiting waiting, std::unique_lock<std::mutex>& lock);
  void wait_for_work(std::unique_lock<std::mutex>& lock);

  const CourierSettings settings_;
  Send send_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::shared_ptr<Source>> awake_;  // each once
  std::vector<Waiting> waiting_;
  std::optional<Time> deadline_;  // set by stop()
  std::thread thread_;
};

}  // namespace smtp
