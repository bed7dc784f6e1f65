#include "bench/messages.hpp"

namespace bench {
namespace {

constexpr std::string_view kNamespace = "sosonlinebackup.com";

struct User {
  std::string_view name;
  std::string_view password;
};
constexpr User kDistributor{"888WS", "Sandbox888"};
constexpr User kDistributorOfLittleQuota{"3001WS", "Sandbox3001"};

void append_element(std::string& out, std::string_view name, std::string_view content) {
  out.append("<").append(name).append(">").append(content).append("</").append(name).append(">");
}

Message message(std::string_view service, std::string_view operation, const User& user, std::string_view request) {
  std::string out =
      R"(<?xml version="1.0" encoding="utf-8"?>)"
      R"(<soap:Envelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance")"
      R"( xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">)"
      "<soap:Header><AuthHeader xmlns=\"";
  out.append(kNamespace).append("\">");
  append_element(out, "UserName", user.name);
  append_element(out, "Password", user.password);
  out.append("</AuthHeader></soap:Header><soap:Body><").append(operation).append(" xmlns=\"");
  out.append(kNamespace).append("\">");
  append_element(out, "request", request);
  out.append("</").append(operation).append("></soap:Body></soap:Envelope>");
  return {.service = service, .operation = operation, .envelope = std::move(out)};
}

Message new_partner(const User& user, std::string_view quota_gb) {
  std::string request;
  append_element(request, "PartnerName", "Blue Sky &amp; Co.");
  append_element(request, "GeneralContactPerson", "Mary Contact");
  append_element(request, "GeneralContactEmail", "mary@bluesky.example");
  append_element(request, "DiskQuotaGB", quota_gb);
  append_element(request, "AllowUploadOverAccountSize", "false");
  append_element(request, "AutoUpgradeClientApp", "true");
  append_element(request, "SendResetPasswordEmail", "false");
  return message("PartnerManagementService", "CreatePartner", user, request);
}

}  // namespace

std::string Message::path() const { return "/WebApi/AccountManagementService/" + std::string(service) + ".asmx"; }

std::string Message::soap_action() const {
  return "\"" + std::string(kNamespace) + "/" + std::string(operation) + "\"";
}

Message get_entity_hierarchy() {
  return message("EntityManagementService", "GetEntityHierarchy", kDistributor,
                 "<TargetEntityID>888</TargetEntityID><IncludeInactive>true</IncludeInactive>");
}
Message cancel_entity() {
  return message("EntityManagementService", "CancelEntity", kDistributor, "<TargetEntityId>225</TargetEntityId>");
}
Message create_partner() { return new_partner(kDistributor, "10"); }
Message create_partner_of_no_quota() { return new_partner(kDistributor, "0"); }
Message create_partner_beyond_quota() { return new_partner(kDistributorOfLittleQuota, "401"); }

std::string http_request(const Message& message, std::string_view target) {
  std::string out = "POST " + std::string(target) + " HTTP/1.1\r\nHost: localhost\r\n";
  out += "Content-Type: text/xml; charset=utf-8\r\nSOAPAction: " + message.soap_action() + "\r\n";
  out += "Content-Length: " + std::to_string(message.envelope.size()) + "\r\n\r\n" + message.envelope;
  return out;
}

}  // namespace bench
