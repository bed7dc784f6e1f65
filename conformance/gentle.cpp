#include "conformance/gentle.hpp"

#include <algorithm>
#include <charconv>
#include <thread>

#include "conformance/stop.hpp"

namespace conformance {
namespace {

constexpr int kTries = 5;
constexpr std::chrono::seconds kLongestWait{120};

void sleep_unless_stopped(std::chrono::milliseconds time) {
  const auto end = std::chrono::steady_clock::now() + time;
  while (!stop_requested() && std::chrono::steady_clock::now() < end)
    std::this_thread::sleep_for(
        std::min<std::chrono::nanoseconds>(std::chrono::milliseconds(50), end - std::chrono::steady_clock::now()));
}

std::chrono::milliseconds patience(const HttpResponse& answer, int tries) {
  if (const std::string* after = answer.header("Retry-After")) {
    int seconds = 0;
    const auto [end, error] = std::from_chars(after->data(), after->data() + after->size(), seconds);
    if (error == std::errc() && end == after->data() + after->size() && seconds >= 0)
      return std::min<std::chrono::milliseconds>(std::chrono::seconds(seconds), kLongestWait);
  }
  return std::chrono::seconds(1 << tries);
}

class Gentle : public Endpoint {
 public:
  Gentle(std::unique_ptr<Endpoint> endpoint, std::shared_ptr<Pace> pace)
      : endpoint_(std::move(endpoint)), pace_(std::move(pace)) {}

  HttpResponse send(const HttpRequest& request) override {
    for (int tries = 0;; ++tries) {
      pace_->wait();
      HttpResponse answer = endpoint_->send(request);
      const bool throttled = answer.status == 429 || answer.status == 503;
      if (!throttled || tries + 1 == kTries || stop_requested()) return answer;
      pace_->sleep(patience(answer, tries));
    }
  }
  std::string address() const override { return endpoint_->address(); }

 private:
  std::unique_ptr<Endpoint> endpoint_;
  std::shared_ptr<Pace> pace_;
};

}  // namespace

Pace::Pace(double per_second, Clock clock, Sleep sleep)
    : between_(per_second > 0 ? std::chrono::nanoseconds(static_cast<std::int64_t>(1e9 / per_second))
                              : std::chrono::nanoseconds(0)),
      clock_(clock ? std::move(clock) : [] { return std::chrono::steady_clock::now(); }),
      sleep_(sleep ? std::move(sleep) : sleep_unless_stopped) {}

void Pace::wait() {
  if (between_.count() == 0) return;
  std::chrono::steady_clock::time_point mine;
  {
    const std::scoped_lock lock(mutex_);
    mine = std::max(next_, clock_());
    next_ = mine + between_;
  }
  const auto still = std::chrono::ceil<std::chrono::milliseconds>(mine - clock_());
  if (still.count() > 0) sleep_(still);
}

std::unique_ptr<Endpoint> gentle_endpoint(std::unique_ptr<Endpoint> endpoint, std::shared_ptr<Pace> pace) {
  return std::make_unique<Gentle>(std::move(endpoint), std::move(pace));
}

}  // namespace conformance
