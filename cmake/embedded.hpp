// Files that travel inside the binary (see embed() in cmake/embed.cmake).
#pragma once
#include <string_view>

// EMBEDDED(name) defines `std::string_view name()`: the bytes of the file embedded under that symbol, alive for ever.
#define EMBEDDED(name)                                                                        \
  extern "C" const char embedded_##name##_begin[];                                            \
  extern "C" const char embedded_##name##_end[];                                              \
  inline std::string_view name() { return {embedded_##name##_begin, embedded_##name##_end}; } \
  static_assert(true)
