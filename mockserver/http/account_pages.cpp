// The reset-password form, the sign-in page and an appliance's console.
#include "http/account_pages.hpp"

#include <algorithm>
#include <mutex>
#include <string>

#include "cmake/embedded.hpp"
#include "contract/patterns.hpp"
#include "describe/html.hpp"
#include "http/form.hpp"
#include "wire/patterns.hpp"

EMBEDDED(account_pages_css);

namespace http {
namespace {

using describe::escape_html;

constexpr std::string_view kPolicy =
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

Response page(int status, std::string_view title, const std::string& content) {
  Response response{.status = status};
  response.body.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>").append(title);
  response.body.append(
      "</title>\n<meta name=\"viewport\" content=\"width=device-width\">\n"
      "<link rel=\"stylesheet\" href=\"/_static/account_pages.css\"></head>\n<body>\n<main class=\"narrow\">\n<h1>");
  response.body.append(title).append("</h1>\n").append(content).append("</main>\n</body>\n</html>\n");
  response.headers.add("Content-Type", "text/html; charset=utf-8");
  response.headers.add("Content-Security-Policy", std::string(kPolicy));
  response.headers.add("Cache-Control", "no-store");
  response.headers.add("Referrer-Policy", "no-referrer");  // the address holds the token
  return response;
}

Response dead_link() {
  return page(410, "This link is no longer valid",
              "<p>A link for a new password works once, for one day, and only until the next one is asked for.</p>\n");
}

Response password_form(std::string_view prefix, std::string_view token, std::string_view complaint) {
  std::string content = "<form method=\"post\" action=\"" + escape_html(prefix) + "/Account/ResetPassword\">\n";
  if (!complaint.empty()) content += "<p class=\"bad\" id=\"complaint\">" + escape_html(complaint) + "</p>\n";
  content += "<input type=\"hidden\" name=\"token\" value=\"" + escape_html(token) +
             "\">\n"
             "<label for=\"password\">New password</label>\n"
             "<input id=\"password\" name=\"password\" type=\"password\" autocomplete=\"new-password\" autofocus>\n"
             "<label for=\"confirmation\">The same again</label>\n"
             "<input id=\"confirmation\" name=\"confirmation\" type=\"password\" autocomplete=\"new-password\">\n"
             "<button type=\"submit\">Change password</button>\n</form>\n";
  return page(complaint.empty() ? 200 : 400, "Choose a new password", content);
}

Response reset_password(std::string_view prefix, const Form& form, bool submitted, state::Sandbox& state) {
  const std::string token = form.value("token");
  if (!state.links.reset_for(token)) return dead_link();
  if (!submitted) return password_form(prefix, token, {});
  const std::string password = form.value("password");
  if (!wire::matches(contract::kPassword, password))
    return password_form(prefix, token, "A password has 6 to 20 letters, digits or characters of !@#$%^&*().");
  if (password != form.value("confirmation")) return password_form(prefix, token, "The two passwords differ.");
  state::Transaction transaction(state.database);
  if (!state.links.reset_password(token, password)) return dead_link();
  transaction.commit();
  return page(200, "Your password was changed", "<p>From now on only the new password works.</p>\n");
}

Response sign_in(const Form& form, state::Sandbox& state) {
  state::Transaction transaction(state.database);
  const auto signed_in = state.links.sign_in(form.value("uid"), form.value("token"));
  if (!signed_in)
    return page(403, "Not signed in",
                "<p>The token is unknown, used up or over a day old, or belongs to another user.</p>\n");
  transaction.commit();
  const auto entity = state.entities.find(signed_in->entity_id);
  return page(200, "Signed in",
              "<p>Signed in as <strong id=\"user\">" + escape_html(signed_in->name) +
                  "</strong> of <span id=\"entity\">" + escape_html(entity ? entity->name : "") +
                  "</span>.</p>\n<p>The token is used up now.</p>\n");
}

Response browse(const Form& form, state::Sandbox& state) {
  const std::string authtoken = form.value("authtoken");
  const std::size_t slash = std::min(authtoken.find('/'), authtoken.size());
  state::Transaction transaction(state.database);
  const auto appliance = state.links.browse(std::string_view(authtoken).substr(0, slash),
                                            std::string_view(authtoken).substr(std::min(slash + 1, authtoken.size())));
  if (!appliance)
    return page(403, "Not connected",
                "<p>The link is unknown, used up or over a day old, or the appliance's remote access has ended.</p>\n");
  transaction.commit();
  return page(200, "Connected",
              "<p>This is the console of the appliance <strong id=\"appliance\">" + escape_html(appliance->name) +
                  "</strong> (<span id=\"uuid\">" + escape_html(appliance->uuid) +
                  "</span>).</p>\n<p>The link is used up now.</p>\n");
}

}  // namespace

std::optional<Response> answer_account_page(const Request& request, control::Sandbox& sandbox) {
  if (same_name(request.path, "/_static/account_pages.css")) {
    Response response{.body = std::string(account_pages_css())};
    response.headers.add("Content-Type", "text/css; charset=utf-8");
    return response;
  }
  const bool reset = same_name(request.path, "/Account/ResetPassword");
  const bool login = same_name(request.path, "/Account/Login");
  const bool console = same_name(request.path, "/Appliances/Browse");
  if (!reset && !login && !console) return std::nullopt;
  const bool submitted = request.method == "POST";
  if (request.method != "GET" && !(submitted && reset)) {
    Response response = page(405, "Not that way", "<p>This page is to be opened in a browser.</p>\n");
    response.headers.add("Allow", reset ? "GET, POST" : "GET");
    return response;
  }
  const Form form(submitted ? request.body : request.query);
  state::Sandbox& state = sandbox.state();
  const std::lock_guard lock(state.mutex);
  state.catch_up();
  if (console) return browse(form, state);
  return reset ? reset_password(request.prefix, form, submitted, state) : sign_in(form, state);
}

}  // namespace http
