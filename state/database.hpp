// The one door to SQLite: SQL stays SQL, values travel as parameters, rows come back as structs.
// A Database and all that borrows from it belong to one thread at a time (state/sandbox.hpp holds the lock).
#pragma once
#include <sqlite3.h>

#include <concepts>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <unordered_map>
#include <vector>

namespace state {

// Only a literal can become SQL; its address is the key of the statement cache.
struct Sql {
  template <std::size_t N>
  consteval Sql(const char (&literal)[N]) : text(literal, N - 1) {}
  std::string_view text;
};

// SQLite's own failure: our mistake in SQL, a broken constraint, a full disk. what() names the statement, never a
// value.
struct DatabaseError : std::runtime_error {
  DatabaseError(sqlite3* handle, std::string_view statement);
  int code;  // SQLite's extended result code
};

// A database file that cannot serve: in use, unwritable, not ours, of another version. what() is for the user.
struct OpenError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// The image of a whole database. Copies share the bytes; safe to read from any thread.
class Snapshot {
 public:
  Snapshot(unsigned char* bytes, sqlite3_int64 size) : bytes_(bytes, sqlite3_free), size_(size) {}
  const unsigned char* data() const { return bytes_.get(); }
  sqlite3_int64 size() const { return size_; }  // bytes

 private:
  std::shared_ptr<unsigned char> bytes_;
  sqlite3_int64 size_;
};

class Database {
 public:
  // Opens ":memory:" or a file, which is made when missing and held exclusively: a second process gets an OpenError.
  // Every answered call is on the disk (rollback journal, synchronous FULL). An empty database gets the schema, one of
  // an older version is brought up to date (state/schema.hpp).
  explicit Database(const std::string& path = ":memory:");
  // A database in memory that starts as the image.
  explicit Database(const Snapshot& image);

  // Runs a statement that returns no rows; answers how many rows it changed.
  template <class... A>
  int run(Sql sql, const A&... arguments) {
    Use use(*this, sql);
    bind_all(use.statement, arguments...);
    if (step(use.statement)) throw std::logic_error("run() got a row from: " + std::string(sql.text));
    return sqlite3_changes(handle_.get());
  }

  // The first row, or nothing.
  template <class T, class... A>
  std::optional<T> one(Sql sql, const A&... arguments) {
    Use use(*this, sql);
    bind_all(use.statement, arguments...);
    if (!step(use.statement)) return std::nullopt;
    return read<T>(use.statement);
  }

  // Every row, in the statement's order.
  template <class T, class... A>
  std::vector<T> all(Sql sql, const A&... arguments) {
    Use use(*this, sql);
    bind_all(use.statement, arguments...);
    std::vector<T> rows;
    rows.reserve(16);  // a usual answer: growing from nothing costs more than it saves
    while (step(use.statement)) rows.push_back(read<T>(use.statement));
    return rows;
  }

  // Many statements without parameters, not cached: the schema.
  void script(std::string_view sql);

  std::int64_t last_id() const { return sqlite3_last_insert_rowid(handle_.get()); }
  bool in_transaction() const { return begins_with_next_ || sqlite3_get_autocommit(handle_.get()) == 0; }
  // Another number whenever the content may have changed since: after a write, a roll-back or a restore
  // (state/memo.hpp).
  std::int64_t version() const { return sqlite3_total_changes64(handle_.get()) + undone_; }

  // The whole content, and back. Both need that no transaction is open. Restoring a file-backed database rewrites the
  // file in one step: after a crash it holds either the old content or the new.
  Snapshot take() const;
  void restore(const Snapshot& snapshot);
  // Back to nothing but the schema.
  void clear();

  // Bytes of the whole content.
  std::int64_t size();
  // Gives back what only speeds up the next calls: prepared statements and cached pages. No transaction may be open.
  void release_memory();

  // Called inside every transaction just before it commits.
  void on_commit(std::function<void()> hook) { before_commit_ = std::move(hook); }

