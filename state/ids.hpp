// Everything that looks random: guids, tokens, passwords, keys, server names. One seeded generator per sandbox, so that
// the same seed and the same calls give the same bytes.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace state {

// Guarded by the sandbox's lock. The values carry no security: the sandbox is a fake.
class Ids {
 public:
  // Where the generator stands, as kept in snapshots and files.
  struct Position {
    std::uint64_t seed = 0;
    std::uint64_t drawn = 0;        // numbers drawn for lasting things
    std::uint64_t correlation = 0;  // numbers drawn for correlation_guid()
    friend bool operator==(const Position&, const Position&) = default;
  };

  std::string guid();                                 // "01e36927-e637-46eb-873c-8e68fc159e3b", version 4
  std::string hex_token();                            // 32 lower-case hexadecimal digits
  std::string alphanumeric_token();                   // 30 letters and digits
  std::string password();                             // 12 characters of the API's pattern, each of its classes present
  std::string product_key();                          // "XXXX-XXXX-XXXX-XXXX-XXXX", upper-case letters and digits
  std::string server_name(std::string_view country);  // "bs07.us.backup.test"; an empty country is "us"

  // The id of a call in the journal and in Result.Message. Its own sequence: calls that change nothing draw from it
  // too.
  std::string correlation_guid();

  // The number at an index of the sequence that a seed starts, whatever was drawn before.
  static std::uint64_t number(std::uint64_t seed, std::uint64_t index);

  const Position& position() const { return position_; }
  void set(const Position& position) { position_ = position; }

 private:
  std::uint64_t next() { return number(position_.seed, position_.drawn++); }
  std::uint64_t below(std::uint64_t bound) { return next() % bound; }
  std::string pick(std::string_view alphabet, std::size_t count);
  static std::string guid_of(std::uint64_t high, std::uint64_t low);

  Position position_;
};

}  // namespace state
