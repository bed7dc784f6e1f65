#include "proxy/proxy.hpp"

#include <utility>
#include <variant>

#include "http/address.hpp"
#include "proxy/addresses.hpp"
#include "proxy/recorded_message.hpp"

namespace proxy {
namespace {

using std::chrono::steady_clock;

// WSDL, discovery and help pages name their own address; so may a redirection.
bool names_addresses(const http::Response& answer) {
  const std::string type(answer.headers.find("Content-Type").value_or(""));
  return type.starts_with("text/") || type.find("xml") != std::string::npos;
}

http::Response no_answer(const recording::Trouble& trouble) {
  return http::plain_answer(trouble.kind == "timeout" ? 504 : 502,
                            "The proxy has no answer to give: " + trouble.message + ".");
}

}  // namespace

http::Response Proxy::answer(const http::Request& request) {
  if (request.body_over_limit) return http::plain_answer(413, "The request is larger than the proxy passes on.");
  recording::Call call{.number = recorder_.next_number(), .at = utc_now(), .request = recorded(request)};
  const bool is_get = request.method == "GET";
  const auto began = steady_clock::now();
  http::Request sent = request;
  // What is packed cannot be readdressed.
  if (is_get && !keeps_addresses_) sent.headers.remove("Accept-Encoding");
  auto outcome = upstream_.send(sent);
  call.milliseconds = std::chrono::duration<double, std::milli>(steady_clock::now() - began).count();
  if (const auto* trouble = std::get_if<recording::Trouble>(&outcome)) {
    call.trouble = *trouble;
    recorder_.record(std::move(call));
    return no_answer(*trouble);
  }
  http::Response answer = std::get<http::Response>(std::move(outcome));
  call.response = recorded(answer);
  recorder_.record(std::move(call));
  return keeps_addresses_ ? answer : readdressed(std::move(answer), request);
}

http::Response Proxy::readdressed(http::Response answer, const http::Request& request) const {
  const std::string ours = http::base_url(request, false);
  if (const auto location = answer.headers.find("Location"))
    answer.headers.set("Location", proxy::readdressed(*location, upstream_.authority(), ours));
  if (request.method == "GET" && names_addresses(answer) && !answer.headers.has("Content-Encoding"))
    answer.body = proxy::readdressed(answer.body, upstream_.authority(), ours);
  return answer;
}

}  // namespace proxy
