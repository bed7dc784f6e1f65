// One call from credentials to the rule's answer, in the order of the pipeline: credentials, request, field checks,
// rules, effect. Reading and writing XML stay with the host.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "contract/operation.hpp"
#include "contract/profile.hpp"
#include "state/sandbox.hpp"
#include "wire/soap_protocol.hpp"

namespace services {

// What happened, for the answer and for the journal.
struct Served {
  std::string id = {};    // correlation id of the call: Message's Err-<guid> and the journal's key
  state::Instant at = 0;  // sandbox time of the call
  contract::Code code = contract::Code::Success;
  std::string rule = {};                     // id of the rule that refused, or "<Operation>.<Field>"; empty on success
  std::string detail = {};                   // reason after the id in Message
  std::string failure = {};                  // what() of an exception behind UnexpectedError; for the log, never sent
  std::string caller = {};                   // login as given; empty without credentials
  std::int32_t caller_entity = 0;            // whose login it is; 0 while that is not known
  std::vector<std::string> circumstances{};  // of a refusal, in sentences: services/circumstances.hpp
  std::int64_t first_mail = 0;               // ids of the letters that the call sent: `mails` from this one on
  std::int64_t mails = 0;
  std::optional<contract::Fault> fault = {};  // answers in place of the response, where a profile says so
};

// Who calls, and how the service was reached.
struct Origin {
  std::optional<wire::AuthHeader> auth = {};  // none: the header was missing
  std::string base_url = {};                  // scheme, host and port as the client asked; links in mails begin with it
};

// What fails around one call because a test wants it to.
struct Outage {
  bool mail = false;           // no letter can be sent
  bool shadowprotect = false;  // the ShadowProtect licensing service does not answer
};

// Runs the operation on the locked sandbox, under the answers of a profile, and fills `response` (default-constructed),
// its Result row included. `request` is null when the call carried no request object. Never throws: an exception
// answers UnexpectedError and changes nothing.
Served serve(state::Sandbox& sandbox, const contract::Profile& profile, const contract::Operation& operation,
             const Origin& origin, const void* request, void* response, const Outage& outage = {});

// Fills the Result row of a default-constructed response with a code, id and detail. One old operation has a bare
// enumeration in its place: a code that it does not know is told as UnexpectedError.
void fill_result(const contract::Operation& operation, const Served& served, const contract::Profile& profile,
                 void* response);

}  // namespace services
