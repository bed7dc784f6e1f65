// The forms that some texts of world files and control calls must have.
#pragma once
#include <string>
#include <string_view>

namespace control {

// 32 hexadecimal digits, with hyphens 8-4-4-4-12 or none, in braces or not.
bool is_guid(std::string_view value);
// Any of these forms as 8-4-4-4-12 lower-case digits.
std::string plain_guid(std::string_view written);

// Four numbers: major.minor.build.revision.
bool is_version(std::string_view value);

// Letters, digits, '@', '.', '_' and '-', as the API lets dashboard users be named.
bool is_dashboard_name(std::string_view name);

}  // namespace control
