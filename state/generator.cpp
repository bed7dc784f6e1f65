// In bulk, table by table: through the verbs, which keep every count at every step, millions of rows would take many
// minutes. generator_test.cpp compares both ways.
#include "state/generator.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

namespace state {
namespace {

constexpr std::int64_t kDaysOfEvents = 90;
constexpr std::int64_t kCompanyOfAccounts = 50;  // on average
constexpr std::int64_t kCompaniesOfPartner = 20;
constexpr std::int64_t kFilesOfBackup = 1000;
constexpr std::int64_t kBytesOfFile = 50'000;

// splitmix64, as state/ids.cpp has it, but of its own sequence: ids of later calls do not depend on the size.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}
  std::int64_t below(std::int64_t bound) {
    return static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(bound));
  }

 private:
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
  }
  std::uint64_t state_;
};

// How often what happens, in a hundred events.
struct Weight {
  int percent;
  EventType type;
  BackupType backup_type;
};
constexpr std::array<Weight, 14> kWeights{{{30, EventType::backup_started, BackupType::online},
                                           {28, EventType::backup_completed, BackupType::online},
                                           {10, EventType::backup_completed, BackupType::image_stream},
                                           {8, EventType::backup_progress, BackupType::online},
                                           {6, EventType::backup_completed, BackupType::mssql},
                                           {5, EventType::backup_cancelled, BackupType::online},
                                           {3, EventType::backup_completed, BackupType::shadow_protect_backup},
                                           {2, EventType::backup_configured, BackupType::online},
                                           {2, EventType::backup_completed, BackupType::exchange},
                                           {2, EventType::backup_cancelled, BackupType::image_stream},
                                           {1, EventType::abnormal_backup_scope, BackupType::online},
                                           {1, EventType::backup_completed, BackupType::live_protect},
                                           {1, EventType::backup_check_executed, BackupType::appliance_dr_backup},
                                           {1, EventType::replication_completed, BackupType::appliance_dr_backup}}};

struct Company {
  std::int32_t id = 0;
  std::int32_t partner_id = 0;  // 0: directly under the distributor
};

struct Happening {
  Instant at = 0;
  std::int32_t account = 0;  // counted from 0
  std::uint8_t weight = 0;   // index into kWeights
  std::uint16_t files = 0;
};

struct Sums {
  std::int64_t events = 0;
  std::int64_t files = 0;
  std::int64_t bytes = 0;
};

EventKind kind_of(const Happening& one) {
  const Weight& weight = kWeights[one.weight];
  return {.type = weight.type, .backup_type = weight.backup_type, .indicator = indicator_of(weight.type)};
}

bool is_completed(const Happening& one) { return kWeights[one.weight].type == EventType::backup_completed; }

// What clients told: whole figures when a backup is complete, otherwise none.
FileFigures figures_of(const Happening& one) {
  if (!is_completed(one)) return {};
  const std::int64_t files = one.files;
  return {.total_files = kFilesOfBackup,
          .total_bytes = kFilesOfBackup * kBytesOfFile,
          .error_files = 0,
          .error_bytes = 0,
          .uploaded_files = files,
          .uploaded_bytes = files * kBytesOfFile,
          .unchanged_files = kFilesOfBackup - files,
          .unchanged_bytes = (kFilesOfBackup - files) * kBytesOfFile};
}

std::optional<std::int64_t> duration_of(const Happening& one) {
  return is_completed(one) ? std::optional<std::int64_t>(60 + one.files) : std::nullopt;
}

std::string padded(std::int64_t number) {
  const std::string digits = std::to_string(number);
  return std::string(digits.size() < 7 ? 7 - digits.size() : 0, '0') + digits;
}

class Generator {
 public:
  Generator(Sandbox& sandbox, const WorldSize& size)
      : sandbox_(sandbox), database_(sandbox.database), size_(size), chance_(size.seed) {}

