// JSON as scenario files hold it: with comments, keys in the order of the file, and every value's line known.
#pragma once
#include <cstddef>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace conformance {

using Json = nlohmann::ordered_json;

// Something wrong in a file of ours. Line and column count from 1; 0 when the whole file is meant.
struct Complaint {
  std::string file;
  std::size_t line = 0;
  std::size_t column = 0;
  std::string path;  // JSON pointer, "/steps/0/expect/code"; empty for the root
  std::string message;

  // "scenarios/x.json:3:5: /steps/0/call: unknown operation ..."
  std::string text() const;
};

// One parsed file.
class Document {
 public:
  // Parses JSON with // and /* */ comments. Throws Complaint on a syntax error or a key given twice in one object.
  Document(std::string file, std::string_view text);

  const std::string& file() const { return file_; }
  const Json& root() const { return root_; }
  // A complaint about the value at `pointer`; takes the line of the nearest value around it that is in the file.
  Complaint complaint(std::string pointer, std::string message) const;

 private:
  struct Position {
    std::size_t line = 0;
    std::size_t column = 0;
  };
  friend class PositionReader;

  std::string file_;
  Json root_;
  std::map<std::string, Position, std::less<>> positions_;
};

// One step of a JSON pointer, escaped: "a/b" -> "a~1b".
std::string pointer_token(std::string_view key);

}  // namespace conformance
