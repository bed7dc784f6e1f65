// A program's manual page, made of what its command line says about itself.
#pragma once
#include <CLI/CLI.hpp>
#include <string>
#include <string_view>

namespace cli {

// The page in troff, as man(1) reads it (section 1): every command with every flag, its default and its environment
// variable, and the footer of the command line, whose first line is a heading. `version` is "0.1.0".
std::string manual_page(const CLI::App& app, std::string_view version);

}  // namespace cli
