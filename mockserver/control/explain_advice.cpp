// What to do about a refusal: by the rule where many operations share it, else by the code.
#include <algorithm>
#include <array>

#include "contract/result_codes.hpp"
#include "control/explain.hpp"

namespace control {
namespace {

using contract::Code;

struct RuleAdvice {
  std::string_view rule;
  std::string_view says;
};

constexpr std::array kByRule = {
    RuleAdvice{
        "call/credentials-valid",
        "Send an AuthHeader in the namespace sosonlinebackup.com with the UserName and Password of an API user: in the "
        "default world <entity id>WS with Sandbox<entity id>."},
    RuleAdvice{
        "call/caller-usable",
        "Call as a user of an active entity below active ones, or activate it (POST /_sandbox/simulate/entity)."},
    RuleAdvice{
        "call/request-given",
        "Put the members into <request> in the namespace sosonlinebackup.com, below the element of the operation."},
    RuleAdvice{
        "shared/in-tree",
        "Name your own entity or one below it (GetEntityHierarchy lists them), or call with the credentials of an "
        "entity above it."},
    RuleAdvice{"shared/managed",
               "Call as the unmanaged entity itself, or make it managed (POST /_sandbox/simulate/entity)."},
    RuleAdvice{"shared/active", "Activate or uncancel the entity first, or name one that is active."},
    RuleAdvice{"shared/ancestors-active", "Activate the entities above it first."},
    RuleAdvice{"shared/quota-fits",
               "Ask for no more than is free in every entity above, and for no less than is allocated below."},
    RuleAdvice{"shared/account-known", "Name a backup account that exists (GetAllAccounts lists them)."},
    RuleAdvice{"shared/account-in-tree",
               "Name a backup account of your own hierarchy, or call with the credentials of an entity above its own."},
    RuleAdvice{"shared/account-managed", "Call as the account's unmanaged entity itself."},
    RuleAdvice{"shared/account-entity-active", "Activate the account's entity and those above it first."},
    RuleAdvice{"shared/account-size-fits",
               "Ask for a smaller account, enlarge the entity's quota, or let its accounts exceed it "
               "(AllowUploadOverAccountSize)."},
    RuleAdvice{"shared/user-name-free", "Choose another user name; names of cancelled accounts stay taken."},
    RuleAdvice{"shared/mail-sent",
               "The change was made. Give the entity, or one above it, a mail template of this code "
               "(POST /_sandbox/simulate/mail-template)."},
};

struct CodeAdvice {
  Code code;
  std::string_view says;
};

constexpr std::array kByCode = {
    CodeAdvice{Code::InvalidInputParameters, "Correct the member that the rule names, and call again."},
    CodeAdvice{Code::ObjectEntityMismatch,
               "Name something that exists, is yours, and is in the state that the rule asks for."},
    CodeAdvice{Code::AlreadyExists, "Choose another name."},
    CodeAdvice{Code::InvalidParameterUserName, "Name a backup account that exists."},
    CodeAdvice{Code::NoLicensesAreAvailable,
               "Grant licences to the pool (POST /_sandbox/simulate/licenses), or free some."},
    CodeAdvice{Code::NoLicensesFound, "Grant licences to the pool (POST /_sandbox/simulate/licenses)."},
    CodeAdvice{Code::ShadowProtectApiError,
               "The licensing service fails because it was told to: POST /_sandbox/simulate/shadowprotect {\"fails\": "
               "false}."},
    CodeAdvice{Code::UnexpectedError, "A mistake of the sandbox: its log has the reason under this call's id."},
};

}  // namespace

std::string_view advice(std::string_view rule, int code) {
  const auto by_rule = std::ranges::find(kByRule, rule, &RuleAdvice::rule);
  if (by_rule != kByRule.end()) return by_rule->says;
  const auto by_code = std::ranges::find(kByCode, static_cast<Code>(code), &CodeAdvice::code);
  return by_code == kByCode.end() ? std::string_view() : by_code->says;
}

}  // namespace control
