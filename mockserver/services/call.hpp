// What a rule function may touch besides its request.
#pragma once
#include <cstdint>
#include <string_view>

#include "contract/operation.hpp"
#include "state/sandbox.hpp"

namespace contract {

class Profile;
const Profile& assumed_profile();

// One call in progress. The sandbox is locked and inside a transaction, its due work done, the credentials checked; the
// transaction is committed after an answer and rolled back after a refusal or an exception.
struct Call {
  state::Sandbox& sandbox;
  const state::Entity& caller;         // the entity the credentials belong to, as it was when the call began
  std::int32_t caller_id = caller.id;  // what "0 means yourself" means
  std::string_view caller_login = {};  // as the credentials store spells it
  state::Instant now = 0;              // the sandbox clock, never the wall clock (UTC ticks of 100 ns since 0001-01-01)
  const Profile& profile =
      assumed_profile();  // the answers to the open questions; a rule includes contract/profile.hpp
  std::string_view base_url = "http://localhost";  // where the caller reached the service: the start of links in mails
};

}  // namespace contract

namespace services {
using contract::Call;
}
