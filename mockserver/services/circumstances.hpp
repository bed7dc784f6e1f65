// What a refused call ran into, for whoever reads the journal: whose login it was, where the entities and accounts that
// the request names stand, seen from the caller. Never part of an answer.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "contract/operation.hpp"
#include "state/sandbox.hpp"
#include "wire/soap_protocol.hpp"

namespace services {

// Why credentials were not accepted, in one sentence. The sandbox is locked by the caller.
std::vector<std::string> circumstances_of_credentials(state::Sandbox& sandbox, const contract::Operation& operation,
                                                      const std::optional<wire::AuthHeader>& auth);

// A sentence for the caller's entity, where that is not usable, and for each entity and backup account that the request
// names, at most ten: "TargetEntityId: entity 221 (partner Acme, active) is not below your entity 889." `request` may
// be null. The sandbox is locked by the caller, with no change of the call's in it.
std::vector<std::string> circumstances_of_request(state::Sandbox& sandbox, const contract::Operation& operation,
                                                  const state::Entity& caller, const void* request);

}  // namespace services
