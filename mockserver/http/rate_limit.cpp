#include "http/rate_limit.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace http {
namespace {

using std::chrono::steady_clock;

constexpr std::size_t kMostAddresses = 4096;
constexpr const char* kAllOthers = "";

}  // namespace

RateLimit::RateLimit(unsigned per_second, Clock clock) : per_second_(per_second), clock_(std::move(clock)) {}

std::optional<std::chrono::milliseconds> RateLimit::wait_for(std::string_view address) {
  if (per_second_ == 0) return std::nullopt;
  const std::scoped_lock lock(mutex_);
  const auto now = clock_();
  Bucket& bucket = bucket_of(address, now);
  bucket = {.tokens = tokens_in(bucket, now), .filled = now};
  if (bucket.tokens >= 1) {
    bucket.tokens -= 1;
    return std::nullopt;
  }
  return std::chrono::milliseconds(static_cast<std::int64_t>(std::ceil((1 - bucket.tokens) / per_second_ * 1000)));
}

double RateLimit::tokens_in(const Bucket& bucket, steady_clock::time_point now) const {
  const double since = std::chrono::duration<double>(now - bucket.filled).count();
  return std::min(per_second_, bucket.tokens + since * per_second_);
}

RateLimit::Bucket& RateLimit::bucket_of(std::string_view address, steady_clock::time_point now) {
  if (const auto found = buckets_.find(address); found != buckets_.end()) return found->second;
  if (buckets_.size() >= kMostAddresses)  // a bucket that is full again says no more than none
    std::erase_if(buckets_, [&](const auto& one) { return tokens_in(one.second, now) >= per_second_; });
  const std::string name(buckets_.size() >= kMostAddresses ? kAllOthers : address);
  return buckets_.try_emplace(name, Bucket{.tokens = per_second_, .filled = now}).first->second;
}

}  // namespace http