  void run() {
    sandbox_.clock.set({.offset = 0, .frozen_at = kGeneratedNow});
    Transaction transaction(database_);
    make_up_events();
    add_entities();
    add_accounts();
    write_events();
    write_monitor();
    write_days();
    write_timelines();
    settle_schedule();
    transaction.commit();
  }

 private:
  void make_up_events() {
    happenings_.reserve(static_cast<std::size_t>(size_.events));
    for (std::int64_t i = 0; i < size_.events && size_.accounts > 0; ++i) {
      std::int64_t percent = chance_.below(100);
      std::uint8_t weight = 0;
      while (percent >= kWeights[weight].percent) percent -= kWeights[weight++].percent;
      happenings_.push_back({.at = kGeneratedNow - 1 - chance_.below(kDaysOfEvents * kTicksPerDay),
                             .account = static_cast<std::int32_t>(chance_.below(size_.accounts)),
                             .weight = weight,
                             .files = static_cast<std::uint16_t>(chance_.below(kFilesOfBackup))});
    }
    std::ranges::stable_sort(happenings_, {}, &Happening::at);
    last_backup_.assign(static_cast<std::size_t>(size_.accounts), std::nullopt);
    for (const Happening& one : happenings_)
      if (is_completed(one)) last_backup_[static_cast<std::size_t>(one.account)] = one.at;
  }

  std::int32_t add_entity(EntityType type, std::int32_t parent_id, const std::string& name, std::int32_t id = 0) {
    return sandbox_.entities.add(
        {.id = id,
         .type = type,
         .parent_id = parent_id,
         .name = name,
         .contact_person = "Pat Generated",
         .contact_email = "contact@generated.example",
         .disk_quota_gb = type >= EntityType::partner ? std::optional<std::int64_t>(100'000'000) : std::nullopt});
  }

  void add_user(std::int32_t entity) {
    const std::string id = std::to_string(entity);
    sandbox_.users.add_api_user(entity, id + "WS", "Sandbox" + id);
  }

  void add_entities() {
    add_entity(EntityType::infrascale, 0, "Infrascale", kInfrascale);
    add_entity(EntityType::distributor, kInfrascale, "GeneratedDistributor", kGeneratedDistributor);
    const auto large = add_entity(EntityType::company, kGeneratedDistributor, "LargeCompany", kGeneratedLargeCompany);
    for (const std::int32_t id : {kInfrascale, kGeneratedDistributor, kGeneratedLargeCompany}) add_user(id);

    company_of_.assign(static_cast<std::size_t>(size_.accounts), 0);
    companies_.push_back({.id = large});
    std::size_t account = static_cast<std::size_t>(size_.accounts / 10);
    std::int32_t partner = 0;
    while (account < company_of_.size()) {
      const std::size_t number = companies_.size();
      if ((number - 1) % kCompaniesOfPartner == 0) {
        partner = add_entity(EntityType::partner, kGeneratedDistributor, "Partner" + std::to_string(number));
        if (number == 1) add_user(partner);
      }
      companies_.push_back(
          {.id = add_entity(EntityType::company, partner, "Company" + std::to_string(number)), .partner_id = partner});
      if (number == 1) add_user(companies_.back().id);
      for (std::int64_t left = 1 + chance_.below(2 * kCompanyOfAccounts - 1); left > 0 && account < company_of_.size();
           --left)
        company_of_[account++] = static_cast<std::int32_t>(number);
    }
  }

  const Company& company_of(std::int32_t account) const {
    return companies_[static_cast<std::size_t>(company_of_[static_cast<std::size_t>(account)])];
  }
  static std::string user_name(std::int32_t account) { return "user" + padded(account + 1) + "@generated.example"; }
  static std::string system_name(std::int32_t account) { return "SYSTEM-" + padded(account + 1); }

