// std::regex lives here only. Its usual executor recurses once a character; libstdc++'s polynomial one does not, and
// takes time proportional to the text.
#include "conformance/pattern.hpp"

#include <regex>
#include <stdexcept>

namespace conformance {

struct Pattern::Compiled {
  std::regex regex;
};

Pattern::Pattern(std::string_view pattern) try
    : compiled_(std::make_unique<Compiled>(Compiled{
          std::regex(pattern.begin(), pattern.end(), std::regex::ECMAScript | std::regex_constants::__polynomial)})) {
} catch (const std::regex_error& error) {
  throw std::invalid_argument("'" + std::string(pattern) + "' is no regular expression: " + error.what());
}

Pattern::~Pattern() = default;

bool Pattern::found_in(std::string_view text) const {
  return std::regex_search(text.begin(), text.end(), compiled_->regex);
}

std::optional<std::string> Pattern::first_group(std::string_view text) const {
  std::match_results<std::string_view::const_iterator> groups;
  if (!std::regex_search(text.begin(), text.end(), groups, compiled_->regex)) return std::nullopt;
  return groups[groups.size() > 1 ? 1 : 0].str();
}

}  // namespace conformance
