// The courier delivers every mail once, tries again what failed, and never makes anybody wait.
#include "smtp/courier.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <map>

namespace smtp {
namespace {

using testing::ElementsAre;
using Outcome = Attempt::Outcome;

// Mails 1 to `count`, and what became of them.
class Box : public Source {
 public:
  explicit Box(int count) : count_(count) {}

  std::optional<Parcel> next() override {
    const std::lock_guard lock(mutex_);
    if (taken_ == count_) return std::nullopt;
    ++taken_;
    return Parcel{.id = taken_, .message = {.subject = std::to_string(taken_)}};
  }
  void report(const Parcel& parcel, const Attempt& attempt, bool last) override {
    const std::lock_guard lock(mutex_);
    reports_.push_back(std::to_string(parcel.id) + (attempt.outcome == Outcome::delivered ? " delivered" : " failed") +
                       (last ? "" : ", again"));
    if (last && ++done_ == count_) all_done_.set_value();
  }
  void add(int more) {
    const std::lock_guard lock(mutex_);
    count_ += more;
  }

  void wait() { all_done_.get_future().wait(); }
  int taken() {
    const std::lock_guard lock(mutex_);
    return taken_;
  }
  std::vector<std::string> reports() {
    const std::lock_guard lock(mutex_);
    return reports_;
  }

 private:
  std::mutex mutex_;
  int count_ = 0;
  int taken_ = 0;
  int done_ = 0;
  std::vector<std::string> reports_;
  std::promise<void> all_done_;
};

constexpr CourierSettings kQuick{.attempts = 3, .first_pause = std::chrono::milliseconds(1)};

TEST(Courier, DeliversWhatASourceHasInItsOrder) {
  Courier courier([](const Message&) { return Attempt{.outcome = Outcome::delivered}; }, kQuick);
  const auto box = std::make_shared<Box>(3);
  courier.wake(box);
  box->wait();
  EXPECT_THAT(box->reports(), ElementsAre("1 delivered", "2 delivered", "3 delivered"));
}

TEST(Courier, TriesAgainAndThenGivesUp) {
  Courier courier([](const Message&) { return Attempt{.outcome = Outcome::failed, .reason = "down"}; }, kQuick);
  const auto box = std::make_shared<Box>(1);
  courier.wake(box);
  box->wait();
  EXPECT_THAT(box->reports(), ElementsAre("1 failed, again", "1 failed, again", "1 failed"));
}

TEST(Courier, DoesNotTryAgainWhatTheServerRefuses) {
  Courier courier([](const Message&) { return Attempt{.outcome = Outcome::refused, .reason = "no such user"}; },
                  kQuick);
  const auto box = std::make_shared<Box>(1);
  courier.wake(box);
  box->wait();
  EXPECT_THAT(box->reports(), ElementsAre("1 failed"));
}

TEST(Courier, DeliversOnceTheServerIsUpAgain) {
  std::atomic<int> attempts = 0;
  Courier courier(
      [&](const Message&) { return Attempt{.outcome = ++attempts < 3 ? Outcome::failed : Outcome::delivered}; },
      kQuick);
  const auto box = std::make_shared<Box>(1);
  courier.wake(box);
  box->wait();
  EXPECT_THAT(box->reports(), ElementsAre("1 failed, again", "1 failed, again", "1 delivered"));
}

TEST(Courier, WakingNeverWaitsForASlowServer) {
  std::promise<void> release;
  const auto released = release.get_future().share();
  Courier courier(
      [&](const Message&) {
        released.wait();
        return Attempt{.outcome = Outcome::delivered};
      },
      kQuick);
  const auto box = std::make_shared<Box>(5);
  for (int i = 0; i < 1'000; ++i) courier.wake(box);
  EXPECT_LE(box->taken(), 1) << "one under way, the others stay where they are";
  release.set_value();
  box->wait();
  EXPECT_EQ(box->reports().size(), 5U);
}

TEST(Courier, TakesNoNewMailsWhileTooManyWait) {
  std::atomic<bool> up = false;
  Courier courier([&](const Message&) { return Attempt{.outcome = up ? Outcome::delivered : Outcome::failed}; },
                  {.attempts = 1'000'000, .first_pause = std::chrono::milliseconds(0), .most_waiting = 2});
  const auto box = std::make_shared<Box>(10);
  courier.wake(box);
  while (box->reports().size() < 50) std::this_thread::yield();
  EXPECT_LE(box->taken(), 3);
  up = true;
  box->wait();
  EXPECT_EQ(box->taken(), 10);
}

TEST(Courier, StopDeliversWhatIsLeft) {
  Courier courier([](const Message&) { return Attempt{.outcome = Outcome::delivered}; }, kQuick);
  const auto box = std::make_shared<Box>(20);
  courier.wake(box);
  courier.stop(std::chrono::minutes(1));
  EXPECT_EQ(box->reports().size(), 20U);
  box->add(1);
  courier.wake(box);
  EXPECT_EQ(box->taken(), 20) << "nothing is fetched behind the end";
}

TEST(Courier, StopGivesAWaitingMailOneMoreAttemptWithoutItsPause) {
  Courier courier([](const Message&) { return Attempt{.outcome = Outcome::failed}; },
                  {.attempts = 6, .first_pause = std::chrono::hours(1)});
  const auto box = std::make_shared<Box>(1);
  courier.wake(box);
  while (box->reports().empty()) std::this_thread::yield();
  courier.stop(std::chrono::minutes(1));
  EXPECT_THAT(box->reports(), ElementsAre("1 failed, again", "1 failed"));
}

TEST(Courier, SourcesTakeTurns) {
  std::mutex mutex;
  std::vector<std::string> order;
  std::promise<void> release;
  const auto released = release.get_future().share();
  Courier courier(
      [&](const Message& message) {
        released.wait();
        const std::lock_guard lock(mutex);
        order.push_back(message.subject);
        return Attempt{.outcome = Outcome::delivered};
      },
      kQuick);
  const auto one = std::make_shared<Box>(2);
  const auto other = std::make_shared<Box>(2);
  courier.wake(one);
  courier.wake(other);
  release.set_value();
  one->wait();
  other->wait();
  EXPECT_THAT(order, ElementsAre("1", "1", "2", "2"));
}

}  // namespace
}  // namespace smtp
