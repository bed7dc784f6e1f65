#include "http/greeting.hpp"

namespace http {
namespace {

constexpr const char* kPage = "/WebApi/AccountManagementService/EntityManagementService.asmx";

template <class Listening>
std::string address_of(const Listening& options, int port) {
  std::string host = options.bind == "0.0.0.0" || options.bind == "::" ? "localhost" : options.bind;
  if (host.find(':') != std::string::npos) host = "[" + host + "]";
  const bool serves_tls = options.tls_certificate || options.tls_self_signed;
  return (serves_tls ? "https://" : "http://") + host + ":" + std::to_string(port);
}

// A machine asked for any port: it is told on the first line.
std::string port_line(int asked, int port, const std::string& base) {
  if (asked != 0) return "";
  return R"({"port": )" + std::to_string(port) + R"(, "url": ")" + base + "\"}\n";
}

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

std::string base_address(const Options& options, int port) { return address_of(options, port); }
std::string base_address(const ProxyOptions& options, int port) { return address_of(options, port); }

std::string greeting(const ProxyOptions& options, int port) {
  const std::string base = base_address(options, port);
  return port_line(options.port, port, base) + "mockserver " SANDBOX_VERSION " passes " + base + "/ on to " +
         options.to + "\n  recordings    " + options.record.string() + "\n";
}

std::string greeting(const Options& options, int port, std::string_view made_token) {
  const std::string base = base_address(options, port);
  const std::string page = base + kPage;
  std::string text = port_line(options.port, port, base);
  text += "mockserver " SANDBOX_VERSION " is ready at " + base + "/\n";
  text += "  example page  " + page + "\n";
  if (!made_token.empty())
    text += "  control token " + std::string(made_token) +
            "  (as Authorization: Bearer; other machines can reach this server)\n";
  if (options.world || options.import_file) {
    text += "  try           curl -s " + trust(options) + "'" + page + "?WSDL'\n";
    return text;
  }
  text += "  credentials   UserName 888WS, Password Sandbox888\n";
  text += "  try           " + example_call(page, trust(options)) + "\n";
  return text;
}

}  // namespace http
