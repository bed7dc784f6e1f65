// Completion of a program's command line in a shell, made of what the command line says about itself.
#pragma once
#include <CLI/CLI.hpp>
#include <string>

namespace cli {

// A script for bash (zsh reads it after bashcompinit): commands, each command's flags, and the values of those flags
// whose type is FILE, DIR or a list of words ("on|off").
std::string bash_completion(const CLI::App& app);

}  // namespace cli
