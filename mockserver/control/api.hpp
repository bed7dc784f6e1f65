// The control surface under /_sandbox/ as pure functions: a request in, a status and JSON out. The HTTP front forwards.
#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "control/sandbox.hpp"

namespace control {

struct ApiRequest {
  std::string_view method;      // "GET", "POST", ...
  std::string_view path;        // below /_sandbox/, percent-decoded: "clock/advance"; outer slashes do not count
  std::string_view query = {};  // raw: "to=a%40b.example&limit=5"
  std::string_view body = {};   // JSON, or empty
};

struct ApiReply {
  int status = 200;
  nlohmann::json body;
  std::string allow = {};  // for a 405: the value of the Allow header

  // The body as it goes out: indented, always valid UTF-8 (journal texts may hold any bytes).
  std::string text() const;
};

// Answers a request. `sandbox` is null until it is seeded: livez answers, readyz says 503, and so does all else.
// `about` is what the server knows about itself, the members of GET info beside the sandbox's own.
//
//   GET    livez, readyz, info
//   POST   reset
//   GET    clock
//   POST   clock/freeze {"at": instant}?   clock/resume   clock/advance {"by": duration} or {"to": instant} clock/reset
//   GET    outbox?to=&template=&user=&after=&limit=   outbox/latest?to=&template=&user=   outbox/{id}
//   DELETE outbox
//   GET    journal?service=&operation=&caller=&code=&faults=&after=&limit=   journal/{id}
//   DELETE journal
//   GET    world, world/schema, export
//   POST   import: a world, in the place of everything
//   GET    simulate/shadowprotect
//   POST   simulate/shadowprotect {"fails": boolean}: whether RemoveLicense meets a licensing service that fails
//   POST   simulate/<subject>: what clients and operators do beside the API (control/simulate.hpp)
//   GET    simulate/schema: the bodies of all subjects as a JSON Schema
//
// A refusal is {"error": {"code": stable code, "message": text, "path": JSON pointer or parameter}}:
//   400 bad-json, bad-value, bad-world (with every problem in "problems")   404 unknown-path, unknown-mail,
//   unknown-call   405 method-not-allowed 409 clock-backwards       503 not-ready
// Any thread; locks are taken inside.
ApiReply answer(Sandbox* sandbox, const ApiRequest& request, const nlohmann::json& about = nlohmann::json::object());

}  // namespace control