  // Only whose backups are up to date is monitored, or the clock would have had more to tell.
  void add_accounts() {
    account_ids_.reserve(company_of_.size());
    for (std::int32_t i = 0; i < size_.accounts; ++i) {
      const auto last_backup = last_backup_[static_cast<std::size_t>(i)];
      const bool recent = last_backup && *last_backup > kGeneratedNow - kDaysToNoProgress1 * kTicksPerDay;
      const auto id = sandbox_.accounts
                          .add({.entity_id = company_of(i).id,
                                .username = user_name(i),
                                .password = "Backup123",
                                .status = i % 20 == 7 ? AccountStatus::suspended : AccountStatus::active,
                                .size_mb = 51'200,
                                .full_name = "User " + std::to_string(i + 1),
                                .email = user_name(i),
                                .monitored = recent,
                                .signup_date = kGeneratedNow - 100 * kTicksPerDay})
                          .value();
      account_ids_.push_back(id);
      sandbox_.devices.add({.account_id = id,
                            .name = system_name(i),
                            .os = static_cast<DeviceOs>(i % 3),
                            .used_kb = kFilesOfBackup * kBytesOfFile / 1024,
                            .last_connection = last_backup.value_or(kGeneratedNow - kDaysOfEvents * kTicksPerDay),
                            .registered_at = kGeneratedNow - 100 * kTicksPerDay,
                            .last_backup = last_backup,
                            .product_version = "7.5.0.1107",
                            .os_name = "Windows Server 2008 R2",
                            .ip = "192.0.2.1"});
    }
  }

  std::int32_t source_of(std::int32_t account) {
    std::int32_t& id = sources_[static_cast<std::size_t>(account)];
    if (id != 0) return id;
    database_.run(
        "INSERT INTO event_source(entity_id, account_type, account_id, name, name_key, system_name, system_key)"
        " VALUES (?1, 0, ?2, ?3, ?3, ?4, ?5)",
        company_of(account).id, account_ids_[static_cast<std::size_t>(account)], user_name(account),
        system_name(account), "system-" + padded(account + 1));
    return id = static_cast<std::int32_t>(database_.last_id());
  }

  void write_events() {
    sources_.assign(company_of_.size(), 0);
    for (std::size_t i = 0; i < happenings_.size(); ++i) {
      const Happening& one = happenings_[i];
      const std::int32_t source = source_of(one.account);
      const FileFigures files = figures_of(one);
      database_.run(
          "INSERT INTO event(source_id, category, at, scheduled, total_files, total_bytes, error_files, error_bytes,"
          " uploaded_files, uploaded_bytes, unchanged_files, unchanged_bytes, duration_seconds)"
          " VALUES (?1, ?2, ?3, 1, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
          source, kind_of(one).category(), one.at, files.total_files, files.total_bytes, files.error_files,
          files.error_bytes, files.uploaded_files, files.uploaded_bytes, files.unchanged_files, files.unchanged_bytes,
          duration_of(one));
      const auto key = std::int64_t{source} * 32 + static_cast<std::int64_t>(kWeights[one.weight].backup_type);
      const auto [state, fresh] = states_.try_emplace(key, latest_.size());
      if (fresh)
        latest_.push_back(i);
      else
        latest_[state->second] = i;
      add_up(one);
    }
  }

  void add_up(const Happening& one) {
    const FileFigures files = figures_of(one);
    const Instant day = day_of(one.at);
    const auto add = [&](Sums& sums) {
      ++sums.events;
      sums.files += files.uploaded_files.value_or(0);
      sums.bytes += files.uploaded_bytes.value_or(0);
    };
    const Company& company = company_of(one.account);
    for (const std::int32_t entity : {kInfrascale, kGeneratedDistributor, company.partner_id, company.id})
      if (entity != 0) add(days_[{entity, day}]);
    if (is_completed(one)) add(uploads_[{account_ids_[static_cast<std::size_t>(one.account)], day}]);
  }

