// Case folding for names that compare case-insensitively: logins, dashboard user names, account names, device names.
#pragma once
#include <string>
#include <string_view>

namespace state {

// The lower-case form of UTF-8 text, letter by letter in every script, independent of the process's locale; two names
// are the same when their folded forms are. Bytes that are not UTF-8 stay as they are.
std::string fold(std::string_view text);

// Whether two secrets are equal, in a time that depends on the length of `given` only.
bool same_secret(std::string_view kept, std::string_view given);

}  // namespace state
