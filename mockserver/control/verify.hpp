// Whether the journal holds the calls that a test expects, and what came nearest to those that are missing.
#pragma once
#include <nlohmann/json.hpp>

#include "control/call_reader.hpp"

namespace control {

// Checks a document of the definition Verification (control/api/journal.schema.json) against the journal's calls.
// Answers the definition VerificationResult: "ok", what was found, and where something is wrong "error" with a message
// that reads well as the failure of a test. Throws ApiError bad-value for a document that means nothing: unknown names,
// counts that contradict each other. Any thread.
nlohmann::json verify(const Journal& journal, const CallReader& reader, const nlohmann::json& document);

}  // namespace control
