#include "conformance/step_check.hpp"

#include <stdexcept>

#include "conformance/path.hpp"

namespace conformance {
namespace {

// The service whose page a request went to, or nullptr.
const contract::Service* service_at(const contract::Registry& registry, std::string_view target) {
  constexpr std::string_view kPage = ".asmx";
  const std::string_view path = target.substr(0, target.find('?'));
  const std::string_view page = path.substr(path.rfind('/') + 1);
  return page.ends_with(kPage) ? registry.find_service(page.substr(0, page.size() - kPage.size())) : nullptr;
}

class Checking {
 public:
  Checking(const Json& source, const Stage& stage, const ResolvedCall* call, const HttpRequest& request,
           const HttpResponse& response)
      : source_(source), stage_(stage), call_(call), request_(request), response_(response) {}

  Checked run(StepKind kind) {
    const Json* expect = member(source_, "expect");
    if (!expect) {
      if (call_) out_.answer = read_answer(*call_->called.service, response_);
      return std::move(out_);
    }
    if (kind == StepKind::call) {
      check_call(*expect);
      return std::move(out_);
    }
    if (const Json* status = member(*expect, "status")) hold(*status, Json(response_.status), "status");
    if (kind == StepKind::control)
      check_control(*expect);
    else
      check_page(*expect);
    return std::move(out_);
  }

 private:
  const Answer& answer() const { return *out_.answer; }

  void hold(const Json& expected, const std::optional<Json>& actual, const std::string& path, Shape shape = {}) {
    ++out_.assertions;
    auto found = match(expected, actual, shape, path);
    out_.mismatches.insert(out_.mismatches.end(), found.begin(), found.end());
  }
  void differ(std::string path, std::string expected, std::string actual, std::string hint = "") {
    out_.mismatches.push_back({std::move(path), std::move(expected), std::move(actual), std::move(hint)});
  }

  void check_call(const Json& expect) {
    const bool faults = expect.contains("fault");
    hold(expect.value("http", Json(faults ? 500 : 200)), Json(response_.status), "http");
    check_headers(expect);
    out_.answer = read_answer(*call_->called.service, response_);
    check_answer(expect);
    const SoapVersion version = soap_version(source_);
    if (answer().version && *answer().version != version)
      differ("envelope", "SOAP " + source_.value("soap", "1.1"), "the other version");
    if (answer().operation && answer().operation != call_->called.operation)
      differ("body", std::string(call_->called.operation->name) + "Response",
             std::string(answer().operation->name) + "Response");
  }

  void check_control(const Json& expect) {
    const Json* wanted = member(expect, "json");
    if (!wanted) return;
    const Json seen = Json::parse(response_.body, nullptr, false);
    if (seen.is_discarded()) return differ("json", "a JSON document", response_.body.substr(0, 200));
    for (const auto& [pointer, value] : wanted->items()) hold(value, at_pointer(seen, pointer), pointer);
  }

  void check_headers(const Json& expect) {
    if (const Json* headers = member(expect, "headers"))
      for (const auto& [name, value] : headers->items()) {
        const std::string* header = response_.header(name);
        hold(value, header ? std::optional<Json>(*header) : std::nullopt, name);
      }
  }

  void check_page(const Json& expect) {
    check_headers(expect);
    if (const Json* body = member(expect, "body")) hold(*body, Json(response_.body), "body");
    check_text(expect, "contains", true);
    check_text(expect, "lacks", false);
    if (!expect.contains("code") && !expect.contains("fields") && !expect.contains("fault") &&
        !expect.contains("message"))
      return;
    const contract::Service* service = service_at(stage_.registry, request_.target);
    if (!service) throw std::invalid_argument("code, message, fields and fault need the page of a service");
    out_.answer = read_answer(*service, response_);
    check_answer(expect);
  }

  void check_text(const Json& expect, const char* key, bool wanted) {
    const Json* texts = member(expect, key);
    if (!texts) return;
    for (const Json& text : texts->is_array() ? *texts : Json::array({*texts})) {
      ++out_.assertions;
      if ((response_.body.find(text_of(text)) != std::string::npos) != wanted)
        differ("body", std::string(wanted ? "containing " : "without ") + text.dump(), response_.body.substr(0, 300));
    }
  }

  void check_answer(const Json& expect) {
    ++out_.assertions;  // that the answer is one of the contract
    for (const std::string& complaint : answer().complaints) differ("answer", "as the contract declares it", complaint);
    if (const Json* fault = member(expect, "fault")) return check_fault(*fault);
    if (answer().fault)
      return differ("body", "a normal answer", "a fault " + answer().fault->code + ": " + answer().fault->text);
    const bool wants_answer = expect.contains("code") || expect.contains("fields") || expect.contains("message");
    if (!answer().operation) {
      if (wants_answer) differ("body", "a SOAP answer", response_.body.substr(0, 300));
      return;
    }
    const Json* code = member(expect, "code");
    out_.assertions += code ? 1 : 0;
    if (code && text_of(*code) != answer().code)
      differ("code", text_of(*code), answer().code, answer().message ? "Message: " + *answer().message : "");
    if (const Json* message = member(expect, "message"))
      hold(*message, answer().message ? std::optional<Json>(*answer().message) : std::nullopt, "Message");
    if (const Json* fields = member(expect, "fields"))
      for (const auto& [path, value] : fields->items())
        hold(value, value_at(path, answer().result), path, shape_at(path, *answer().operation->response));
  }

  void check_fault(const Json& expect) {
    if (!answer().fault)
      return differ("body", "a fault",
                    answer().operation ? "a normal answer, code " + answer().code : response_.body.substr(0, 300));
    if (const Json* code = member(expect, "code")) hold(*code, Json(answer().fault->code), "fault.code");
    if (const Json* text = member(expect, "text")) hold(*text, Json(answer().fault->text), "fault.text");
  }

  const Json& source_;
  const Stage& stage_;
  const ResolvedCall* call_;
  const HttpRequest& request_;
  const HttpResponse& response_;
  Checked out_;
};

}  // namespace

std::optional<Json> at_pointer(const Json& document, const std::string& pointer) {
  const Json::json_pointer at(pointer);
  if (!document.contains(at)) return std::nullopt;
  return document.at(at);
}

Checked check(StepKind kind, const Json& source, const Stage& stage, const ResolvedCall* call,
              const HttpRequest& request, const HttpResponse& response) {
  return Checking(source, stage, call, request, response).run(kind);
}

}  // namespace conformance
