// From any bytes to an answer: whole calls through the application, with what must hold for every one of them.
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <string>
#include <string_view>

#include "http/application.hpp"
#include "services/catalog.hpp"
#include "wire/xml_reader.hpp"

namespace {

constexpr std::array<std::string_view, 8> kContentTypes{"text/xml; charset=utf-8",
                                                        "text/xml",
                                                        "application/soap+xml; charset=utf-8",
                                                        "application/soap+xml",
                                                        "text/xml; charset=utf-16",
                                                        "text/xml; charset=iso-8859-1",
                                                        "application/x-www-form-urlencoded",
                                                        ""};
constexpr std::string_view kBeforeRequest =
    "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\" "
    "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soap:Header><AuthHeader xmlns=\"sosonlinebackup.com\">"
    "<UserName>888WS</UserName><Password>Sandbox888</Password></AuthHeader></soap:Header><soap:Body>";

[[noreturn]] void report(std::string_view broken, const http::Response& response) {
  std::fprintf(stderr, "%.*s\nstatus %d\n%s\n", static_cast<int>(broken.size()), broken.data(), response.status,
               response.body.c_str());
  std::abort();
}

// One application for all inputs, put back whenever a call has changed something.
class Target {
 public:
  Target() : application_(http::Options{.host = {.enable_get = true, .enable_post = true}}) {
    application_.open();
    application_.sandbox().freeze_clock();
    state::Sandbox& state = application_.sandbox().state();
    const std::lock_guard lock(state.mutex);
    seeded_ = state.take();
  }

  // The first byte chooses service and kind of request, the second the operation, the third the content type; the
  // rest is the body, the members of a request, or a query.
  void call(std::string_view bytes) {
    if (bytes.size() < 3) return;
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(bytes[at]); };
    const auto services = services::catalog().services();
    const contract::Service& service = *services[byte(0) % services.size()];
    const unsigned kind = byte(0) / 16;
    const contract::Operation& operation = service.operations[byte(1) % service.operations.size()];
    const bool routed = byte(1) < 128;  // otherwise the body must tell what is called
    const std::string_view type = kContentTypes[byte(2) % kContentTypes.size()];
    bytes.remove_prefix(3);

    http::Request request{.method = "POST", .remote_address = "127.0.0.1"};
    request.path = "/WebApi/AccountManagementService/" + std::string(service.name) + ".asmx";
    request.headers.add("Host", "localhost");
    if (!type.empty()) request.headers.add("Content-Type", std::string(type));
    if (routed) request.headers.add("SOAPAction", "\"sosonlinebackup.com/" + std::string(operation.name) + "\"");
    switch (kind) {
      case 0:  // a form
        request.path += "/" + std::string(operation.name);
        request.body = bytes;
        break;
      case 1:  // a query of the page
        request.method = "GET";
        request.query = bytes;
        break;
      case 2:
      case 3:
      case 4:
      case 5:
      case 6:
      case 7:  // members of a request
        request.body = in_envelope(operation, bytes);
        break;
      default:
        request.body = bytes;
    }
    request.target = request.path + "?" + request.query;
    check(application_.answer(request));
  }

 private:
  static std::string in_envelope(const contract::Operation& operation, std::string_view members) {
    std::string out(kBeforeRequest);
    const std::string name(operation.name);
    out += "<" + name + " xmlns=\"sosonlinebackup.com\">";
    if (!operation.bare_request()) out += "<request>";
    out += members;
    if (!operation.bare_request()) out += "</request>";
    return out + "</" + name + "></soap:Body></soap:Envelope>";
  }

  void check(const http::Response& response) {
    constexpr std::array kStatuses{200, 400, 415, 500};
    if (std::ranges::find(kStatuses, response.status) == kStatuses.end()) report("an unexpected status", response);
    if (response.body.find("<Code>UnexpectedError</Code>") != std::string::npos) report("a failure of ours", response);
    const std::string_view type = response.headers.find("Content-Type").value_or("");
    const bool xml = type.find("xml") != type.npos && !response.body.empty();
    // The host's own writer prints a control character that a fault repeats as a reference no reader takes.
    if (xml)
      if (const auto error = wire::read_xml(response.body).error;
          error && error->kind != wire::XmlError::Kind::invalid_character)
        report("an answer that is no XML", response);

    state::Sandbox& state = application_.sandbox().state();
    const std::lock_guard lock(state.mutex);
    const state::Snapshot now = state.database.take();
    const bool same = now.size() == seeded_.size() &&
                      std::memcmp(now.data(), seeded_.data(), static_cast<std::size_t>(now.size())) == 0;
    if (same) return;
    const bool refused = response.status != 200 || response.body.find(">Success<") == std::string::npos;
    if (refused && response.body.find(">CannotSendEmail<") == std::string::npos)
      report("a refused call changed something", response);
    state.restore(seeded_);
  }

  http::Application application_;
  state::Snapshot seeded_{nullptr, 0};
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Target target;
  target.call({reinterpret_cast<const char*>(data), size});
  return 0;
}
