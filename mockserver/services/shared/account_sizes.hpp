// The sizes a backup account may have.
#pragma once
#include <array>
#include <cstdint>

namespace services {

// In MB, ascending: 1024 times the list of GB in the document's CreateAccountBySize.
inline constexpr auto kAccountSizesMb = [] {
  std::array<std::int64_t, 20> sizes{1, 2, 3, 4, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 150, 200, 250, 300, 400};
  for (std::int64_t& size : sizes) size *= 1024;
  return sizes;
}();

}  // namespace services
