// Writes XML the way the host prints its documents: one element per line, two spaces deeper per level.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace describe {

// Well-formed as long as names are names; attribute values and text are escaped here.
class IndentedXml {
 public:
  struct Attribute {
    std::string_view name;
    std::string_view value;
  };
  using Attributes = std::vector<Attribute>;

  // Starts with the XML declaration. Views handed in need to live for the call only.
  IndentedXml() : text_(R"(<?xml version="1.0" encoding="utf-8"?>)") {}

  void open(std::string_view name, const Attributes& attributes = {});
  // Ends the element opened last; one without content becomes `<x />`.
  void close();
  // <name a="b" />
  void empty(std::string_view name, const Attributes& attributes = {});
  // <name>value</name>
  void leaf(std::string_view name, std::string_view value);

  // Begin and end of every leaf's (escaped) value in text(), in order.
  const std::vector<std::pair<std::size_t, std::size_t>>& values() const { return values_; }
  // The document so far, without a line end after its last line.
  const std::string& text() const { return text_; }

 private:
  void start(std::string_view name, const Attributes& attributes);

  std::string text_;
  std::vector<std::string> open_;
  std::vector<std::pair<std::size_t, std::size_t>> values_;
  bool has_content_ = true;  // of the element opened last
};

}  // namespace describe
