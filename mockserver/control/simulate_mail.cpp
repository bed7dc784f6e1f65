// simulate/mail-template and simulate/remove-mail-template: the templates of an entity.
#include "control/simulation.hpp"
#include "control/world_values.hpp"

namespace control {
namespace {

using nlohmann::json;

constexpr std::string_view kSender = "support@sandbox.example";

std::int32_t locale_of(const json& body) { return body.value("localeId", state::kEnglish); }

std::string name_of(const json& body) {
  return "mail template " + text_of(body, "code") + " of entity " + body.at("entityId").dump() + " in locale " +
         std::to_string(locale_of(body));
}

json look(const std::optional<state::MailTemplate>& entry) {
  if (!entry) return nullptr;
  return {{"from", entry->sender}, {"subject", entry->subject}, {"text", entry->text}, {"html", entry->html}};
}

}  // namespace

json simulate_mail_template(state::Sandbox& state, const json& body) {
  const state::Entity entity = entity_of(state, body);
  const std::string code = text_of(body, "code");
  const auto before = state.mail.own_template(entity.id, code, locale_of(body));
  const state::MailTemplate after{.entity_id = entity.id,
                                  .code = code,
                                  .locale_id = locale_of(body),
                                  .sender = body.value("from", before ? before->sender : std::string(kSender)),
                                  .subject = text_of(body, "subject"),
                                  .text = text_of(body, "text"),
                                  .html = text_of(body, "html")};
  state.mail.set_template(after);

  Changes changes;
  changes.compare(name_of(body), look(before), look(after));
  return {{"changed", changes.list()}};
}

json simulate_mail_template_removal(state::Sandbox& state, const json& body) {
  const state::Entity entity = entity_of(state, body);
  const std::string code = text_of(body, "code");
  const auto before = state.mail.own_template(entity.id, code, locale_of(body));
  if (!before) refuse_member("code", "entity " + std::to_string(entity.id) + " has no such template of its own");
  state.mail.remove_template(entity.id, code, locale_of(body));

  Changes changes;
  changes.compare(name_of(body), look(before), nullptr);
  return {{"changed", changes.list()}};
}

}  // namespace control
