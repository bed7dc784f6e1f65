// Threads that come and go with the work: one per busy or kept-alive connection, none for a server that is alone.
#pragma once
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <list>
#include <mutex>
#include <thread>

namespace http {

class WorkerPool {
 public:
  using Task = std::function<void()>;

  // At most `capacity` threads; one without work for `patience` ends.
  explicit WorkerPool(std::size_t capacity, std::chrono::milliseconds patience = std::chrono::seconds(10));
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;
  ~WorkerPool();

  // Runs the task on an idle thread, else on a new one, else, at capacity, as soon as a thread becomes free.
  // Returns false in the last case. Tasks must not throw. Callable from any thread.
  bool run(Task task);

  // Lets every task finish, the waiting ones included, and ends all threads. Nothing may be run afterwards.
  void finish();

  [[nodiscard]] std::size_t thread_count() const;
  // Whether a task waits that run() returned false for.
  [[nodiscard]] bool has_backlog() const noexcept { return has_backlog_; }

 private:
  using Threads = std::list<std::thread>;
  void work(Threads::iterator self);
  void join_ended(std::unique_lock<std::mutex>& lock);

  const std::size_t capacity_;
  const std::chrono::milliseconds patience_;
  mutable std::mutex mutex_{};
  std::condition_variable changed_{};
  std::deque<Task> tasks_{};
  Threads threads_{};
  Threads ended_{};
  std::size_t idle_ = 0;
  bool finishing_ = false;
  std::atomic<bool> has_backlog_ = false;
};

}  // namespace http
