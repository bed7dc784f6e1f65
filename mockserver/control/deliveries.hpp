// The mails of one sandbox on their way to an SMTP server, and how far each has come.
#pragma once
#include <cstdint>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "smtp/courier.hpp"
#include "state/sandbox.hpp"

namespace control {

// The outbox is the queue: mails are fetched from it one by one, so that nothing is lost when the server is down. What
// was in it before (a snapshot's mails, those of an earlier run) is not delivered.
// Thread rule: every member may be called from any thread that does not hold the sandbox's lock.
class Deliveries : public smtp::Source {
 public:
  explicit Deliveries(state::Sandbox& sandbox) : sandbox_(&sandbox) {}

  // The sandbox ends; there are no mails any more.
  void close();

  // {"state": "queued" | "delivered" | "failed" | "not sent", "attempts": N, "reason": text or null}; "not sent" is
  // what was in the outbox before. `sendings` as they were when the mail was read.
  nlohmann::json of(std::int64_t mail_id, const state::Mail::Sendings& sendings);

  std::optional<smtp::Parcel> next() override;
  void report(const smtp::Parcel& parcel, const smtp::Attempt& attempt, bool last) override;

 private:
  struct Progress {
    const char* state = "queued";
    int attempts = 0;
    std::string reason = {};
  };
  void begin(std::uint64_t edition);

  std::mutex mutex_;  // taken before the sandbox's
  state::Sandbox* sandbox_;
  std::uint64_t edition_ = 0;  // of the outbox that the numbers below are about
  std::int64_t fetched_ = 0;   // mails up to this id were handed over
  std::map<std::int64_t, Progress> progress_;
};

}  // namespace control
