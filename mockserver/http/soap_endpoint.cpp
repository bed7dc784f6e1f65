// The path of a SOAP call through the rooms: wire reads it, services decide, wire writes it, the journal keeps it.
#include "http/soap_endpoint.hpp"

#include <array>
#include <chrono>
#include <functional>
#include <iostream>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "http/address.hpp"
#include "http/fault_text.hpp"
#include "http/injection.hpp"
#include "http/sandbox_address.hpp"
#include "services/serve.hpp"
#include "wire/soap_protocol.hpp"

namespace http {
namespace {

using wire::HostRefusal;
using wire::SoapVersion;

constexpr std::size_t kBytesPerKb = 1024;
constexpr std::string_view kTooLong =
    "There was an exception running the extensions specified in the config file. ---> Maximum request length exceeded.";

wire::ProtocolOptions protocol_options(const HostSettings& settings, const contract::Profile& profile,
                                       std::function<std::int64_t()> now) {
  return {.unavailable_operations = settings.unavailable_operations,
          .fault_on_wcf_action = settings.fault_on_wcf_action || profile.is<"Q-wcf-action", "fault">(),
          .fault_on_ignored = settings.strictness == Strictness::fault,
          .notes = settings.strictness != Strictness::off,
          .clock = {.now_utc_ticks = std::move(now), .offset_minutes = settings.time_zone_minutes}};
}

// What the journal says about an element that was read past.
std::string sentence_of(const wire::Note& note) {
  using Kind = wire::Note::Kind;
  switch (note.kind) {
    case Kind::ignored:
      return "no element of this name is known here: it was read past";
    case Kind::misspelled:
      return "no element of exactly this name is known here: it was read past";
    case Kind::wrong_namespace:
      return "the name is known, but not in this namespace: it was read past";
    case Kind::duplicate:
      return "one of several: only one of them counts";
    case Kind::misplaced:
      return "the name is known, but not at this level: it was read past";
    case Kind::defaulted:
      return "was not sent: the member has its default";
    case Kind::alias:
      return "accepted as a second spelling";
    case Kind::header:
      return "this header block means nothing to the service: it was read past";
  }
  return {};
}

control::NoteKind kind_of(wire::Note::Kind kind) {
  using Kind = wire::Note::Kind;
  switch (kind) {
    case Kind::ignored:
      return control::NoteKind::ignored;
    case Kind::misspelled:
      return control::NoteKind::misspelled;
    case Kind::wrong_namespace:
      return control::NoteKind::wrong_namespace;
    case Kind::duplicate:
      return control::NoteKind::duplicate;
    case Kind::misplaced:
      return control::NoteKind::misplaced;
    case Kind::defaulted:
      return control::NoteKind::defaulted;
    case Kind::alias:
    case Kind::header:
      return control::NoteKind::other;
  }
  return control::NoteKind::other;
}

control::RoutedBy routed_by(wire::RoutedBy by) {
  switch (by) {
    case wire::RoutedBy::soap_action:
      return control::RoutedBy::soap_action;
    case wire::RoutedBy::action_parameter:
      return control::RoutedBy::action_parameter;
    case wire::RoutedBy::body_element:
      return control::RoutedBy::body_element;
  }
  return control::RoutedBy::nothing;
}

class SoapExchange {
 public:
  SoapExchange(const contract::Service& service, const Request& request, const HostSettings& settings,
               control::Sandbox& sandbox, control::Sandboxes* by_credentials)
      : request_(request),
        settings_(settings),
        sandbox_(&sandbox),
        by_credentials_(by_credentials),
        link_prefix_(request.prefix),
        service_(service) {
    record_.service = service.name;
  }

  Response run() {
    const auto start = std::chrono::steady_clock::now();
    exchange();
    add_host_headers(response_, settings_, response_.status == 200);
    apply(injection_, response_);
    record_.http_status = is_answered_ ? response_.status : 0;
    record_.response = response_.body;
    record_.met = std::move(injection_.met);
    record_.duration_us =
        std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start).count();
    if (record_.id.empty()) stamp();
    sandbox_->journal().add(std::move(record_));
    return std::move(response_);
  }

