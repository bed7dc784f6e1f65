// The pipeline of one call (behind the host, before the rule).
#include "services/serve.hpp"

#include <exception>

#include "services/call.hpp"
#include "services/circumstances.hpp"
#include "wire/validate.hpp"

namespace services {
namespace {

using contract::Caller;
using contract::Code;
using contract::FieldDesc;
using contract::Kind;
using contract::Operation;
using contract::Result;

// A message from the service names the call, then the field at fault (Q-message-detail).
std::string message_of(const Served& served, const contract::Profile& profile) {
  std::string message = "Err-" + served.id + ";";
  if (!served.detail.empty() && profile.is<"Q-message-detail", "named">()) message += " " + served.detail;
  return message;
}

// Holds while the sandbox is locked for the call.
class OutageInForce {
 public:
  OutageInForce(state::Sandbox& sandbox, const Outage& outage) : sandbox_(sandbox) { set(outage); }
  OutageInForce(const OutageInForce&) = delete;
  OutageInForce& operator=(const OutageInForce&) = delete;
  ~OutageInForce() { set({}); }

 private:
  void set(const Outage& outage) {
    sandbox_.mail.set_fails(outage.mail);
    sandbox_.simulation.set_shadowprotect_fails_now(outage.shadowprotect);
  }

  state::Sandbox& sandbox_;
};

class Pipeline {
 public:
  Pipeline(state::Sandbox& sandbox, const contract::Profile& profile, const Operation& operation)
      : sandbox_(sandbox), profile_(profile), operation_(operation) {}

  Served run(const Origin& origin, const void* request, void* response, const Outage& outage) {
    // Checking the fields touches no state: it is done before the sandbox is locked, and reported in its turn.
    const auto broken = request ? wire::validate(*operation_.request, request, profile_) : std::nullopt;
    const std::lock_guard lock(sandbox_.mutex);
    const OutageInForce in_force(sandbox_, outage);
    served_.id = sandbox_.ids.correlation_guid();
    served_.at = sandbox_.clock.now();
    if (origin.auth) served_.caller = origin.auth->user_name.value_or("");
    try {
      sandbox_.catch_up();
      const auto caller = find_caller(origin.auth);
      if (caller) served_.caller_entity = caller->id;
      // NOLINTBEGIN(bugprone-branch-clone): in the order in which the host refuses
      if (!origin.auth && profile_.is<"Q-auth-missing", "fault">())
        meet_null();
      else if (!caller)
        refuse(contract::kCredentialsValid, {});
      else if (!caller->usable())
        refuse(contract::kCallerUsable, {});
      else if (!request && profile_.is<"Q-null-request", "fault">())
        meet_null();
      else if (!request)
        refuse(contract::kRequestGiven, "request: must be given");
      else if (broken)
        refuse(Code::InvalidInputParameters, std::string(operation_.name) + "." + broken->path,
               broken->path + ": " + broken->reason);
      else
        decide(*caller, origin, request, response);
      // NOLINTEND(bugprone-branch-clone)
      if (served_.code != Code::Success)
        served_.circumstances =
            caller ? circumstances_of_request(sandbox_, operation_, *caller, broken ? nullptr : request)
                   : circumstances_of_credentials(sandbox_, operation_, origin.auth);
    } catch (const std::exception& exception) {
      served_.failure = exception.what();
      refuse(Code::UnexpectedError, {}, {});
    }
    fill_result(operation_, served_, profile_, response);
    return std::move(served_);
  }

 private:
  // The entity behind the credentials: an API user's or, for one operation, a dashboard administrator's.
  std::optional<state::Entity> find_caller(const std::optional<wire::AuthHeader>& auth) {
    if (!auth || !auth->user_name || !auth->password) return std::nullopt;
    if (operation_.caller == Caller::api_user) return sandbox_.users.caller(*auth->user_name, *auth->password);
    const auto user = sandbox_.users.sign_in(*auth->user_name, *auth->password);
    return user && user->active ? sandbox_.entities.find(user->entity_id) : std::nullopt;
  }

  void decide(const state::Entity& caller, const Origin& origin, const void* request, void* response) {
    contract::Call call{.sandbox = sandbox_,
                        .caller = caller,
                        .caller_login = *origin.auth->user_name,
                        .now = served_.at,
                        .profile = profile_,
                        .base_url = origin.base_url};
    const std::uint64_t sent_before = sandbox_.mail.sendings().count;
    const auto refusal = decided(call, request, response);
    if (refusal) refuse(*refusal->rule, refusal->detail);
    if (refusal && !refusal->keeps_change) return;
    const state::Mail::Sendings& sendings = sandbox_.mail.sendings();
    served_.mails = static_cast<std::int64_t>(sendings.count - sent_before);
    if (served_.mails > 0) served_.first_mail = sendings.last - served_.mails + 1;
  }

  // The rule's answer, its changes kept or taken back.
  std::optional<contract::Refusal> decided(contract::Call& call, const void* request, void* response) {
    state::Transaction transaction(sandbox_.database);
    auto refusal = operation_.decide(call, request, response);
    if (!refusal || refusal->keeps_change) transaction.commit();
    return refusal;
  }

  // What the host says of an operation that uses what is not there.
  void meet_null() {
    served_.fault = {.who = contract::Fault::Who::server,
                     .message =
                         "Server was unable to process request. ---> Object reference not set to an instance of "
                         "an object."};
  }

  // The code is the rule's, or that of the chosen answer to the rule's question.
  void refuse(const contract::Rule& rule, std::string detail) {
    const contract::Answer* answer = rule.question.empty() ? nullptr : profile_.chosen(rule.question);
    refuse(answer ? answer->code.value_or(rule.code) : rule.code, std::string(rule.id), std::move(detail));
  }
  void refuse(Code code, std::string rule, std::string detail) {
    served_.code = code;
    served_.rule = std::move(rule);
    served_.detail = std::move(detail);
  }

  state::Sandbox& sandbox_;
  const contract::Profile& profile_;
  const Operation& operation_;
  Served served_;
};

}  // namespace

Served serve(state::Sandbox& sandbox, const contract::Profile& profile, const Operation& operation,
             const Origin& origin, const void* request, void* response, const Outage& outage) {
  return Pipeline(sandbox, profile, operation).run(origin, request, response, outage);
}

void fill_result(const Operation& operation, const Served& served, const contract::Profile& profile, void* response) {
  for (const FieldDesc& field : operation.declared().response->fields) {
    if (field.type == &contract::TypeOf<Result>::desc) {
      *static_cast<Result*>(field.emplace(response)) = {
          .result = static_cast<std::int32_t>(served.code),
          .code = std::string(contract::info(served.code).name),
          .message = served.code == Code::Success ? std::nullopt : std::optional(message_of(served, profile))};
      return;
    }
    if (field.name == "Result" && field.type->kind == Kind::enumeration) {
      auto& slot = *static_cast<std::uint8_t*>(field.emplace(response));
      for (const Code known : {served.code, Code::UnexpectedError})
        for (std::size_t i = 0; i < field.type->values.size(); ++i)
          if (field.type->values[i] == contract::info(known).name) {
            slot = static_cast<std::uint8_t>(i);
            return;
          }
    }
  }
}

}  // namespace services
