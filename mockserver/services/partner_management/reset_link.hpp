// The mail with the link for a new password, as SendResetPasswordLink and CreatePartner send it.
#pragma once
#include "services/call.hpp"

namespace services::partner_management {

// Makes the user's link, which replaces the one before and lives for a day, and mails it to the entity's contact
// address by the template EntityResetPwd. False when there is no template: the link is made nevertheless.
bool mail_reset_link(Call& call, const state::Entity& entity, const state::DashboardUser& user);

}  // namespace services::partner_management
