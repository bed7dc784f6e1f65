#include "state/mail.hpp"

#include <algorithm>

#include "state/fold.hpp"

// The columns of SentLetter, in its order.
#define LETTER_COLUMNS "id, at, sender, recipient, template_code, locale_id, subject, text, html, entity_id, username"

namespace state {
namespace {

void append_escaped(std::string_view value, std::string& out) {
  for (const char letter : value) switch (letter) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += letter;
    }
}

}  // namespace

std::string render(std::string_view text, const std::vector<MailValue>& values, bool escape) {
  std::string out;
  while (!text.empty()) {
    const auto open = text.find("{{");
    const auto close = open == text.npos ? text.npos : text.find("}}", open + 2);
    if (close == text.npos) break;
    const auto value = std::ranges::find(values, text.substr(open + 2, close - open - 2), &MailValue::first);
    out += text.substr(0, open);
    if (value == values.end())
      out += text.substr(open, close + 2 - open);
    else if (escape)
      append_escaped(value->second, out);
    else
      out += value->second;
    text.remove_prefix(close + 2);
  }
  return out += text;
}

void Mail::set_template(const MailTemplate& t) {
  database_.run(
      "REPLACE INTO mail_template(entity_id, code, locale_id, sender, subject, text, html)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
      t.entity_id, t.code, t.locale_id, t.sender, t.subject, t.text, t.html);
}

std::vector<MailTemplate> Mail::templates() {
  return database_.all<MailTemplate>(
      "SELECT entity_id, code, locale_id, sender, subject, text, html FROM mail_template WHERE entity_id > 0"
      " ORDER BY entity_id, code, locale_id");
}

std::optional<MailTemplate> Mail::own_template(std::int32_t entity_id, std::string_view code, std::int32_t locale_id) {
  return database_.one<MailTemplate>(
      "SELECT entity_id, code, locale_id, sender, subject, text, html FROM mail_template"
      " WHERE entity_id = ?1 AND code = ?2 AND locale_id = ?3",
      entity_id, code, locale_id);
}

void Mail::remove_template(std::int32_t entity_id, std::string_view code, std::int32_t locale_id) {
  database_.run("DELETE FROM mail_template WHERE entity_id = ?1 AND code = ?2 AND locale_id = ?3", entity_id, code,
                locale_id);
}

std::optional<MailTemplate> Mail::find_template(const Entity& entity, std::string_view code, std::int32_t locale_id) {
  return database_.one<MailTemplate>(
      "SELECT entity_id, code, locale_id, sender, subject, text, html FROM mail_template"
      " WHERE entity_id IN (?3, ?4, ?5, 1) AND code = ?1 AND locale_id IN (?2, 1)"
      " ORDER BY locale_id = ?2 DESC, CASE entity_id WHEN ?3 THEN 1 WHEN ?4 THEN 2 WHEN ?5 THEN 3 ELSE 4 END LIMIT 1",
      code, locale_id, entity.company_id, entity.partner_id, entity.distributor_id);
}

bool Mail::send(const Entity& entity, const Letter& letter) {
  if (fails_) return false;
  const auto found = find_template(entity, letter.code, letter.locale_id);
  if (!found) return false;
  database_.run(
      "INSERT INTO outbox(at, sender, recipient, recipient_key, template_code, locale_id, subject, text, html,"
      " entity_id, username) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
      clock_.now(), found->sender, letter.recipient, fold(letter.recipient), found->code, found->locale_id,
      render(found->subject, letter.values, false), render(found->text, letter.values, false),
      render(found->html, letter.values, true), entity.id, letter.username);
  sendings_.last = database_.last_id();
  if (sendings_.first == 0) sendings_.first = sendings_.last;
  ++sendings_.count;
  if (on_send_) on_send_();
  return true;
}

std::vector<SentLetter> Mail::outbox(std::int64_t after, std::int64_t limit,
                                     std::optional<std::string_view> recipient) {
  if (recipient)
    return database_.all<SentLetter>("SELECT " LETTER_COLUMNS
                                     " FROM outbox WHERE recipient_key = ?3 AND id > ?1"
                                     " ORDER BY id LIMIT ?2",
                                     after, limit, fold(*recipient));
  return database_.all<SentLetter>("SELECT " LETTER_COLUMNS " FROM outbox WHERE id > ?1 ORDER BY id LIMIT ?2", after,
                                   limit);
}

std::optional<SentLetter> Mail::latest(std::string_view recipient) {
  return database_.one<SentLetter>(
      "SELECT " LETTER_COLUMNS " FROM outbox WHERE recipient_key = ?1 ORDER BY id DESC LIMIT 1", fold(recipient));
}

std::optional<SentLetter> Mail::latest() {
  return database_.one<SentLetter>("SELECT " LETTER_COLUMNS " FROM outbox WHERE id > 0 ORDER BY id DESC LIMIT 1");
}

void Mail::add(const SentLetter& l) {
  database_.run("INSERT INTO outbox(" LETTER_COLUMNS
                ", recipient_key) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
                l.id, l.at, l.sender, l.recipient, l.template_code, l.locale_id, l.subject, l.text, l.html, l.entity_id,
                l.username, fold(l.recipient));
}

void Mail::clear_outbox() {
  database_.run("DELETE FROM outbox WHERE id > 0");
  begin_edition();
}

}  // namespace state
