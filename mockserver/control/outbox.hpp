// The mails a sandbox has sent, as a test looks for them.
#pragma once
#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "control/sandbox.hpp"

namespace control {

// Every condition that is set must hold. Addresses, codes and names compare without letter case.
struct MailFilter {
  std::string to = {};
  std::string template_code = {};
  std::string username = {};  // of the account or dashboard user it is about
  std::int64_t after = 0;     // ids above this one only
};

// Each takes the sandbox's lock.
std::vector<state::SentLetter> list_mails(Sandbox& sandbox, const MailFilter& filter,
                                          std::size_t limit);  // oldest first
std::optional<state::SentLetter> latest_mail(Sandbox& sandbox, const MailFilter& filter);
std::optional<state::SentLetter> find_mail(Sandbox& sandbox, std::int64_t id);
void clear_mails(Sandbox& sandbox);

// The first http or https address in a text, or empty: up to a space, a quote or an angle bracket, without the full
// stop, comma or bracket that ends the sentence around it.
std::string first_link(std::string_view text);

// A mail with its first link, looked for in the text and then in the HTML ("link": null if there is none).
nlohmann::json mail_json(const state::SentLetter& mail);

}  // namespace control
