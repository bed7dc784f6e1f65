// Looking for mails, and for the link in one.
#include "control/outbox.hpp"

#include <algorithm>
#include <functional>

#include "control/time_text.hpp"
#include "state/fold.hpp"

namespace control {
namespace {

using state::SentLetter;

bool holds(const std::string& text, const std::string& wanted) {
  return wanted.empty() || state::fold(text).find(state::fold(wanted)) != std::string::npos;
}

bool same(const std::string& wanted, const std::string& value) {
  return wanted.empty() || state::fold(wanted) == state::fold(value);
}

bool fits(const MailFilter& filter, const SentLetter& mail) {
  return same(filter.template_code, mail.template_code) && same(filter.username, mail.username) &&
         (!filter.since || mail.at >= *filter.since) && (!filter.until || mail.at < *filter.until) &&
         holds(mail.subject, filter.subject) && (holds(mail.text, filter.text) || holds(mail.html, filter.text));
}

// Shows the mails that match, oldest first, until `seen` answers false.
void each_mail(Sandbox& sandbox, const MailFilter& filter, const std::function<bool(SentLetter&&)>& seen) {
  constexpr std::int64_t kPage = 200;
  const std::lock_guard lock(sandbox.state().mutex);
  const std::optional<std::string_view> recipient =
      filter.to.empty() ? std::nullopt : std::optional<std::string_view>(filter.to);
  std::int64_t after = filter.after;
  while (true) {
    auto page = sandbox.state().mail.outbox(after, kPage, recipient);
    for (SentLetter& mail : page) {
      after = mail.id;
      if (!fits(filter, mail)) continue;
      if (!seen(std::move(mail))) return;
    }
    if (page.size() < kPage) return;
  }
}

}  // namespace

std::vector<SentLetter> list_mails(Sandbox& sandbox, const MailFilter& filter, std::size_t limit) {
  std::vector<SentLetter> found;
  each_mail(sandbox, filter, [&](SentLetter&& mail) {
    found.push_back(std::move(mail));
    return found.size() < limit;
  });
  return found;
}

std::optional<SentLetter> latest_mail(Sandbox& sandbox, const MailFilter& filter) {
  std::optional<SentLetter> latest;
  each_mail(sandbox, filter, [&](SentLetter&& mail) {
    latest = std::move(mail);
    return true;
  });
  return latest;
}

std::vector<SentLetter> mails_from(Sandbox& sandbox, std::int64_t first, std::int64_t count) {
  if (first < 1 || count < 1) return {};
  const std::lock_guard lock(sandbox.state().mutex);
  auto mails = sandbox.state().mail.outbox(first - 1, count);
  std::erase_if(mails, [&](const SentLetter& mail) { return mail.id >= first + count; });
  return mails;
}

std::optional<SentLetter> find_mail(Sandbox& sandbox, std::int64_t id) {
  const std::lock_guard lock(sandbox.state().mutex);
  if (id < 1) return std::nullopt;
  auto page = sandbox.state().mail.outbox(id - 1, 1);
  if (page.empty() || page.front().id != id) return std::nullopt;
  return std::move(page.front());
}

void clear_mails(Sandbox& sandbox) {
  const std::lock_guard lock(sandbox.state().mutex);
  state::Transaction transaction(sandbox.state().database);
  sandbox.state().mail.clear_outbox();
  transaction.commit();
}

std::string first_link(std::string_view text) {
  const std::size_t begin = std::min(text.find("http://"), text.find("https://"));
  if (begin == std::string_view::npos) return {};
  std::string_view link = text.substr(begin, text.find_first_of(" \t\r\n\"'<>", begin) - begin);
  while (!link.empty() && std::string_view(".,;:!?)]").find(link.back()) != std::string_view::npos)
    link.remove_suffix(1);
  return std::string(link);
}

std::string link_of(const SentLetter& mail) {
  std::string link = first_link(mail.text);
  if (!link.empty()) return link;
  link = first_link(mail.html);
  for (std::size_t at = 0; (at = link.find("&amp;", at)) != std::string::npos; ++at) link.erase(at + 1, 4);
  return link;
}

nlohmann::json mail_json(Sandbox& sandbox, const SentLetter& mail) {
  const std::string link = link_of(mail);
  nlohmann::json body = {{"id", mail.id},
                         {"at", format_instant(mail.at)},
                         {"from", mail.sender},
                         {"to", mail.recipient},
                         {"template", mail.template_code},
                         {"localeId", mail.locale_id},
                         {"subject", mail.subject},
                         {"text", mail.text},
                         {"html", mail.html},
                         {"entityId", mail.entity_id},
                         {"user", mail.username}};
  body["link"] = link.empty() ? nlohmann::json() : nlohmann::json(link);
  body["delivery"] = nullptr;
  if (sandbox.deliveries()) {
    std::unique_lock lock(sandbox.state().mutex);
    const state::Mail::Sendings sendings = sandbox.state().mail.sendings();
    lock.unlock();
    body["delivery"] = sandbox.deliveries()->of(mail.id, sendings);
  }
  return body;
}

std::string mail_document(const SentLetter& mail) {
  if (!mail.html.empty()) return mail.html;
  return "<!DOCTYPE html>\n<meta charset=\"utf-8\">\n<pre style=\"white-space: pre-wrap\">" +
         state::render("{{text}}", {{"text", mail.text}}, true) + "</pre>\n";
}

}  // namespace control
