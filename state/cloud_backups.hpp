// Cloud application backup: the accounts of entities with the vendor's cloud-to-cloud service, and what they use.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "state/clock.hpp"
#include "state/database.hpp"
#include "state/entities.hpp"

namespace state {

// Where the data is kept, in the order of the document's list.
enum class CloudRegion : std::uint8_t { us_east, canada, eu, asia_sydney };

struct CloudAccount {
  std::int32_t id = 0;
  std::int32_t entity_id = 0;
  std::string login = {};  // an e-mail address
  CloudRegion region = CloudRegion::us_east;
  Instant created_at = 0;

  static constexpr auto columns() {
    using Self = CloudAccount;
    return std::tuple(&Self::id, &Self::entity_id, &Self::login, &Self::region, &Self::created_at);
  }
};

// What an account uses of one cloud service: users or bytes, as the service is priced.
struct CloudUsage {
  std::int32_t id = 0;       // 0 in record(): the one recorded before, or the next
  std::string source = {};   // the service's internal type
  std::string service = {};  // its name, as people read it
  std::optional<Instant> configured_at = {};
  std::optional<Instant> last_backup = {};
  std::optional<std::int64_t> accounts = {};
  std::optional<std::int64_t> storage_bytes = {};

  static constexpr auto columns() {
    using Self = CloudUsage;
    return std::tuple(&Self::id, &Self::source, &Self::service, &Self::configured_at, &Self::last_backup,
                      &Self::accounts, &Self::storage_bytes);
  }
};

struct CloudCompany {  // an entity with an account
  CloudAccount account = {};
  std::string name = {};  // of the entity
  std::vector<CloudUsage> usage = {};
};

class CloudBackups {
 public:
  CloudBackups(Database& database, Clock& clock) : database_(database), clock_(clock) {}

  std::optional<CloudAccount> of(std::int32_t entity_id);
  // The id, or nothing and no change when the entity has an account. `id` 0: the next one.
  std::optional<std::int32_t> enable(std::int32_t entity_id, std::string_view login, CloudRegion region,
                                     std::optional<Instant> created_at = {}, std::int32_t id = 0);
  // Ends the account; what it used is forgotten (Q-cloud-disabled).
  void disable(const CloudAccount& account);

  std::optional<CloudUsage> usage(std::int32_t account_id, std::string_view source, std::string_view service);
  std::vector<CloudUsage> usage(std::int32_t account_id);  // by age
  // Replaces what is recorded for the same source and service.
  void record(std::int32_t account_id, const CloudUsage& usage);

  // How many entities of a subtree have an account, and one page of them by entity id, each with its usage by age.
  std::int64_t count(const Entity& root);
  std::vector<CloudCompany> page(const Entity& root, std::int64_t offset, std::int64_t size);

 private:
  Database& database_;
  Clock& clock_;
};

}  // namespace state