 private:
  void exchange() {
    if (request_.body.size() > settings_.max_request_kb * kBytesPerKb)
      return refuse({.status = 500,
                     .version = SoapVersion::soap11,
                     .fault = {contract::Fault::Who::server, std::string(kTooLong)}});
    const auto action = request_.headers.find("SOAPAction");
    wire::Routed routed =
        wire::route({.content_type = request_.header("Content-Type"), .soap_action = action, .body = request_.body},
                    service_, protocol_options(settings_, sandbox_->profile(), [this] {
                      follow_login();  // credentials are read before the first date
                      return sandbox_->clock().now;
                    }));
    if (routed.refusal) {
      record_.request = std::move(routed.text);
      record_.action = action.value_or("");
      return refuse(*routed.refusal);
    }
    call_ = &*routed.call;
    record_.operation = call_->operation().name;
    record_.routed_by = routed_by(call_->routed_by());
    record_.soap_version = name_of(call_->version());
    call_->operation().with_messages(
        [](void* context, void* request, void* response) {
          static_cast<SoapExchange*>(context)->call(request, response);
        },
        this);
    record_.request = call_->take_text();
    for (const wire::Note& note : call_->notes())
      record_.notes.push_back({kind_of(note.kind), note.path, sentence_of(note), note.nearest});
    call_ = nullptr;
  }

  void call(void* request, void* response) {
    bool has_request = false;
    const auto refused = call_->read(request, origin_.auth, has_request);
    follow_login();
    if (refused) return refuse(*refused);
    origin_.base_url = base_url(request_, settings_.trust_forwarded) + link_prefix_;
    const void* given = has_request ? request : nullptr;
    injection_ = injection_for(*sandbox_, service_, call_->operation(), origin_.auth, given);
    const control::FaultEffect& effect = injection_.effect;
    if (effect.runs_operation()) serve(given, response);
    if (effect.replaces_answer()) return replace_answer(effect);
    if (fault_) return refuse({.status = 500, .version = call_->version(), .fault = *fault_});
    answer(response);
  }

  void serve(const void* request, void* response) {
    services::Served served =
        services::serve(sandbox_->state(), sandbox_->profile(), call_->operation(), origin_, request, response,
                        {.mail = injection_.effect.mail_fails, .shadowprotect = injection_.effect.shadowprotect_fails});
    record_.id = served.id;
    record_.at = served.at;
    if (!missing_.empty() && served.code == contract::kCredentialsValid.code)
      record_.notes.push_back({.path = "AuthHeader/UserName",
                               .message = "there is no sandbox \"" + missing_ + "\": the call stayed in this one"});
    fault_ = std::move(served.fault);
    if (fault_) return;
    record(served.code);
    record_.rule = std::move(served.rule);
    record_.caller_entity = served.caller_entity;
    record_.detail = std::move(served.detail);
    record_.circumstances = std::move(served.circumstances);
    record_.first_mail = served.first_mail;
    record_.mails = served.mails;
    if (!injection_.met.empty()) record_.operation_result = record_.result_name;
    if (!served.failure.empty()) std::clog << "error " << served.id << " " << served.failure << std::endl;
  }

  void record(contract::Code code) {
    record_.result_code = static_cast<int>(code);
    record_.result_name = contract::info(code).name;
  }

  void answer(const void* response) {
    wire::append_answer(call_->version(), call_->operation(), response, response_.body);
    response_.headers.add("Content-Type", std::string(wire::answer_content_type(call_->version())));
  }

  // Goes over to the sandbox that the login leads to, and leaves of the login what that sandbox knows.
  void follow_login() {
    if (is_followed_ || !origin_.auth || !origin_.auth->user_name) return;
    is_followed_ = true;
    std::string& login = *origin_.auth->user_name;
    record_.caller = login;
    if (!by_credentials_) {  // the request itself says which one; the login may say it again
      const auto at = login.rfind('@');
      if (at != std::string::npos && sandbox_prefix(login.substr(at + 1)) == link_prefix_) login.resize(at);
      return;
    }
    auto target = by_credentials_->target_of(login);
    if (!target) return;
    if (!target->sandbox) {
      missing_ = std::move(target->id);
      return;
    }
    chosen_ = std::move(target->sandbox);
    sandbox_ = chosen_.get();
    link_prefix_ = sandbox_prefix(target->id);
    login = std::move(target->login);
  }

