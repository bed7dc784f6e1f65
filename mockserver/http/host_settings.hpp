// How the .asmx host behaves where real deployments differ: the knobs of the host.
#pragma once
#include <cstddef>
#include <cstdint>

namespace http {

// What happens with elements that the host reads past without a word: nothing, a note in the call's journal entry (and
// the same answer), or a SOAP fault that names them.
enum class Strictness : std::uint8_t { off, warn, fault };

struct HostSettings {
  bool custom_errors = true;           // true: faults carry messages only; false: type names too (host rule 35)
  std::int16_t time_zone_minutes = 0;  // the server's local time = UTC + this (host rule 68)
  bool enable_get = false;             // HTTP GET binding (host rules 2, 6)
  bool enable_post = false;            // HTTP POST binding for remote callers; local callers have it always (rule 2)
  std::size_t max_request_kb = 4096;   // KB; larger bodies get the fault of host rule 95
  bool iis_headers = false;            // X-AspNet-Version, X-Powered-By and Server as IIS sends them (host rule 91)
  Strictness strictness = Strictness::warn;
  bool fault_on_wcf_action = false;     // Q-wcf-action
  bool trust_forwarded = false;         // take scheme and host from X-Forwarded-Proto and X-Forwarded-Host
  bool unavailable_operations = false;  // serve operations the document marks as not available
};

}  // namespace http
