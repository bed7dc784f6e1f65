// Calls by HTTP GET and POST forms: parameters by name, errors as plain text (host rules 98-101).
#include "http/form_binding.hpp"

#include <algorithm>
#include <chrono>
#include <mutex>
#include <optional>

#include "contract/registry.hpp"
#include "describe/options.hpp"
#include "http/error_page.hpp"
#include "http/form.hpp"
#include "services/serve.hpp"
#include "wire/adapted.hpp"
#include "wire/conversions.hpp"
#include "wire/date_time.hpp"
#include "wire/encode.hpp"
#include "wire/text_encoding.hpp"

namespace http {
namespace {

using contract::FieldDesc;
using contract::Kind;
using contract::Operation;

Response text_error(const std::string& line) {
  Response response{.status = 500, .body = wire::repair_utf8(line) + "\r\n"};
  response.headers.add("Content-Type", "text/plain; charset=utf-8");
  return response;
}

std::string_view clr_name(const contract::TypeDesc& type) {
  switch (type.kind) {
    case Kind::boolean:
      return "System.Boolean";
    case Kind::int16:
      return "System.Int16";
    case Kind::int32:
      return "System.Int32";
    case Kind::int64:
      return "System.Int64";
    case Kind::unsigned_byte:
      return "System.Byte";
    case Kind::decimal:
      return "System.Decimal";
    case Kind::real:
      return "System.Double";
    case Kind::date_time:
      return "System.DateTime";
    case Kind::guid:
      return "System.Guid";
    default:
      return type.name;
  }
}

// False when the text does not convert. Booleans are .NET's here, not XML's: "True" is one, "1" is none.
bool convert(std::string_view text, const FieldDesc& field, const wire::ServerClock& clock, void* slot) {
  switch (field.type->kind) {
    case Kind::string:
      static_cast<std::string*>(slot)->assign(text);
      return true;
    case Kind::boolean: {
      const std::string_view word = wire::trim_xml_whitespace(text);
      *static_cast<bool*>(slot) = same_name(word, "true");
      return same_name(word, "true") || same_name(word, "false");
    }
    case Kind::int16:
      return !wire::parse_value(text, *static_cast<std::int16_t*>(slot));
    case Kind::int32:
      return !wire::parse_value(text, *static_cast<std::int32_t*>(slot));
    case Kind::int64:
      return !wire::parse_value(text, *static_cast<std::int64_t*>(slot));
    case Kind::unsigned_byte:
      return !wire::parse_value(text, *static_cast<std::uint8_t*>(slot));
    case Kind::decimal:
      return !wire::parse_value(text, *static_cast<contract::Decimal*>(slot));
    case Kind::real:
      return !wire::parse_value(text, *static_cast<double*>(slot));
    case Kind::date_time:
      return !wire::parse_value(text, clock, *static_cast<contract::DateTime*>(slot));
    case Kind::guid:
      return !wire::parse_value(text, *static_cast<contract::Guid*>(slot));
    case Kind::enumeration: {
      const auto at = std::ranges::find(field.type->values, text);
      if (at == field.type->values.end()) return false;
      *static_cast<std::uint8_t*>(slot) = static_cast<std::uint8_t>(at - field.type->values.begin());
      return true;
    }
    case Kind::adapted:
      return !wire::read_adapted(text, *field.type, clock, slot);
    case Kind::base64_binary:
    case Kind::object:
      break;
  }
  return false;
}

// One element a line, as the writer of these bindings prints (host rule 7). The text is our own encoder's.
std::string indented(std::string_view xml) {
  std::string out;
  std::size_t depth = 1;
  bool after_start = false;  // the last tag opened an element: text or nothing follows
  for (std::size_t at = 0; at < xml.size();) {
    const std::size_t end = std::min(xml.find('>', at), xml.size() - 1) + 1;
    const std::string_view tag = xml.substr(at, end - at);
    const bool closes = tag.starts_with("</");
    if (closes) --depth;
    if (!(closes && after_start)) out.append("\r\n").append(depth * 2, ' ');
    out += tag;
    after_start = !closes && !tag.ends_with("/>");
    if (after_start) ++depth;
    const std::size_t next = std::min(xml.find('<', end), xml.size());
    out += xml.substr(end, next - end);
    at = next;
  }
  return out;
}

// What is called by name only (no header, so no credentials), with the parameters of a form.
class FormCall {
 public:
  FormCall(const contract::Service& service, const Operation& operation, std::string_view text,
           const HostSettings& settings, control::Sandbox& sandbox)
      : service_(service), operation_(operation), text_(text), form_(text), sandbox_(sandbox) {
    clock_ = {.now_utc_ticks = [&sandbox] { return sandbox.clock().now; },
              .offset_minutes = settings.time_zone_minutes};
  }

