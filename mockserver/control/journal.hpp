// What was called and what was answered: a bounded, thread-safe ring of calls.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace control {

// What the host silently forgave while it read a message.
enum class NoteKind : std::uint8_t { ignored, misplaced, misspelled, defaulted, duplicate, wrong_namespace, other };

std::string_view name_of(NoteKind kind);         // "ignored", ..., "namespace", "note"
std::span<const std::string_view> note_kinds();  // the names of all, in their order

// What told the host which operation was meant.
enum class RoutedBy : std::uint8_t { nothing, soap_action, action_parameter, body_element, address };

struct Note {
  NoteKind kind = NoteKind::other;
  std::string path = {};     // of the element, "CreatePartner/request/PartnerNam"
  std::string message = {};  // a sentence
  std::string nearest = {};  // the known name nearest to a wrong one, or empty
};

// A fault that a test has asked for and a call met.
struct MetFault {
  std::string id = {};      // "fault-1"
  std::string effect = {};  // for people
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
  std::vector<MetFault> met = {};       // faults that were applied to the call; what was answered is their work
  std::string operation_result = {};    // with faults: name of the code that the operation itself answered, empty if it
                                        // did not run
  std::int64_t duration_us = 0;         // microseconds; how long a fault held the answer back does not count
  std::string request = {};
  std::string response = {};
  std::vector<Note> notes = {};
  std::string soap_version = {};  // "1.1", "1.2"; empty for the bindings of plain HTTP
  RoutedBy routed_by = RoutedBy::nothing;
  std::string action = {};                      // SOAPAction as it was sent; kept only where it led to no operation
  std::int32_t caller_entity = 0;               // whose login it was; 0 if nobody's
  std::string detail = {};                      // of a refusal: what the answer's Message says behind the id
  std::vector<std::string> circumstances = {};  // of a refusal: what it ran into, in sentences that no answer holds
  std::int64_t first_mail = 0;                  // the mails it sent have the ids from this one on
  std::int64_t mails = 0;
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
  std::string id = {};
  std::string rule = {};
  std::optional<NoteKind> note = {};       // at least one of this kind
  std::optional<std::int64_t> since = {};  // sandbox time, .NET ticks UTC: at or after
  std::optional<std::int64_t> until = {};  // before
  std::uint64_t after = 0;                 // sequence numbers above this one only
  std::size_t limit = 100;
};

struct JournalTotals {
  std::size_t calls = 0;              // kept now
  std::size_t bytes = 0;              // kept now
  std::uint64_t recorded = 0;         // since the start or the last clear
  std::uint64_t dropped = 0;          // pushed out by newer ones
  std::uint64_t dropped_through = 0;  // the highest sequence number of those; 0 if there are none
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

  // The only ways out; all mask the secrets. `each` shows the calls that match, newest first and whatever their number,
  // until `seen` answers false; no lock is held meanwhile, so calls may come and go.
  void each(const CallFilter& filter, const std::function<bool(Call&&)>& seen) const;
  std::vector<Call> list(const CallFilter& filter = {}) const;  // newest first
  std::optional<Call> find(std::string_view id) const;
  JournalTotals totals() const;
  std::vector<CodeCount> codes() const;  // of the calls kept now, by service, operation and code
  void clear();                          // sequence numbers go on
  // Forgets the calls of these sequence numbers, in any order; answers how many there were. The totals go on.
  std::size_t remove(std::span<const std::uint64_t> sequences);

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
  std::uint64_t dropped_through_ = 0;
};

}  // namespace control
