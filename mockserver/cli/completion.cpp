#include "cli/completion.hpp"

#include <algorithm>
#include <map>
#include <sstream>
#include <vector>

namespace cli {
namespace {

std::vector<std::string> flags_of(const CLI::App& app) {
  std::vector<std::string> flags;
  for (const CLI::Option* option : app.get_options())
    for (const std::string& name : option->get_lnames()) flags.push_back("--" + name);
  return flags;
}

std::string joined(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : " ") + word;
  return all;
}

// What follows a flag, by its type: the generator of compgen, or empty where nothing can be told.
std::string values_of(const CLI::Option& option) {
  std::string type = option.get_type_name();
  if (option.get_items_expected_max() == 0) return {};
  if (type == "FILE") return "-f";
  if (type == "DIR") return "-d";
  if (type.find('|') == std::string::npos) return {};
  std::replace(type.begin(), type.end(), '|', ' ');
  return "-W '" + type + "'";
}

}  // namespace

std::string bash_completion(const CLI::App& app) {
  const std::string& name = app.get_name();
  const auto commands = app.get_subcommands([](const CLI::App*) { return true; });
  std::vector<std::string> names;
  std::map<std::string, std::vector<std::string>> flags_by_values;
  for (const CLI::App* command : commands) {
    names.push_back(command->get_name());
    for (const CLI::Option* option : command->get_options()) {
      const std::string values = values_of(*option);
      if (values.empty()) continue;
      auto& flags = flags_by_values[values];
      for (const std::string& flag : option->get_lnames())
        if (std::find(flags.begin(), flags.end(), "--" + flag) == flags.end()) flags.push_back("--" + flag);
    }
  }

  std::ostringstream out;
  out << "# bash completion for " << name << "\n_" << name << "() {\n"
      << "  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= words= word\n"
      << "  for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
      << "    case $word in -*) ;; *) command=$word; break ;; esac\n  done\n"
      << "  case $before in\n";
  for (const auto& [values, flags] : flags_by_values) {
    std::string pattern;
    for (const std::string& flag : flags) pattern += (pattern.empty() ? "" : "|") + flag;
    const bool is_file = values.starts_with("-f") || values.starts_with("-d");
    out << "    " << pattern << ")\n      " << (is_file ? "compopt -o filenames\n      " : "")
        << "mapfile -t COMPREPLY < <(compgen " << values << " -- \"$current\")\n      return ;;\n";
  }
  out << "  esac\n  case $command in\n";
  for (const CLI::App* command : commands)
    out << "    " << command->get_name() << ") words=\"" << joined(flags_of(*command)) << "\" ;;\n";
  out << "    *) words=\"" << joined(names) << " " << joined(flags_of(app)) << "\" ;;\n  esac\n"
      << "  mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n}\n"
      << "complete -F _" << name << " " << name << "\n";
  return out.str();
}

}  // namespace cli