  Response run() {
    const auto start = std::chrono::steady_clock::now();
    operation_.with_messages(
        [](void* context, void* request, void* response) { static_cast<FormCall*>(context)->call(request, response); },
        this);
    keep_in_journal(std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start));
    return std::move(response_);
  }

 private:
  // A call that never reached its rules has an id and a time, too.
  void keep_in_journal(std::chrono::microseconds duration) {
    control::Call record{.service = std::string(service_.name),
                         .operation = std::string(operation_.name),
                         .http_status = response_.status,
                         .duration_us = duration.count(),
                         .request = text_,
                         .response = response_.body,
                         .routed_by = control::RoutedBy::address};
    if (served_) {
      record.id = served_->id;
      record.at = served_->at;
      if (served_->fault) {
        record.fault = served_->fault->message;
      } else {
        record.result_code = static_cast<int>(served_->code);
        record.result_name = contract::info(served_->code).name;
      }
      record.rule = served_->rule;
      record.detail = served_->detail;
      record.circumstances = served_->circumstances;
      record.first_mail = served_->first_mail;
      record.mails = served_->mails;
    } else {
      state::Sandbox& state = sandbox_.state();
      const std::lock_guard lock(state.mutex);
      record.id = state.ids.correlation_guid();
      record.at = state.clock.now();
    }
    sandbox_.journal().add(std::move(record));
  }

  void call(void* request, void* response) {
    for (const FieldDesc& field : operation_.request->fields) {
      const auto given = form_.find(field.name);
      if (!given) {
        response_ = text_error("Missing parameter: " + std::string(field.name) + ".");  // rule 101
        return;
      }
      if (!convert(*given, field, clock_, field.emplace(request))) {
        response_ = text_error("Cannot convert " + *given + " to " + std::string(clr_name(*field.type)) +
                               ".\r\nParameter name: type");
        return;
      }
    }
    served_ = services::serve(sandbox_.state(), sandbox_.profile(), operation_, {}, request, response);
    if (served_->fault) {
      response_ = text_error(served_->fault->message);
      return;
    }
    std::string_view root = operation_.response->name;
    std::string content;
    if (operation_.bare_response()) {  // its one row is what the method returns
      const FieldDesc& returned = operation_.response->fields.front();
      root = returned.type->name;
      wire::encode(*returned.type, returned.find(response, 0), content);
    } else {
      wire::encode(*operation_.response, response, content);
    }
    response_.body.append("<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<").append(root);
    response_.body.append(
        " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
        " xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\" xmlns=\"");
    response_.body.append(contract::kNamespace).append("\">").append(indented(content));
    response_.body.append("\r\n</").append(root).append(">");
    response_.headers.add("Content-Type", "text/xml; charset=utf-8");
  }

  const contract::Service& service_;
  const Operation& operation_;
  const std::string text_;
  const Form form_;
  control::Sandbox& sandbox_;
  std::optional<services::Served> served_ = {};
  wire::ServerClock clock_ = {};
  Response response_ = {};
};

Response unknown_method(const contract::Service& service, std::string_view name) {
  for (const Operation& operation : service.operations)
    if (operation.name != name && same_name(operation.name, name))  // rule 100
      return text_error("Invalid method name '" + std::string(name) +
                        "',  method names are case sensitive.   The method name '" + std::string(operation.name) +
                        "' with the same name but different casing was found.");
  return text_error(std::string(name) + " Web Service method name is not valid.");
}

}  // namespace

Response answer_form(const contract::Service& service, std::string_view name, const Request& request,
                     const HostSettings& settings, bool is_local, control::Sandbox& sandbox) {
  const bool get = request.method == "GET" && settings.enable_get;
  const bool post = request.method == "POST" && (settings.enable_post || is_local);
  if (!get && !post)  // rule 6
    return error_page(500, request.path,
                      "Request format is unrecognized for URL unexpectedly ending in '/" + std::string(name) + "'.",
                      settings.custom_errors);
  if (request.body.size() > settings.max_request_kb * 1024)  // rule 95
    return error_page(500, request.path, "Maximum request length exceeded.", settings.custom_errors);
  const Operation* operation = contract::Registry::find_operation(service, name);
  if (!operation || !describe::has_http_binding(*operation) ||
      (!operation->available && !settings.unavailable_operations))
    return unknown_method(service, name);
  const std::string_view type = request.header("Content-Type").substr(0, request.header("Content-Type").find(';'));
  if (post && !same_name(wire::trim_xml_whitespace(type), "application/x-www-form-urlencoded"))
    return text_error("Request format is invalid: " + std::string(request.header("Content-Type")) + ".");
  return FormCall(service, *operation, get ? request.query : request.body, settings, sandbox).run();
}

}  // namespace http
