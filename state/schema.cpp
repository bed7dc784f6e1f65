// One script a version, from schema_version - 1 to it, in state/migrations. A script is never changed once files of its
// version are about: it holds the tables as that version has them, and the last one's are those of schema.sql.
#include "state/schema.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <vector>

#include "cmake/embedded.hpp"

EMBEDDED(state_schema);
EMBEDDED(state_migration_1_to_2);
EMBEDDED(state_migration_2_to_3);

namespace state {
namespace {

constexpr int kApplicationId = 0x534F5342;  // "SOSB" in the file's header
constexpr std::array kMigrations{state_migration_1_to_2, state_migration_2_to_3};
constexpr int kSchemaVersion = static_cast<int>(kMigrations.size()) + 1;

// Where the header of a database file has what.
constexpr std::string_view kMagic{"SQLite format 3\0", 16};
constexpr std::size_t kVersionAt = 60;
constexpr std::size_t kApplicationAt = 68;
constexpr std::size_t kHeaderSize = 100;

using Handle = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;

void run(sqlite3* handle, const std::string& sql) {
  if (sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    throw DatabaseError(handle, std::string_view(sql).substr(0, 80));
}

// Column 0 of every row.
std::vector<std::string> texts(sqlite3* handle, const char* sql) {
  std::vector<std::string> out;
  const auto keep = [](void* into, int, char** columns, char**) {
    static_cast<std::vector<std::string>*>(into)->emplace_back(columns[0] ? columns[0] : "");
    return 0;
  };
  if (sqlite3_exec(handle, sql, keep, &out, nullptr) != SQLITE_OK) throw DatabaseError(handle, sql);
  return out;
}

int number(sqlite3* handle, const char* sql) { return std::stoi(texts(handle, sql).at(0)); }

std::vector<std::string> schema_of(sqlite3* handle) {
  return texts(handle,
               "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY name");
}

Handle in_memory() {
  sqlite3* opened = nullptr;
  const int outcome = sqlite3_open_v2(":memory:", &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
  Handle handle(opened, sqlite3_close);
  if (outcome != SQLITE_OK) throw DatabaseError(opened, "open");
  return handle;
}

const std::vector<std::string>& present_schema() {
  static const std::vector<std::string> schema = [] {
    const Handle handle = in_memory();
    make_schema(handle.get());
    return schema_of(handle.get());
  }();
  return schema;
}

void set_version(sqlite3* handle) { run(handle, "PRAGMA user_version = " + std::to_string(kSchemaVersion)); }

// Copies the database page by page. SQLite must do it: closing a file that another part of the program has open would
// release its lock.
void copy_to(sqlite3* handle, const std::string& path) {
  sqlite3* opened = nullptr;
  const int outcome =
      sqlite3_open_v2(path.c_str(), &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  const Handle copy(opened, sqlite3_close);
  if (outcome != SQLITE_OK) throw DatabaseError(opened, "open");
  sqlite3_backup* backup = sqlite3_backup_init(opened, "main", handle, "main");
  if (!backup) throw DatabaseError(opened, "backup");
  sqlite3_backup_step(backup, -1);
  if (sqlite3_backup_finish(backup) != SQLITE_OK) throw DatabaseError(opened, "backup");
}

// Answers the copy's name. Nobody finds half a copy under it.
std::string keep_copy(sqlite3* handle, const std::string& path, int version) {
  namespace fs = std::filesystem;
  const std::string base = path + ".v" + std::to_string(version);
  std::string name = base + ".bak";
  for (int number = 2; fs::exists(name); ++number) name = base + "." + std::to_string(number) + ".bak";
  const std::string part = name + ".part";
  std::error_code ignored;
  fs::remove(part, ignored);
  try {
    copy_to(handle, part);
    fs::rename(part, name);
  } catch (const std::exception& error) {
    fs::remove(part, ignored);
    throw OpenError("cannot keep a copy of the database " + path + " as " + name + ": " + error.what() +
                    "; it was not touched");
  }
  return name;
}

void require_present_schema(sqlite3* handle, const std::string& path, int version) {
  if (schema_of(handle) == present_schema()) return;
  throw OpenError("the database " + path + " does not have the tables of schema version " + std::to_string(version) +
                  ", as its header says: it was made by a program between two versions");
}

void migrate(sqlite3* handle, const std::string& path, int from) {
  const std::string copy = keep_copy(handle, path, from);
  // A table that is set aside keeps its references: the new one takes its place.
  run(handle, "PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON; BEGIN");
  try {
    for (int version = from; version < kSchemaVersion; ++version)
      run(handle, std::string(kMigrations[static_cast<std::size_t>(version) - 1]()));
    require_present_schema(handle, path, from);
    if (!texts(handle, "PRAGMA foreign_key_check").empty())
      throw OpenError("the database " + path + " refers to rows that are not there");
    set_version(handle);
    run(handle, "COMMIT");
  } catch (const std::exception& error) {
    sqlite3_exec(handle, "ROLLBACK", nullptr, nullptr, nullptr);
    throw OpenError("cannot bring the database " + path + " from schema version " + std::to_string(from) + " to " +
                    std::to_string(kSchemaVersion) + ": " + error.what() + "; it is as it was, like its copy " + copy);
  }
  run(handle, "PRAGMA legacy_alter_table = OFF");
}

std::uint32_t big_endian(std::string_view bytes) {
  std::uint32_t value = 0;
  for (const char byte : bytes) value = value << 8 | static_cast<unsigned char>(byte);
  return value;
}

}  // namespace

int schema_version() { return kSchemaVersion; }

std::optional<int> schema_version_of(std::string_view image) {
  if (image.size() < kHeaderSize || !image.starts_with(kMagic)) return std::nullopt;
  if (big_endian(image.substr(kApplicationAt, 4)) != kApplicationId) return std::nullopt;
  return static_cast<int>(big_endian(image.substr(kVersionAt, 4)));
}

std::optional<int> schema_version_of(const Snapshot& image) {
  return schema_version_of(
      std::string_view(reinterpret_cast<const char*>(image.data()), static_cast<std::size_t>(image.size())));
}

void make_schema(sqlite3* handle) {
  run(handle, "BEGIN");
  run(handle, std::string(state_schema()));
  run(handle, "PRAGMA application_id = " + std::to_string(kApplicationId));
  set_version(handle);
  run(handle, "COMMIT");
}

void bring_up_to_date(sqlite3* handle, const std::string& path) {
  const int version = number(handle, "PRAGMA user_version");
  if (version == 0 && number(handle, "SELECT count(*) FROM sqlite_schema") == 0) return make_schema(handle);
  if (number(handle, "PRAGMA application_id") != kApplicationId)
    throw OpenError("the database " + path + " is not a sandbox database");
  if (version < 1 || version > kSchemaVersion)
    throw OpenError("the database " + path + " has schema version " + std::to_string(version) +
                    "; this program reads versions 1 to " + std::to_string(kSchemaVersion));
  if (version < kSchemaVersion) return migrate(handle, path, version);
  require_present_schema(handle, path, version);
}

}  // namespace state
