// What was called and what was answered: a bounded, thread-safe ring of calls.
#pragma once
#include <cstddef>
#include <cstdint>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace control {

// What the host silently forgave while it read a message.
enum class NoteKind : std::uint8_t { ignored, misplaced, misspelled, defaulted, duplicate, wrong_namespace, other };

std::string_view name_of(NoteKind kind);  // "ignored", ..., "namespace", "note"

struct Note {
  NoteKind kind = NoteKind::other;
  std::string path = {};     // of the element, "CreatePartner/request/PartnerNam"
  std::string message = {};  // a sentence
  std::string nearest = {};  // the known name nearest to a wrong one, or empty
};

// One answered call. In a call that Journal answers, secrets in its texts are masked.
struct Call {
  std::string id = {};         // correlation guid, the one in the answer's Message
  std::uint64_t sequence = 0;  // given by the journal: 1, 2, 3, ...
  std::int64_t at = 0;         // sandbox time, .NET ticks UTC
  std::string service = {};    // "PartnerManagementService"
  std::string operation = {};  // "CreatePartner", empty if unknown
  std::string caller = {};     // login of AuthHeader, empty if none
  int http_status = 0;
  std::optional<int> result_code = {};  // absent when a fault or a bare HTTP status was answered
  std::string result_name = {};         // "Success"
  std::string rule = {};                // id of the rule that refused, or "<Operation>.<Field>"; empty on success
  std::string fault = {};               // text of the SOAP fault, empty if none
  std::int64_t duration_us = 0;         // microseconds
  std::string request = {};
  std::string response = {};
  std::vector<Note> notes = {};
  bool truncated = false;  // given by the journal: a text was longer than JournalLimits::text_bytes
};

struct JournalLimits {
  std::size_t calls = 1'000;
  std::size_t total_bytes = std::size_t{16} << 20;
  std::size_t text_bytes = std::size_t{64} << 10;  // of one request or response; the rest is cut off
};

// Every condition that is set must hold. Names compare without letter case.
struct CallFilter {
  std::string service = {};
  std::string operation = {};
  std::string caller = {};
  std::optional<int> result_code = {};
  bool faults_only = false;
  std::uint64_t after = 0;  // sequence numbers above this one only
  std::size_t limit = 100;
};

struct JournalTotals {
  std::size_t calls = 0;       // kept now
  std::size_t bytes = 0;       // kept now
  std::uint64_t recorded = 0;  // since the start or the last clear
  std::uint64_t dropped = 0;   // pushed out by newer ones
};

// How often calls of one operation got one result code.
struct CodeCount {
  std::string service = {};
  std::string operation = {};
  int code = 0;
  std::string name = {};
  std::size_t calls = 0;
};

// Thread rule: every member may be called from any thread; the lock is the journal's own.
class Journal {
 public:
  // `secret_names`: elements to mask beside those whose name says so.
  explicit Journal(JournalLimits limits = {}, std::vector<std::string> secret_names = {})
      : limits_(limits), secret_names_(std::move(secret_names)) {}

  // Numbers the call and keeps it; the oldest calls give way. Answers its sequence number.
  std::uint64_t add(Call call);

  // The only ways out; both mask the secrets.
  std::vector<Call> list(const CallFilter& filter = {}) const;  // newest first
  std::optional<Call> find(std::string_view id) const;
  JournalTotals totals() const;
  std::vector<CodeCount> codes() const;  // of the calls kept now, by service, operation and code
  void clear();                          // sequence numbers go on

 private:
  using Calls = std::list<Call>;
  void drop_oldest(Calls& dropped);
  void mask(Call& call) const;

  JournalLimits limits_;
  std::vector<std::string> secret_names_;
  mutable std::mutex mutex_;
  Calls calls_;
  std::size_t bytes_ = 0;
  std::uint64_t next_ = 1;
  std::uint64_t recorded_ = 0;
  std::uint64_t dropped_ = 0;
};

}  // namespace control
