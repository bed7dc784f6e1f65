#include "cli/manual.hpp"

#include <algorithm>
#include <cctype>
#include <sstream>

namespace cli {
namespace {

// Text that troff takes as it stands: no escapes, no requests at the beginning of a line.
std::string plain(std::string_view text) {
  std::string out;
  bool at_start = true;
  for (const char c : text) {
    if (at_start && (c == '.' || c == '\'')) out += "\\&";
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else
      out += c;
    at_start = c == '\n';
  }
  return out;
}

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::toupper(c); });
  return text;
}

// A sentence, whatever the command line's own punctuation is.
std::string sentence(const std::string& text) {
  return text.empty() || text.back() == '.' ? plain(text) : plain(text) + ".";
}

void append_option(std::ostream& out, const CLI::Option& option) {
  out << ".TP\n";
  std::string names;
  for (const std::string& name : option.get_snames()) names += (names.empty() ? "\\-" : ", \\-") + plain(name);
  for (const std::string& name : option.get_lnames()) names += (names.empty() ? "\\-\\-" : ", \\-\\-") + plain(name);
  if (names.empty()) names = plain(option.get_name(true));
  out << ".B " << names;
  if (option.get_items_expected_max() > 0 && !option.get_type_name().empty() && !option.get_positional())
    out << " " << plain(option.get_type_name());
  out << "\n" << sentence(option.get_description()) << "\n";
  if (!option.get_default_str().empty()) out << "Default: " << plain(option.get_default_str()) << ".\n";
  if (!option.get_envname().empty()) out << "Environment: " << plain(option.get_envname()) << ".\n";
}

void append_options(std::ostream& out, const CLI::App& app) {
  for (const CLI::Option* option : app.get_options())
    if (!option->get_group().empty()) append_option(out, *option);
}

}  // namespace

std::string manual_page(const CLI::App& app, std::string_view version) {
  std::ostringstream out;
  const std::string& name = app.get_name();
  out << ".TH " << upper(name) << " 1 \"\" \"" << name << " " << version << "\" \"User Commands\"\n"
      << ".SH NAME\n"
      << name << " \\- " << plain(app.get_description()) << "\n"
      << ".SH SYNOPSIS\n.B " << name << "\n.I command\n[\\fIoption\\fR ...]\n"
      << ".SH OPTIONS\n";
  append_options(out, app);
  const auto commands = app.get_subcommands([](const CLI::App*) { return true; });
  out << ".SH COMMANDS\n";
  for (const CLI::App* command : commands) {
    out << ".SS " << name << " " << plain(command->get_name()) << "\n" << sentence(command->get_description()) << "\n";
    append_options(out, *command);
  }
  const std::string footer = app.get_footer();
  if (!footer.empty()) out << ".SH NOTES\n.nf\n" << plain(footer) << "\n.fi\n";
  return out.str();
}

}  // namespace cli
