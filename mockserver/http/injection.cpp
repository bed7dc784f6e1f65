#include "http/injection.hpp"

#include <mutex>
#include <string>
#include <vector>

#include "wire/message_values.hpp"

namespace http {
namespace {

using contract::FieldDesc;
using contract::Kind;
using control::FaultEffect;

constexpr std::string_view kEntityId = "EntityId";

bool names_an_entity(const FieldDesc& field) {
  const contract::TypeDesc& held = field.type->kind == Kind::adapted ? *field.type->stored : *field.type;
  return held.kind == Kind::int32 && field.name.size() >= kEntityId.size() &&
         same_name(field.name.substr(field.name.size() - kEntityId.size()), kEntityId);
}

// The ids of entities in a message; 0 is the caller's own.
void add_entities(const contract::TypeDesc& type, const void* message, std::int32_t own,
                  std::vector<std::int64_t>& ids) {
  for (const FieldDesc& field : type.fields) {
    const bool is_id = names_an_entity(field);
    if (!is_id && field.type->kind != Kind::object) continue;
    for (std::size_t i = 0; i < field.count(message); ++i) {
      const void* value = field.find(message, i);
      if (value == nullptr) continue;
      if (!is_id) {
        add_entities(*field.type, value, own, ids);
        continue;
      }
      const auto id = *static_cast<const std::int32_t*>(value);
      ids.push_back(id == 0 ? own : id);
    }
  }
}

// No reader gets past it: the last end tag turns into a start tag.
void break_xml(std::string& body) {
  const auto end_tag = body.rfind("</");
  if (end_tag == std::string::npos)
    body += '<';
  else
    body.erase(end_tag + 1, 1);
}

}  // namespace

control::Injection injection_for(control::Sandbox& sandbox, const contract::Service& service,
                                 const contract::Operation& operation, const std::optional<wire::AuthHeader>& auth,
                                 const void* request) {
  if (!sandbox.faults().any()) return {};
  const std::string login = auth ? auth->user_name.value_or("") : "";
  control::IncomingCall call = {.service = service.name, .operation = operation.name, .caller = login};
  std::int32_t own = 0;
  {
    state::Sandbox& state = sandbox.state();
    const std::lock_guard lock(state.mutex);
    call.now = state.clock.now();
    if (const auto caller = auth ? state.users.caller(login, auth->password.value_or("")) : std::nullopt) {
      own = caller->id;
    }
  }
  if (request != nullptr) add_entities(*operation.request, request, own, call.entities);
  call.values = [&](std::string_view path) {
    return request != nullptr ? wire::values_at(*operation.request, request, path) : std::vector<std::string>();
  };
  return sandbox.faults().meet(call);
}

void apply(const control::Injection& injection, Response& response) {
  if (injection.met.empty()) return;
  const FaultEffect& effect = injection.effect;
  if (effect.http) {
    for (const auto& [name, value] : effect.http->headers) response.headers.set(name, value);
  }
  Delivery& delivery = response.delivery;
  delivery.delay = injection.delay;
  delivery.body_bytes_per_second = static_cast<std::size_t>(effect.bytes_per_second);
  if (effect.connection == FaultEffect::Connection::dropped) delivery.kind = Delivery::Kind::kDropped;
  if (effect.connection == FaultEffect::Connection::reset) delivery.kind = Delivery::Kind::kReset;
  if (effect.body == FaultEffect::Body::truncated) delivery.kind = Delivery::Kind::kTruncated;
  if (effect.body == FaultEffect::Body::malformed) break_xml(response.body);
  if (effect.body == FaultEffect::Body::wrong_content_type) {
    response.headers.set("Content-Type", "text/html; charset=utf-8");
  }
}

}  // namespace http
