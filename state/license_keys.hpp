// The keys that old clients create accounts with (CreateAccountByPartnerLicenseKey, Q-licence-keys): a partner licence
// key stands for an entity, a licence key for one account of a certain size.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "state/database.hpp"

namespace state {

struct LicenseKey {
  std::string value = {};
  std::int32_t entity_id = 0;                   // whose accounts it is good for
  std::int64_t size_mb = 0;                     // of the account
  std::optional<std::int32_t> account_id = {};  // the account made with it; none: unused

  static constexpr auto columns() {
    using Self = LicenseKey;
    return std::tuple(&Self::value, &Self::entity_id, &Self::size_mb, &Self::account_id);
  }
};

// Keys compare case-insensitively.
class LicenseKeys {
 public:
  explicit LicenseKeys(Database& database) : database_(database) {}

  // False, and no change, when the key is taken. An entity may have several.
  bool add_partner_key(std::int32_t entity_id, std::string_view value);
  bool add(const LicenseKey& key);

  // The entity a partner licence key stands for.
  std::optional<std::int32_t> owner(std::string_view partner_key);
  // The entity's licence key, when it is not used yet.
  std::optional<LicenseKey> unused(std::int32_t entity_id, std::string_view value);
  void use(std::string_view value, std::int32_t account_id);

 private:
  Database& database_;
};

}  // namespace state
