// The story of one call: how the host read it, what was checked in which order, what refused it and why.
#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "contract/profile.hpp"
#include "control/call_reader.hpp"
#include "state/mail.hpp"

namespace control {

// The definition Explanation (control/api/journal.schema.json). `call` is one that the journal answered, its secrets
// masked; `mails` are those it sent that are still in the outbox; `profile` is how the sandbox answers open questions.
nlohmann::json explain(const Call& call, const CallReader& reader, const std::vector<state::SentLetter>& mails,
                       const contract::Profile& profile = contract::assumed_profile());

// The same for people, a paragraph a subject.
std::string explanation_text(const nlohmann::json& explanation);

// What a caller can do about a refusal by this rule, in a sentence; empty where nobody knows.
std::string_view advice(std::string_view rule, int code);

}  // namespace control
