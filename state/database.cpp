#include "state/database.hpp"

#include <cstring>
#include <utility>

#include "state/schema.hpp"

namespace state {
namespace {

constexpr std::string_view kSettings =
    "PRAGMA foreign_keys = ON; PRAGMA secure_delete = OFF; PRAGMA temp_store = MEMORY;";

int pragma_value(sqlite3* handle, const char* pragma) {
  int value = 0;
  const auto keep = [](void* into, int, char** columns, char**) {
    *static_cast<int*>(into) = std::stoi(columns[0]);
    return 0;
  };
  if (sqlite3_exec(handle, pragma, keep, &value, nullptr) != SQLITE_OK) throw DatabaseError(handle, pragma);
  return value;
}

// SQLite limits a restored image to 1 GB unless told otherwise.
void lift_size_limit(sqlite3* handle) {
  sqlite3_int64 limit = sqlite3_int64{1} << 40;
  sqlite3_file_control(handle, "main", SQLITE_FCNTL_SIZE_LIMIT, &limit);
}

void load_image(sqlite3* handle, const Snapshot& snapshot) {
  const auto size = static_cast<std::size_t>(snapshot.size());
  auto* copy = static_cast<unsigned char*>(sqlite3_malloc64(size));
  if (!copy) throw std::bad_alloc();
  std::memcpy(copy, snapshot.data(), size);
  // SQLite frees the copy, on failure too.
  if (sqlite3_deserialize(handle, "main", copy, snapshot.size(), snapshot.size(),
                          SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE) != SQLITE_OK)
    throw DatabaseError(handle, "deserialize");
  lift_size_limit(handle);
}

void run_script(sqlite3* handle, const std::string& sql) {
  if (sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    throw DatabaseError(handle, std::string_view(sql).substr(0, 80));
}

Snapshot image_of(sqlite3* handle) {
  sqlite3_int64 size = 0;
  unsigned char* bytes = sqlite3_serialize(handle, "main", &size, 0);
  if (!bytes) throw DatabaseError(handle, "serialize");
  return {bytes, size};
}

// A database with nothing but the schema. Copying it costs a hundredth of making it.
const Snapshot& empty_image() {
  static const Snapshot image = [] {
    sqlite3* opened = nullptr;
    const int outcome = sqlite3_open_v2(":memory:", &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
    const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> handle(opened, sqlite3_close);
    if (outcome != SQLITE_OK) throw DatabaseError(opened, "open");
    make_schema(opened);
    return image_of(opened);
  }();
  return image;
}

// SQLite counts every allocation of the process under a lock that all sandboxes share; nobody reads the figures. Must
// come before anything else is asked of it.
void count_no_memory() {
  static const int outcome = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  static_cast<void>(outcome);
}

}  // namespace

DatabaseError::DatabaseError(sqlite3* handle, std::string_view statement)
    : std::runtime_error(std::string(sqlite3_errmsg(handle)) + " in: " + std::string(statement)),
      code(sqlite3_extended_errcode(handle)) {}

Database::Database(const std::string& path) : path_(path) {
  open();
  if (path == ":memory:")
    load_image(handle_.get(), empty_image());
  else
    open_file();
  script(kSettings);
}

Database::Database(const Snapshot& image) : path_(":memory:") {
  open();
  load_image(handle_.get(), image);
  script(kSettings);
}

void Database::open() {
  count_no_memory();
  sqlite3* handle = nullptr;
  const int outcome = sqlite3_open_v2(path_.c_str(), &handle,
                                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  handle_.reset(handle);
  if (outcome != SQLITE_OK) throw OpenError("cannot open the database " + path_ + ": " + sqlite3_errmsg(handle));
}

void Database::open_file() {
  try {
    script("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL;");
    script("BEGIN EXCLUSIVE; COMMIT;");  // takes the lock now and keeps it
  } catch (const DatabaseError& error) {
    const std::string file = "the database " + path_;
    switch (error.code & 0xFF) {
      case SQLITE_BUSY:
      case SQLITE_LOCKED:
        throw OpenError(file + " is in use by another process");
      case SQLITE_NOTADB:
        throw OpenError(file + " is not a sandbox database");
      case SQLITE_READONLY:
        throw OpenError(file + " is not writable");
      default:
        throw OpenError("cannot open " + file + ": " + sqlite3_errmsg(handle_.get()));
    }
  }
  bring_up_to_date(handle_.get(), path_);
}

void Database::script(std::string_view sql) {
  if (begins_with_next_) begin();
  run_script(handle_.get(), std::string(sql));
}

void Database::begin() {
  begins_with_next_ = false;
  run("BEGIN");
}

sqlite3_stmt* Database::prepare(Sql sql) {
  if (begins_with_next_) begin();
  auto& slot = statements_[sql.text.data()];
  if (slot) return slot.get();
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v3(handle_.get(), sql.text.data(), static_cast<int>(sql.text.size()), SQLITE_PREPARE_PERSISTENT,
                         &statement, nullptr) != SQLITE_OK)
    throw DatabaseError(handle_.get(), sql.text);
  slot.reset(statement);
  if (observer_) observer_(handle_.get(), sql.text);
  return statement;
}

bool Database::step(sqlite3_stmt* statement) {
  switch (sqlite3_step(statement)) {
    case SQLITE_ROW:
      return true;
    case SQLITE_DONE:
      return false;
    default:
      throw DatabaseError(handle_.get(), sqlite3_sql(statement));
  }
}

Snapshot Database::take() const {
  if (in_transaction()) throw std::logic_error("take() inside a transaction");
  return image_of(handle_.get());
}

void Database::restore(const Snapshot& snapshot) {
  if (in_transaction()) throw std::logic_error("restore() inside a transaction");
  ++undone_;
  if (path_ == ":memory:") return load_image(handle_.get(), snapshot);

  sqlite3* opened = nullptr;
  const int outcome = sqlite3_open_v2(":memory:", &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
  const std::unique_ptr<sqlite3, Close> image(opened);
  if (outcome != SQLITE_OK) throw DatabaseError(opened, "open");
  load_image(image.get(), snapshot);
  sqlite3_backup* backup = sqlite3_backup_init(handle_.get(), "main", image.get(), "main");
  if (!backup) throw DatabaseError(handle_.get(), "backup");
  sqlite3_backup_step(backup, -1);
  if (sqlite3_backup_finish(backup) != SQLITE_OK) throw DatabaseError(handle_.get(), "backup");
}

void Database::clear() { restore(empty_image()); }

std::int64_t Database::size() {
  return std::int64_t{pragma_value(handle_.get(), "PRAGMA page_count")} *
         pragma_value(handle_.get(), "PRAGMA page_size");
}

void Database::release_memory() {
  if (in_transaction()) throw std::logic_error("release_memory() inside a transaction");
  statements_.clear();
  sqlite3_db_release_memory(handle_.get());
}

Transaction::Transaction(Database& database) : database_(database) {
  if (database.in_transaction()) throw std::logic_error("a transaction inside a transaction");
  database.begins_with_next_ = true;
}

Transaction::~Transaction() {
  if (!open_ || std::exchange(database_.begins_with_next_, false)) return;
  ++database_.undone_;
  sqlite3_exec(database_.handle_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
  if (database_.before_commit_) database_.before_commit_();
  if (!std::exchange(database_.begins_with_next_, false)) database_.run("COMMIT");
  open_ = false;
}

}  // namespace state
