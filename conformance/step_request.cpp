#include "conformance/step_request.hpp"

#include <algorithm>
#include <cctype>
#include <stdexcept>

namespace conformance {
namespace {

std::string url_encoded(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) || c == '-' || c == '.' || c == '_' || c == '~') {
      out += c;
    } else {
      out += '%';
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
  return out;
}

// "EF BB bf" -> three bytes.
std::string bytes_of(std::string hex) {
  std::erase(hex, ' ');
  if (hex.size() % 2 != 0) throw std::invalid_argument("'" + hex + "' needs two hexadecimal digits a byte");
  std::string out;
  for (std::size_t at = 0; at < hex.size(); at += 2) {
    std::size_t read = 0;
    out += static_cast<char>(std::stoi(hex.substr(at, 2), &read, 16));
    if (read != 2) throw std::invalid_argument("'" + hex + "' is not hexadecimal");
  }
  return out;
}

std::string piece(const Json& source) {
  return source.is_object() ? bytes_of(text_of(source.at("hex"))) : text_of(source);
}

// Path and query of an address; a whole one loses its scheme and host.
std::string target_of(const std::string& address) {
  const auto scheme = address.find("://");
  if (scheme == std::string::npos) return address;
  const auto path = address.find('/', scheme + 3);
  return path == std::string::npos ? "/" : address.substr(path);
}

bool same_name(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

// A header of the step replaces those of its name; null only takes them away.
void add_headers(HttpRequest& request, const Json& source) {
  const Json* headers = member(source, "headers");
  if (!headers) return;
  for (const auto& [name, value] : headers->items()) {
    std::erase_if(request.headers,
                  [&, wanted = std::string_view(name)](const auto& h) { return same_name(h.first, wanted); });
    if (!value.is_null()) request.headers.emplace_back(name, text_of(value));
  }
}

HttpRequest make_soap(const Json& source, const Stage& stage, std::optional<ResolvedCall>& call) {
  const Json* as = member(source, "as");
  const Json* input = member(source, "in");
  call = ResolvedCall{.called = find_target(stage.registry, text_of(source.at("call"))),
                      .as = as ? *as : Json(),
                      .input = input ? *input : Json::object()};
  if (stage.acting && call->as.is_string()) {
    if (const auto acting = stage.acting->find(call->as.get<std::string>()); acting != stage.acting->end()) {
      call->as = acting->second.by;
      call->input = with_own_entity(*call->called.operation->request, std::move(call->input),
                                    stage.variables.resolve("${" + acting->second.entity + "}"));
    }
  }
  call->credentials = stage.target.credentials(call->as);
  HttpRequest request = make_call(call->called, call->credentials, call->input, soap_version(source));
  add_headers(request, source);
  return request;
}

HttpRequest make_control(const Json& source) {
  const std::string what = text_of(source.at("control"));
  const auto space = what.find(' ');
  HttpRequest request{.method = what.substr(0, space), .target = "/_sandbox/" + what.substr(space + 1)};
  if (const Json* body = member(source, "body")) {
    request.headers.emplace_back("Content-Type", "application/json");
    request.body = body->dump();
  }
  return request;
}

HttpRequest make_form(const Json& source) {
  HttpRequest request{.method = "POST", .target = target_of(text_of(source.at("post")))};
  if (const Json* form = member(source, "form")) {
    request.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
    for (const auto& [name, value] : form->items())
      request.body += (request.body.empty() ? "" : "&") + url_encoded(name) + "=" + url_encoded(text_of(value));
  }
  add_headers(request, source);
  return request;
}

HttpRequest make_raw(const Json& raw) {
  HttpRequest request{.method = raw.value("method", "POST"), .target = text_of(raw.at("path"))};
  add_headers(request, raw);
  if (const Json* body = member(raw, "body"))
    for (const Json& one : body->is_array() ? *body : Json::array({*body})) request.body += piece(one);
  return request;
}

}  // namespace

const Json* member(const Json& object, const char* key) {
  const auto at = object.find(key);
  return at == object.end() ? nullptr : &*at;
}

std::string text_of(const Json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

SoapVersion soap_version(const Json& source) {
  return source.value("soap", "1.1") == "1.2" ? SoapVersion::v12 : SoapVersion::v11;
}

HttpRequest make_request(StepKind kind, const Json& source, const Stage& stage, std::optional<ResolvedCall>& call) {
  switch (kind) {
    case StepKind::call:
      return make_soap(source, stage, call);
    case StepKind::control:
      return make_control(source);
    case StepKind::get: {
      HttpRequest request{.target = target_of(text_of(source.at("get")))};
      add_headers(request, source);
      return request;
    }
    case StepKind::post:
      return make_form(source);
    case StepKind::raw:
      break;
  }
  return make_raw(source.at("raw"));
}

}  // namespace conformance
