#include "recording/production.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace recording {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

}  // namespace

bool is_production(std::string_view address) {
  constexpr std::array<std::string_view, 4> kDomains{"sosonlinebackup.com", "infrascale.com",
                                                     "managedoffsitebackup.net", "sosbackup.com"};
  constexpr std::array<std::string_view, 8> kHarmless{"sandbox", "staging", "stage", "test",
                                                      "dev",     "dbg",     "demo",  "qa"};
  std::string host = lower(address);
  if (const auto scheme = host.find("://"); scheme != std::string::npos) host.erase(0, scheme + 3);
  host = host.substr(0, host.find_first_of(":/"));
  while (host.ends_with('.')) host.pop_back();
  const auto domain = std::ranges::find_if(
      kDomains, [&](std::string_view name) { return host == name || host.ends_with("." + std::string(name)); });
  if (domain == kDomains.end()) return false;
  // Whole words of the labels: "sandbox2.example" is harmless, "latest.example" is not.
  std::string word;
  for (const char c : host.substr(0, host.size() - domain->size()) + ".") {
    if (std::isalpha(static_cast<unsigned char>(c))) word += c;
    if (c != '.' && c != '-') continue;
    if (std::ranges::find(kHarmless, word) != kHarmless.end()) return false;
    word.clear();
  }
  return true;
}

}  // namespace recording
