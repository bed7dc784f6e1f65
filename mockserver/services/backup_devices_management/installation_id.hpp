// Installation ids as clients write them.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace services::backup_devices_management {

// A guid in lower case with hyphens, out of its 32 digits alone, with hyphens, or with hyphens in braces or
// parentheses, in any letter case; nothing for any other text.
std::optional<std::string> plain_installation_id(std::string_view text);

}  // namespace services::backup_devices_management
