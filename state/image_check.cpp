// From the outside in: the header, the schema's texts, the pages, the values.
#include "state/image_check.hpp"

#include <array>
#include <cstring>
#include <memory>
#include <vector>

#include "state/instant.hpp"
#include "state/schema.hpp"

namespace state {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kMagic = "SQLite format 3\0"sv;
constexpr std::size_t kHeaderBytes = 100;  // the offsets below are SQLite's (its file format, chapter 1.3)
constexpr std::size_t kWriteVersion = 18;
constexpr std::size_t kReadVersion = 19;
constexpr std::size_t kEncoding = 56;

// The numbers a column may hold. Columns of true and false and plain figures may hold any.
struct Bounds {
  const char* table;
  const char* column;
  std::int64_t most;
  bool may_be_null = false;
};
constexpr Instant kClockReach = kLastInstant;
constexpr std::array kBounds = {
    Bounds{"sandbox", "clock_frozen_at", kLastInstant, true},
    Bounds{"entity", "type", 4},
    Bounds{"entity", "status", 3},
    Bounds{"entity", "trial_end", kNever},
    Bounds{"entity", "created_at", kLastInstant},
    Bounds{"account", "status", 5},
    Bounds{"account", "signup_date", kLastInstant},
    Bounds{"device", "os", 4},
    Bounds{"device", "last_connection", kLastInstant},
    Bounds{"device", "registered_at", kLastInstant},
    Bounds{"device", "last_backup", kLastInstant, true},
    Bounds{"license_pool", "type", 3},
    Bounds{"license", "type", 3},
    Bounds{"license", "assigned_at", kLastInstant},
    Bounds{"token", "kind", 5},
    Bounds{"token", "valid_until", kLastInstant},
    Bounds{"outbox", "at", kLastInstant},
    Bounds{"upload", "day", kLastInstant},
    Bounds{"entity_policy", "created_at", kLastInstant},
    Bounds{"policy_backup_set", "scanner_mode", 2},
    Bounds{"policy_schedule", "type", 3},
    Bounds{"policy_schedule", "time", kLastInstant},
    Bounds{"policy_schedule", "end_time", kLastInstant},
    Bounds{"policy_options", "exclude_older_than", kLastInstant, true},
    Bounds{"policy_filters", "mode", 2},
    Bounds{"policy_path", "purpose", 1},
    Bounds{"policy_path", "list", 3},
    Bounds{"policy_file_size", "file_type", 4},
    Bounds{"policy_file_size", "min_unit", 4},
    Bounds{"policy_file_size", "max_unit", 4},
    Bounds{"account_policy", "created_at", kLastInstant},
    Bounds{"event_source", "account_type", 2},
    Bounds{"event", "at", kLastInstant},
    Bounds{"monitor", "at", kLastInstant},
    Bounds{"monitor", "backup_type", 20},
    Bounds{"recovery", "at", kLastInstant},
    Bounds{"recovery", "type", 1},
    Bounds{"event_day", "day", kLastInstant},
    Bounds{"timeline_entry", "at", kLastInstant},
    Bounds{"appliance", "type", 5},
    Bounds{"appliance", "status", 11},
    Bounds{"appliance", "up_since", kLastInstant, true},
    Bounds{"replication", "status", 11},
    Bounds{"appliance_message", "about", 1},
    Bounds{"appliance_message", "severity", 4},
    Bounds{"backup_folder", "schedule_type", 4},
    Bounds{"backup_folder", "start_time", kLastInstant},
    Bounds{"backup_folder", "end_time", kLastInstant, true},
    Bounds{"backup_folder", "retention_type", 5},
    Bounds{"backup_folder", "created_at", kLastInstant},
    Bounds{"cloud_account", "region", 3},
    Bounds{"cloud_account", "created_at", kLastInstant},
    Bounds{"cloud_usage", "configured_at", kLastInstant, true},
    Bounds{"cloud_usage", "last_backup", kLastInstant, true},
    Bounds{"due", "at", kLastInstant},
    Bounds{"due", "kind", 6},
};

// Categories pack several enumerations into one number (EventKind).
constexpr const char* kBadCategory =
    " category NOT BETWEEN 0 AND 86015 OR (category >> 7) & 31 > 20 OR (category >> 5) & 3 > 2"
    " OR (category >> 3) & 3 > 2 OR category & 7 > 4";

struct Close {
  void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
};
using Handle = std::unique_ptr<sqlite3, Close>;

[[noreturn]] void refuse(const std::string& reason) { throw BadImage("the bytes are no snapshot: " + reason, false); }

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) number = number << 8 | static_cast<unsigned char>(bytes[at + i]);
  return number;
}

