// GetAllAccounts: every account of one customer type.
#include "services/account_management/operations.hpp"
#include "services/dates.hpp"
#include "services/targets.hpp"

namespace services::account_management {
namespace {

struct GetAllAccountsRequest {
  static constexpr std::string_view kName = "GetAllAccountsRequest";
  std::string customer_type_code;

  static constexpr auto fields() {
    return fields_of(field<&GetAllAccountsRequest::customer_type_code>(
        "CustomerTypeCode", {.required = true,
                             .doc = "The type of customer, such as Standard or UltraSafe.",
                             .question = "Q-customer-type"}));
  }
};

// The only operation whose Result is the bare name of a code.
enum class GetAllAccountsResultCode : std::uint8_t {
  success,
  invalid_soap_credentials,
  invalid_input_parameters,
  unexpected_error
};

struct GetAllAccountsItem {
  static constexpr std::string_view kName = "GetAllAccountsItem";
  std::optional<std::string> user_name = {};
  std::optional<std::string> customer_name = {};
  std::optional<std::string> email = {};
  std::int32_t entity_id = 0;
  std::optional<std::string> customer_type_code = {};
  std::int32_t payment_plan_id = 0;
  DateTime signup_date;

  static constexpr auto fields() {
    using Self = GetAllAccountsItem;
    return fields_of(field<&Self::user_name>("UserName", {.doc = "The backup account."}),
                     field<&Self::customer_name>("CustomerName", {.doc = "Full name of its user."}),
                     field<&Self::email>("Email", {.doc = "E-mail address of its user."}),
                     field<&Self::entity_id>("EntityId", {.doc = "The entity it belongs to."}),
                     field<&Self::customer_type_code>("CustomerTypeCode",
                                                      {.doc = "The type of customer.", .question = "Q-customer-type"}),
                     field<&Self::payment_plan_id>(
                         "PaymentPlanId", {.doc = "Number of its payment plan.", .question = "Q-customer-type"}),
                     field<&Self::signup_date>("SignupDate", {.doc = "When it was created.",
                                                              .evidence = Evidence::assumed,
                                                              .question = "Q-customer-type"}));
  }
};

}  // namespace
}  // namespace services::account_management

template <>
struct contract::EnumNames<services::account_management::GetAllAccountsResultCode> {
  static constexpr std::string_view kName = "GetAllAccountsResultCode";
  static constexpr std::array<std::string_view, 4> kValues{"Success", "InvalidSoapCredentials",
                                                           "InvalidInputParameters", "UnexpectedError"};
};

namespace services::account_management {
namespace {

struct GetAllAccountsResult {
  static constexpr std::string_view kName = "GetAllAccountsResult";
  GetAllAccountsResultCode result = GetAllAccountsResultCode::success;
  std::optional<std::vector<GetAllAccountsItem>> accounts = {};

  static constexpr auto fields() {
    using Self = GetAllAccountsResult;
    return fields_of(field<&Self::result>("Result", {.doc = "Name of the result code."}),
                     field<&Self::accounts>(
                         "Accounts", {.doc = "The accounts of the caller's hierarchy, by entity and user name."}));
  }
};

Outcome<GetAllAccountsResult> get_all_accounts(Call& call, const GetAllAccountsRequest& in) {
  GetAllAccountsResult answer{.accounts = std::vector<GetAllAccountsItem>{}};
  for (state::AccountRow& row : call.sandbox.account_lists.of_customer_type(call.caller, in.customer_type_code))
    answer.accounts->push_back({.user_name = std::move(row.username),
                                .customer_name = std::move(row.full_name),
                                .email = std::move(row.email),
                                .entity_id = row.entity_id,
                                .customer_type_code = std::move(row.customer_type_code),
                                .payment_plan_id = row.payment_plan_id,
                                .signup_date = stored_date(row.signup_date)});
  return answer;
}

}  // namespace

Operation get_all_accounts_operation() {
  return operation<get_all_accounts>("GetAllAccounts", {.doc = "Retrieves all accounts of one customer type.",
                                                        .request = Evidence::verified,
                                                        .response = Evidence::verified,
                                                        .obsolete = true,
                                                        .question = "Q-customer-type"});
}

}  // namespace services::account_management
