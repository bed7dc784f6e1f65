// A profile for people and programs: what differs from the assumptions.
#pragma once
#include <string>

#include "contract/profile.hpp"

namespace describe {

// Each question that the profile answers otherwise, with both answers, and how many there are. Ends with a line end.
std::string profile_text(const contract::Profile& profile);

// The same as a JSON array of {"id", "question", "assumed": {"answer", "says"}, "profile": {"answer", "says"}}.
std::string profile_json(const contract::Profile& profile);

}  // namespace describe
