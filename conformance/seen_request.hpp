// What a recorded request asks for, and as whom.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "conformance/soap_client.hpp"
#include "recording/session.hpp"

namespace conformance {

struct SeenRequest {
  Target called = {};                              // nothing in it for what is no SOAP call of the contract
  std::optional<std::string> user{};               // of the AuthHeader
  std::optional<std::uint64_t> password_number{};  // of the placeholder in the AuthHeader

  bool is_call() const { return called.operation != nullptr; }
};

// By the page and the first element of the Body.
SeenRequest seen(const recording::Request& request, const contract::Registry& registry);

// The local part of a qualified name.
std::string_view local_part(std::string_view name);

}  // namespace conformance
