#include "services/shared/account_space.hpp"

namespace services {

std::vector<AccountSpace> account_spaces(std::vector<state::UsedSpace> used) {
  std::vector<AccountSpace> spaces;
  spaces.reserve(used.size());
  for (state::UsedSpace& line : used) {
    auto& space = spaces.emplace_back(AccountSpace{.username = std::move(line.username),
                                                   .used_space_kb = line.used_kb,
                                                   .system_name = std::move(line.system_name)});
    if (line.os) space.device_type = state::type_of(*line.os) == state::DeviceType::mobile ? "Mobile" : "Desktop";
  }
  return spaces;
}

}  // namespace services
