#include "conformance/run_id.hpp"

#include <algorithm>
#include <cctype>
#include <chrono>
#include <random>
#include <stdexcept>

namespace conformance {
namespace {

constexpr std::string_view kStart = "cf";
constexpr std::string_view kDigits = "0123456789abcdefghijklmnopqrstuvwxyz";
constexpr std::size_t kTimeDigits = 6;
constexpr std::size_t kChanceDigits = 2;

}  // namespace

std::string new_run_id() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  auto seconds = static_cast<std::size_t>(std::chrono::duration_cast<std::chrono::seconds>(now).count());
  std::string time(kTimeDigits, '0');
  for (std::size_t at = kTimeDigits; at-- > 0; seconds /= kDigits.size()) time[at] = kDigits[seconds % kDigits.size()];
  std::string id = std::string(kStart) + time;
  std::random_device chance;
  for (std::size_t i = 0; i < kChanceDigits; ++i) id += kDigits[chance() % kDigits.size()];
  return id;
}

std::string checked_run_id(const std::string& id) {
  if (id.empty() || id.size() > 16 || !std::ranges::all_of(id, [](unsigned char c) { return std::isalnum(c); }))
    throw std::runtime_error("--run-id '" + id + "' must be 1 to 16 letters and digits");
  return id;
}

std::optional<std::int64_t> run_began(std::string_view text) {
  if (!text.starts_with(kStart) || text.size() < kStart.size() + kTimeDigits + kChanceDigits) return std::nullopt;
  std::int64_t seconds = 0;
  for (const char c : text.substr(kStart.size(), kTimeDigits + kChanceDigits))
    if (kDigits.find(c) == std::string_view::npos) return std::nullopt;
  for (const char c : text.substr(kStart.size(), kTimeDigits))
    seconds = seconds * static_cast<std::int64_t>(kDigits.size()) + static_cast<std::int64_t>(kDigits.find(c));
  return seconds;
}

bool goes_on_as_mark(std::string_view text) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto count = static_cast<std::size_t>(std::ranges::find_if_not(text, digit) - text.begin());
  return count > 0 && count + 1 < text.size() && (text[count] == 'x' || text[count] == 'y') && digit(text[count + 1]);
}

bool has_mark(std::string_view text, std::string_view run_id) {
  for (std::size_t at = text.find(run_id); at != std::string_view::npos; at = text.find(run_id, at + 1))
    if (goes_on_as_mark(text.substr(at + run_id.size()))) return true;
  return false;
}

}  // namespace conformance
