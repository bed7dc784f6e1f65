// Regular expressions of scenario files: ECMAScript without back-references, safe on texts of any length.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace conformance {

class Pattern {
 public:
  // Throws std::invalid_argument naming the pattern and what is wrong with it.
  explicit Pattern(std::string_view pattern);
  ~Pattern();
  Pattern(const Pattern&) = delete;
  Pattern& operator=(const Pattern&) = delete;

  // Whether the text holds a match.
  bool found_in(std::string_view text) const;
  // The first group of the first match, or the whole match of a pattern without groups; nothing if there is no match.
  std::optional<std::string> first_group(std::string_view text) const;

 private:
  struct Compiled;
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace conformance
