// How often somebody may do something: a token bucket for each address.
#pragma once
#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace http {

// Safe to use from many threads. Remembers some thousand addresses; whoever comes past that shares one bucket.
class RateLimit {
 public:
  using Clock = std::function<std::chrono::steady_clock::time_point()>;

  // `per_second` in the long run, and as many at once; 0: as many as anybody likes.
  explicit RateLimit(unsigned per_second, Clock clock = std::chrono::steady_clock::now);

  // Takes one token. Nothing if there was one, else how long it takes until there is.
  std::optional<std::chrono::milliseconds> wait_for(std::string_view address);

 private:
  struct Bucket {
    double tokens = 0;
    std::chrono::steady_clock::time_point filled{};
  };
  Bucket& bucket_of(std::string_view address, std::chrono::steady_clock::time_point now);
  double tokens_in(const Bucket& bucket, std::chrono::steady_clock::time_point now) const;

  const double per_second_;
  const Clock clock_;
  std::mutex mutex_{};
  std::map<std::string, Bucket, std::less<>> buckets_{};
};

}  // namespace http
