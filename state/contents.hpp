// Everything a sandbox remembers, as rows in a fixed order: what an export is written from. What can be told from other
// rows (the columns, lists and sums that schema.sql calls kept) is left out.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "state/history.hpp"
#include "state/sandbox.hpp"

namespace state {

struct ApiUserRow {
  std::int32_t id = 0;
  std::int32_t entity_id = 0;
  std::string login = {};
  std::string password = {};
  static constexpr auto columns() {
    using Self = ApiUserRow;
    return std::tuple(&Self::id, &Self::entity_id, &Self::login, &Self::password);
  }
};

struct LicensePoolRow {
  std::int32_t entity_id = 0;
  LicenseType type = LicenseType::skraft_disk_image_v5;
  std::int64_t free = 0;
  static constexpr auto columns() {
    using Self = LicensePoolRow;
    return std::tuple(&Self::entity_id, &Self::type, &Self::free);
  }
};

struct PartnerKeyRow {
  std::int32_t entity_id = 0;
  std::string value = {};  // folded: its letter case is not kept
  static constexpr auto columns() { return std::tuple(&PartnerKeyRow::entity_id, &PartnerKeyRow::value); }
};

struct ConnectwiseRow {
  std::int32_t integrator_id = 0;
  std::int32_t entity_id = 0;
  std::string connectwise_id = {};
  static constexpr auto columns() {
    using Self = ConnectwiseRow;
    return std::tuple(&Self::integrator_id, &Self::entity_id, &Self::connectwise_id);
  }
};

struct UploadRow {
  std::int32_t account_id = 0;
  Instant day = 0;
  std::int64_t files = 0;
  std::int64_t size_bytes = 0;
  static constexpr auto columns() {
    using Self = UploadRow;
    return std::tuple(&Self::account_id, &Self::day, &Self::files, &Self::size_bytes);
  }
};

struct PolicyContents {
  EntityPolicy policy = {};
  CustomPaths scanner_paths = {};
  CustomPaths backup_set_paths = {};
  std::vector<FileSizeLimit> size_limits = {};  // those that were set
};

struct ApplianceContents {
  Appliance appliance = {};
  std::vector<StatusMessage> messages = {};
  std::optional<Replication> replication = {};  // of a primary one
  std::vector<StatusMessage> replication_messages = {};
};

struct CloudContents {
  CloudAccount account = {};
  std::vector<CloudUsage> usage = {};
};

// The largest id that was ever given, of things whose ids are not used again; none: there never was one.
struct LastIds {
  std::optional<std::int32_t> entity = {};
  std::optional<std::int32_t> policy = {};
  std::optional<std::int32_t> account_policy = {};
  std::optional<std::int32_t> backup_folder = {};
};

// Each list by id or, of what has none, by its key.
struct Contents {
  Instant now = 0;
  Clock::Setting clock = {};
  Ids::Position ids = {};
  bool shadowprotect_fails = false;
  LastIds last_ids = {};
  std::vector<NewEntity> entities = {};
  std::vector<ApiUserRow> api_users = {};
  std::vector<DashboardUser> dashboard_users = {};
  std::vector<LicensePoolRow> license_pools = {};
  std::vector<PartnerKeyRow> partner_keys = {};
  std::vector<LicenseKey> license_keys = {};
  std::vector<NewAccount> accounts = {};
  std::vector<Device> devices = {};
  std::vector<License> licenses = {};
  std::vector<UploadRow> uploads = {};
  std::vector<PolicyContents> policies = {};
  std::vector<AccountPolicy> account_policies = {};
  std::vector<ApplianceContents> appliances = {};
  std::vector<FolderSettings> folder_settings = {};
  std::vector<CloudContents> cloud_backups = {};
  std::vector<ConnectwiseRow> connectwise_companies = {};
  std::vector<MailTemplate> mail_templates = {};
  std::vector<SentLetter> outbox = {};
  std::vector<IssuedToken> tokens = {};
  std::vector<Due> schedule = {};
  History history = {};
};

// The caller holds the sandbox's mutex.
Contents contents_of(Sandbox& sandbox);

// The next ids will be above these, whatever the largest in use are.
void start_ids_after(Database& database, const LastIds& last);

}  // namespace state
