// The result codes of the service: one enum, one table. No code, name or number is written anywhere else.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>

#include "contract/evidence.hpp"

namespace contract {

// `Result.Result` on the wire. Enumerators are spelled as `Result.Code` spells them.
// The 9000 block is ours (Q-code-numbers): the document gives these codes a name and no number.
enum class Code : std::int32_t {
  Success = 0,
  UnexpectedError = 1,
  InvalidInputParameters = 2,
  InvalidSoapCredentials = 3,
  AlreadyExists = 52,
  ObjectEntityMismatch = 53,
  InvalidUserNameOrPassword = 150,
  InvalidParameterUserName = 502,
  AccountIsNotCanceled = 1060,
  AccountIsNotActive = 3070,
  EntityExpired = 3309,
  EntityStatusFlowTransitionViolation = 3351,
  CannotSendEmail = 5020,
  EntityIsNotEmpty = 9001,
  CannotFindDataCenterForCountry = 9002,
  NoLicensesFound = 9003,
  NoLicensesAreAvailable = 9004,
  ShadowProtectApiError = 9005,
  EntityWrongHierarchy = 9006,
};

struct CodeInfo {
  Code code;
  std::string_view name;           // as the wire spells it
  std::string_view meaning;        // one sentence for people; never sent
  Evidence evidence;               // of the pair (name, number)
  std::string_view question = {};  // id, when the number is assumed
};

// All codes, by number.
std::span<const CodeInfo> codes();

// The row of one code. Never fails: every enumerator has a row (a test checks it).
const CodeInfo& info(Code code);

// Codes every operation may answer besides its own: Success, UnexpectedError, InvalidInputParameters,
// InvalidSoapCredentials.
std::span<const Code> common_codes();

}  // namespace contract
