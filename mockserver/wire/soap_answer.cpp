// What the host writes: answers and faults, byte for byte (host rules 28-30, 36, 89, 90).
#include "wire/conversions.hpp"
#include "wire/encode.hpp"
#include "wire/soap_protocol.hpp"

namespace wire {
namespace {

using contract::Fault;

constexpr std::string_view kDeclaration = R"(<?xml version="1.0" encoding="utf-8"?>)";
constexpr std::string_view kInstanceAndSchema =
    R"( xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema">)";
constexpr std::size_t kTypicalAnswer = 4096;

void open_envelope(SoapVersion version, std::string& out) {
  out.append(kDeclaration).append(R"(<soap:Envelope xmlns:soap=")").append(envelope_namespace(version)).append("\"");
  out.append(kInstanceAndSchema);
}

std::string_view code_name(Fault::Who who, SoapVersion version) {
  switch (who) {
    case Fault::Who::client:
      return version == SoapVersion::soap11 ? "soap:Client" : "soap:Sender";
    case Fault::Who::server:
      return version == SoapVersion::soap11 ? "soap:Server" : "soap:Receiver";
    case Fault::Who::must_understand:
      return "soap:MustUnderstand";
    case Fault::Who::version_mismatch:
      return "soap:VersionMismatch";
  }
  return "soap:Server";
}

// The header that tells a client of an unknown version which ones are spoken here (rule 36).
constexpr std::string_view kUpgrade =
    R"(<soap:Header><soap12:Upgrade xmlns:soap12="http://www.w3.org/2003/05/soap-envelope">)"
    R"(<soap12:SupportedEnvelope qname="soap:Envelope" /><soap12:SupportedEnvelope qname="soap12:Envelope" />)"
    R"(</soap12:Upgrade></soap:Header>)";

// An overlay may name the elements around an answer.
void append_response_name(const contract::Operation& operation, std::string& out) {
  if (operation.wrappers)
    out += operation.wrappers->response;
  else
    out.append(operation.name).append("Response");
}
void append_result_name(const contract::Operation& operation, std::string& out) {
  if (operation.wrappers)
    out += operation.wrappers->result;
  else
    out.append(operation.name).append("Result");
}

}  // namespace

std::string_view answer_content_type(SoapVersion version) {
  return version == SoapVersion::soap11 ? "text/xml; charset=utf-8" : "application/soap+xml; charset=utf-8";
}

void append_answer(SoapVersion version, const contract::Operation& operation, const void* response, std::string& out) {
  out.reserve(out.size() + kTypicalAnswer);
  open_envelope(version, out);
  out += "<soap:Body><";
  append_response_name(operation, out);
  out.append(" xmlns=\"").append(contract::kNamespace).append("\">");
  if (operation.bare_response()) {
    encode(*operation.response, response, out);
  } else {
    out += '<';
    append_result_name(operation, out);
    out += '>';
    encode(*operation.response, response, out);
    out += "</";
    append_result_name(operation, out);
    out += '>';
  }
  out += "</";
  append_response_name(operation, out);
  out += "></soap:Body></soap:Envelope>";
}

std::string fault_document(SoapVersion version, const Fault& fault) {
  std::string out;
  open_envelope(version, out);
  if (fault.who == Fault::Who::version_mismatch) out += kUpgrade;
  out += "<soap:Body><soap:Fault>";
  const bool header_fault = fault.who == Fault::Who::must_understand;  // has no detail (rule 29)
  if (version == SoapVersion::soap11) {
    out.append("<faultcode>").append(code_name(fault.who, version)).append("</faultcode><faultstring>");
    append_text(out, fault.message);
    out.append("</faultstring>").append(header_fault ? "" : "<detail />");
  } else {
    out.append("<soap:Code><soap:Value>").append(code_name(fault.who, version));
    out.append(R"(</soap:Value></soap:Code><soap:Reason><soap:Text xml:lang="en">)");
    append_text(out, fault.message);
    out.append("</soap:Text></soap:Reason>").append(header_fault ? "" : "<soap:Detail />");
  }
  out += "</soap:Fault></soap:Body></soap:Envelope>";
  return out;
}

}  // namespace wire
