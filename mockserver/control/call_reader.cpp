#include "control/call_reader.hpp"

#include <algorithm>

#include "contract/result_codes.hpp"
#include "control/api_request.hpp"
#include "control/json_schema.hpp"
#include "state/fold.hpp"

namespace control {
namespace {

[[noreturn]] void refuse_name(const std::string& what, std::string_view name, const std::vector<std::string>& known,
                              const std::string& path) {
  const std::string nearest = nearest_name(name, known);
  throw ApiError{.code = "bad-value",
                 .message = "there is no " + what + " \"" + std::string(name) + "\"" +
                            (nearest.empty() ? std::string() : "; did you mean \"" + nearest + "\"?"),
                 .path = path};
}

bool same(std::string_view a, std::string_view b) { return state::fold(a) == state::fold(b); }

}  // namespace

const contract::Operation* CallReader::operation_of(const Call& call) const {
  const contract::Service* service = registry.find_service(call.service);
  return service ? contract::Registry::find_operation(*service, call.operation) : nullptr;
}

std::string without_indices(std::string_view path) {
  std::string out;
  bool inside = false;
  for (const char c : path) {
    if (c == '[') inside = true;
    if (!inside) out += c;
    if (c == ']') inside = false;
  }
  return out;
}

bool concerns(const Call& call, const std::vector<RequestField>& fields, std::int64_t entity_id) {
  if (call.caller_entity == entity_id && entity_id != 0) return true;
  const std::string wanted = std::to_string(entity_id);
  return std::ranges::any_of(fields, [&](const RequestField& field) {
    return field.value == wanted && state::fold(field.path).ends_with("entityid");
  });
}

void check_names(const CallReader& reader, std::string_view service, std::string_view operation,
                 const std::string& service_path, const std::string& operation_path) {
  if (reader.registry.services().empty()) return;
  std::vector<std::string> services;
  std::vector<std::string> operations;
  for (const contract::Service* one : reader.registry.services()) {
    services.emplace_back(one->name);
    if (!service.empty() && !same(service, one->name)) continue;
    for (const contract::Operation& known : one->operations) operations.emplace_back(known.name);
  }
  const auto is = [](std::string_view name) { return [name](const std::string& known) { return same(name, known); }; };
  if (!service.empty() && std::ranges::none_of(services, is(service)))
    refuse_name("service", service, services, service_path);
  if (!operation.empty() && std::ranges::none_of(operations, is(operation)))
    refuse_name("operation", operation, operations, operation_path);
}

int result_code_of(std::string_view text, const std::string& path) {
  if (const auto number = whole_number(text); number && *number <= INT32_MAX) return static_cast<int>(*number);
  std::vector<std::string> names;
  for (const contract::CodeInfo& code : contract::codes()) {
    if (same(code.name, text)) return static_cast<int>(code.code);
    names.emplace_back(code.name);
  }
  refuse_name("result code", text, names, path);
}

}  // namespace control
