// Names and values of a query string or of a posted form.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace http {

// Percent-decoded, in the order given; what is not UTF-8 is replaced by U+FFFD. A name without "=" has an empty value.
class Form {
 public:
  explicit Form(std::string_view text);

  const std::vector<std::pair<std::string, std::string>>& fields() const { return fields_; }
  // The first value of a name, compared exactly; nothing when it is not there.
  std::optional<std::string> find(std::string_view name) const;
  // The same, empty when it is not there.
  std::string value(std::string_view name) const { return find(name).value_or(""); }
  // By name without regard to case, as query keys of the host are found.
  std::optional<std::string> find_ignoring_case(std::string_view name) const;

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

}  // namespace http