void check_header(std::string_view bytes) {
  if (bytes.size() < kHeaderBytes || !bytes.starts_with(kMagic)) refuse("they do not begin as an SQLite database does");
  const auto version = schema_version_of(bytes);
  if (!version) refuse("they are a database of another program");
  if (*version != schema_version())
    throw BadImage("the snapshot has schema version " + std::to_string(*version) + "; this program reads " +
                       std::to_string(schema_version()),
                   true);
  if (bytes[kReadVersion] != 1 || bytes[kWriteVersion] != 1) refuse("the database has a write-ahead log");
  if (number_at(bytes, kEncoding) != SQLITE_UTF8) refuse("its texts are not UTF-8");
}

Handle opened(const Snapshot& image) {
  sqlite3* raw = nullptr;
  const int outcome = sqlite3_open_v2(":memory:", &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
  Handle handle(raw);
  if (outcome != SQLITE_OK) throw DatabaseError(raw, "open");
  for (const auto& [option, value] :
       {std::pair(SQLITE_DBCONFIG_DEFENSIVE, 1), std::pair(SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
        std::pair(SQLITE_DBCONFIG_ENABLE_TRIGGER, 0), std::pair(SQLITE_DBCONFIG_ENABLE_VIEW, 0)})
    sqlite3_db_config(raw, option, value, nullptr);
  // Read only, so that the bytes need no copy.
  auto* bytes = const_cast<unsigned char*>(image.data());
  if (sqlite3_deserialize(raw, "main", bytes, image.size(), image.size(), SQLITE_DESERIALIZE_READONLY) != SQLITE_OK)
    refuse(sqlite3_errmsg(raw));
  return handle;
}

// The rows of a statement, their columns joined; refuses what SQLite cannot read.
std::vector<std::string> rows(sqlite3* handle, const std::string& sql) {
  sqlite3_stmt* raw = nullptr;
  if (sqlite3_prepare_v2(handle, sql.c_str(), -1, &raw, nullptr) != SQLITE_OK) refuse(sqlite3_errmsg(handle));
  const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> statement(raw, sqlite3_finalize);
  std::vector<std::string> all;
  int outcome = sqlite3_step(raw);
  for (; outcome == SQLITE_ROW; outcome = sqlite3_step(raw)) {
    std::string& row = all.emplace_back();
    for (int i = 0; i < sqlite3_column_count(raw); ++i) {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(raw, i));
      if (text) row.append(text, static_cast<std::size_t>(sqlite3_column_bytes(raw, i)));
      row += '\x1F';
    }
  }
  if (outcome != SQLITE_DONE) refuse(sqlite3_errmsg(handle));
  return all;
}

std::vector<std::string> schema_of(sqlite3* handle) {
  return rows(handle, "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name");
}

const std::vector<std::string>& our_schema() {
  static const std::vector<std::string> schema = schema_of(opened(Database().take()).get());
  return schema;
}

void check_values(sqlite3* handle) {
  const auto check = [&](const std::string& table, const std::string& column, const std::string& bad) {
    if (!rows(handle, "SELECT 1 FROM " + table + " WHERE" + bad + " LIMIT 1").empty())
      refuse("a value of " + table + "." + column + " is out of bounds");
  };
  for (const Bounds& bounds : kBounds) {
    const std::string column = bounds.column;
    std::string bad = " " + column + " NOT BETWEEN 0 AND " + std::to_string(bounds.most);
    if (bounds.may_be_null) bad += " AND " + column + " IS NOT NULL";
    check(bounds.table, column, bad);
  }
  for (const char* table : {"event", "monitor"}) check(table, "category", kBadCategory);
  check("sandbox", "clock_offset",
        " clock_offset NOT BETWEEN -" + std::to_string(kClockReach) + " AND " + std::to_string(kClockReach));
  if (rows(handle, "SELECT id FROM sandbox").size() != 1) refuse("it tells of no clock");
}

}  // namespace

Snapshot checked_image(std::string_view bytes) {
  check_header(bytes);
  auto* copy = static_cast<unsigned char*>(sqlite3_malloc64(bytes.size()));
  if (!copy) throw std::bad_alloc();
  std::memcpy(copy, bytes.data(), bytes.size());
  Snapshot image(copy, static_cast<sqlite3_int64>(bytes.size()));
  const Handle handle = opened(image);
  if (schema_of(handle.get()) != our_schema()) refuse("its tables are not those of a sandbox");
  if (const auto found = rows(handle.get(), "PRAGMA integrity_check(1)"); found != std::vector<std::string>{"ok\x1F"})
    refuse("it is damaged");
  if (!rows(handle.get(), "PRAGMA foreign_key_check").empty()) refuse("it refers to what is not there");
  check_values(handle.get());
  return image;
}

}  // namespace state
