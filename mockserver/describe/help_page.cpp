// The pages, put together from descriptions, the test form and the samples.
#include "describe/help_page.hpp"

#include <algorithm>
#include <array>

#include "cmake/embedded.hpp"
#include "describe/html.hpp"
#include "describe/sample.hpp"
#include "describe/test_form.hpp"

EMBEDDED(help_page_css);
EMBEDDED(test_form_js);

namespace describe {
namespace {

using contract::Operation;

constexpr std::string_view kStylePath = "/_sandbox/static/help_page.css";
constexpr std::string_view kScriptPath = "/_sandbox/static/test_form.js";

// The address taken apart as a sample needs it. Views into the address.
Target target_of(std::string_view address) {
  const std::size_t scheme = address.find("://");
  std::string_view rest = scheme == std::string_view::npos ? address : address.substr(scheme + 3);
  const std::size_t slash = std::min(rest.find('/'), rest.size());
  const std::string_view authority = rest.substr(0, slash);
  const std::size_t bracket = authority.find(']');  // [::1]:8080
  const std::size_t colon = authority.find(':', bracket == std::string_view::npos ? 0 : bracket);
  return {authority.substr(0, colon), rest.substr(slash)};
}

// The page's own name for relative links, safe in a URL whatever the address holds.
std::string page_link(std::string_view address) {
  const std::string_view name = address.substr(address.rfind('/') + 1);
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string link;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("-._~%").find(c) != std::string_view::npos;
    if (plain)
      link += c;
    else
      link.append("%").append(1, kHex[byte >> 4U]).append(1, kHex[byte & 15U]);
  }
  return escape_html(link);
}

std::string shell(std::string_view service_name, const std::string& link, std::string_view content, bool script) {
  const std::string name = escape_html(service_name);
  std::string html =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
      "content=\"width=device-width\">\n<link rel=\"alternate\" type=\"text/xml\" href=\"" +
      link + "?disco\">\n<link rel=\"stylesheet\" href=\"" + std::string(kStylePath) + "\">\n";
  if (script) html += "<script src=\"" + std::string(kScriptPath) + "\" defer></script>\n";
  return html + "<title>" + name + " Web Service</title>\n</head>\n<body>\n<h1>" + name + "</h1>\n<main>\n" +
         std::string(content) + "</main>\n</body>\n</html>\n";
}

std::string description(const Operation& operation) {
  return escape_html(operation.doc) + (operation.obsolete ? " <em>Obsolete.</em>" : "");
}

std::string operation_list(const contract::Service& service, const std::string& link, const Options& options) {
  std::vector<const Operation*> operations = listed(service, options);
  std::ranges::sort(operations, {}, &Operation::name);
  std::string html =
      "<p class=\"intro\">The following operations are supported.  For a formal definition, please review the <a "
      "href=\"" +
      link + "?WSDL\">Service Description</a>.</p>\n<ul class=\"operations\">\n";
  for (const Operation* operation : operations) {
    const std::string name = escape_html(operation->name);
    html +=
        "<li><a href=\"" + link + "?op=" + name + "\">" + name + "</a><p>" + description(*operation) + "</p></li>\n";
  }
  return html + "</ul>\n";
}

std::string preformatted(const Sample& sample) {
  std::string html = "<pre>";
  std::size_t done = 0;
  const std::string_view text = sample.text;
  for (const auto& [begin, end] : sample.placeholders) {
    html += escape_html(text.substr(done, begin - done)) + "<span class=\"value\">" +
            escape_html(text.substr(begin, end - begin)) + "</span>";
    done = end;
  }
  return html + escape_html(text.substr(done)) + "</pre>\n";
}

std::string samples(std::string_view protocol, const Sample& request, const Sample& response) {
  const std::string name(protocol);
  return "<h3>" + name + "</h3>\n<p>The following is a sample " + name +
         " request and response.  The placeholders shown need to be replaced with actual values.</p>\n" +
         preformatted(request) + preformatted(response);
}

std::string back_link(const std::string& link) {
  return "<p class=\"intro\">Click <a href=\"" + link + "\">here</a> for a complete list of operations.</p>\n";
}

std::string operation_content(const Operation& operation, const std::string& link, const Page& page) {
  const Target target = target_of(page.address);
  std::string html = back_link(link) + "<h2>" + escape_html(operation.name) + "</h2>\n<p class=\"intro\">" +
                     description(operation) + "</p>\n<h3>Test</h3>\n";
  html += page.test_form ? test_form(operation)
                         : "<p>The test form is only available for requests from the local machine.</p>\n";
  html += samples("SOAP 1.1", soap_request(operation, target, SoapVersion::soap11),
                  soap_response(operation, SoapVersion::soap11));
  html += samples("SOAP 1.2", soap_request(operation, target, SoapVersion::soap12),
                  soap_response(operation, SoapVersion::soap12));
  if (!has_http_binding(operation)) return html;
  if (page.options.http_get) html += samples("HTTP GET", http_get_request(operation, target), http_response(operation));
  if (page.options.http_post)
    html += samples("HTTP POST", http_post_request(operation, target), http_response(operation));
  return html;
}

std::string not_found_content(const contract::Service& service, std::string_view name, const std::string& link) {
  return back_link(link) + "<h2>Method Not Found</h2>\n<p>Method '" + escape_html(name) +
         "' was not found in service " + escape_html(service.name) + ".</p>\n";
}

}  // namespace

std::string help_page(const contract::Service& service, std::optional<std::string_view> operation, const Page& page) {
  const std::string link = page_link(page.address);
  if (!operation) return shell(service.name, link, operation_list(service, link, page.options), false);
  for (const Operation* candidate : listed(service, page.options))
    if (candidate->name == *operation)
      return shell(service.name, link, operation_content(*candidate, link, page), page.test_form);
  return shell(service.name, link, not_found_content(service, *operation, link), false);
}

std::span<const Asset> help_assets() {
  static const std::array<Asset, 2> kAssets{Asset{kStylePath, "text/css; charset=utf-8", help_page_css()},
                                            Asset{kScriptPath, "text/javascript; charset=utf-8", test_form_js()}};
  return kAssets;
}

}  // namespace describe
