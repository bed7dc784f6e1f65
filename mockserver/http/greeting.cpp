#include "http/greeting.hpp"

namespace http {
namespace {

constexpr const char* kPage = "/WebApi/AccountManagementService/EntityManagementService.asmx";

bool serves_tls(const Options& options) { return options.tls_certificate || options.tls_self_signed; }

// How curl is told to trust the certificate.
std::string trust(const Options& options) {
  if (options.tls_self_signed) return "--cacert " + (*options.tls_self_signed / "certificate.pem").string() + " ";
  if (options.tls_certificate) return "--cacert " + options.tls_certificate->string() + " ";
  return "";
}

std::string example_call(const std::string& page, const std::string& trusting) {
  return "curl -s " + trusting + page +
         " -H 'Content-Type: text/xml; charset=utf-8' -H 'SOAPAction: \"sosonlinebackup.com/GetEntityHierarchy\"' -d '"
         "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Header>"
         "<AuthHeader "
         "xmlns=\"sosonlinebackup.com\"><UserName>888WS</UserName><Password>Sandbox888</Password></AuthHeader>"
         "</s:Header><s:Body><GetEntityHierarchy xmlns=\"sosonlinebackup.com\"><request>"
         "<TargetEntityID>888</TargetEntityID><IncludeInactive>true</IncludeInactive>"
         "</request></GetEntityHierarchy></s:Body></s:Envelope>'";
}

}  // namespace

std::string base_address(const Options& options, int port) {
  std::string host = options.bind == "0.0.0.0" || options.bind == "::" ? "localhost" : options.bind;
  if (host.find(':') != std::string::npos) host = "[" + host + "]";
  return (serves_tls(options) ? "https://" : "http://") + host + ":" + std::to_string(port);
}

std::string greeting(const Options& options, int port) {
  const std::string base = base_address(options, port);
  const std::string page = base + kPage;
  std::string text;
  // A machine asked: the port is for it, on the first line.
  if (options.port == 0) text += R"({"port": )" + std::to_string(port) + R"(, "url": ")" + base + "\"}\n";
  text += "mockserver " SANDBOX_VERSION " is ready at " + base + "/\n";
  text += "  example page  " + page + "\n";
  if (options.world || options.import_file) {
    text += "  try           curl -s " + trust(options) + "'" + page + "?WSDL'\n";
    return text;
  }
  text += "  credentials   UserName 888WS, Password Sandbox888\n";
  text += "  try           " + example_call(page, trust(options)) + "\n";
  return text;
}

}  // namespace http
