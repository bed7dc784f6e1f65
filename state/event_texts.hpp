// The sentences that the sandbox writes into the events it makes itself.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "state/instant.hpp"

namespace state {

// "No backup during last 7 day(s). Last backup completed successfully on 10/30/2017 3:03 PM."
std::string no_backup_text(int days, std::optional<Instant> last_backup);
// "No progress during last 2 day(s)."
std::string no_progress_text(int days);
// What an account uses of its size: "You have used 95% of your account storage space (10.00 GB).", "You have exceeded
// your account storage space (10.00 GB).", "You are within your account storage space (10.00 GB) again."
std::string quota_text(int level, std::int64_t used_kb, std::int64_t size_mb);

}  // namespace state
