// SMTP through libcurl: one easy handle, whose connection is used again for the next mail.
#include "smtp/client.hpp"

#include <array>
#include <new>

#include "smtp/curl_library.hpp"

namespace smtp {
namespace {

constexpr long kConnectSeconds = 10;
constexpr long kAttemptSeconds = 30;

class List {
 public:
  List() = default;
  ~List() { curl_library().slist_free_all(head_); }
  List(const List&) = delete;
  List& operator=(const List&) = delete;
  void add(const std::string& line) {
    curl_slist* longer = curl_library().slist_append(head_, line.c_str());
    if (!longer) throw std::bad_alloc();
    head_ = longer;
  }
  curl_slist* get() const { return head_; }

 private:
  curl_slist* head_ = nullptr;
};

struct FreeMime {
  void operator()(curl_mime* mime) const { curl_library().mime_free(mime); }
};
using Mime = std::unique_ptr<curl_mime, FreeMime>;

void add_part(curl_mime* mime, const std::string& content, const char* type) {
  const CurlLibrary& curl = curl_library();
  curl_mimepart* part = curl.mime_addpart(mime);
  curl.mime_data(part, content.data(), content.size());
  curl.mime_type(part, type);
  curl.mime_encoder(part, "quoted-printable");
}

Mime body_of(CURL* handle, const Message& message) {
  Mime mime(curl_library().mime_init(handle));
  add_part(mime.get(), message.text, "text/plain; charset=utf-8");
  if (!message.html.empty()) add_part(mime.get(), message.html, "text/html; charset=utf-8");
  return mime;
}

int give_up_of(void* asked, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  const auto& give_up = *static_cast<const std::function<bool()>*>(asked);
  return give_up && give_up() ? 1 : 0;
}

// Keeps the latest line of the server's that says no.
std::size_t keep_refusal(char* data, std::size_t size, std::size_t count, void* into) {
  std::string_view line(data, size * count);
  while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
  if (line.starts_with('4') || line.starts_with('5')) static_cast<std::string*>(into)->assign(line);
  return size * count;
}

bool for_good(CURLcode code, std::string_view refusal) {
  if (code == CURLE_LOGIN_DENIED || code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_USE_SSL_FAILED) return true;
  return refusal.starts_with('5');
}

}  // namespace

std::string url_fault(const std::string& url) {
  const CurlLibrary& curl = curl_library();
  const std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> parsed(curl.url(), curl.url_cleanup);
  const auto part = [&](CURLUPart which) -> std::string {
    char* text = nullptr;
    if (curl.url_get(parsed.get(), which, &text, 0) != CURLUE_OK) return {};
    std::string kept(text);
    curl.free(text);
    return kept;
  };
  constexpr const char* kForm = "must be smtp://HOST:PORT or smtps://HOST:PORT";
  if (curl.url_set(parsed.get(), CURLUPART_URL, url.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK) return kForm;
  const std::string scheme = part(CURLUPART_SCHEME);
  if ((scheme != "smtp" && scheme != "smtps") || part(CURLUPART_HOST).empty()) return kForm;
  if (!part(CURLUPART_USER).empty() || !part(CURLUPART_PASSWORD).empty())
    return "must not hold credentials: use --smtp-user and --smtp-password-file";
  const std::string path = part(CURLUPART_PATH);
  if ((!path.empty() && path != "/") || !part(CURLUPART_QUERY).empty()) return kForm;
  return {};
}

struct Client::Connection {
  std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> handle{curl_library().easy_init(), curl_library().easy_cleanup};
};

Client::Client(Settings settings, std::function<bool()> give_up)
    : settings_(std::move(settings)), give_up_(std::move(give_up)) {
  connection_ = std::make_unique<Connection>();
  if (!connection_->handle) throw std::bad_alloc();
}

Client::~Client() = default;

Attempt Client::send(const Message& message) {
  const std::string from = address_of(settings_.from.empty() ? message.from : settings_.from);
  const std::string to = address_of(message.to);
  for (const std::string& address : {from, to})
    if (!is_address(address)) return {Attempt::Outcome::refused, "'" + address + "' is no e-mail address"};

  const CurlLibrary& curl = curl_library();
  CURL* handle = connection_->handle.get();
  curl.easy_reset(handle);  // options only: the connection stays
  std::array<char, CURL_ERROR_SIZE> error{};
  std::string refusal;
  List recipients;
  recipients.add("<" + to + ">");
  List headers;
  for (const std::string& line : header_lines(message)) headers.add(line);
  headers.add("Content-Type: multipart/alternative");
  const Mime mime = body_of(handle, message);

  curl.easy_setopt(handle, CURLOPT_URL, settings_.url.c_str());
  curl.easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl.easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
  curl.easy_setopt(handle, CURLOPT_TIMEOUT, kAttemptSeconds);
  curl.easy_setopt(handle, CURLOPT_PROXY, "");
  curl.easy_setopt(handle, CURLOPT_USE_SSL,
                   settings_.tls == Tls::off          ? CURLUSESSL_NONE
                   : settings_.tls == Tls::if_offered ? CURLUSESSL_TRY
                                                      : CURLUSESSL_ALL);
  if (!settings_.ca_file.empty()) curl.easy_setopt(handle, CURLOPT_CAINFO, settings_.ca_file.c_str());
  if (!settings_.user.empty()) {
    curl.easy_setopt(handle, CURLOPT_USERNAME, settings_.user.c_str());
    curl.easy_setopt(handle, CURLOPT_PASSWORD, settings_.password.c_str());
    curl.easy_setopt(handle, CURLOPT_SASL_IR, 1L);
  }
  curl.easy_setopt(handle, CURLOPT_MAIL_FROM, ("<" + from + ">").c_str());
  curl.easy_setopt(handle, CURLOPT_MAIL_RCPT, recipients.get());
  curl.easy_setopt(handle, CURLOPT_HTTPHEADER, headers.get());
  curl.easy_setopt(handle, CURLOPT_MIMEPOST, mime.get());
  curl.easy_setopt(handle, CURLOPT_ERRORBUFFER, error.data());
  curl.easy_setopt(handle, CURLOPT_HEADERFUNCTION, keep_refusal);
  curl.easy_setopt(handle, CURLOPT_HEADERDATA, &refusal);
  curl.easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
  curl.easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, give_up_of);
  curl.easy_setopt(handle, CURLOPT_XFERINFODATA, &give_up_);

  const CURLcode code = curl.easy_perform(handle);
  curl.easy_setopt(handle, CURLOPT_ERRORBUFFER, nullptr);  // what it points to ends here
  if (code == CURLE_OK) return {.outcome = Attempt::Outcome::delivered};
  std::string reason = error[0] != '\0' ? error.data() : curl.easy_strerror(code);
  if (code == CURLE_ABORTED_BY_CALLBACK) reason = "the server stopped before the mail was through";
  if (!refusal.empty()) reason += " (" + refusal + ")";
  return {for_good(code, refusal) ? Attempt::Outcome::refused : Attempt::Outcome::failed, std::move(reason)};
}

}  // namespace smtp
