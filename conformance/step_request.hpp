// From a step, its variables resolved, to the request it sends.
#pragma once
#include <optional>

#include "conformance/steps.hpp"

namespace conformance {

// The request of a step. `call` is filled for a call step. Throws std::invalid_argument with words for people when the
// step cannot be written.
HttpRequest make_request(StepKind kind, const Json& source, const Stage& stage, std::optional<ResolvedCall>& call);

// The version of the envelope a call step asks for.
SoapVersion soap_version(const Json& source);

// JSON as a text: a string without its quotes.
std::string text_of(const Json& value);
// The member of an object with this name, or null.
const Json* member(const Json& object, const char* key);

}  // namespace conformance
