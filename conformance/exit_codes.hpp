// The exit codes of the conformance program, distinct by cause. Where several causes meet, the first of the list
// counts.
#pragma once
#include <string_view>

namespace conformance {

inline constexpr int kOk = 0;
inline constexpr int kUsage = 2;          // flags, patterns that match nothing
inline constexpr int kBadScenario = 3;    // a scenario or target file is wrong
inline constexpr int kUnreachable = 4;    // the target does not answer
inline constexpr int kFailed = 1;         // an expectation failed, coverage is incomplete, or the contract has drifted
inline constexpr int kNotCarriedOut = 9;  // a scenario could not be carried out: no reset, an unknown variable
inline constexpr int kLeftBehind = 6;     // a clean-up failed: something of the run may still be at the target
inline constexpr int kStale = 5;          // a known failure passed
inline constexpr int kNothingProven = 7;  // every scenario was skipped, or nothing was expected
inline constexpr int kDiffers = 11;       // calibrate: a target answers a question otherwise than is assumed
inline constexpr int kUndecided = 12;     // calibrate: nothing differs, but a question was left undecided
inline constexpr int kUnwritable = 8;     // a report cannot be written
inline constexpr int kNoWsdl = 10;        // drift: what the target has in place of a WSDL cannot be compared
inline constexpr int kInterrupted = 128;  // plus the number of the signal: 130 for Ctrl-C, 143 for SIGTERM

inline constexpr std::string_view kExitCodes =
    "Exit codes: 0 all well, 1 an expectation failed, coverage is incomplete, or the contract has drifted, 2 wrong "
    "usage, 3 a scenario or target file is wrong, 4 the target cannot be reached, 5 a known failure passed, 6 a "
    "clean-up failed, 7 nothing was proven, 8 a report cannot be written, 9 a scenario could not be carried out, 10 "
    "the target has no WSDL that can be compared, 11 calibrate: an answer is not the assumed one, 12 calibrate: a "
    "question is undecided, 130 or 143 stopped by a signal.";

}  // namespace conformance
