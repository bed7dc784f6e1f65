// The courier's round: mails that are due again first, then the next one of each source in turn.
#include "smtp/courier.hpp"

#include <algorithm>
#include <utility>

namespace smtp {

constexpr int kMostDoublings = 12;  // of a pause: from a second to somewhat more than an hour

Courier::Courier(Settings server, CourierSettings settings) : settings_(settings) {
  auto client = std::make_shared<Client>(std::move(server), [this] { return over(); });
  send_ = [client](const Message& message) { return client->send(message); };
  thread_ = std::thread([this] { run(); });
}

Courier::Courier(Send send, CourierSettings settings) : settings_(settings), send_(std::move(send)) {
  thread_ = std::thread([this] { run(); });
}

Courier::~Courier() { stop(std::chrono::milliseconds(0)); }

void Courier::wake(const std::shared_ptr<Source>& source) {
  const std::lock_guard lock(mutex_);
  if (deadline_ || std::ranges::find(awake_, source) != awake_.end()) return;
  awake_.push_back(source);
  changed_.notify_one();
}

void Courier::stop(std::chrono::milliseconds grace) {
  {
    const std::lock_guard lock(mutex_);
    if (!deadline_) deadline_ = std::chrono::steady_clock::now() + grace;
  }
  changed_.notify_one();
  if (thread_.joinable()) thread_.join();
}

bool Courier::over() const {
  const std::lock_guard lock(mutex_);
  return deadline_ && std::chrono::steady_clock::now() >= *deadline_;
}

void Courier::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    if (deadline_ && std::chrono::steady_clock::now() >= *deadline_) return;
    if (auto waiting = take(lock)) {
      deliver(*std::move(waiting), lock);
    } else if (deadline_ && awake_.empty()) {
      return;
    } else {
      wait_for_work(lock);
    }
  }
}

// A mail to attempt now, or nothing.
std::optional<Courier::Waiting> Courier::take(std::unique_lock<std::mutex>& lock) {
  if (auto again = take_waiting()) return again;
  return take_new(lock);
}

// Of those that failed before, the one that is due longest; while stopping, all are due.
std::optional<Courier::Waiting> Courier::take_waiting() {
  const auto first = std::ranges::min_element(waiting_, {}, &Waiting::due);
  if (first == waiting_.end() || (!deadline_ && first->due > std::chrono::steady_clock::now())) return std::nullopt;
  Waiting taken = std::move(*first);
  waiting_.erase(first);
  return taken;
}

// The sources take turns; one without mails leaves the round until it is woken again.
std::optional<Courier::Waiting> Courier::take_new(std::unique_lock<std::mutex>& lock) {
  while (!awake_.empty() && waiting_.size() < settings_.most_waiting) {
    const std::shared_ptr<Source> source = std::move(awake_.front());
    awake_.pop_front();
    lock.unlock();
    auto parcel = source->next();
    lock.lock();
    if (!parcel) continue;
    if (std::ranges::find(awake_, source) == awake_.end()) awake_.push_back(source);
    return Waiting{.source = source, .parcel = *std::move(parcel)};
  }
  return std::nullopt;
}

void Courier::deliver(Waiting waiting, std::unique_lock<std::mutex>& lock) {
  const bool stopping = deadline_.has_value();
  lock.unlock();
  const Attempt attempt = send_(waiting.parcel.message);
  ++waiting.attempts;
  const bool again = attempt.outcome == Attempt::Outcome::failed && waiting.attempts < settings_.attempts && !stopping;
  waiting.source->report(waiting.parcel, attempt, !again);
  lock.lock();
  if (!again) return;
  waiting.due = std::chrono::steady_clock::now() +
                settings_.first_pause * (1LL << std::min(waiting.attempts - 1, kMostDoublings));
  waiting_.push_back(std::move(waiting));
}

// Until a source wakes, a mail is due again, or the end comes.
void Courier::wait_for_work(std::unique_lock<std::mutex>& lock) {
  const auto first = std::ranges::min_element(waiting_, {}, &Waiting::due);
  if (first == waiting_.end()) {
    changed_.wait(lock, [this] { return deadline_ || !awake_.empty(); });
  } else {
    const Time due = first->due;  // the list may change while the lock is open
    const bool full = waiting_.size() >= settings_.most_waiting;
    changed_.wait_until(lock, due, [&] { return deadline_ || (!full && !awake_.empty()); });
  }
}

}  // namespace smtp
