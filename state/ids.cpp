#include "state/ids.hpp"

#include <utility>

namespace state {
namespace {

constexpr std::string_view kHex = "0123456789abcdef";
constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kLower = "abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view kUpper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view kAlphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
constexpr std::string_view kKeyLetters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";  // none that looks like another
constexpr std::string_view kSymbols = "!@#$%^&*()";
constexpr std::uint64_t kCorrelationStream = 0x636F7272656C6174;

}  // namespace

// SplitMix64 (Steele, Lea and Flood, 2014): any element of the sequence without the ones before it.
std::uint64_t Ids::number(std::uint64_t seed, std::uint64_t index) {
  std::uint64_t z = seed + (index + 1) * 0x9E3779B97F4A7C15;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
  return z ^ (z >> 31);
}

std::string Ids::guid_of(std::uint64_t high, std::uint64_t low) {
  high = (high & ~std::uint64_t{0xF000}) | 0x4000;                     // version 4
  low = (low & ~(std::uint64_t{3} << 62)) | (std::uint64_t{1} << 63);  // the variant of RFC 4122
  std::string out(36, '-');
  std::size_t at = 0;
  for (const std::uint64_t half : {high, low})
    for (int shift = 60; shift >= 0; shift -= 4) {
      if (at == 8 || at == 13 || at == 18 || at == 23) ++at;
      out[at++] = kHex[half >> shift & 0xF];
    }
  return out;
}

std::string Ids::guid() {
  const std::uint64_t high = next();
  return guid_of(high, next());
}

std::string Ids::correlation_guid() {
  const std::uint64_t seed = position_.seed ^ kCorrelationStream;
  const std::uint64_t at = position_.correlation;
  position_.correlation += 2;
  return guid_of(number(seed, at), number(seed, at + 1));
}

std::string Ids::pick(std::string_view alphabet, std::size_t count) {
  std::string out(count, ' ');
  for (char& letter : out) letter = alphabet[below(alphabet.size())];
  return out;
}

std::string Ids::hex_token() { return pick(kHex, 32); }
std::string Ids::alphanumeric_token() { return pick(kAlphanumeric, 30); }

std::string Ids::password() {
  std::string out = pick(kUpper, 3) + pick(kLower, 4) + pick(kDigits, 3) + pick(kSymbols, 2);
  for (std::size_t i = out.size() - 1; i > 0; --i) std::swap(out[i], out[below(i + 1)]);
  return out;
}

std::string Ids::product_key() {
  std::string out = pick(kKeyLetters, 4);
  for (int group = 1; group < 5; ++group) out += '-' + pick(kKeyLetters, 4);
  return out;
}

std::string Ids::server_name(std::string_view country) {
  const std::uint64_t number = 1 + below(20);
  std::string place;
  for (const char letter : country.empty() ? std::string_view("us") : country)
    place += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + ('a' - 'A')) : letter;
  return (number < 10 ? "bs0" : "bs") + std::to_string(number) + '.' + place + ".backup.test";
}

}  // namespace state
