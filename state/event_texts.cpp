#include "state/event_texts.hpp"

#include <array>
#include <cstdio>

#include "state/instant.hpp"

namespace state {
namespace {

std::string formatted(const char* format, auto... values) {
  std::array<char, 128> text{};
  const int size = std::snprintf(text.data(), text.size(), format, values...);
  return {text.data(), static_cast<std::size_t>(size)};
}

// "10/30/2017 3:03 PM"
std::string american(Instant at) {
  const Date date = date_of(at);
  const int minutes = static_cast<int>(at % kTicksPerDay / kTicksPerSecond / 60);
  const int hour = minutes / 60;
  return formatted("%d/%d/%d %d:%02d %s", date.month, date.day, date.year, hour % 12 == 0 ? 12 : hour % 12,
                   minutes % 60, hour < 12 ? "AM" : "PM");
}

}  // namespace

std::string no_backup_text(int days, std::optional<Instant> last_backup) {
  std::string text = formatted("No backup during last %d day(s).", days);
  if (last_backup) text += " Last backup completed successfully on " + american(*last_backup) + ".";
  return text;
}

std::string no_progress_text(int days) { return formatted("No progress during last %d day(s).", days); }

std::string quota_text(int level, std::int64_t used_kb, std::int64_t size_mb) {
  const double size_gb = static_cast<double>(size_mb) / 1024;
  if (level == 2) return formatted("You have exceeded your account storage space (%.2f GB).", size_gb);
  if (level == 0) return formatted("You are within your account storage space (%.2f GB) again.", size_gb);
  return formatted("You have used %d%% of your account storage space (%.2f GB).",
                   static_cast<int>(used_kb * 100 / (size_mb * 1024)), size_gb);
}

}  // namespace state
