// A short stretch of memory in front of a string: an answer is some hundred small pieces, and a string's own append()
// costs more than the piece it copies.
#pragma once
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace wire {

// Appends to a string that nobody else may touch until flush() or the end of this object's life.
class TextBuffer {
 public:
  explicit TextBuffer(std::string& out) : out_(out) {}
  TextBuffer(const TextBuffer&) = delete;
  TextBuffer& operator=(const TextBuffer&) = delete;
  ~TextBuffer() { flush(); }

  void add(std::string_view text) {
    if (text.size() > pending_.size() - used_) {
      flush();
      if (text.size() > pending_.size()) {
        out_.append(text);
        return;
      }
    }
    std::memcpy(pending_.data() + used_, text.data(), text.size());
    used_ += text.size();
  }
  void add(char letter) {
    if (used_ == pending_.size()) flush();
    pending_[used_++] = letter;
  }
  void add(std::int64_t value) {
    constexpr std::size_t kLongest = 20;  // "-9223372036854775808"
    if (pending_.size() - used_ < kLongest) flush();
    used_ = static_cast<std::size_t>(
        std::to_chars(pending_.data() + used_, pending_.data() + pending_.size(), value).ptr - pending_.data());
  }
  // Takes back the letter that was added last.
  void take_back() {
    if (used_ > 0)
      --used_;
    else
      out_.pop_back();
  }
  // Letters in the string and on their way to it.
  std::size_t size() const { return out_.size() + used_; }
  // The string with all that was added, to append to directly.
  std::string& flush() {
    out_.append(pending_.data(), used_);
    used_ = 0;
    return out_;
  }

 private:
  std::string& out_;
  std::size_t used_ = 0;
  std::array<char, 1024> pending_;  // the first used_ letters count; setting the rest would cost more than it is worth
};

}  // namespace wire
