#pragma once
#include <string_view>
namespace contract {
struct Pattern {
  std::string_view name;
  std::string_view verbatim;
  std::string_view linear = {};
};
}  // namespace contract
