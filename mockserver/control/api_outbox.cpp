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
          .after = query.number("after").value_or(0)};
}

ApiReply list(ApiCall& call) {
  const auto limit = static_cast<std::size_t>(call.query.number("limit").value_or(100));
  json mails = json::array();
  for (const state::SentLetter& mail : list_mails(call.sandbox(), filter_of(call.query), limit))
    mails.push_back(mail_json(mail));
  return {.body = {{"mails", std::move(mails)}}};
}

ApiReply latest(ApiCall& call) {
  const auto mail = latest_mail(call.sandbox(), filter_of(call.query));
  if (!mail) throw ApiError{.status = 404, .code = "unknown-mail", .message = "no such mail was sent"};
  return {.body = mail_json(*mail)};
}

ApiReply one(ApiCall& call) {
  const auto id = whole_number(call.item);
  const auto mail = id ? find_mail(call.sandbox(), *id) : std::nullopt;
  if (!mail) throw ApiError{.status = 404, .code = "unknown-mail", .message = "there is no such mail"};
  return {.body = mail_json(*mail)};
}

ApiReply clear(ApiCall& call) {
  clear_mails(call.sandbox());
  return {.body = {{"status", "cleared"}}};
}

constexpr QueryParameter kTo{.name = "to", .says = "recipient"};
constexpr QueryParameter kTemplate{.name = "template", .says = "code of the template"};
constexpr QueryParameter kUser{.name = "user", .says = "the account or dashboard user it is about"};
constexpr QueryParameter kAfter{
    .name = "after", .says = "only ids above this one", .kind = QueryParameter::Kind::number};
constexpr QueryParameter kLimit{.name = "limit",
                                .says = "at most so many; 100 without it",
                                .kind = QueryParameter::Kind::number,
                                .least = 1,
                                .most = 1'000};
constexpr std::array kLatestQuery = {kTo, kTemplate, kUser, kAfter};
constexpr std::array kListQuery = {kTo, kTemplate, kUser, kAfter, kLimit};

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
    Route{.method = "GET", .path = "outbox/{id}", .says = "One mail.", .handle = one, .answer = "Mail"},
    Route{.method = "DELETE", .path = "outbox", .says = "Forgets every mail.", .handle = clear, .answer = "Status"},
};

}  // namespace

RouteGroup outbox_routes() { return {.name = "outbox", .routes = kRoutes, .schema = outbox_routes_schema()}; }

}  // namespace control
