// Validation of a file against a JSON Schema, with complaints that a person can act on.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "conformance/json.hpp"

namespace conformance {

// A JSON Schema (draft 7), parsed once. Safe to use from many threads.
class SchemaCheck {
 public:
  // Throws std::logic_error if the text is no schema: schemas are ours and travel in the binary.
  explicit SchemaCheck(std::string_view schema);
  ~SchemaCheck();
  SchemaCheck(const SchemaCheck&) = delete;
  SchemaCheck& operator=(const SchemaCheck&) = delete;

  // The property names of `definitions/<name>`, or of the root for an empty name.
  std::vector<std::string_view> keys(std::string_view definition) const;
  // Complains about keys of `object` that the definition does not have, with the nearest one it has.
  void check_keys(const Document& document, const Json& object, const std::string& path, std::string_view definition,
                  std::vector<Complaint>& complaints) const;
  // Everything the schema has to say about the document; empty when it holds.
  std::vector<Complaint> check(const Document& document) const;

 private:
  struct Parsed;
  std::unique_ptr<Parsed> parsed_;
};

}  // namespace conformance
