#include "conformance/replay.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "conformance/effects.hpp"

namespace conformance {
namespace {

bool same_header(std::string_view left, std::string_view right) {
  return std::ranges::equal(
      left, right, {}, [](unsigned char c) { return std::tolower(c); },
      [](unsigned char c) { return std::tolower(c); });
}

// Belongs to the connection it came on, or holds what is not here any more.
bool stays_behind(std::string_view name) {
  constexpr std::array<std::string_view, 11> kNames{
      "Host", "Connection",      "Keep-Alive",       "Content-Length", "Transfer-Encoding", "Expect",
      "TE",   "Accept-Encoding", "Content-Encoding", "Cookie",         "Authorization"};
  return std::ranges::any_of(kNames, [&](std::string_view known) { return same_header(name, known); });
}

std::string words_for(const recording::Call& call, const SeenRequest& request) {
  const std::string what =
      request.is_call()
          ? "call " + std::string(request.called.service->name) + "." + std::string(request.called.operation->name)
          : call.request.method + " " + call.request.target.substr(0, call.request.target.find(' '));
  return what + " (call " + std::to_string(call.number) + ")";
}

// The AuthHeader's user name, replaced by another; the rest of the body stays as it is.
std::string with_user(const std::string& body, const std::string& recorded, const std::string& now) {
  if (recorded == now) return body;
  const auto header = body.find("AuthHeader");
  const auto element = body.find("UserName", header);
  const auto begin = body.find('>', element);
  if (header == std::string::npos || element == std::string::npos || begin == std::string::npos) return body;
  const auto end = body.find('<', begin);
  if (end == std::string::npos) return body;
  return body.substr(0, begin + 1) + xml_escaped(now) + body.substr(end);
}

std::string as_it_is(std::string_view text) { return std::string(text); }

}  // namespace

Replay::Replay(const recording::Session& session, Endpoint& endpoint, const contract::Registry& registry,
               const TargetFile& target, const std::map<std::string, std::string>& roles, const Noise& noise)
    : endpoint_(endpoint),
      registry_(registry),
      target_(target),
      noise_(noise),
      secrets_(session, registry, target, roles) {}

ReplayedCall Replay::send(const recording::Call& call) {
  const SeenRequest request = seen(call.request, registry_);
  ReplayedCall out{.words = words_for(call, request), .left_out = why_not(call, request)};
  if (!out.left_out.empty()) return out;
  const HttpResponse now = endpoint_.send(request_for(call, request));
  if (request.is_call()) learn(request, *call.response, now);
  const contract::Service* service = request.is_call() ? request.called.service : nullptr;
  const Json left = {{"steps", Json::array({before_.record(out.words, service, recorded_answer(*call.response))})}};
  const Json right = {{"steps", Json::array({now_.record(out.words, service, now)})}};
  out.found = differences(left, right, noise_);
  return out;
}

std::string Replay::why_not(const recording::Call& call, const SeenRequest& request) const {
  if (call.trouble) return "it had no answer when it was recorded: " + call.trouble->message;
  if (call.request.body.lost) return "its request is not in the session: " + *call.request.body.lost;
  if (call.response->body.lost) return "its answer is not in the session: " + *call.response->body.lost;
  const bool reads = call.request.method == "GET" || call.request.method == "HEAD" ||
                     (request.is_call() && effect_of(*request.called.operation) == Effect::reads);
  if (!reads && !target_.can("reset")) return "it writes, and the target cannot be reset";
  return secrets_.why_not(request, call.response);
}

HttpRequest Replay::request_for(const recording::Call& call, const SeenRequest& request) const {
  HttpRequest out{.method = call.request.method, .target = secrets_.revealed(call.request.target, percent_encoded)};
  for (const auto& [name, value] : call.request.headers)
    if (!stays_behind(name)) out.headers.emplace_back(name, secrets_.revealed(value, as_it_is));
  recording::Body body = call.request.body;
  if (request.is_call()) {
    body.text = translation_.translated(body.text);
    if (request.user) body.text = with_user(body.text, *request.user, secrets_.user_for(*request.user));
  }
  body.text = secrets_.revealed(body.text, body.text.find('<') == std::string::npos ? percent_encoded : xml_escaped);
  out.body = recording::bytes_of(body);
  return out;
}

void Replay::learn(const SeenRequest& request, const recording::Response& recorded, const HttpResponse& now) {
  const Answer before = read_answer(
      *request.called.service, {.status = recorded.status, .headers = recorded.headers, .body = recorded.body.text});
  const Answer after = read_answer(*request.called.service, now);
  if (!before.operation || before.operation != after.operation) return;
  translation_.learn(*before.operation->response, before.result, after.result);
  for_each_text(before.result, after.result,
                [this](const std::string& left, const std::string& right) { secrets_.learn(left, right); });
}

// With the secrets as far as they are known: values keep their types, and where two were the same it still shows.
HttpResponse Replay::recorded_answer(const recording::Response& answer) const {
  HttpResponse out{.status = answer.status, .headers = answer.headers};
  out.body = secrets_.revealed(answer.body.text, xml_escaped);
  return out;
}

}  // namespace conformance
