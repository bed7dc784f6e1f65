// Routing of a POST and reading of its parameters, in the order in which the host does it.
#include "wire/soap_protocol.hpp"

#include <algorithm>

#include "wire/conversions.hpp"
#include "wire/url.hpp"

namespace wire {
namespace {

using contract::Fault;
using contract::Operation;

constexpr std::string_view kSoap11 = "http://schemas.xmlsoap.org/soap/envelope/";
constexpr std::string_view kSoap12 = "http://www.w3.org/2003/05/soap-envelope";
constexpr std::string_view kAddressingNone = "http://schemas.microsoft.com/ws/2005/05/addressing/none";
constexpr std::string_view kUnableToRead = "Server was unable to read request. ---> ";
constexpr std::string_view kUnableToProcess = "Server was unable to process request. ---> ";

std::optional<SoapVersion> version_of(const XmlNode& root) {
  if (root.namespace_uri == kSoap11) return SoapVersion::soap11;
  if (root.namespace_uri == kSoap12) return SoapVersion::soap12;
  return std::nullopt;
}

// The operation behind "sosonlinebackup.com/<Operation>" (rule 17), exact and case-sensitive; an overlay has a list.
const Operation* by_action(const contract::Service& service, std::string_view action, bool unavailable) {
  if (!service.actions.empty()) {
    const auto at = std::ranges::find(service.actions, action) - service.actions.begin();
    return static_cast<std::size_t>(at) < service.actions.size() ? &service.operations[static_cast<std::size_t>(at)]
                                                                 : nullptr;
  }
  if (!action.starts_with(contract::kNamespace)) return nullptr;
  action.remove_prefix(contract::kNamespace.size());
  if (!action.starts_with('/')) return nullptr;
  const Operation* found = contract::Registry::find_operation(service, action.substr(1));
  return found && (found->available || unavailable) ? found : nullptr;
}

const Operation* by_element(const contract::Service& service, const XmlNode& element, bool unavailable) {
  if (element.namespace_uri != contract::kNamespace) return nullptr;
  const Operation* found = contract::Registry::find_operation(service, element.name);
  return found && (found->available || unavailable) ? found : nullptr;
}

HostRefusal client_fault(SoapVersion version, std::string message) {
  return {.status = 500, .version = version, .fault = {Fault::Who::client, std::move(message)}};
}

HostRefusal empty_answer(int status, SoapVersion version) { return {.status = status, .version = version}; }

}  // namespace

// Follows one POST from its bytes to an operation.
class SoapRouter {
 public:
  SoapRouter(SoapPost post, const contract::Service& service, const ProtocolOptions& options)
      : post_(std::move(post)), service_(service), options_(options), type_(parse_content_type(post_.content_type)) {}

  Routed run() {
    body_ = std::make_unique<DecodedBody>(decode_body(std::move(post_.body), type_));
    document_ = std::make_unique<XmlDocument>(read_xml(body_->text, body_->broken_off));
    const bool guess_soap12 = !post_.soap_action || type_.media_type == "application/soap+xml";
    version_ = guess_soap12 ? SoapVersion::soap12 : SoapVersion::soap11;
    const XmlNode* root = document_->root();
    const bool has_version = take_version(root);
    locate();

    std::optional<HostRefusal> pending = guess_soap12 ? route_soap12() : route_soap11();
    const bool readable_type = type_.media_type == "text/xml" || type_.media_type == "application/soap+xml";
    if (!pending &&
        (!readable_type || (has_version && version_ == SoapVersion::soap11 && type_.media_type != "text/xml")))
      return refuse(empty_answer(415, version_));                      // rules 24, 25
    if (root && !has_version) return refuse(version_mismatch(*root));  // rule 36, also instead of a routing error
    if (pending) return refuse(*pending);
    if (auto broken = check_envelope(root)) return refuse(*broken);
    return accept();
  }

 private:
  // The version that the root's namespace stands for; false if it is none of SOAP's.
  bool take_version(const XmlNode* root) {
    const auto spoken = root ? version_of(*root) : std::nullopt;
    if (spoken) version_ = *spoken;
    return spoken.has_value();
  }

  // Header and Body, where the envelope has them: Header only as the first child, Body right behind it.
  void locate() {
    const XmlNode* root = document_->root();
    if (!root || root->name != "Envelope" || !version_of(*root)) return;
    const XmlNode* child = document_->first_child(*root);
    if (child && child->name == "Header" && child->namespace_uri == root->namespace_uri) {
      header_ = child;
      child = document_->next_sibling(*child);
    }
    if (child && child->name == "Body" && child->namespace_uri == root->namespace_uri) body_element_ = child;
  }

  std::optional<HostRefusal> route_soap11() {
    std::string_view action = *post_.soap_action;
    if (action.size() >= 2 && action.front() == '"' && action.back() == '"')
      action = action.substr(1, action.size() - 2);
    const std::string decoded = repair_utf8(url_decode(action));
    operation_ = by_action(service_, decoded, options_.unavailable_operations);
    if (operation_) return std::nullopt;
    return client_fault(version_, "Server did not recognize the value of HTTP Header SOAPAction: " + decoded + ".");
  }

