// How much accounts uploaded, per day (GetHistoryEventsTotals adds it up by month).
#pragma once
#include <cstdint>
#include <span>
#include <tuple>
#include <vector>

#include "state/database.hpp"
#include "state/instant.hpp"

namespace state {

struct UploadTotal {
  Instant period = 0;  // midnight UTC that begins the day or month
  std::int64_t files = 0;
  std::int64_t size_bytes = 0;

  static constexpr auto columns() {
    using Self = UploadTotal;
    return std::tuple(&Self::period, &Self::files, &Self::size_bytes);
  }
};

class Uploads {
 public:
  explicit Uploads(Database& database) : database_(database) {}

  // Adds to the day of `at`.
  void add(std::int32_t account_id, Instant at, std::int64_t files, std::int64_t size_bytes);
  // What the accounts uploaded together from the month of `from` on, oldest month first; months without uploads are
  // absent.
  std::vector<UploadTotal> by_month(std::span<const std::int32_t> account_ids, Instant from);

 private:
  Database& database_;
};

}  // namespace state
