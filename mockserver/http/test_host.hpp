// What the tests of the host share: a seeded application without sockets, raw requests, and a look at the answers.
#pragma once
#include <string>
#include <string_view>

#include "http/application.hpp"

namespace http::test {

inline constexpr std::string_view kSoap11 = "http://schemas.xmlsoap.org/soap/envelope/";
inline constexpr std::string_view kSoap12 = "http://www.w3.org/2003/05/soap-envelope";
inline constexpr std::string_view kEntityPage = "/WebApi/AccountManagementService/EntityManagementService.asmx";
inline constexpr std::string_view kAccountPage = "/WebApi/AccountManagementService/AccountManagementService.asmx";

// The header block of the default world's example distributor.
inline constexpr std::string_view kCredentials =
    "<AuthHeader xmlns=\"sosonlinebackup.com\"><UserName>888WS</UserName><Password>Sandbox888</Password></AuthHeader>";

// An envelope on one line; without `header` there is no Header element.
std::string envelope11(std::string_view body, std::string_view header = kCredentials);
std::string envelope12(std::string_view body, std::string_view header = kCredentials);

// <Operation xmlns="sosonlinebackup.com"><request>members</request></Operation>
std::string wrapped(std::string_view operation, std::string_view members);

// Content-Type and SOAPAction of a correct SOAP 1.1 call.
Headers soap11(std::string_view operation);
// Content-Type of a correct SOAP 1.2 call, its action included.
Headers soap12(std::string_view operation);

// A request as the front hands it over: from this machine, to localhost:8080.
Request make_request(std::string_view method, std::string_view target, Headers headers = {}, std::string body = {});

// The number in the Result row of an answer; -1 if there is none.
int code_of(const Response& response);

// What stands between two marks, behind the first of which there is one; empty if they are not there.
std::string between(std::string_view text, std::string_view before, std::string_view after);

// A fault of either version, taken apart; all empty when the body is none.
struct SoapFault {
  std::string version = {};  // "1.1", "1.2"
  std::string code = {};     // "soap:Client"
  std::string text = {};     // unescaped
  bool has_detail = false;
};
SoapFault fault_of(const Response& response);
// "500 1.1 soap:Client: text"; for other answers "200" or "400 empty".
std::string summary(const Response& response);

// An application with the default world, its clock frozen.
class Probe {
 public:
  explicit Probe(const HostSettings& settings = {});

  Response send(const Request& request) { return application_.answer(request); }
  Response post(std::string body, Headers headers, std::string_view target = kEntityPage);
  Response get(std::string_view target);

  // A correct SOAP 1.1 call by 888WS with these members of <request>.
  Response call(std::string_view operation, std::string_view members, std::string_view page = kEntityPage);
  // The same, answered with the code in its Result, or with the fault's text.
  std::string outcome(std::string_view operation, std::string_view members, std::string_view page = kEntityPage);

  // Every byte of the database. The ids that calls are numbered by are not written down for themselves.
  std::string content();

  Application& application() { return application_; }

 private:
  Application application_;
};

}  // namespace http::test
