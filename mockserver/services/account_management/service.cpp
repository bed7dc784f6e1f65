// The list of AccountManagementService, in the order of its WSDL, and the operations of which only the name is known.
#include "services/account_management/service.hpp"

#include "services/account_management/operations.hpp"

namespace services {

namespace account_management {
namespace {

const Operation kOperations[] = {
    uncancel_account_operation(),
    create_account_by_size_operation(),
    change_backup_account_email_operation(),
    change_backup_account_password_operation(),
    change_account_size_operation(),
    suspend_account_operation(),
    unsuspend_account_operation(),
    get_account_used_space_operation(),
    get_account_used_space_by_system_operation(),
    get_authentication_token_operation(),
    get_authorization_token_by_entity_operation(),
    authenticate_operation(),
    change_account_email_operation(),
    change_account_password_operation(),
    create_account_by_partner_license_key_operation(),
    get_all_accounts_operation(),
    get_history_events_totals_operation(),
};
constexpr contract::KnownByName kKnownByName[] = {
    {.name = "CancelAccount", .doc = "Cancels a backup account and tells the customer by e-mail."},
    {.name = "ChangeAccountLicenseKey", .doc = "Changes the licence key of an account."},
    {.name = "CreateAccount", .doc = "Creates an account that is not UltraSafe.", .obsolete = true},
    {.name = "CreateUltraSafeAccount", .doc = "Creates an UltraSafe account.", .obsolete = true},
    {.name = "GenerateCreatingAccountToken", .doc = "Makes a token that allows creating an account."},
    {.name = "GetAccountInfo", .doc = "Retrieves information about an account."},
    {.name = "GetAccountPayments", .doc = "Retrieves the payments of an account."},
    {.name = "GetAuthorizationToken", .doc = "Returns a one-time token for signing in to MyAccount or the dashboard."},
};

}  // namespace
}  // namespace account_management

const contract::Service kAccountManagementService{.name = "AccountManagementService",
                                                  .doc = "Creates, changes and reports on backup accounts.",
                                                  .operations = account_management::kOperations,
                                                  .known_by_name = account_management::kKnownByName};

}  // namespace services
