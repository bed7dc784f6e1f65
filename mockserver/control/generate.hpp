// Database files of any size, made for `mockserver serve --db` and for the benchmarks.
#pragma once
#include <cstdint>
#include <filesystem>
#include <stdexcept>

namespace control {

struct Generate {
  std::int64_t accounts = 0;
  std::int64_t events = 0;
  std::uint64_t seed = 0;
  std::filesystem::path out;
};

// A file that cannot be written, or is there already. what() is for the user.
struct GenerateError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Makes a world (state/generator.hpp says what it holds) in a new file. The same numbers give the same bytes.
void generate_database(const Generate& what);

}  // namespace control
