// Which rows of a list are asked for.
#pragma once
#include <cstdint>

namespace state {

// Pages count from 1. A page past the end has no rows.
struct PageOf {
  std::int64_t index = 1;
  std::int64_t size = 1;

  std::int64_t offset() const { return (index - 1) * size; }
};

}  // namespace state
