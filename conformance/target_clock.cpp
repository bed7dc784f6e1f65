#include "conformance/target_clock.hpp"

#include <chrono>
#include <stdexcept>
#include <thread>

#include "conformance/stop.hpp"
#include "conformance/times.hpp"
#include "conformance/values.hpp"

namespace conformance {
namespace {

void sleep_unless_stopped(std::int64_t seconds) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
  while (!stop_requested() && std::chrono::steady_clock::now() < end)
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
}

}  // namespace

TargetClock::TargetClock(Endpoint& endpoint, const TargetFile& target, Wait wait)
    : endpoint_(endpoint), controlled_(target.can("clock")), wait_(wait ? std::move(wait) : sleep_unless_stopped) {}

std::int64_t TargetClock::now() {
  if (!controlled_) return machine_time() + ahead_;
  const HttpResponse answer = endpoint_.send({.target = "/_sandbox/clock"});
  const Json clock = Json::parse(answer.body, nullptr, false);
  const auto at = clock.is_object() ? read_instant(clock.value("now", "")) : std::nullopt;
  if (!at) throw std::runtime_error("GET /_sandbox/clock did not tell the target's time");
  return *at;
}

void TargetClock::pass(std::int64_t seconds) {
  if (!controlled_) return wait_(seconds);
  const HttpResponse answer = endpoint_.send({.method = "POST",
                                              .target = "/_sandbox/clock/advance",
                                              .headers = {{"Content-Type", "application/json"}},
                                              .body = R"({"by": ")" + std::to_string(seconds) + R"(s"})"});
  if (answer.status / 100 != 2)
    throw std::runtime_error("POST /_sandbox/clock/advance answered " + std::to_string(answer.status));
}

void TargetClock::observe(const HttpResponse& response) {
  if (controlled_) return;
  const std::string* date = response.header("Date");
  if (const auto at = date ? read_http_date(*date) : std::nullopt) ahead_ = *at - machine_time();
}

}  // namespace conformance
