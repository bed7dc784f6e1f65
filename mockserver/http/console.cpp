#include "http/console.hpp"

#include <openssl/evp.h>

#include <array>
#include <utility>

#include "cmake/embedded_files.hpp"
#include "control/api_route.hpp"
#include "describe/html.hpp"

EMBEDDED_FILES(console_files);

namespace http {
namespace {

using describe::escape_html;

constexpr std::string_view kFiles = "/_console/";
constexpr std::string_view kPage = "index.html";
constexpr std::string_view kMailFrame = "mail_frame.html";

constexpr std::string_view kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
// Of the frame that shows a mail: an origin of its own, the console's one script, and what mails carry with them.
constexpr std::string_view kMailPolicy =
    "sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox; default-src 'none'; script-src 'self'; "
    "style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kContentTypes = {{
    {".css", "text/css; charset=utf-8"},
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".svg", "image/svg+xml"},
}};

std::string_view content_type_of(std::string_view name) {
  for (const auto& [ending, type] : kContentTypes)
    if (name.ends_with(ending)) return type;
  return "application/octet-stream";
}

class Digest {
 public:
  Digest() : context_(EVP_MD_CTX_new()) { EVP_DigestInit_ex(context_, EVP_sha256(), nullptr); }
  ~Digest() { EVP_MD_CTX_free(context_); }
  Digest(const Digest&) = delete;
  Digest& operator=(const Digest&) = delete;

  void add(std::string_view bytes) { EVP_DigestUpdate(context_, bytes.data(), bytes.size()); }
  // The first 16 hexadecimal digits.
  std::string text() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    EVP_DigestFinal_ex(context_, bytes.data(), nullptr);
    std::string digits;
    for (std::size_t i = 0; i < 8; ++i) {
      digits += "0123456789abcdef"[bytes.at(i) >> 4U];
      digits += "0123456789abcdef"[bytes.at(i) & 15U];
    }
    return digits;
  }

 private:
  EVP_MD_CTX* context_;
};

std::string digest_of_files() {
  Digest digest;
  for (const EmbeddedFile& file : console_files()) {
    digest.add(file.name);
    digest.add(file.bytes);
  }
  return digest.text();
}

std::string_view bytes_of(std::string_view name) {
  for (const EmbeddedFile& file : console_files())
    if (file.name == name) return file.bytes;
  return {};
}

void put(std::string& page, std::string_view place, std::string_view text) {
  for (std::size_t at = 0; (at = page.find(place, at)) != std::string::npos; at += text.size())
    page.replace(at, place.size(), text);
}

std::string services_list(const contract::Registry& registry, std::string_view prefix) {
  const std::string base = escape_html(prefix) + "/WebApi/AccountManagementService/";
  std::string list;
  for (const contract::Service* service : registry.services()) {
    const std::string name = escape_html(service->name);
    const std::string page = base + name + ".asmx";
    list += "<dt><a href=\"" + page + "\">" + name + "</a> <a class=\"aside\" href=\"" + page +
            "?WSDL\">WSDL</a></dt>\n<dd>" + escape_html(service->doc) + "</dd>\n";
  }
  return list;
}

std::string routes_list() {
  std::string list;
  for (const control::RouteGroup& group : control::route_groups())
    for (const control::Route& route : group.routes)
      list.append(list.empty() ? "" : ",").append(route.method).append(" ").append(route.path);
  return escape_html(list);
}

// A 304 when the browser has it already, else all of it.
Response content(const Request& request, std::string_view name, std::string_view bytes, const std::string& tag,
                 std::string_view caching) {
  Response response;
  response.headers.add("ETag", tag);
  response.headers.add("Cache-Control", std::string(caching));
  if (request.header("If-None-Match").find(tag) != std::string_view::npos) {
    response.status = 304;
    return response;
  }
  response.body = bytes;
  response.headers.add("Content-Type", std::string(content_type_of(name)));
  response.headers.add("Content-Security-Policy", std::string(name == kMailFrame ? kMailPolicy : kPolicy));
  response.headers.add("X-Content-Type-Options", "nosniff");
  response.headers.add("Referrer-Policy", "no-referrer");
  return response;
}

}  // namespace

// The first hash makes OpenSSL set itself up, which takes time and memory: a server that no browser visits does
// without.
const std::string& Console::digest() {
  static const std::string digest = digest_of_files();
  return digest;
}

const std::string& Console::page_without_services() {
  static const std::string page = [] {
    std::string made(bytes_of(kPage));
    put(made, "@files@", "/_console/" + digest());
    put(made, "@routes@", routes_list());
    return made;
  }();
  return page;
}

std::optional<Response> Console::answer(const Request& request, std::string_view prefix) const {
  const bool is_page = request.path == "/";
  if (!is_page && !request.path.starts_with(kFiles)) return std::nullopt;
  if (request.method != "GET" && request.method != "HEAD") {
    Response response = plain_answer(405, "This is to be opened in a browser.");
    response.headers.add("Allow", "GET, HEAD");
    return response;
  }
  if (is_page) return page(request, prefix);
  return file(request, std::string_view(request.path).substr(kFiles.size()));
}

Response Console::page(const Request& request, std::string_view prefix) const {
  std::string page = page_without_services();
  put(page, "@services@", services_list(registry_, prefix));
  Digest digest;
  digest.add(page);
  return content(request, kPage, page, '"' + digest.text() + '"', "no-cache");
}

Response Console::file(const Request& request, std::string_view below) const {
  const bool for_ever = below.starts_with(digest() + '/');
  if (for_ever) below.remove_prefix(digest().size() + 1);
  const std::string_view bytes = below == kPage ? std::string_view() : bytes_of(below);
  if (bytes.empty()) return plain_answer(404, "The console has no such file.");
  return content(request, below, bytes, '"' + digest() + '"',
                 for_ever ? "public, max-age=31536000, immutable" : "no-cache");
}

}  // namespace http