  void write_monitor() {
    for (const std::size_t i : latest_) {
      const Happening& one = happenings_[i];
      const FileFigures files = figures_of(one);
      EventKind kind = kind_of(one);
      kind.status = status_of(kind.type).value_or(MonitorStatus::failed);
      database_.run(
          "INSERT INTO monitor(source_id, backup_type, category, at, scheduled, total_files, total_bytes, error_files,"
          " error_bytes, uploaded_files, uploaded_bytes, unchanged_files, unchanged_bytes, duration_seconds,"
          " system_notification) VALUES (?1, ?2, ?3, ?4, 1, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
          source_of(one.account), kind.backup_type, kind.category(), one.at, files.total_files, files.total_bytes,
          files.error_files, files.error_bytes, files.uploaded_files, files.uploaded_bytes, files.unchanged_files,
          files.unchanged_bytes, duration_of(one), is_system_notification(kind.type));
      if (kind.status == MonitorStatus::uploading)
        sandbox_.schedule.add(one.at + kDaysToNoProgress1 * kTicksPerDay, DueKind::no_progress_1,
                              static_cast<std::int32_t>(database_.last_id()));
    }
  }

  void write_days() {
    for (const auto& [key, sums] : days_)
      database_.run("INSERT INTO event_day(entity_id, day, events, files, bytes) VALUES (?1, ?2, ?3, ?4, ?5)",
                    key.first, key.second, sums.events, sums.files, sums.bytes);
    for (const auto& [key, sums] : uploads_)
      database_.run("INSERT INTO upload(account_id, day, files, size_bytes) VALUES (?1, ?2, ?3, ?4)", key.first,
                    key.second, sums.files, sums.bytes);
  }

  // Sorted, so that the rows are appended; the lines are those of state/timelines.cpp.
  void write_timelines() {
    database_.run(
        "INSERT INTO timeline_entry(line, category, at, id) SELECT h.id * 4, v.category, v.at, v.id"
        " FROM event v JOIN event_source s ON s.id = v.source_id JOIN entity e ON e.id = s.entity_id"
        " JOIN entity h ON h.id IN (1, e.distributor_id, e.partner_id, e.company_id) WHERE v.id > 0"
        " ORDER BY h.id, v.category, v.at, v.id");
    database_.run(
        "INSERT INTO timeline_entry(line, category, at, id) SELECT h.id * 4 + 1, m.category, m.at, m.id"
        " FROM monitor m JOIN event_source s ON s.id = m.source_id JOIN entity e ON e.id = s.entity_id"
        " JOIN entity h ON h.id IN (1, e.distributor_id, e.partner_id, e.company_id) WHERE m.id > 0"
        " ORDER BY h.id, m.category, m.at, m.id");
    sandbox_.timelines.count_everything();
  }

  // What was due before the clock stands has been noticed of nobody who is monitored.
  void settle_schedule() {
    for (const auto& [first, second, days] :
         {std::tuple(DueKind::no_backup_1, DueKind::no_backup_2, kDaysToNoBackup2 - kDaysToNoBackup1),
          std::tuple(DueKind::no_progress_1, DueKind::no_progress_2, kDaysToNoProgress2 - kDaysToNoProgress1)})
      database_.run("UPDATE due SET at = at + ?3, kind = ?2 WHERE kind = ?1 AND at <= ?4", first, second,
                    days * kTicksPerDay, kGeneratedNow);
    database_.run("DELETE FROM due WHERE at <= ?1", kGeneratedNow);
  }

  Sandbox& sandbox_;
  Database& database_;
  WorldSize size_;
  Chance chance_;
  std::vector<Happening> happenings_;                // in order of time
  std::vector<std::optional<Instant>> last_backup_;  // of each account
  std::vector<Company> companies_;
  std::vector<std::int32_t> company_of_;  // of each account, an index into companies_
  std::vector<std::int32_t> account_ids_;
  std::vector<std::int32_t> sources_;                     // of each account; 0: none yet
  std::unordered_map<std::int64_t, std::size_t> states_;  // of source and type of backup: an index into latest_
  std::vector<std::size_t> latest_;                       // indices into happenings_
  std::map<std::pair<std::int32_t, Instant>, Sums> days_;
  std::map<std::pair<std::int32_t, Instant>, Sums> uploads_;
};

}  // namespace

void generate(Sandbox& sandbox, const WorldSize& size) { Generator(sandbox, size).run(); }

}  // namespace state
