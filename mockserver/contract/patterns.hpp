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

// Names of backup policies: printable ASCII without < and >. Admits the empty string.
inline constexpr Pattern kPolicyName{.name = "policy name", .verbatim = R"(^[\x20-\x3B\x3D\x3F-\x7F]*$)"};

// Lists of file extensions. The document says it in words: no control characters, none of " < > |.
inline constexpr Pattern kFileTypes{.name = "list of file types", .verbatim = R"(^[^\x00-\x1F"<>|]*\z)"};

// Windows users: a domain and a login.
inline constexpr Pattern kDomainAndLogin{.name = "domain and login",
                                         .verbatim =
                                             R"re(^([^~!@#$\^&\*\(\)=\+\[\]\{\}\\\|;:'",<>/\?\s]{1,15})\\(?!\x20+))re"
                                             R"re(([^~!@#$\^&\*\(\)=\+\[\]\{\}\\\|;:'",<>/\?\s]{1,256})$)re"};

// Names of computers.
inline constexpr Pattern kSystemName{.name = "system name",
                                     .verbatim = R"re(^([^~!@#$\^&\*\(\)=\+\[\]\{\}\\\|;:'",<>/\?\s]{1,25})$)re"};

// Lists of e-mail addresses. An address ends where a separator or the end follows letters behind a dot, and separators
// are in no address: there is one way to divide a list.
inline constexpr Pattern kEmailList{
    .name = "list of e-mail addresses",
    .verbatim = R"(^([a-zA-Z0-9_-]+(\.[a-zA-Z0-9_-]+)*@[a-zA-Z0-9-]+(\.[a-zA-Z0-9_-]+)*\.([a-zA-Z]{2,})($|[\s,;]+))+$)",
    .linear = R"(^(?:[a-zA-Z0-9_-]++(?:\.[a-zA-Z0-9_-]++)*+@[a-zA-Z0-9-]++)"
              R"((?:\.(?![a-zA-Z]{2,}+(?:$|[\s,;]))[a-zA-Z0-9_-]++)*+\.[a-zA-Z]{2,}+(?:$|[\s,;]++))++$)"};

// Templates of file names, separated by semicolons. In effect: two characters or more, none of those the look-ahead
// names, and no semicolon at either end.
inline constexpr Pattern kFileTemplates{
    .name = "list of file name templates",
    .verbatim = R"(^(?!(.*[\x22\x3C\x3E\x7C\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0A\x0B\x0C\x0D\x0E\x0F\x10\x11)"
                R"(\x12\x13\x14\x15\x16\x17\x18\x19\x1A\x1B\x1C\x1D\x1E\x1F\x3A\x5C\x2F]+.*))[^;]+(;*[^;]+)+$)",
    .linear = R"(^(?!;)[^\x22\x3C\x3E\x7C\x00-\x1F\x3A\x5C\x2F]{2,}+(?<!;)\z)"};

// Templates of folder paths, separated by semicolons. In effect: none of the characters that the look-ahead names, no
// semicolon at either end, and a wildcard in every template but the first; one that stands alone has its wildcard
// behind the first character.
inline constexpr Pattern kFolderTemplates{
    .name = "list of folder path templates",
    .verbatim = R"(^(?!(.*[\x22\x3C\x3E\x7C\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0A\x0B\x0C\x0D\x0E\x0F\x10\x11)"
                R"(\x12\x13\x14\x15\x16\x17\x18\x19\x1A\x1B\x1C\x1D\x1E\x1F]+.*))[^;]+(;*([^;]*[*?]+[^;]*)+)+$)",
    .linear =
        R"(^(?:[^;\x22\x3C\x3E\x7C\x00-\x1F]++)"
        R"((?:;++[^;*?\x22\x3C\x3E\x7C\x00-\x1F]*+[*?][^;\x22\x3C\x3E\x7C\x00-\x1F]*+)++)"
        R"(|[^;\x22\x3C\x3E\x7C\x00-\x1F][^;*?\x22\x3C\x3E\x7C\x00-\x1F]*+[*?][^;\x22\x3C\x3E\x7C\x00-\x1F]*+)\z)"};

// Paths of folders and files: on a drive from C to Z or below the user's profile, no name being a device's or only
// dots. A drive's root is `C:`; no path ends with a backslash.
inline constexpr Pattern kCustomPath{
    .name = "path",
    .verbatim =
        R"re(^((([C-Zc-z][:])|(%[Uu][Ss][Ee][Rr][Pp][Rr][Oo][Ff][Ii][Ll][Ee]%)))re"
        R"re(([\\](?!((PRN|AUX|CLOCK\$|NUL|CON|COM\d|LPT\d|([.]+)))([\\]|$))([^\x00-\x1f\\\<\>?*:\"|/]+))*)$)re",
    .linear = R"re(^(?:[C-Zc-z]:|%[Uu][Ss][Ee][Rr][Pp][Rr][Oo][Ff][Ii][Ll][Ee]%))re"
              R"re((?:\\(?!(?:PRN|AUX|CLOCK\$|NUL|CON|COM\d|LPT\d|\.++)(?:\\|$))[^\x00-\x1f\\<>?*:"|/]++)*+$)re"};

inline constexpr const Pattern* kPatterns[] = {
    &kEntityName, &kPersonName,    &kFullName,        &kEmail,     &kAccountUserName, &kDashboardUserName,
    &kPassword,   &kSecretAnswer,  &kPolicyName,      &kFileTypes, &kDomainAndLogin,  &kSystemName,
    &kEmailList,  &kFileTemplates, &kFolderTemplates, &kCustomPath};

}  // namespace contract
