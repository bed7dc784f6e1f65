// What clients, operators and other systems do to a sandbox beside the API: POST /_sandbox/simulate/<subject>.
#pragma once
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "control/api.hpp"

namespace control {

// Answers a request about a subject, or nothing when there is no such subject. The body is checked against the
// subject's schema; the first thing wrong with it is refused, and nothing changes. The answer tells what changed:
// {"changed": [{"what": ..., "property": ..., "from": ..., "to": ...}]}, "property" missing for what was made or taken
// away, and whatever else the subject has to tell.
//   device   registers, changes or deactivates a device       appliance  status, remote access, replication
//   backup   a step of a backup                                licenses   grants licences to a pool
//   recovery a recovery                                        cloud-usage what a cloud account uses
//   entity   status, end of trial, managed                     account    status
//   api-user, dashboard-user          adds one                 mail-template, remove-mail-template
// Throws ApiError. Any thread; takes the sandbox's lock.
std::optional<ApiReply> simulate(Sandbox& sandbox, std::string_view subject, const ApiRequest& request);

// The subject that a path may be a slip of, or empty.
std::string nearest_subject(std::string_view subject);

// The published JSON Schema of all subjects' bodies, as text.
std::string_view simulation_schema();

}  // namespace control
