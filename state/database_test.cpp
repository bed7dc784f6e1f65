#include "state/database.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace state {
namespace {

// A path of this test's own, removed at its end.
class DatabaseFile : public testing::Test {
 protected:
  DatabaseFile() { std::filesystem::create_directory(directory_); }
  ~DatabaseFile() override { std::filesystem::remove_all(directory_); }
  std::string failure() const {
    try {
      Database database(path_);
    } catch (const OpenError& error) {
      return error.what();
    }
    return "";
  }

  std::filesystem::path directory_ =
      std::filesystem::temp_directory_path() /
      ("state-" + std::to_string(getpid()) + testing::UnitTest::GetInstance()->current_test_info()->name());
  std::string path_ = directory_ / "sandbox.db";
};

constexpr Sql kAddPool = "INSERT INTO due(at, kind, subject) VALUES (?1, 0, ?2)";
constexpr Sql kCount = "SELECT count(*) FROM due WHERE at >= 0";
void add(Database& database, int at) { database.run(kAddPool, at, 1); }
int count(Database& database) { return *database.one<int>(kCount); }

TEST(Database, ReadsWhatWasBound) {
  struct Row {
    std::string text;
    std::optional<std::int64_t> number;
    bool flag = false;
    static constexpr auto columns() { return std::tuple(&Row::text, &Row::number, &Row::flag); }
  };
  Database database;
  const auto row = database.one<Row>("SELECT ?1, ?2, ?3", std::string_view("a\0b", 3), std::optional<int>(), true);
  ASSERT_TRUE(row);
  EXPECT_EQ(row->text, std::string("a\0b", 3));
  EXPECT_EQ(row->number, std::nullopt);
  EXPECT_TRUE(row->flag);
}

TEST(Database, BindsAnEmptyViewAsAnEmptyTextAndNotAsNull) {
  Database database;
  EXPECT_EQ(database.one<std::string>("SELECT typeof(?1)", std::string_view()), "text");
}

TEST(Database, FailsWithTheStatementAndWithoutTheValues) {
  Database database;
  database.run("INSERT INTO due(id, at, kind, subject) VALUES (?1, 5, 0, 0)", 1);
  try {
    database.run("INSERT INTO due(id, at, kind, subject) VALUES (?1, 4711, 0, 0)", 1);
    FAIL() << "a taken key was accepted";
  } catch (const DatabaseError& error) {
    EXPECT_EQ(error.code, SQLITE_CONSTRAINT_PRIMARYKEY);
    EXPECT_NE(std::string(error.what()).find("INSERT INTO due"), std::string::npos);
  }
  EXPECT_EQ(count(database), 1);
}

TEST(Database, RunRefusesAStatementThatAnswersRows) {
  Database database;
  EXPECT_THROW(database.run("SELECT 1"), std::logic_error);
}

TEST(Transaction, RollsBackUnlessCommitted) {
  Database database;
  {
    Transaction transaction(database);
    add(database, 1);
  }
  EXPECT_EQ(count(database), 0);
  {
    Transaction transaction(database);
    add(database, 1);
    transaction.commit();
  }
  EXPECT_EQ(count(database), 1);
  EXPECT_FALSE(database.in_transaction());
}

TEST(Transaction, CallsTheHookInsideItself) {
  Database database;
  int calls = 0;
  database.on_commit([&] {
    EXPECT_TRUE(database.in_transaction());
    ++calls;
  });
  { Transaction transaction(database); }
  EXPECT_EQ(calls, 0);
  Transaction transaction(database);
  transaction.commit();
  EXPECT_EQ(calls, 1);
}

TEST(Transaction, OfNoStatementLeavesWhatIsRememberedOfTheContent) {
  Database database;
  const std::int64_t version = database.version();
  { Transaction transaction(database); }
  Transaction transaction(database);
  EXPECT_TRUE(database.in_transaction());
  transaction.commit();
  EXPECT_FALSE(database.in_transaction());
  EXPECT_EQ(database.version(), version);
}

TEST(Transaction, DoesNotNest) {
  Database database;
  Transaction outer(database);
  EXPECT_THROW(Transaction inner(database), std::logic_error);
  add(database, 1);
  outer.commit();
  EXPECT_EQ(count(database), 1);
}

TEST(Snapshot, BringsTheContentBackAsOftenAsWished) {
  Database database;
  add(database, 1);
  const Snapshot snapshot = database.take();
  for (int round = 0; round < 3; ++round) {
    add(database, 2);
    EXPECT_EQ(count(database), 2);
    database.restore(snapshot);
    EXPECT_EQ(count(database), 1);
  }
}

TEST(Snapshot, OutlivesTheDatabaseAndFitsAnother) {
  std::optional<Snapshot> snapshot;
  {
    Database database;
    add(database, 1);
    snapshot = database.take();
  }
  Database other;
  other.restore(*snapshot);
  EXPECT_EQ(count(other), 1);
}

TEST(Snapshot, IsRefusedInsideATransaction) {
  Database database;
  const Snapshot snapshot = database.take();
  Transaction transaction(database);
  EXPECT_THROW(database.take(), std::logic_error);
  EXPECT_THROW(database.restore(snapshot), std::logic_error);
}

TEST_F(DatabaseFile, KeepsWhatWasWritten) {
  {
    Database database(path_);
    add(database, 1);
  }
  Database database(path_);
  EXPECT_EQ(count(database), 1);
}

TEST_F(DatabaseFile, RestoresIntoTheFile) {
  {
    Database database(path_);
    add(database, 1);
    const Snapshot snapshot = database.take();
    add(database, 2);
    database.restore(snapshot);
    EXPECT_EQ(count(database), 1);
    add(database, 3);
  }
  Database database(path_);
  EXPECT_EQ(count(database), 2);
}

TEST_F(DatabaseFile, RefusesASecondUser) {
  Database database(path_);
  EXPECT_EQ(failure(), "the database " + path_ + " is in use by another process");
  add(database, 1);
  EXPECT_EQ(count(database), 1);
}

TEST_F(DatabaseFile, RefusesAFileThatIsNoDatabase) {
  std::ofstream(path_) << std::string(5000, 'x');
  EXPECT_EQ(failure(), "the database " + path_ + " is not a sandbox database");
}

TEST_F(DatabaseFile, RefusesAForeignDatabaseAndLeavesItAlone) {
  sqlite3* handle = nullptr;
  ASSERT_EQ(sqlite3_open(path_.c_str(), &handle), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(handle, "CREATE TABLE mine(x)", nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(handle);
  EXPECT_EQ(failure(), "the database " + path_ + " is not a sandbox database");
}

TEST_F(DatabaseFile, RefusesAnotherSchemaVersion) {
  {
    Database database(path_);
    database.script("PRAGMA user_version = 99");
  }
  EXPECT_EQ(failure(), "the database " + path_ + " has schema version 99; this program reads versions 1 to 3");
}

TEST_F(DatabaseFile, NamesAPathThatCannotBeOpened) {
  path_ = directory_ / "missing" / "sandbox.db";
  EXPECT_EQ(failure(), "cannot open the database " + path_ + ": unable to open database file");
}

}  // namespace
}  // namespace state
