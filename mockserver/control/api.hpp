// The control surface under /_sandbox/ as pure functions: a request in, a status and JSON out. The HTTP front forwards.
#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "control/sandbox.hpp"

namespace control {

class Sandboxes;

struct ApiRequest {
  std::string_view method;      // "GET", "POST", ...
  std::string_view path;        // below /_sandbox/, percent-decoded: "clock/advance"; outer slashes do not count
  std::string_view query = {};  // raw: "to=a%40b.example&limit=5"
  std::string_view body = {};   // JSON, or empty; for an upload the bytes themselves
  std::string_view base_url = "http://localhost";  // scheme, host and port as the client asked
};

struct ApiReply {
  int status = 200;
  nlohmann::json body = {};
  std::string allow = {};         // for a 405: the value of the Allow header
  std::string content_type = {};  // of `bytes`; empty: the answer is `body`, as JSON
  std::string bytes = {};         // what a download holds, in place of `body`
  std::string_view policy = {};   // a Content-Security-Policy; empty: none
  bool is_contract = false;       // the answer is the contract's dump, which the front knows and this room does not

  // What goes out: `bytes`, or the body indented and always valid UTF-8 (journal texts may hold any bytes).
  std::string text() const;
};

// Answers a request. `sandbox` is null until it is seeded: livez answers, readyz says 503, and so does all else.
// `about` is what the server knows about itself, the members of GET info beside the sandbox's own. `directory` are the
// sandboxes of the server; without it there are no routes about them.
// The routes are rows in control/api_<group>.cpp (control/api_route.hpp).
//
// A refusal is {"error": {"code": stable code, "message": text, "path": JSON pointer or parameter}}:
//   400 bad-json, bad-value, bad-world (every problem in "problems"), not-a-snapshot, wrong-schema-version
//   404 unknown-path, unknown-mail, unknown-link, unknown-call, unknown-fault, unknown-sandbox, unknown-world,
//       unknown-snapshot, unknown-entity, unknown-account
//   405 method-not-allowed
//   409 clock-backwards, verification-failed, too-many-faults, sandbox-exists, default-sandbox, login-taken,
//       too-many-sandboxes, too-many-snapshots
//   503 not-ready
// Any thread; locks are taken inside.
ApiReply answer(Sandbox* sandbox, const ApiRequest& request, const nlohmann::json& about = nlohmann::json::object(),
                Sandboxes* directory = nullptr);

// A refusal as above, for those who answer in the control surface's place.
ApiReply refusal(int status, std::string_view code, std::string_view message);

}  // namespace control
