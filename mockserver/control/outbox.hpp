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
  std::string username = {};                 // of the account or dashboard user it is about
  std::string subject = {};                  // stands somewhere in the subject, in any case
  std::string text = {};                     // stands somewhere in the text or the HTML, in any case
  std::optional<state::Instant> since = {};  // sent at or after
  std::optional<state::Instant> until = {};  // sent before
  std::int64_t after = 0;                    // ids above this one only
};

// Each takes the sandbox's lock.
std::vector<state::SentLetter> list_mails(Sandbox& sandbox, const MailFilter& filter,
                                          std::size_t limit);  // oldest first
std::optional<state::SentLetter> latest_mail(Sandbox& sandbox, const MailFilter& filter);
// Up to `count` mails with the ids from `first` on that are still there.
std::vector<state::SentLetter> mails_from(Sandbox& sandbox, std::int64_t first, std::int64_t count);
std::optional<state::SentLetter> find_mail(Sandbox& sandbox, std::int64_t id);
void clear_mails(Sandbox& sandbox);

// The first http or https address in a text, or empty: up to a space, a quote or an angle bracket, without the full
// stop, comma or bracket that ends the sentence around it.
std::string first_link(std::string_view text);

// A mail's first link, looked for in the text and then in the HTML; empty if there is none.
std::string link_of(const state::SentLetter& mail);

// A mail with its first link ("link": null if there is none) and how far its delivery has come ("delivery": null where
// mails only go into the outbox).
nlohmann::json mail_json(Sandbox& sandbox, const state::SentLetter& mail);

// The mail's HTML as a document of its own, or its text as one; to be shown under kMailPolicy only.
std::string mail_document(const state::SentLetter& mail);

// Nothing is fetched, nothing runs, no form goes anywhere: a mail may hold whatever a template or a name put into it.
inline constexpr std::string_view kMailPolicy =
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'self'";

}  // namespace control
