// The table behind result_codes.hpp.
#include "contract/result_codes.hpp"

#include <array>
#include <stdexcept>
#include <string>

namespace contract {
namespace {

constexpr std::array kCodes{
    CodeInfo{Code::Success, "Success", "The operation was carried out.", Evidence::example},
    CodeInfo{Code::UnexpectedError, "UnexpectedError", "The service failed; nothing was changed. Try again later.",
             Evidence::table},
    CodeInfo{Code::InvalidInputParameters, "InvalidInputParameters",
             "A field of the request is not valid; Message names it.", Evidence::table},
    CodeInfo{Code::InvalidSoapCredentials, "InvalidSoapCredentials",
             "The AuthHeader is missing, or its user name or password is wrong.", Evidence::table},
    CodeInfo{Code::AlreadyExists, "AlreadyExists", "The name is taken somewhere in the system.", Evidence::example},
    CodeInfo{Code::ObjectEntityMismatch, "ObjectEntityMismatch",
             "The object does not exist, is not usable, or lies outside the caller's hierarchy.", Evidence::table},
    CodeInfo{Code::InvalidUserNameOrPassword, "InvalidUserNameOrPassword",
             "The user is unknown or the password is wrong.", Evidence::table},
    CodeInfo{Code::InvalidParameterUserName, "InvalidParameterUserName",
             "The account's user name is badly formed or unknown.", Evidence::table},
    CodeInfo{Code::AccountIsNotCanceled, "AccountIsNotCanceled", "The account is not cancelled at present.",
             Evidence::table},
    CodeInfo{Code::AccountIsNotActive, "AccountIsNotActive", "The account, user or its entity is not active.",
             Evidence::table},
    CodeInfo{Code::EntityExpired, "EntityExpired", "The entity is not cancelled: its trial has ended.",
             Evidence::table},
    CodeInfo{Code::EntityStatusFlowTransitionViolation, "EntityStatusFlowTransitionViolation",
             "The entity's status does not allow this change.", Evidence::table},
    CodeInfo{Code::CannotSendEmail, "CannotSendEmail", "The change was made, but its mail could not be sent.",
             Evidence::table},
    CodeInfo{Code::EntityIsNotEmpty, "EntityIsNotEmpty", "The partner still holds companies or accounts.",
             Evidence::assumed, "Q-code-numbers"},
    CodeInfo{Code::CannotFindDataCenterForCountry, "CannotFindDataCenterForCountry",
             "A real country, but without a data centre.", Evidence::assumed, "Q-code-numbers"},
    CodeInfo{Code::NoLicensesFound, "NoLicensesFound", "The account holds no licence of this type.", Evidence::assumed,
             "Q-code-numbers"},
    CodeInfo{Code::NoLicensesAreAvailable, "NoLicensesAreAvailable", "There is no free licence of this type.",
             Evidence::assumed, "Q-code-numbers"},
    CodeInfo{Code::ShadowProtectApiError, "ShadowProtectApiError", "The ShadowProtect licensing service failed.",
             Evidence::assumed, "Q-code-numbers"},
    CodeInfo{Code::EntityWrongHierarchy, "EntityWrongHierarchy",
             "The licence provider is not an ancestor of the account, or not below the caller.", Evidence::assumed,
             "Q-code-numbers"},
};

constexpr std::array kCommonCodes{Code::Success, Code::UnexpectedError, Code::InvalidInputParameters,
                                  Code::InvalidSoapCredentials};

}  // namespace

std::span<const CodeInfo> codes() { return kCodes; }

const CodeInfo& info(Code code) {
  for (const CodeInfo& row : kCodes)
    if (row.code == code) return row;
  throw std::logic_error("result code without a row: " + std::to_string(static_cast<int>(code)));
}

std::span<const Code> common_codes() { return kCommonCodes; }

}  // namespace contract
