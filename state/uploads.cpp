#include "state/uploads.hpp"

#include <map>

namespace state {

void Uploads::add(std::int32_t account_id, Instant at, std::int64_t files, std::int64_t size_bytes) {
  database_.run(
      "INSERT INTO upload(account_id, day, files, size_bytes) VALUES (?1, ?2, ?3, ?4) ON CONFLICT(account_id, day)"
      " DO UPDATE SET files = files + excluded.files, size_bytes = size_bytes + excluded.size_bytes",
      account_id, day_of(at), files, size_bytes);
}

std::vector<UploadTotal> Uploads::by_month(std::span<const std::int32_t> account_ids, Instant from) {
  std::map<Instant, UploadTotal> months;
  for (const std::int32_t account : account_ids)
    for (const UploadTotal& day :
         database_.all<UploadTotal>("SELECT day, files, size_bytes FROM upload WHERE account_id = ?1 AND day >= ?2",
                                    account, month_of(from))) {
      UploadTotal& total = months[month_of(day.period)];
      total.period = month_of(day.period);
      total.files += day.files;
      total.size_bytes += day.size_bytes;
    }
  std::vector<UploadTotal> out;
  out.reserve(months.size());
  for (const auto& [month, total] : months) out.push_back(total);
  return out;
}

}  // namespace state
