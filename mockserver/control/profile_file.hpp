// Profiles as files: which answers to the open questions a sandbox gives, as conformance calibrate writes them.
#pragma once
#include <nlohmann/json_fwd.hpp>
#include <stdexcept>
#include <string>
#include <string_view>

#include "contract/profile.hpp"

namespace control {

// The text is no profile; the message names each place and what was expected there.
struct BadProfile : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct ProfileFile {
  contract::Profile profile = {};
  std::string target = {};    // what was measured, in words; may be empty
  std::string measured = {};  // when, as an instant; may be empty
};

// Reads {"profile": 1, "target", "measured", "answers": {"Q-...": {"answer", "evidence"} or just the answer}}.
// Questions that are left out keep their assumed answer. Throws BadProfile.
ProfileFile read_profile(std::string_view text);

// The same from a file; the message names it. Throws BadProfile, too, when it cannot be read.
ProfileFile profile_from_file(const std::string& path);

// The JSON Schema (draft 7) of such a file, made from the register: every switch with its answers.
nlohmann::json profile_schema();

}  // namespace control