  // For tests: sees each statement of every Database once, when it is first prepared.
  using Observer = void (*)(sqlite3* handle, std::string_view sql);
  static void observe_statements(Observer observer) { observer_ = observer; }

 private:
  friend class Transaction;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
  };

  // Borrows a cached statement and hands it back reset and unbound, also when a reader throws.
  struct Use {
    Use(Database& database, Sql sql) : statement(database.prepare(sql)) {}
    ~Use() {
      sqlite3_reset(statement);
      sqlite3_clear_bindings(statement);
    }
    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;
    sqlite3_stmt* statement;
  };

  sqlite3_stmt* prepare(Sql sql);
  void begin();
  bool step(sqlite3_stmt* statement);
  void open();
  void open_file();

  template <class... A>
  static void bind_all([[maybe_unused]] sqlite3_stmt* statement, const A&... arguments) {
    [[maybe_unused]] int at = 0;
    (bind(statement, ++at, arguments), ...);
  }
  template <class T>
  requires std::integral<T>
  static void bind(sqlite3_stmt* statement, int at, T value) {
    sqlite3_bind_int64(statement, at, static_cast<sqlite3_int64>(value));
  }
  template <class T>
  requires std::is_enum_v<T>
  static void bind(sqlite3_stmt* statement, int at, T value) {
    sqlite3_bind_int64(statement, at, static_cast<sqlite3_int64>(value));
  }
  static void bind(sqlite3_stmt* statement, int at, std::string_view value) {
    // A null pointer would bind NULL; the bytes live until the statement is reset.
    sqlite3_bind_text64(statement, at, value.data() ? value.data() : "", value.size(), SQLITE_STATIC, SQLITE_UTF8);
  }
  template <class T>
  static void bind(sqlite3_stmt* statement, int at, const std::optional<T>& value) {
    if (value)
      bind(statement, at, *value);
    else
      sqlite3_bind_null(statement, at);
  }

  template <class T>
  requires std::integral<T>
  static void get(sqlite3_stmt* statement, int at, T& value) {
    value = static_cast<T>(sqlite3_column_int64(statement, at));
  }
  static void get(sqlite3_stmt* statement, int at, bool& value) { value = sqlite3_column_int(statement, at) != 0; }
  template <class T>
  requires std::is_enum_v<T>
  static void get(sqlite3_stmt* statement, int at, T& value) {
    value = static_cast<T>(sqlite3_column_int(statement, at));
  }
  static void get(sqlite3_stmt* statement, int at, std::string& value) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, at));
    if (text) value.assign(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, at)));
  }
  template <class T>
  static void get(sqlite3_stmt* statement, int at, std::optional<T>& value) {
    if (sqlite3_column_type(statement, at) == SQLITE_NULL)
      value.reset();
    else
      get(statement, at, value.emplace());
  }

  // A row struct lists its members in column order by columns(); any other type is column 0.
  template <class T>
  static T read(sqlite3_stmt* statement) {
    T row{};
    if constexpr (requires { T::columns(); }) {
      int at = 0;
      std::apply([&](auto... member) { (get(statement, at++, row.*member), ...); }, T::columns());
    } else {
      get(statement, 0, row);
    }
    return row;
  }

  static inline Observer observer_ = nullptr;
  std::string path_;
  std::unique_ptr<sqlite3, Close> handle_;
  std::unordered_map<const char*, std::unique_ptr<sqlite3_stmt, Finalize>> statements_;
  std::function<void()> before_commit_;
  bool begins_with_next_ = false;  // a transaction that has had no statement yet
  std::int64_t undone_ = 0;        // roll-backs and restores, which SQLite's own count leaves out
};

// All or nothing: rolls back unless commit() is reached. Transactions do not nest. SQLite is told with the first
// statement: most calls are answered from memory (state/memo.hpp) and never have one.
class Transaction {
 public:
  explicit Transaction(Database& database);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  Database& database_;
  bool open_ = true;
};

}  // namespace state
