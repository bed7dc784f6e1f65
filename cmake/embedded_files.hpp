// Several files that travel inside the binary as one table (see embed_files() in cmake/embed.cmake).
#pragma once
#include <span>
#include <string_view>

struct EmbeddedFile {
  std::string_view name = {};  // relative, as the build names it: "views/clock.js"
  std::string_view bytes = {};
};

// EMBEDDED_FILES(name) declares `std::span<const EmbeddedFile> name()`: the files embedded under that symbol, alive for
// ever, in the build's order.
#define EMBEDDED_FILES(name) std::span<const EmbeddedFile> name()