  std::optional<HostRefusal> route_soap12() {
    routed_by_ = RoutedBy::action_parameter;
    if (type_.has_action) operation_ = by_action(service_, type_.action, options_.unavailable_operations);
    if (operation_) return std::nullopt;
    routed_by_ = RoutedBy::body_element;
    const XmlNode* element = body_element_ ? document_->first_child(*body_element_) : nullptr;
    if (element) operation_ = by_element(service_, *element, options_.unavailable_operations);
    if (operation_) return std::nullopt;
    if (!element && document_->error)  // rule 26: there was nothing to route by
      return HostRefusal{.status = 500,
                         .version = version_,
                         .fault = {Fault::Who::server, std::string(kUnableToProcess) + document_->error->text}};
    if (type_.has_action && !type_.action.empty())
      return client_fault(
          version_, "Unable to handle request. The action '" + repair_utf8(type_.action) + "' was not recognized.");
    return client_fault(
        version_, "Unable to handle request without a valid action parameter. Please supply a valid soap action.");
  }

  static HostRefusal version_mismatch(const XmlNode& root) {
    return {.status = 500,
            .version = SoapVersion::soap11,
            .fault = {Fault::Who::version_mismatch,
                      "Possible SOAP version mismatch: Envelope namespace " + std::string(root.namespace_uri) +
                          " was unexpected. Expecting http://schemas.xmlsoap.org/soap/envelope/."}};
  }

  // Rule 36: what must be there. Where the document breaks first, that is the answer.
  std::optional<HostRefusal> check_envelope(const XmlNode* root) {
    const auto missing = [&](std::string_view element) {
      return client_fault(version_, std::string(kUnableToRead) + "Request format is invalid: Missing required soap:" +
                                        std::string(element) + " element.");
    };
    if (!root) return empty_answer(400, version_);
    if (root->name != "Envelope") return missing("Envelope");
    if (body_element_) return std::nullopt;
    if (document_->error && !document_->first_child(*root)) return empty_answer(400, version_);
    if (document_->error && header_ && !document_->next_sibling(*header_)) return empty_answer(400, version_);
    return missing("Body");
  }

  Routed refuse(HostRefusal refusal) { return {.refusal = std::move(refusal), .text = std::move(body_->text)}; }

  Routed accept() {
    Routed routed;
    SoapCall& call = routed.call.emplace();
    call.operation_ = operation_;
    call.version_ = version_;
    call.routed_by_ = routed_by_;
    call.options_ = options_;
    call.body_ = std::move(body_);
    call.document_ = std::move(document_);
    call.header_ = header_;
    call.body_element_ = body_element_;
    return routed;
  }

