// The row of the reports on used space: one account on one device.
#pragma once
#include "services/vocabulary.hpp"
#include "state/account_lists.hpp"

namespace services {

struct AccountSpace {
  static constexpr std::string_view kName = "AccountSpace";
  std::optional<std::string> username = {};
  std::int64_t used_space_kb = 0;
  std::optional<std::string> system_name = {};
  std::optional<std::string> device_type = {};

  static constexpr auto fields() {
    using Self = AccountSpace;
    return fields_of(field<&Self::username>("Username", {.doc = "The backup account."}),
                     field<&Self::used_space_kb>("UsedSpaceKB", {.doc = "Space taken by the account's files, in KB."}),
                     field<&Self::system_name>(
                         "SystemName", {.doc = "The device the files come from; absent when the account has none."}),
                     field<&Self::device_type>("DeviceType", {.doc = "Desktop or Mobile."}));
  }
};

// The report of what state found.
std::vector<AccountSpace> account_spaces(std::vector<state::UsedSpace> used);

}  // namespace services
