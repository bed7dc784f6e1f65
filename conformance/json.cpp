// Parsing with positions: nlohmann's SAX parser reads from a counting iterator, so each event's place is known.
#include "conformance/json.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <vector>

namespace conformance {
namespace {

// Reads a text and counts in `consumed` how far the parser has come.
struct CountingIterator {
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  const char* at = nullptr;
  std::size_t* consumed = nullptr;

  reference operator*() const { return *at; }
  CountingIterator& operator++() {
    ++at;
    ++*consumed;
    return *this;
  }
  CountingIterator operator++(int) {
    const CountingIterator before = *this;
    ++*this;
    return before;
  }
  bool operator==(const CountingIterator& other) const { return at == other.at; }
  bool operator!=(const CountingIterator& other) const { return at != other.at; }
};

}  // namespace

std::string pointer_token(std::string_view key) {
  std::string out;
  for (const char c : key) {
    if (c == '~')
      out += "~0";
    else if (c == '/')
      out += "~1";
    else
      out += c;
  }
  return out;
}

std::string Complaint::text() const {
  std::string out = file;
  if (line > 0) out += ":" + std::to_string(line) + ":" + std::to_string(column);
  out += ": ";
  if (!path.empty()) out += path + ": ";
  return out + message;
}

// Notes the place of every value by its pointer, and refuses a key that an object has twice.
class PositionReader : public nlohmann::json_sax<Json> {
 public:
  PositionReader(Document& document, std::string_view text) : document_(document), text_(text) {}

  void run() {
    const CountingIterator begin{text_.data(), &consumed_};
    const CountingIterator end{text_.data() + text_.size(), &consumed_};
    Json::sax_parse(begin, end, this, nlohmann::detail::input_format_t::json, true, true);
  }

  bool null() override { return value(consumed_); }
  bool boolean(bool) override { return value(consumed_); }
  // A number is known to end only when the character after it was read.
  bool number_integer(number_integer_t) override { return value(consumed_ - 1); }
  bool number_unsigned(number_unsigned_t) override { return value(consumed_ - 1); }
  bool number_float(number_float_t, const string_t&) override { return value(consumed_ - 1); }
  bool string(string_t&) override { return value(consumed_); }
  bool binary(binary_t&) override { return value(consumed_); }
  bool start_object(std::size_t) override { return open(false); }
  bool start_array(std::size_t) override { return open(true); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& name) override {
    Frame& frame = frames_.back();
    frame.token = pointer_token(name);
    if (!frame.keys.insert(name).second) throw complaint(consumed_, "the key '" + name + "' is given twice");
    return true;
  }

  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& error) override {
    std::string_view words = error.what();
    if (const auto start = words.find("syntax error"); start != std::string_view::npos) words.remove_prefix(start);
    throw complaint(position, std::string(words));
  }

 private:
  struct Frame {
    bool array = false;
    std::size_t index = 0;
    std::string token = {};
    std::set<std::string, std::less<>> keys = {};
  };

  std::string pointer() const {
    std::string out;
    for (const Frame& frame : frames_) out += "/" + (frame.array ? std::to_string(frame.index) : frame.token);
    return out;
  }
  // `read` bytes were read, the last of them the place's last.
  Document::Position position(std::size_t read) const {
    const std::string_view before = text_.substr(0, std::min(read == 0 ? 0 : read - 1, text_.size()));
    const auto line = static_cast<std::size_t>(std::ranges::count(before, '\n'));
    const auto start = before.rfind('\n');
    return {line + 1, before.size() - (start == std::string_view::npos ? 0 : start + 1) + 1};
  }
  Complaint complaint(std::size_t read, std::string message) const {
    const auto [line, column] = position(read);
    return {document_.file_, line, column, pointer(), std::move(message)};
  }
  void note(std::size_t read) { document_.positions_.try_emplace(pointer(), position(read)); }
  void step() {
    if (!frames_.empty() && frames_.back().array) ++frames_.back().index;
  }
  bool value(std::size_t read) {
    note(read);
    step();
    return true;
  }
  bool open(bool array) {
    note(consumed_);
    frames_.push_back({.array = array});
    return true;
  }
  bool close() {
    frames_.pop_back();
    step();
    return true;
  }

  Document& document_;
  std::string_view text_;
  std::size_t consumed_ = 0;
  std::vector<Frame> frames_;
};

Document::Document(std::string file, std::string_view text) : file_(std::move(file)) {
  PositionReader(*this, text).run();
  root_ = Json::parse(text, nullptr, true, true);
}

Complaint Document::complaint(std::string pointer, std::string message) const {
  std::string_view around = pointer;
  auto found = positions_.find(around);
  while (found == positions_.end() && !around.empty()) {
    around = around.substr(0, around.rfind('/'));
    found = positions_.find(around);
  }
  const Position at = found == positions_.end() ? Position{} : found->second;
  return {file_, at.line, at.column, std::move(pointer), std::move(message)};
}

}  // namespace conformance
