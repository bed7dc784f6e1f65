// The name of a run: it marks everything the run creates, and tells when the run began.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace conformance {

// "cf", the second the run began in base 36 (6 characters), and two characters by chance: "cft9k2m4ab".
std::string new_run_id();

// The id itself if it is 1 to 16 letters and digits. Throws std::runtime_error otherwise.
std::string checked_run_id(const std::string& id);

// Whether a text goes on like a name of ${unique:...} behind the run's id: "17x3", the scenario's number and the
// name's; "17y3" with stand-ins.
bool goes_on_as_mark(std::string_view text);

// Whether a name in the text was made by the run: its id alone, which may be short, is no proof.
bool has_mark(std::string_view text, std::string_view run_id);

// When the run began, in seconds since 1970, of an id that new_run_id() could have made at the start of `text`.
std::optional<std::int64_t> run_began(std::string_view text);

}  // namespace conformance
