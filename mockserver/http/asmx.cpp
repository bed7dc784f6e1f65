// Which part of the host answers which request (host rules 1-6, 70-80, 97).
#include "http/asmx.hpp"

#include <optional>

#include "describe/disco.hpp"
#include "describe/help_page.hpp"
#include "describe/wsdl.hpp"
#include "http/address.hpp"
#include "http/error_page.hpp"
#include "http/form.hpp"
#include "http/form_binding.hpp"
#include "http/soap_endpoint.hpp"

namespace http {
namespace {

constexpr std::string_view kFolder = "/webapi/accountmanagementservice/";
constexpr std::string_view kSuffix = ".asmx";

bool starts_with_ignoring_case(std::string_view text, std::string_view prefix) {
  return same_name(text.substr(0, prefix.size()), prefix);
}

// Doubled slashes count as one: the document's own addresses have some.
std::string folded(std::string_view path) {
  std::string out;
  out.reserve(path.size());
  for (const char c : path)
    if (c != '/' || out.empty() || out.back() != '/') out += c;
  return out;
}

std::size_t find_suffix(std::string_view text) {
  std::size_t dot = text.find(kSuffix.front(), kFolder.size());
  while (dot != std::string_view::npos && !starts_with_ignoring_case(text.substr(dot), kSuffix))
    dot = text.find(kSuffix.front(), dot + 1);
  return dot;
}

Response text_answer(int status, std::string content_type, std::string body) {
  Response response{.status = status, .body = std::move(body)};
  response.headers.add("Content-Type", std::move(content_type));
  return response;
}

}  // namespace

AsmxPage AsmxHost::find(std::string_view path) const {
  const std::string plain = folded(path);
  if (!starts_with_ignoring_case(plain, kFolder)) return {};
  const std::size_t end = find_suffix(plain);
  if (end == std::string::npos) return {};
  const std::size_t rest = end + kSuffix.size();
  if (rest < plain.size() && plain[rest] != '/') return {};
  return {.service = registry_.find_service(std::string_view(plain).substr(kFolder.size(), end - kFolder.size())),
          .operation = rest < plain.size() ? plain.substr(rest + 1) : std::string(),
          .has_trailing_path = rest < plain.size()};
}

Response AsmxHost::answer(const AsmxPage& page, const Request& request, control::Sandbox& sandbox,
                          control::Sandboxes* by_credentials) const {
  Response response;
  if (page.has_trailing_path) {
    response =
        answer_form(*page.service, page.operation, request, settings_, is_loopback(request.remote_address), sandbox);
  } else if (request.method == "POST") {
    return answer_soap(*page.service, request, settings_, sandbox,
                       by_credentials);  // whatever the content type (rule 3)
  } else if (request.method == "GET") {
    response = describe(*page.service, request);
  } else {
    response = error_page(405, request.path, "Request format is unrecognized.", settings_.custom_errors);  // rule 5
    response.headers.set("Allow", "GET, POST");
  }
  add_host_headers(response, settings_, response.status == 200);
  return response;
}

Response AsmxHost::describe(const contract::Service& service, const Request& request) const {
  const describe::Options options{.http_get = settings_.enable_get,
                                  .http_post = settings_.enable_post,
                                  .unavailable = settings_.unavailable_operations};
  const std::string address = page_address(request, settings_.trust_forwarded);
  const Form query(request.query);
  // The keys wsdl, disco and schema are bare or carry the id of a document; without an overlay there is one document,
  // so that any id is unknown (rule 70).
  const overlay::Publication* theirs = overlay_ ? overlay_->publication(service) : nullptr;
  const std::optional<std::string> wsdl = query.find_ignoring_case("wsdl");
  const std::optional<std::string> schema = query.find_ignoring_case("schema");
  if (wsdl && wsdl->empty())
    return text_answer(200, "text/xml; charset=utf-8",
                       theirs ? theirs->wsdl(address) : describe::wsdl(service, address, options));
  if (const auto part = theirs && (wsdl || schema) ? theirs->part(wsdl ? *wsdl : *schema, address) : std::nullopt)
    return text_answer(200, "text/xml; charset=utf-8", *part);
  if (wsdl) return text_answer(500, "text/plain; charset=utf-8", "XML Web service description was not found.");
  if (same_name(request.query, "disco"))
    return text_answer(200, "text/xml; charset=utf-8", describe::disco(service, address));
  if (schema) return text_answer(500, "text/plain; charset=utf-8", "Schema not found.");
  const std::optional<std::string> operation = query.find_ignoring_case("op");
  const bool local = is_loopback(request.remote_address);
  describe::Options shown = options;
  shown.http_post = shown.http_post || local;  // callers on this machine always have that binding (rule 2)
  Response response =
      text_answer(200, "text/html; charset=utf-8",
                  describe::help_page(service, operation, {.address = address, .options = shown, .test_form = local}));
  response.headers.add("Content-Security-Policy", std::string(describe::kHelpPagePolicy));
  return response;
}

}  // namespace http
