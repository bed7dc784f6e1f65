#include "conformance/steps.hpp"

#include <stdexcept>

#include "conformance/path.hpp"
#include "conformance/pattern.hpp"

namespace conformance {
namespace {

const Json* member(const Json& object, const char* key) {
  const auto at = object.find(key);
  return at == object.end() ? nullptr : &*at;
}

std::string text_of(const Json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

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

// Path and query of an address; a whole one loses its scheme and host.
std::string target_of(const std::string& address) {
  const auto scheme = address.find("://");
  if (scheme == std::string::npos) return address;
  const auto path = address.find('/', scheme + 3);
  return path == std::string::npos ? "/" : address.substr(path);
}

void add_headers(HttpRequest& request, const Json& source) {
  if (const Json* headers = member(source, "headers"))
    for (const auto& [name, value] : headers->items()) request.headers.emplace_back(name, text_of(value));
}

// The service whose page a request went to, or nullptr.
const contract::Service* service_at(const contract::Registry& registry, std::string_view target) {
  constexpr std::string_view kPage = ".asmx";
  const std::string_view path = target.substr(0, target.find('?'));
  const std::string_view page = path.substr(path.rfind('/') + 1);
  return page.ends_with(kPage) ? registry.find_service(page.substr(0, page.size() - kPage.size())) : nullptr;
}

class Performance {
 public:
  Performance(const Step& step, const Stage& stage) : stage_(stage), run_{.step = &step} {}

  StepRun perform() {
    try {
      source_ = stage_.variables.resolve(run_.step->source);
      run_.request = make_request();
      run_.response = stage_.endpoint.send(run_.request);
      if (const Json* expect = member(source_, "expect")) check(*expect);
      if (run_.passed()) keep();
    } catch (const Unreachable&) {
      throw;
    } catch (const std::exception& error) {
      run_.broken = error.what();
    }
    return std::move(run_);
  }

 private:
  HttpRequest make_request() {
    switch (run_.step->kind) {
      case StepKind::call:
        return make_soap();
      case StepKind::control:
        return make_control();
      case StepKind::get: {
        HttpRequest request{.target = target_of(text_of(source_.at("get")))};
        add_headers(request, source_);
        return request;
      }
      case StepKind::post:
        return make_post();
      case StepKind::raw:
        break;
    }
    const Json& raw = source_.at("raw");
    HttpRequest request{.method = raw.value("method", "POST"), .target = text_of(raw.at("path"))};
    add_headers(request, raw);
    if (const Json* body = member(raw, "body"))
      for (const Json& piece : body->is_array() ? *body : Json::array({*body})) request.body += text_of(piece);
    return request;
  }

  HttpRequest make_soap() {
    called_ = find_target(stage_.registry, text_of(source_.at("call")));
    const Json* as = member(source_, "as");
    const Json* input = member(source_, "in");
    version_ = source_.value("soap", "1.1") == "1.2" ? SoapVersion::v12 : SoapVersion::v11;
    return make_call(called_, stage_.target.credentials(as ? *as : Json()), input ? *input : Json::object(), version_);
  }

  HttpRequest make_control() {
    const std::string what = text_of(source_.at("control"));
    const auto space = what.find(' ');
    HttpRequest request{.method = what.substr(0, space), .target = "/_sandbox/" + what.substr(space + 1)};
    if (const Json* body = member(source_, "body")) {
      request.headers.emplace_back("Content-Type", "application/json");
      request.body = body->dump();
    }
    return request;
  }

  HttpRequest make_post() {
    HttpRequest request{.method = "POST", .target = target_of(text_of(source_.at("post")))};
    if (const Json* form = member(source_, "form")) {
      request.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
      for (const auto& [name, value] : form->items())
        request.body += (request.body.empty() ? "" : "&") + url_encoded(name) + "=" + url_encoded(text_of(value));
    }
    add_headers(request, source_);
    return request;
  }

  void check(const Json& expect) {
    if (run_.step->kind == StepKind::call) return check_call(expect);
    if (const Json* status = member(expect, "status")) hold(*status, Json(run_.response.status), "status");
    if (run_.step->kind == StepKind::control) return check_control(expect);
    check_page(expect);
  }

  void hold(const Json& expected, const std::optional<Json>& actual, const std::string& path, Shape shape = {}) {
    auto found = match(expected, actual, shape, path);
    run_.mismatches.insert(run_.mismatches.end(), found.begin(), found.end());
  }
  void differ(std::string path, std::string expected, std::string actual, std::string hint = "") {
    run_.mismatches.push_back({std::move(path), std::move(expected), std::move(actual), std::move(hint)});
  }

  void check_call(const Json& expect) {
    const bool faults = expect.contains("fault");
    hold(expect.value("http", Json(faults ? 500 : 200)), Json(run_.response.status), "http");
    answer_ = read_answer(*called_.service, run_.response);
    check_answer(expect);
    if (answer_.version && *answer_.version != version_)
      differ("envelope", "SOAP " + source_.value("soap", "1.1"), "the other version");
    if (answer_.operation && answer_.operation != called_.operation)
      differ("body", std::string(called_.operation->name) + "Response",
             std::string(answer_.operation->name) + "Response");
  }

  void check_control(const Json& expect) {
    const Json* wanted = member(expect, "json");
    if (!wanted) return;
    const Json seen = Json::parse(run_.response.body, nullptr, false);
    if (seen.is_discarded()) return differ("json", "a JSON document", run_.response.body.substr(0, 200));
    for (const auto& [pointer, value] : wanted->items()) hold(value, at_pointer(seen, pointer), pointer);
  }

  static std::optional<Json> at_pointer(const Json& document, const std::string& pointer) {
    const Json::json_pointer at(pointer);
    if (!document.contains(at)) return std::nullopt;
    return document.at(at);
  }

  void check_page(const Json& expect) {
    if (const Json* headers = member(expect, "headers"))
      for (const auto& [name, value] : headers->items()) {
        const std::string* header = run_.response.header(name);
        hold(value, header ? std::optional<Json>(*header) : std::nullopt, name);
      }
    if (const Json* body = member(expect, "body")) hold(*body, Json(run_.response.body), "body");
    check_text(expect, "contains", true);
    check_text(expect, "lacks", false);
    if (!expect.contains("code") && !expect.contains("fields") && !expect.contains("fault") &&
        !expect.contains("message"))
      return;
    const contract::Service* service = service_at(stage_.registry, run_.request.target);
    if (!service) throw std::invalid_argument("code, message, fields and fault need the page of a service");
    answer_ = read_answer(*service, run_.response);
    check_answer(expect);
  }

  void check_text(const Json& expect, const char* key, bool wanted) {
    const Json* texts = member(expect, key);
    if (!texts) return;
    for (const Json& text : texts->is_array() ? *texts : Json::array({*texts}))
      if ((run_.response.body.find(text_of(text)) != std::string::npos) != wanted)
        differ("body", std::string(wanted ? "containing " : "without ") + text.dump(),
               run_.response.body.substr(0, 300));
  }

  void check_answer(const Json& expect) {
    for (const std::string& complaint : answer_.complaints) differ("answer", "as the contract declares it", complaint);
    if (const Json* fault = member(expect, "fault")) return check_fault(*fault);
    if (answer_.fault)
      return differ("body", "a normal answer", "a fault " + answer_.fault->code + ": " + answer_.fault->text);
    const bool wants_answer = expect.contains("code") || expect.contains("fields") || expect.contains("message");
    if (!answer_.operation) {
      if (wants_answer) differ("body", "a SOAP answer", run_.response.body.substr(0, 300));
      return;
    }
    if (const Json* code = member(expect, "code"); code && text_of(*code) != answer_.code)
      differ("code", text_of(*code), answer_.code, answer_.message ? "Message: " + *answer_.message : "");
    if (const Json* message = member(expect, "message"))
      hold(*message, answer_.message ? std::optional<Json>(*answer_.message) : std::nullopt, "Message");
    if (const Json* fields = member(expect, "fields"))
      for (const auto& [path, value] : fields->items())
        hold(value, value_at(path, answer_.result), path, shape_at(path, *answer_.operation->response));
  }

  void check_fault(const Json& expect) {
    if (!answer_.fault)
      return differ("body", "a fault",
                    answer_.operation ? "a normal answer, code " + answer_.code : run_.response.body.substr(0, 300));
    if (const Json* code = member(expect, "code")) hold(*code, Json(answer_.fault->code), "fault.code");
    if (const Json* text = member(expect, "text")) hold(*text, Json(answer_.fault->text), "fault.text");
  }

  void keep() {
    const Json* wanted = member(source_, "keep");
    if (!wanted) return;
    for (const auto& [name, where] : wanted->items()) stage_.variables.set(name, found(where));
  }

  Json found(const Json& where) {
    if (where.is_object()) {
      const std::string pattern = text_of(where.at("regex"));
      auto group = Pattern(pattern).first_group(run_.response.body);
      if (!group) throw std::invalid_argument("nothing to keep: the answer does not match /" + pattern + "/");
      return std::move(*group);
    }
    const std::string path = text_of(where);
    if (run_.step->kind == StepKind::call && answer_.result.is_null() && !answer_.fault)
      answer_ = read_answer(*called_.service, run_.response);
    const auto value = run_.step->kind == StepKind::control ? at_pointer(Json::parse(run_.response.body), path)
                                                            : value_at(path, answer_.result);
    if (!value) throw std::invalid_argument("nothing to keep: the answer has no " + path);
    return *value;
  }

  const Stage& stage_;
  StepRun run_;
  Json source_;
  Target called_;
  SoapVersion version_ = SoapVersion::v11;
  Answer answer_;
};

}  // namespace

StepRun run_step(const Step& step, const Stage& stage) { return Performance(step, stage).perform(); }

}  // namespace conformance
