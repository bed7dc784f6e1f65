#include "http/worker_pool.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <latch>

namespace http {
namespace {

TEST(WorkerPool, GrowsToServeTasksThatAllBlock) {
  constexpr int kTasks = 50;
  std::latch all_running(kTasks);  // opens only if all tasks run at once
  std::atomic<int> done = 0;
  WorkerPool pool(kTasks);
  for (int i = 0; i < kTasks; ++i) {
    EXPECT_TRUE(pool.run([&] {
      all_running.arrive_and_wait();
      ++done;
    }));
  }
  pool.finish();
  EXPECT_EQ(done, kTasks);
}

TEST(WorkerPool, SaysWhenATaskMustWaitAndRunsItLater) {
  std::promise<void> leave;
  std::atomic<bool> ran = false;
  WorkerPool pool(1);
  EXPECT_TRUE(pool.run([&] { leave.get_future().wait(); }));
  EXPECT_FALSE(pool.has_backlog());
  EXPECT_FALSE(pool.run([&] { ran = true; }));
  EXPECT_TRUE(pool.has_backlog());
  EXPECT_EQ(pool.thread_count(), 1U);
  leave.set_value();
  pool.finish();
  EXPECT_TRUE(ran);
  EXPECT_FALSE(pool.has_backlog());
}

TEST(WorkerPool, ThreadsWithoutWorkEnd) {
  WorkerPool pool(4, std::chrono::milliseconds(0));
  std::promise<void> ran;
  pool.run([&] { ran.set_value(); });
  ran.get_future().wait();
  while (pool.thread_count() != 0) std::this_thread::yield();
  std::promise<void> again;
  EXPECT_TRUE(pool.run([&] { again.set_value(); }));
  again.get_future().wait();
}

TEST(WorkerPool, FinishesWithoutEverHavingWorked) {
  WorkerPool pool(4);
  pool.finish();
  EXPECT_EQ(pool.thread_count(), 0U);
}

}  // namespace
}  // namespace http
