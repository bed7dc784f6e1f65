// The routes of the outbox.
#include "cmake/embedded.hpp"
#include "control/api_route.hpp"
#include "control/outbox.hpp"

namespace control {
namespace {

using nlohmann::json;

EMBEDDED(outbox_routes_schema);

MailFilter filter_of(const Parameters& query) {
  return {.to = query.text("to").value_or(""),
          .template_code = query.text("template").value_or(""),
          .username = query.text("user").value_or(""),
          .subject = query.text("subject").value_or(""),
          .text = query.text("text").value_or(""),
          .since = query.instant("since"),
          .until = query.instant("until"),
          .after = query.number("after").value_or(0)};
}

ApiReply list(ApiCall& call) {
  const auto limit = static_cast<std::size_t>(call.query.number("limit").value_or(100));
  json mails = json::array();
  for (const state::SentLetter& mail : list_mails(call.sandbox(), filter_of(call.query), limit))
    mails.push_back(mail_json(call.sandbox(), mail));
  return {.body = {{"mails", std::move(mails)}}};
}

state::SentLetter found_latest(const ApiCall& call) {
  auto mail = latest_mail(call.sandbox(), filter_of(call.query));
  if (!mail) throw ApiError{.status = 404, .code = "unknown-mail", .message = "no such mail was sent"};
  return *std::move(mail);
}

state::SentLetter found_mail(const ApiCall& call) {
  const auto id = whole_number(call.item);
  auto mail = id ? find_mail(call.sandbox(), *id) : std::nullopt;
  if (!mail) throw ApiError{.status = 404, .code = "unknown-mail", .message = "there is no such mail"};
  return *std::move(mail);
}

ApiReply latest(ApiCall& call) { return {.body = mail_json(call.sandbox(), found_latest(call))}; }

// The bare address, for scripts: $(curl ...).
ApiReply latest_link(ApiCall& call) {
  const state::SentLetter mail = found_latest(call);
  std::string link = link_of(mail);
  if (link.empty())
    throw ApiError{.status = 404,
                   .code = "unknown-link",
                   .message = "mail " + std::to_string(mail.id) + ", the latest of those, holds no link"};
  return {.content_type = "text/plain; charset=utf-8", .bytes = link + "\n"};
}

ApiReply one(ApiCall& call) { return {.body = mail_json(call.sandbox(), found_mail(call))}; }

ApiReply html(ApiCall& call) {
  return {.content_type = "text/html; charset=utf-8", .bytes = mail_document(found_mail(call)), .policy = kMailPolicy};
}

ApiReply clear(ApiCall& call) {
  clear_mails(call.sandbox());
  return {.body = {{"status", "cleared"}}};
}

constexpr QueryParameter kTo{.name = "to", .says = "recipient"};
constexpr QueryParameter kTemplate{.name = "template", .says = "code of the template"};
constexpr QueryParameter kUser{.name = "user", .says = "the account or dashboard user it is about"};
constexpr QueryParameter kSubject{.name = "subject", .says = "stands somewhere in the subject, in any case"};
constexpr QueryParameter kText{.name = "text", .says = "stands somewhere in the text or the HTML, in any case"};
constexpr QueryParameter kSince{.name = "since", .says = "sandbox time: at this instant or later"};
constexpr QueryParameter kUntil{.name = "until", .says = "sandbox time: before this instant"};
constexpr QueryParameter kAfter{
    .name = "after", .says = "only ids above this one", .kind = QueryParameter::Kind::number};
constexpr QueryParameter kLimit{.name = "limit",
                                .says = "at most so many; 100 without it",
                                .kind = QueryParameter::Kind::number,
                                .least = 1,
                                .most = 1'000};
constexpr std::array kLatestQuery = {kTo, kTemplate, kUser, kSubject, kText, kSince, kUntil, kAfter};
constexpr std::array kListQuery = {kTo, kTemplate, kUser, kSubject, kText, kSince, kUntil, kAfter, kLimit};

constexpr std::array kRoutes = {
    Route{.method = "GET",
          .path = "outbox",
          .says = "The mails that were sent, oldest first, each with its first link taken out.",
          .handle = list,
          .query = kListQuery,
          .answer = "Mails"},
    Route{.method = "GET",
          .path = "outbox/latest",
          .says = "The newest mail of those.",
          .handle = latest,
          .query = kLatestQuery,
          .answer = "Mail"},
    Route{.method = "GET",
          .path = "outbox/latest/link",
          .says = "The first link of the newest mail of those, as plain text.",
          .handle = latest_link,
          .query = kLatestQuery},
    Route{.method = "GET",
          .path = "outbox/{id}/html",
          .says = "One mail as a page, under a policy that lets it do nothing.",
          .handle = html},
    Route{.method = "GET", .path = "outbox/{id}", .says = "One mail.", .handle = one, .answer = "Mail"},
    Route{.method = "DELETE", .path = "outbox", .says = "Forgets every mail.", .handle = clear, .answer = "Status"},
};

}  // namespace

RouteGroup outbox_routes() { return {.name = "outbox", .routes = kRoutes, .schema = outbox_routes_schema()}; }

}  // namespace control
