// The sizes a backup account may have, as a row checks them.
#pragma once
#include <array>
#include <cstdint>

#include "state/quotas.hpp"

namespace services {

// In MB, ascending.
inline constexpr auto kAccountSizesMb = [] {
  auto sizes = state::kAccountSizesGb;
  for (std::int64_t& size : sizes) size *= 1024;
  return sizes;
}();

}  // namespace services
