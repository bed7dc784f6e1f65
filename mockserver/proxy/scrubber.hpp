// Takes the secrets out of calls before they are written down.
#pragma once
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "recording/secrets.hpp"
#include "recording/session.hpp"

namespace proxy {

// Every secret gets a number with its first appearance and is replaced by recording::placeholder() of it, so that it
// still shows which secrets are the same. Safe to use from many threads.
class Scrubber {
 public:
  // Replaces the values of elements, attributes, parameters, members and header fields whose names speak of a secret;
  // then these values wherever else they stand, in any call from now on, XML-escaped, percent-encoded or in base64,
  // too.
  void scrub(recording::Call& call);

 private:
  std::string stand_in(std::string_view secret);
  std::string without_named(const std::string& text);
  std::string without_known(std::string_view text) const;
  void scrub_headers(recording::HeaderFields& headers);

  std::mutex mutex_{};
  std::map<std::string, std::uint64_t, std::less<>> numbers_{};
  std::uint64_t last_ = 0;
  recording::KnownSecrets known_{};
};

}  // namespace proxy
