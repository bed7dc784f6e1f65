// Authenticate: checks the password of a backup account and tells its status.
#include "services/account_management/operations.hpp"
#include "services/account_management/target_account.hpp"
#include "state/fold.hpp"

namespace services::account_management {
namespace {

struct Authenticate {
  static constexpr std::string_view kName = "Authenticate";
  std::string user_name;
  std::string password;

  static constexpr auto fields() {
    using Self = Authenticate;
    return fields_of(field<&Self::user_name>("userName", {.required = true, .doc = "The backup account."}),
                     field<&Self::password>("password", {.required = true, .secret = true, .doc = "Its password."}));
  }
};

struct AuthenticateResponse {
  static constexpr std::string_view kName = "AuthenticateResponse";
  Result result = {};
  AccountStatus account_status = AccountStatus::active;
  std::optional<std::string> backup_server_name = {};

  static constexpr auto fields() {
    using Self = AuthenticateResponse;
    return fields_of(
        field<&Self::result>("AuthenticateResult"),
        field<&Self::account_status>("accountStatus", {.doc = "Status of the account."}),
        field<&Self::backup_server_name>("backupServerName", {.doc = "The server that keeps the account's files."}));
  }
};

Outcome<AuthenticateResponse, kAccountKnown, kAccountInTree, kAccountEntityActive, kPasswordRight> authenticate(
    Call& call, const Authenticate& in) {
  const auto target = readable_account(call, in.user_name, "userName");
  if (!target) return target;
  if (!state::same_secret(target->account.password, in.password)) return refuse<kPasswordRight>;
  return AuthenticateResponse{.account_status = static_cast<AccountStatus>(target->account.status),
                              .backup_server_name = target->account.backup_server};
}

}  // namespace

Operation authenticate_operation() {
  return operation<authenticate>("Authenticate", {.doc = "Authenticates a backup account and returns its status.",
                                                  .style = Style::legacy,
                                                  .request = Evidence::verified,
                                                  .response = Evidence::verified,
                                                  .question = "Q-legacy-result"});
}

}  // namespace services::account_management
