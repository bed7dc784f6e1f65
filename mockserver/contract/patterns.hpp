// The regular expressions of the API document, letter for letter, quirks included. Matched by wire/patterns.hpp with
// .NET's meaning: classes are Unicode's and `$` also matches before a final newline.
#pragma once
#include <string_view>

namespace contract {

// Constants with static storage; compare by address.
struct Pattern {
  std::string_view name;         // what it describes, for messages: "user name"
  std::string_view verbatim;     // as the document prints it
  std::string_view linear = {};  // what is matched in its place where the verbatim one backtracks without bound;
                                 // accepts exactly the same strings. Empty: the verbatim one is matched
};

// Names of partners and companies. Inside the class `.-_` is a range: it holds the digits, upper-case letters and
// / : ; < = > ? @ [ \ ] ^ _ but no hyphen.
inline constexpr Pattern kEntityName{.name = "entity name",
                                     .verbatim = R"(^[a-zA-Z0-9]([a-zA-Z0-9\.-_\s&]){0,48}([a-zA-Z0-9\.]){1}$)"};

// Contact names of partners and companies.
inline constexpr Pattern kPersonName{.name = "person name", .verbatim = R"(^[a-zA-Z]([a-zA-Z\.-]|\s){1,49}$)"};

// Full names of backup accounts' users.
inline constexpr Pattern kFullName{.name = "full name", .verbatim = R"(^[a-zA-Z]([a-zA-Z\.-]|\s){1,30}$)"};

// E-mail addresses. `([a-zA-Z]{2,}){1,49}` can divide a run of letters in exponentially many ways and yet means two
// letters or more; the name in front of the dots and the groups between them share no character, so that possessive
// repeats change nothing there. The last label is letters only, which the domain's labels may be too: it is looked for
// behind the last dot.
inline constexpr Pattern kEmail{
    .name = "e-mail address",
    .verbatim = R"(^[a-zA-Z0-9_-]+(\.[a-zA-Z0-9_-]+)*@[a-zA-Z0-9-]+(\.[a-zA-Z0-9_-]+)*\.([a-zA-Z]{2,}){1,49}$)",
    .linear = R"(^[a-zA-Z0-9_-]++(?:\.[a-zA-Z0-9_-]++)*+@[a-zA-Z0-9-]++(?:\.(?![a-zA-Z]{2,}+$)[a-zA-Z0-9_-]++)*+)"
              R"(\.[a-zA-Z]{2,}+$)"};

// User names of backup accounts. Admits the empty string.
inline constexpr Pattern kAccountUserName{.name = "user name", .verbatim = R"(^[^<>]{0,100}$)"};

// User names of dashboard users: not like those of API users (888WS, 888FL, U888).
inline constexpr Pattern kDashboardUserName{
    .name = "dashboard user name",
    .verbatim = R"(^(?!^\d+(WS|Ws|wS|ws|FL|Fl|fL|fl)$)(?!^(U|u)\d+$)[a-zA-Z0-9@\._-]{3,50}$)",
    .linear = R"(^(?!^\d++(?:WS|Ws|wS|ws|FL|Fl|fL|fl)$)(?!^(?:U|u)\d++$)[a-zA-Z0-9@\._-]{3,50}+$)"};

inline constexpr Pattern kPassword{.name = "password", .verbatim = R"(^[a-zA-Z0-9!@#$%^&*()]{6,20}$)"};

inline constexpr Pattern kSecretAnswer{.name = "secret answer", .verbatim = R"(^[a-zA-Z0-9!@#$%^&*()\s]{3,20}$)"};

inline constexpr const Pattern* kPatterns[] = {&kEntityName,      &kPersonName,        &kFullName, &kEmail,
                                               &kAccountUserName, &kDashboardUserName, &kPassword, &kSecretAnswer};

}  // namespace contract
