// What the .asmx host makes of a POST before the operation runs: SOAP version, routing, headers, parameters
// (host rules 3, 8-18, 20-26, 36-38, 49, 82-88, J2). Pure functions of bytes.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "contract/registry.hpp"
#include "wire/decode.hpp"
#include "wire/text_encoding.hpp"

namespace wire {

enum class SoapVersion : std::uint8_t { soap11, soap12 };

// What told the host which operation was meant: the header of SOAP 1.1, the parameter of SOAP 1.2's Content-Type, or,
// with neither, the name of Body's child.
enum class RoutedBy : std::uint8_t { soap_action, action_parameter, body_element };

// The namespace of the envelope's elements.
std::string_view envelope_namespace(SoapVersion version);

// A POST to a service page.
struct SoapPost {
  std::string_view content_type = {};                // header value, empty when absent
  std::optional<std::string_view> soap_action = {};  // header value; a header without value is ""
  std::string body = {};                             // bytes as sent
};

// What the host answers when no operation runs. Status 500 carries the fault; 400 and 415 have an empty body (rule 22).
struct HostRefusal {
  int status = 500;
  SoapVersion version = SoapVersion::soap11;
  contract::Fault fault = {};
};

// The credentials header; an absent element leaves a null (J2.2).
struct AuthHeader {
  static constexpr std::string_view kName = "AuthHeader";
  std::optional<std::string> user_name;
  std::optional<std::string> password;
  static constexpr auto fields() {
    return contract::fields_of(
        contract::field<&AuthHeader::user_name>("UserName", {.doc = "Login of the API user."}),
        contract::field<&AuthHeader::password>("Password", {.secret = true, .doc = "Password of the API user."}));
  }
};

struct ProtocolOptions {
  bool unavailable_operations = false;  // serve what the document marks as not available
  bool fault_on_wcf_action = false;     // Q-wcf-action: treat the addressing header as the host would
  bool fault_on_ignored = false;        // strictness "fault": what the host forgives in silence becomes a fault
  bool notes = true;                    // strictness other than "off": collect what was forgiven
  ServerClock clock = {};
};

// A POST that was routed to an operation; its parameters are not read yet.
class SoapCall {
 public:
  const contract::Operation& operation() const { return *operation_; }
  SoapVersion version() const { return version_; }
  RoutedBy routed_by() const { return routed_by_; }
  // The body as text, decoded to UTF-8. Nothing can be read after it was taken.
  std::string take_text() { return std::move(body_->text); }
  const Notes& notes() const { return notes_; }

  // Reads credentials and parameters. On success `auth` is the header or null (J2.1) and `has_request` tells whether
  // there is a request object (always true for bare parameters). `request` must be default-constructed.
  std::optional<HostRefusal> read(void* request, std::optional<AuthHeader>& auth, bool& has_request);

 private:
  friend class SoapRouter;
  bool listening() const { return options_.notes && has_room(notes_); }
  HostRefusal refusal(const ReadError& error) const;
  std::optional<HostRefusal> read_headers(std::optional<AuthHeader>& auth);
  std::optional<HostRefusal> check_understood() const;
  bool holds(const XmlNode& wrapper, std::string_view name) const;
  std::optional<ReadError> read_parameters(const XmlNode& wrapper, void* request, bool& has_request);

  const contract::Operation* operation_ = nullptr;
  SoapVersion version_ = SoapVersion::soap11;
  RoutedBy routed_by_ = RoutedBy::soap_action;
  ProtocolOptions options_ = {};
  std::unique_ptr<DecodedBody> body_;  // on the heap, since the document's views point into it
  std::unique_ptr<XmlDocument> document_;
  const XmlNode* header_ = nullptr;
  const XmlNode* body_element_ = nullptr;
  std::string not_understood_ = {};
  Notes notes_ = {};
};

// The answer of routing: a call, or the host's refusal together with the text it was made from (for the journal).
struct Routed {
  std::optional<SoapCall> call = {};
  std::optional<HostRefusal> refusal = {};
  std::string text = {};
};

// Decodes, parses and routes a POST to one of the service's operations.
Routed route(SoapPost post, const contract::Service& service, const ProtocolOptions& options);

// The media type and charset of an answer: "text/xml; charset=utf-8" (rule 89).
std::string_view answer_content_type(SoapVersion version);

// Wraps the content of <OpResult> (or of <OpResponse>, when the response is bare) in response and envelope.
void append_answer(SoapVersion version, const contract::Operation& operation, const void* response, std::string& out);

// A whole fault document, byte for byte as rules 28-30 (and 36 for VersionMismatch) say.
std::string fault_document(SoapVersion version, const contract::Fault& fault);

}  // namespace wire
