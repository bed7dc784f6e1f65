// Types and rules that several operations of AccountManagementService share.
#pragma once
#include <array>

#include "services/vocabulary.hpp"

namespace services::account_management {

// In the order of the help page, which is alphabetical.
enum class AccountStatus : std::uint8_t { active, cancelled, expired, inactive, locked, suspended };

inline constexpr Rule kNotCancelled{"shared/account-not-cancelled", Code::AccountIsNotActive,
                                    "The account is not cancelled.", Evidence::table};
inline constexpr Rule kAccountActive{"shared/account-active", Code::AccountIsNotActive, "The account is active.",
                                     Evidence::assumed, "Q-token-inactive"};
inline constexpr Rule kStandard{"shared/account-standard", Code::InvalidInputParameters,
                                "The account is not UltraSafe, so that the service knows its password.",
                                Evidence::assumed, "Q-token-ultrasafe"};
inline constexpr Rule kPasswordRight{"shared/account-password-right", Code::InvalidUserNameOrPassword,
                                     "The password is the account's.", Evidence::assumed, "Q-token-password"};

}  // namespace services::account_management

template <>
struct contract::EnumNames<services::account_management::AccountStatus> {
  static constexpr std::string_view kName = "AccountStatus";
  static constexpr std::array<std::string_view, 6> kValues{"Active",   "Cancelled", "Expired",
                                                           "Inactive", "Locked",    "Suspended"};
};