  // What a fault puts in the place of the operation's own answer, whether that ran or not.
  void replace_answer(const control::FaultEffect& effect) {
    if (record_.id.empty()) stamp();
    record_.result_code.reset();
    record_.result_name.clear();
    if (effect.code) return answer_code(*effect.code);
    if (effect.soap_fault) return answer_fault(call_->version(), *effect.soap_fault);
    if (!effect.http) {
      is_answered_ = false;
      return;
    }
    response_.status = effect.http->status;
    response_.body = effect.http->body;
    if (!response_.body.empty()) response_.headers.add("Content-Type", "text/plain; charset=utf-8");
  }

  void answer_code(const control::FaultEffect::ResultCode& code) {
    answered_.id = record_.id;
    answered_.code = code.code;
    answered_.detail = code.message;
    record(code.code);
    call_->operation().with_messages(
        [](void* context, void*, void* response) {
          auto& self = *static_cast<SoapExchange*>(context);
          services::fill_result(self.call_->operation(), self.answered_, self.sandbox_->profile(), response);
          self.answer(response);
        },
        this);
  }

  void answer_fault(SoapVersion version, const contract::Fault& fault) {
    response_.status = 500;
    response_.headers.set("Content-Type", std::string(wire::answer_content_type(version)));
    response_.body = wire::fault_document(version, fault);
    record_.fault = fault.message;
  }

  // A call that never reached its rules has an id and a time too.
  void stamp() {
    state::Sandbox& state = sandbox_->state();
    const std::lock_guard lock(state.mutex);
    record_.id = state.ids.correlation_guid();
    record_.at = state.clock.now();
  }

  static std::string_view name_of(SoapVersion version) { return version == SoapVersion::soap11 ? "1.1" : "1.2"; }

  void refuse(const HostRefusal& refusal) {
    record_.soap_version = name_of(refusal.version);
    response_.status = refusal.status;
    response_.headers.add("Content-Type", std::string(wire::answer_content_type(refusal.version)));
    if (refusal.status != 500) return;  // only a 500 carries the fault (rule 22)
    contract::Fault fault = refusal.fault;
    if (!settings_.custom_errors) fault.message = with_type_names(fault.message);
    answer_fault(refusal.version, fault);
  }

  const Request& request_;
  const HostSettings& settings_;
  control::Sandbox* sandbox_;
  control::Sandboxes* by_credentials_;
  std::shared_ptr<control::Sandbox> chosen_ = {};  // by credentials: keeps sandbox_ alive
  services::Origin origin_ = {};
  bool is_followed_ = false;
  std::string missing_ = {};  // a sandbox that the login names and that is not there
  std::string link_prefix_;   // of the sandbox's own addresses
  const contract::Service& service_;
  wire::SoapCall* call_ = nullptr;
  control::Call record_ = {};
  control::Injection injection_ = {};
  services::Served answered_ = {};             // by a fault, with a code of its own
  std::optional<contract::Fault> fault_ = {};  // the operation's own, where a profile says so
  bool is_answered_ = true;
  Response response_ = {};
};

}  // namespace

Response answer_soap(const contract::Service& service, const Request& request, const HostSettings& settings,
                     control::Sandbox& sandbox, control::Sandboxes* by_credentials) {
  return SoapExchange(service, request, settings, sandbox, by_credentials).run();
}

void add_host_headers(Response& response, const HostSettings& settings, bool success) {
  response.headers.set("Cache-Control", success ? "private, max-age=0" : "private");
  if (!settings.iis_headers) return;
  response.headers.set("Server", "Microsoft-IIS/10.0");
  response.headers.set("X-AspNet-Version", "4.0.30319");
  response.headers.set("X-Powered-By", "ASP.NET");
}

}  // namespace http
