// Letters to the user of a backup account.
#pragma once
#include <string_view>

#include "services/call.hpp"

namespace services {

// Writes to the account's address by the template with this code, unless the account or its entity gets no mail; false
// when there is no such template.
bool mail_customer(Call& call, const state::Account& account, const state::Entity& entity,
                   std::string_view template_code);

}  // namespace services
