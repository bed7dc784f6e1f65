// Requests made and answers taken apart for the tests of the host.
#include "http/test_host.hpp"

#include <charconv>
#include <mutex>
#include <pugixml.hpp>

#include "wire/url.hpp"

namespace http::test {
namespace {

std::string envelope(std::string_view space, std::string_view body, std::string_view header) {
  std::string out = "<soap:Envelope xmlns:soap=\"" + std::string(space) + "\">";
  if (!header.empty()) out += "<soap:Header>" + std::string(header) + "</soap:Header>";
  return out + "<soap:Body>" + std::string(body) + "</soap:Body></soap:Envelope>";
}

}  // namespace

std::string envelope11(std::string_view body, std::string_view header) { return envelope(kSoap11, body, header); }
std::string envelope12(std::string_view body, std::string_view header) { return envelope(kSoap12, body, header); }

std::string wrapped(std::string_view operation, std::string_view members) {
  const std::string name(operation);
  return "<" + name + " xmlns=\"sosonlinebackup.com\"><request>" + std::string(members) + "</request></" + name + ">";
}

Headers soap11(std::string_view operation) {
  return {{"Content-Type", "text/xml; charset=utf-8"},
          {"SOAPAction", "\"sosonlinebackup.com/" + std::string(operation) + "\""}};
}

Headers soap12(std::string_view operation) {
  return {{"Content-Type",
           "application/soap+xml; charset=utf-8; action=\"sosonlinebackup.com/" + std::string(operation) + "\""}};
}

Request make_request(std::string_view method, std::string_view target, Headers headers, std::string body) {
  Request request{.method = std::string(method),
                  .target = std::string(target),
                  .headers = std::move(headers),
                  .body = std::move(body),
                  .remote_address = "127.0.0.1",
                  .local_address = "127.0.0.1",
                  .local_port = 8080};
  const auto question = request.target.find('?');
  request.path = wire::url_decode(request.target.substr(0, question));
  if (question != std::string::npos) request.query = request.target.substr(question + 1);
  if (!request.headers.has("Host")) request.headers.add("Host", "localhost:8080");
  return request;
}

std::string between(std::string_view text, std::string_view before, std::string_view after) {
  const auto begin = text.find(before);
  if (begin == text.npos) return {};
  const auto end = text.find(after, begin + before.size());
  return std::string(text.substr(begin + before.size(), end == text.npos ? end : end - begin - before.size()));
}

int code_of(const Response& response) {
  std::string number = between(response.body, "<Result><Result>", "<");
  if (number.empty()) number = between(response.body, "Result><Result>", "<");  // of an old operation
  int code = -1;
  std::from_chars(number.data(), number.data() + number.size(), code);
  return code;
}

SoapFault fault_of(const Response& response) {
  pugi::xml_document document;
  if (!document.load_buffer(response.body.data(), response.body.size(), pugi::parse_default | pugi::parse_ws_pcdata))
    return {};
  const auto envelope = document.child("soap:Envelope");
  const auto fault = envelope.child("soap:Body").child("soap:Fault");
  if (!fault) return {};
  if (envelope.attribute("xmlns:soap").value() == kSoap11)
    return {.version = "1.1",
            .code = fault.child_value("faultcode"),
            .text = fault.child_value("faultstring"),
            .has_detail = static_cast<bool>(fault.child("detail"))};
  return {.version = "1.2",
          .code = fault.child("soap:Code").child_value("soap:Value"),
          .text = fault.child("soap:Reason").child_value("soap:Text"),
          .has_detail = static_cast<bool>(fault.child("soap:Detail"))};
}

std::string summary(const Response& response) {
  const std::string status = std::to_string(response.status);
  const SoapFault fault = fault_of(response);
  if (!fault.version.empty()) return status + " " + fault.version + " " + fault.code + ": " + fault.text;
  return response.body.empty() ? status + " empty" : status;
}

Probe::Probe(const HostSettings& settings) : application_(Options{.host = settings}) {
  application_.open();
  application_.sandbox().freeze_clock();
}

Response Probe::post(std::string body, Headers headers, std::string_view target) {
  return send(make_request("POST", target, std::move(headers), std::move(body)));
}

Response Probe::get(std::string_view target) { return send(make_request("GET", target)); }

Response Probe::call(std::string_view operation, std::string_view members, std::string_view page) {
  return post(envelope11(wrapped(operation, members)), soap11(operation), page);
}

std::string Probe::outcome(std::string_view operation, std::string_view members, std::string_view page) {
  const Response response = call(operation, members, page);
  const int code = code_of(response);
  if (response.status == 200 && code >= 0) return std::to_string(code);
  return response.body.empty() ? summary(response) : fault_of(response).text;
}

std::string Probe::content() {
  state::Sandbox& state = application_.sandbox().state();
  const std::lock_guard lock(state.mutex);
  const state::Snapshot snapshot = state.database.take();
  return {reinterpret_cast<const char*>(snapshot.data()), static_cast<std::size_t>(snapshot.size())};
}

}  // namespace http::test
