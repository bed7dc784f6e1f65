// The pages behind the links the service hands out: a new password, signing in by token, an appliance's console.
#pragma once
#include <optional>

#include "control/sandbox.hpp"
#include "http/message.hpp"

namespace http {

// Answers, when the path is one of these:
//   GET  /Account/ResetPassword?token=T      the form, as long as the link is valid (until used, replaced or a day old)
//   POST /Account/ResetPassword              token, password, confirmation: changes the dashboard user's password
//   GET  /Account/Login?uid=NAME&token=T     who is signed in; the token of GetAuthorizationTokenByEntity works once
//   GET  /Appliances/Browse?authtoken=UUID/T which appliance this is; the link of GetEntityApplianceBrowseInfo works
//   once GET  /_static/account_pages.css
// The pages hold no script and every value in them is escaped.
std::optional<Response> answer_account_page(const Request& request, control::Sandbox& sandbox);

}  // namespace http
