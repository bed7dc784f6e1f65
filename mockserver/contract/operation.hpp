// An operation: its name, its two messages, the rules that may refuse it, and the function that decides.
#pragma once
#include <optional>
#include <span>
#include <string_view>

#include "contract/schema.hpp"

namespace contract {

// What a rule function may touch besides its request; defined where the state is known (services/call.hpp).
struct Call;

// The standard result object. It is an ordinary row of a response, so that its position is visible.
struct Result {
  static constexpr std::string_view kName = "Result";
  std::int32_t result = 0;
  std::optional<std::string> code;
  std::optional<std::string> message;

  static constexpr auto fields() {
    return fields_of(
        field<&Result::result>("Result", {.doc = "Number of the result code."}),
        field<&Result::code>("Code", {.doc = "Name of the result code."}),
        field<&Result::message>("Message", {.doc = "Absent on success; otherwise Err-<guid>; and details."}));
  }
};

// How a call is laid out inside Body.
//   wrapped: <Op><request>...</request></Op>          -> <OpResponse><OpResult>...</OpResult></OpResponse>
//   legacy:  <Op><userName/>...</Op> (bare parameters) -> <OpResponse><OpResult>Result</OpResult>, out-values beside it
//   mixed:   bare parameters                           -> wrapped result
//   wrapped_request: as wrapped                        -> as legacy; of an overlay only
enum class Style : std::uint8_t { wrapped, legacy, mixed, wrapped_request };

// Whose credentials the AuthHeader carries.
enum class Caller : std::uint8_t { api_user, dashboard_administrator };

// What every call must pass before its operation's own rules, in this order.
inline constexpr Rule kCredentialsValid{"call/credentials-valid", Code::InvalidSoapCredentials,
                                        "The AuthHeader names a user and the user's password.", Evidence::table,
                                        "Q-auth-missing"};
inline constexpr Rule kCallerUsable{"call/caller-usable", Code::InvalidSoapCredentials,
                                    "The user's entity and everything above it is active.", Evidence::assumed,
                                    "Q-auth-inactive-caller"};
inline constexpr Rule kRequestGiven{"call/request-given", Code::InvalidInputParameters,
                                    "The call carries its request object.", Evidence::assumed, "Q-null-request"};
inline constexpr const Rule* kCallRules[] = {&kCredentialsValid, &kCallerUsable, &kRequestGiven};

// The elements around the messages of an operation where an overlay names them otherwise.
struct Wrappers {
  std::string_view request;   // around the members of a wrapped request: "request"
  std::string_view response;  // the child of Body: "<Op>Response"
  std::string_view result;    // around the members of a wrapped response: "<Op>Result"
};

// One operation of a service. Constants with static storage, but for those of an overlay.
struct Operation {
  std::string_view name;
  std::string_view doc;  // one sentence: what it does
  Style style = Style::wrapped;
  Evidence request_evidence = Evidence::table;
  Evidence response_evidence = Evidence::table;
  Caller caller = Caller::api_user;
  bool obsolete = false;
  bool available = true;      // false: the document marks it so; unknown unless the switch is on
  bool also_wrapped = false;  // bare parameters are read inside <request>, too: how they are sent is not known for sure
  std::string_view question = {};
  const TypeDesc* request = nullptr;   // content of <request>, or of <Op> when its parameters are bare
  const TypeDesc* response = nullptr;  // content of <OpResult>, or of <OpResponse> when legacy
  std::span<const Rule* const> rules = {};

  // Runs `body(context, request, response)` with both messages default-constructed on the stack.
  void (*with_messages)(void (*body)(void* context, void* request, void* response), void* context) = nullptr;
  // The rule function: fills the response, or names the refusal.
  std::optional<Refusal> (*decide)(Call& call, const void* request, void* response) = nullptr;

  // Of an overlay's operation: what differs from the names above, and the operation it stands for.
  const Wrappers* wrappers = nullptr;
  const Operation* built_in = nullptr;

  std::string_view request_element() const { return wrappers ? wrappers->request : "request"; }
  std::string response_element() const {
    return std::string(wrappers ? wrappers->response : name) + (wrappers ? "" : "Response");
  }
  std::string result_element() const {
    return std::string(wrappers ? wrappers->result : name) + (wrappers ? "" : "Result");
  }
  // The operation as the contract declares it, whose rows the rule function and the pipeline know.
  const Operation& declared() const { return built_in ? *built_in : *this; }

  constexpr bool bare_request() const { return style == Style::legacy || style == Style::mixed; }
  constexpr bool bare_response() const { return style == Style::legacy || style == Style::wrapped_request; }
};

// An operation of which only the name is known: listed in the contract, answered as unknown.
struct KnownByName {
  std::string_view name;
  std::string_view doc;
  bool obsolete = false;
};

// One .asmx page. The list's order is the WSDL's order.
struct Service {
  std::string_view name;  // "EntityManagementService"; the page is /WebApi/AccountManagementService/<name>.asmx
  std::string_view doc;
  std::span<const Operation> operations;
  std::span<const KnownByName> known_by_name = {};
  std::span<const std::string_view> actions = {};  // of an overlay: the SOAPAction of each operation
};

// The namespace of every element of the service (no scheme), and the start of every SOAPAction.
inline constexpr std::string_view kNamespace = "sosonlinebackup.com";

// ---- lowering: rule function -> Operation --------------------------------------------------------------------------

template <class Function>
struct PartsOf;
template <class Response, const Rule&... Declared, class Request>
struct PartsOf<Outcome<Response, Declared...> (*)(Call&, const Request&)> {
  using In = Request;
  using Out = Response;
  static constexpr auto& kRules = Outcome<Response, Declared...>::kRules;
};

// What an operation's list entry says beside its function.
struct About {
  std::string_view doc;
  Style style = Style::wrapped;
  Evidence request = Evidence::table;
  Evidence response = Evidence::table;
  Caller caller = Caller::api_user;
  bool obsolete = false;
  bool available = true;
  bool also_wrapped = false;
  std::string_view question = {};
};

// `operation<cancel_entity>("CancelEntity", {.doc = "...", .request = Evidence::example, .response =
// Evidence::example})`
template <auto Decide>
constexpr Operation operation(std::string_view name, About about) {
  using Parts = PartsOf<decltype(Decide)>;
  using In = typename Parts::In;
  using Out = typename Parts::Out;
  return {.name = name,
          .doc = about.doc,
          .style = about.style,
          .request_evidence = about.request,
          .response_evidence = about.response,
          .caller = about.caller,
          .obsolete = about.obsolete,
          .available = about.available,
          .also_wrapped = about.also_wrapped,
          .question = about.question,
          .request = &TypeOf<In>::desc,
          .response = &TypeOf<Out>::desc,
          .rules = Parts::kRules,
          .with_messages =
              [](void (*body)(void*, void*, void*), void* context) {
                In request{};
                Out response{};
                body(context, &request, &response);
              },
          .decide = [](Call& call, const void* request, void* response) -> std::optional<Refusal> {
            auto outcome = Decide(call, *static_cast<const In*>(request));
            if (!outcome) return outcome.refusal();
            *static_cast<Out*>(response) = std::move(*outcome);
            return std::nullopt;
          }};
}

}  // namespace contract
