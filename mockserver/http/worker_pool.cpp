#include "http/worker_pool.hpp"

#include <system_error>
#include <utility>

namespace http {

WorkerPool::WorkerPool(std::size_t capacity, std::chrono::milliseconds patience)
    : capacity_(capacity), patience_(patience) {}

WorkerPool::~WorkerPool() { finish(); }

bool WorkerPool::run(Task task) {
  std::unique_lock lock(mutex_);
  join_ended(lock);
  tasks_.push_back(std::move(task));
  if (idle_ >= tasks_.size()) {
    changed_.notify_one();
    return true;
  }
  if (threads_.size() >= capacity_) {
    has_backlog_ = true;
    return false;
  }
  const auto self = threads_.emplace(threads_.end());
  try {
    *self = std::thread([this, self] { work(self); });
  } catch (const std::system_error&) {  // the machine has no more threads to give: as good as at capacity
    threads_.erase(self);
    has_backlog_ = true;
    return false;
  }
  return true;
}

void WorkerPool::work(Threads::iterator self) {
  std::unique_lock lock(mutex_);
  for (;;) {
    while (!tasks_.empty()) {
      Task task = std::move(tasks_.front());
      tasks_.pop_front();
      if (tasks_.empty()) has_backlog_ = false;
      lock.unlock();
      task();
      task = nullptr;
      lock.lock();
    }
    if (finishing_) break;
    ++idle_;
    const bool woken = changed_.wait_for(lock, patience_, [this] { return finishing_ || !tasks_.empty(); });
    --idle_;
    if (!woken) break;
  }
  ended_.splice(ended_.end(), threads_, self);
  changed_.notify_all();
}

void WorkerPool::join_ended(std::unique_lock<std::mutex>& lock) {
  Threads gone = std::exchange(ended_, {});
  if (gone.empty()) return;
  lock.unlock();
  for (std::thread& thread : gone) thread.join();
  lock.lock();
}

void WorkerPool::finish() {
  std::unique_lock lock(mutex_);
  finishing_ = true;
  changed_.notify_all();
  changed_.wait(lock, [this] { return threads_.empty(); });
  join_ended(lock);
}

std::size_t WorkerPool::thread_count() const {
  const std::scoped_lock lock(mutex_);
  return threads_.size();
}

}  // namespace http
