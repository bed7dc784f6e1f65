// "Did you mean": the known name closest to a wrong one.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace conformance {

// The candidate with the fewest edits from `name` (a change of case counts as a tenth of one), if they are at most a
// third of its length, but never fewer than two; otherwise an empty view.
std::string_view nearest(std::string_view name, const std::vector<std::string_view>& candidates);

// "; did you mean 'TargetEntityId'?", or an empty text when nothing is near.
std::string did_you_mean(std::string_view name, const std::vector<std::string_view>& candidates);

}  // namespace conformance
