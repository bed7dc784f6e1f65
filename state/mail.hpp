// E-mail: templates per entity and locale, and the outbox every letter ends in.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "state/clock.hpp"
#include "state/database.hpp"
#include "state/entities.hpp"

namespace state {

// Subject and bodies may hold {{placeholders}}.
struct MailTemplate {
  std::int32_t entity_id = 0;
  std::string code = {};
  std::int32_t locale_id = kEnglish;
  std::string sender = {};
  std::string subject = {};
  std::string text = {};
  std::string html = {};  // may be empty

  static constexpr auto columns() {
    using Self = MailTemplate;
    return std::tuple(&Self::entity_id, &Self::code, &Self::locale_id, &Self::sender, &Self::subject, &Self::text,
                      &Self::html);
  }
};

// The name of a placeholder, and what stands in its place.
using MailValue = std::pair<std::string_view, std::string_view>;

struct Letter {
  std::string_view code = {};  // of the template
  std::int32_t locale_id = kEnglish;
  std::string_view recipient = {};  // an e-mail address
  std::string_view username = {};   // of the account or dashboard user it is about
  std::vector<MailValue> values = {};
};

struct SentLetter {
  std::int64_t id = 0;
  Instant at = 0;
  std::string sender = {};
  std::string recipient = {};
  std::string template_code = {};
  std::int32_t locale_id = 0;  // of the template that was used
  std::string subject = {};
  std::string text = {};
  std::string html = {};
  std::int32_t entity_id = 0;
  std::string username = {};

  static constexpr auto columns() {
    using Self = SentLetter;
    return std::tuple(&Self::id, &Self::at, &Self::sender, &Self::recipient, &Self::template_code, &Self::locale_id,
                      &Self::subject, &Self::text, &Self::html, &Self::entity_id, &Self::username);
  }
};

// Puts values in the place of their placeholders; others stay as they are. `escape` makes the values safe within HTML.
std::string render(std::string_view text, const std::vector<MailValue>& values, bool escape);

class Mail {
 public:
  Mail(Database& database, Clock& clock) : database_(database), clock_(clock) {}

  void set_template(const MailTemplate& entry);
  // The entity's own, in that locale.
  std::optional<MailTemplate> own_template(std::int32_t entity_id, std::string_view code, std::int32_t locale_id);
  void remove_template(std::int32_t entity_id, std::string_view code, std::int32_t locale_id);
  // The nearest of the code and locale from the entity up to Infrascale; failing that, the nearest in English
  // (Q-mail-locale).
  std::optional<MailTemplate> find_template(const Entity& entity, std::string_view code, std::int32_t locale_id);

  // Every template, by entity, code and locale.
  std::vector<MailTemplate> templates();

  // Writes a letter on behalf of an entity into the outbox; false, and no letter, when no template serves (code 5020)
  // or mail fails. Whether an entity or account has its e-mails switched off is for the caller to ask.
  bool send(const Entity& entity, const Letter& letter);

  // Whether no letter can be sent at all; not kept with the sandbox.
  void set_fails(bool fails) { fails_ = fails; }

  // Letters with an id above `after`, oldest first, at most `limit`; the ones to an address (in any case) only, if
  // given.
  std::vector<SentLetter> outbox(std::int64_t after, std::int64_t limit,
                                 std::optional<std::string_view> recipient = {});
  std::optional<SentLetter> latest(std::string_view recipient);
  std::optional<SentLetter> latest();
  void clear_outbox();
  // Puts a letter into the outbox as it was sent, its id included.
  void add(const SentLetter& letter);

  // The letters sent since the sandbox was opened, restored, or its outbox cleared. Ids begin anew where the outbox was
  // cleared: an id means something within its edition only. Counts letters of transactions that were rolled back, too.
  struct Sendings {
    std::uint64_t edition = 0;
    std::uint64_t count = 0;
    std::int64_t first = 0;  // id of the edition's first letter; 0: none was sent yet
    std::int64_t last = 0;   // id of its newest letter
  };
  const Sendings& sendings() const { return sendings_; }
  // The outbox holds other letters now, none of them sent by this object.
  void begin_edition() { sendings_ = {.edition = sendings_.edition + 1}; }
  // Called for every letter, within the transaction that may still be rolled back, the sandbox locked.
  void on_send(std::function<void()> hook) { on_send_ = std::move(hook); }

 private:
  Database& database_;
  Clock& clock_;
  Sendings sendings_ = {};
  std::function<void()> on_send_ = {};
  bool fails_ = false;
};

}  // namespace state
