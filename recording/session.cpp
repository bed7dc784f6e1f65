#include "recording/session.hpp"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "recording/charsets.hpp"

namespace recording {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kBom16Little = "\xFF\xFE";
constexpr std::string_view kBom16Big = "\xFE\xFF";

std::string line(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n"; }

Json json_of(const HeaderFields& headers) {
  Json out = Json::array();
  for (const auto& [name, value] : headers) out.push_back({name, value});
  return out;
}

void add_body(Json& out, const Body& body) {
  if (body.lost) {
    out["lost"] = *body.lost;
    return;
  }
  out["body"] = body.text;
  if (body.charset != "utf-8") out["charset"] = body.charset;
  if (body.was_compressed) out["compressed"] = true;
}

HeaderFields headers_of(const Json& json) {
  HeaderFields out;
  for (const Json& field : json) out.emplace_back(field.at(0).get<std::string>(), field.at(1).get<std::string>());
  return out;
}

Body body_in(const Json& json) {
  Body body;
  if (json.contains("lost")) {
    body.lost = json.at("lost").get<std::string>();
    return body;
  }
  body.text = json.at("body").get<std::string>();
  body.charset = json.value("charset", body.charset);
  body.was_compressed = json.value("compressed", false);
  return body;
}

Call call_in(const Json& json) {
  Call call{.number = json.at("call").get<std::uint64_t>(),
            .at = json.at("at").get<std::string>(),
            .milliseconds = json.at("milliseconds").get<double>()};
  const Json& request = json.at("request");
  call.request = {.method = request.at("method").get<std::string>(),
                  .target = request.at("target").get<std::string>(),
                  .headers = headers_of(request.at("headers")),
                  .body = body_in(request)};
  if (json.contains("trouble")) {
    call.trouble = {.kind = json.at("trouble").at("kind").get<std::string>(),
                    .message = json.at("trouble").at("message").get<std::string>()};
  } else {
    const Json& response = json.at("response");
    call.response = {.status = response.at("status").get<int>(),
                     .headers = headers_of(response.at("headers")),
                     .body = body_in(response)};
  }
  return call;
}

SessionFacts facts_in(const Json& json) {
  if (!json.is_object() || !json.contains("session")) throw std::runtime_error("this is no session of a proxy");
  if (json.at("session") != kSessionVersion)
    throw std::runtime_error("the session is of version " + json.at("session").dump() + ", and version " +
                             std::to_string(kSessionVersion) + " is read here");
  return {.target = json.at("target").get<std::string>(),
          .began = json.at("began").get<std::string>(),
          .program = json.at("program").get<std::string>()};
}

}  // namespace

std::string line_of(const SessionFacts& facts) {
  return line(
      {{"session", kSessionVersion}, {"target", facts.target}, {"began", facts.began}, {"program", facts.program}});
}

std::string line_of(const Call& call) {
  Json request = {
      {"method", call.request.method}, {"target", call.request.target}, {"headers", json_of(call.request.headers)}};
  add_body(request, call.request.body);
  Json out = {{"call", call.number}, {"at", call.at}, {"milliseconds", call.milliseconds}, {"request", request}};
  if (call.trouble) {
    out["trouble"] = {{"kind", call.trouble->kind}, {"message", call.trouble->message}};
  } else {
    const Response answer = call.response.value_or(Response{});
    out["response"] = {{"status", answer.status}, {"headers", json_of(answer.headers)}};
    add_body(out["response"], answer.body);
  }
  return line(out);
}

Session read_session(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw SessionError(file.string() + ": cannot be read");
  Session session;
  std::string text;
  for (std::size_t number = 1; std::getline(in, text); ++number) {
    if (in.eof() && number > 1) {  // no end of line: whoever wrote it was stopped
      session.is_cut_off = true;
      break;
    }
    try {
      const Json json = Json::parse(text);
      if (number == 1)
        session.facts = facts_in(json);
      else
        session.calls.push_back(call_in(json));
    } catch (const std::exception& error) {
      throw SessionError(file.string() + ":" + std::to_string(number) + ": " + error.what());
    }
  }
  if (session.facts.target.empty()) throw SessionError(file.string() + ": is empty");
  std::ranges::stable_sort(session.calls, {}, &Call::number);
  return session;
}

std::string bytes_of(const Body& body) {
  if (body.charset == "utf-8") return body.text;
  if (body.charset == "utf-16le") return utf16_of_utf8(body.text, false);
  if (body.charset == "utf-16be") return utf16_of_utf8(body.text, true);
  if (body.charset != "latin-1") throw SessionError("the charset '" + body.charset + "' is not known here");
  auto bytes = latin1_of_utf8(body.text);
  if (!bytes) throw SessionError("the body does not fit the charset it is said to have, latin-1");
  return *std::move(bytes);
}

Body body_of(std::string_view bytes) {
  // Text of a western language in UTF-16 has a zero in every other byte, and one in UTF-8 has none.
  const bool has_zero = bytes.find('\0') != std::string_view::npos;
  const bool big = bytes.starts_with(kBom16Big) || (has_zero && bytes.starts_with('\0'));
  if (has_zero || big || bytes.starts_with(kBom16Little))
    if (auto text = utf8_of_utf16(bytes, big))
      return {.text = *std::move(text), .charset = big ? "utf-16be" : "utf-16le"};
  if (!has_zero && is_utf8(bytes)) return {.text = std::string(bytes)};
  return {.text = utf8_of_latin1(bytes), .charset = "latin-1"};
}

}  // namespace recording