  SoapPost post_;
  const contract::Service& service_;
  const ProtocolOptions& options_;
  ContentType type_;
  std::unique_ptr<DecodedBody> body_;
  std::unique_ptr<XmlDocument> document_;
  SoapVersion version_ = SoapVersion::soap11;
  RoutedBy routed_by_ = RoutedBy::soap_action;
  const XmlNode* header_ = nullptr;
  const XmlNode* body_element_ = nullptr;
  const Operation* operation_ = nullptr;
};

Routed route(SoapPost post, const contract::Service& service, const ProtocolOptions& options) {
  return SoapRouter(std::move(post), service, options).run();
}

std::string_view envelope_namespace(SoapVersion version) { return version == SoapVersion::soap11 ? kSoap11 : kSoap12; }

// ---- reading -------------------------------------------------------------------------------------------------------

HostRefusal SoapCall::refusal(const ReadError& error) const {
  if (error.is_xml_exception) return empty_answer(400, version_);
  return client_fault(version_, std::string(kUnableToRead) + error.message);
}

std::optional<HostRefusal> SoapCall::read(void* request, std::optional<AuthHeader>& auth, bool& has_request) {
  if (auto refused = read_headers(auth)) return refused;
  has_request = operation_->bare_request();
  const XmlNode* wrapper = nullptr;
  for (const XmlNode* child = document_->first_child(*body_element_); child; child = document_->next_sibling(*child)) {
    if (child->namespace_uri != contract::kNamespace || child->name != operation_->name) {
      if (listening())
        notes_.push_back({Note::Kind::ignored, "Body/" + std::string(child->name), std::string(operation_->name)});
      continue;
    }
    if (wrapper) {  // a second wrapper is read too, and wins as a whole (rule 49); the first must still be readable
      struct Trial {
        SoapCall& call;
        const XmlNode& wrapper;
        std::optional<ReadError> error = {};
      } trial{*this, *wrapper};
      operation_->with_messages(
          [](void* context, void* scratch, void*) {
            auto& state = *static_cast<Trial*>(context);
            bool ignored = false;
            state.error = state.call.read_parameters(state.wrapper, scratch, ignored);
          },
          &trial);
      if (trial.error) return refusal(*trial.error);
      notes_.push_back({Note::Kind::duplicate, "Body/" + std::string(child->name), {}});
    }
    wrapper = child;
  }
  if (wrapper)
    if (auto error = read_parameters(*wrapper, request, has_request)) return refusal(*error);
  if (document_->error) return empty_answer(400, version_);
  if (auto refused = check_understood()) return refused;
  if (options_.fault_on_ignored)
    for (const Note& note : notes_)
      if (note.kind != Note::Kind::defaulted && note.kind != Note::Kind::alias)
        return client_fault(
            version_, std::string(kUnableToRead) + "The element was not expected in this context: " + note.path + " (" +
                          std::string(name_of(note.kind)) +
                          (note.nearest.empty() ? "" : ", perhaps " + note.nearest + " was meant") + ").");
  return std::nullopt;
}

// Whether an element with this name stands in the wrapper.
bool SoapCall::holds(const XmlNode& wrapper, std::string_view name) const {
  for (const XmlNode* child = document_->first_child(wrapper); child; child = document_->next_sibling(*child))
    if (child->namespace_uri == contract::kNamespace && child->name == name) return true;
  return false;
}

std::optional<ReadError> SoapCall::read_parameters(const XmlNode& wrapper, void* request, bool& has_request) {
  const DecodeContext context{*document_, options_.clock, options_.notes ? &notes_ : nullptr};
  const std::string_view name = operation_->request_element();
  const bool bare = operation_->bare_request() && !(operation_->also_wrapped && holds(wrapper, name));
  if (bare) return decode(context, wrapper, *operation_->request, request, "");
  const XmlNode* object = nullptr;
  for (const XmlNode* child = document_->first_child(wrapper); child; child = document_->next_sibling(*child)) {
    const bool ours = child->namespace_uri == contract::kNamespace;
    if (ours && child->name == name && !object) {
      object = child;
      has_request = true;  // also with xsi:nil, which means nothing here (rule 54)
      if (operation_->also_wrapped && listening())
        notes_.push_back({Note::Kind::alias, std::string(name), std::string(operation_->name)});
      if (auto error = check_class(context, *child, *operation_->request)) return error;
      if (auto error = decode(context, *child, *operation_->request, request, std::string(name))) return error;
    } else if (listening()) {
      const bool member = std::ranges::any_of(
          operation_->request->fields, [&](const contract::FieldDesc& field) { return field.name == child->name; });
      const bool meant_request = nearest_name(child->name, {name}) == name;
      notes_.push_back({member                         ? Note::Kind::misplaced
                        : child->name == name && !ours ? Note::Kind::wrong_namespace
                        : child->name == name          ? Note::Kind::duplicate
                        : meant_request                ? Note::Kind::misspelled
                                                       : Note::Kind::ignored,
                        std::string(child->name),
                        member          ? std::string(name) + "/" + std::string(child->name)
                        : meant_request ? std::string(name)
                                        : std::string()});
    }
  }
  return std::nullopt;
}

std::optional<HostRefusal> SoapCall::read_headers(std::optional<AuthHeader>& auth) {
  if (!header_) return std::nullopt;
  const DecodeContext context{*document_, options_.clock, options_.notes ? &notes_ : nullptr};
  for (const XmlNode* block = document_->first_child(*header_); block; block = document_->next_sibling(*block)) {
    if (block->namespace_uri == contract::kNamespace && block->name == "AuthHeader" && !auth) {
      auth.emplace();
      bool nil = false;
      if (auto error = read_nil(context, *block, nil)) return refusal(*error);
      if (nil) continue;  // an object with null fields (J2.2)
      if (auto error = check_class(context, *block, contract::TypeOf<AuthHeader>::desc)) return refusal(*error);
      if (auto error = decode(context, *block, contract::TypeOf<AuthHeader>::desc, &*auth, "AuthHeader"))
        return refusal(*error);
      continue;
    }
    const XmlAttribute* must = document_->attribute(*block, envelope_namespace(version_), "mustUnderstand");
    const std::string_view demand = must ? trim_xml_whitespace(must->value) : std::string_view{};
    const bool addressing = block->namespace_uri == kAddressingNone && block->name == "Action";
    const bool demanded = (demand == "1" || demand == "true") && (!addressing || options_.fault_on_wcf_action);
    if (demanded && not_understood_.empty()) not_understood_ = block->name;
    if (listening() && !demanded)
      notes_.push_back(
          {Note::Kind::header, "Header/" + std::string(block->name), block->name == "AuthHeader" ? "AuthHeader" : ""});
  }
  return std::nullopt;
}

std::optional<HostRefusal> SoapCall::check_understood() const {
  if (not_understood_.empty()) return std::nullopt;
  return HostRefusal{.status = 500,
                     .version = version_,
                     .fault = {Fault::Who::must_understand, "SOAP header " + not_understood_ + " was not understood."}};
}

}  // namespace wire
