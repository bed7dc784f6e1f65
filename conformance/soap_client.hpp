// A SOAP client of the contract: from JSON to an envelope, and from an answer to a typed tree.
//
// It shares the contract's tables with the server and nothing else: what it writes and reads is checked against the
// wire.
#pragma once
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/endpoint.hpp"
#include "conformance/json.hpp"
#include "contract/registry.hpp"

namespace conformance {

enum class SoapVersion { v11, v12 };

// An operation with the page that offers it.
struct Target {
  const contract::Service* service = nullptr;
  const contract::Operation* operation = nullptr;
};

// By "Service.Operation", both spelled exactly. Throws std::invalid_argument naming the nearest one.
Target find_target(const contract::Registry& registry, std::string_view name);

// What the AuthHeader carries; a null JSON value is sent as xsi:nil, an absent one not at all.
struct Credentials {
  std::optional<Json> user;
  std::optional<Json> password;
};

// The whole HTTP request. `input` is the content of <request>, or the bare parameters: members in the contract's order,
// aliases as spelled; null = xsi:nil; a JSON null for the whole input leaves <request> out. Without credentials there
// is no AuthHeader. Throws std::invalid_argument when a member is unknown or cannot be written as its type.
HttpRequest make_call(const Target& target, const std::optional<Credentials>& credentials, const Json& input,
                      SoapVersion version);

// The path of a service's page.
std::string page_of(const contract::Service& service);

struct SeenFault {
  std::string code;  // "Client", "Server", "MustUnderstand", "VersionMismatch": SOAP 1.1's names for both versions
  std::string text;
};

// An answer, read by the contract's tables.
struct Answer {
  const contract::Operation* operation = nullptr;  // whose response it is; nullptr for a fault or no SOAP at all
  std::optional<SoapVersion> version;              // nothing if it is no envelope
  std::optional<SeenFault> fault;
  std::string code;                     // name of the result code; empty without a Result
  std::optional<std::string> message;   // Result.Message
  Json result;                          // the typed tree: what <OpResult> holds, or <OpResponse> for legacy operations
  std::vector<std::string> complaints;  // where the answer is not what the contract declares
};

// Reads an answer of the page. Complains about anything that the contract does not declare: unknown, missing, repeated
// or misplaced elements, wrong namespaces, values of another type, a code whose name and number do not belong together.
Answer read_answer(const contract::Service& service, const HttpResponse& response);

}  // namespace conformance
