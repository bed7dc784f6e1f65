// No statement may scan a table that grows: each one is explained when it is first prepared, in every test of this
// room.
#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "state/database.hpp"

namespace state {
namespace {

const std::set<std::string, std::less<>> kTablesThatDoNotGrow{"sandbox", "sqlite_sequence", "sqlite_schema",
                                                              "CONSTANT"};

// The tables a statement reads from end to end.
std::vector<std::string> scans(sqlite3* handle, std::string_view sql) {
  std::vector<std::string> found;
  sqlite3_stmt* raw = nullptr;
  const std::string explain = "EXPLAIN QUERY PLAN " + std::string(sql);
  if (sqlite3_prepare_v2(handle, explain.c_str(), -1, &raw, nullptr) != SQLITE_OK) return found;  // BEGIN, COMMIT
  const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> statement(raw, sqlite3_finalize);
  while (sqlite3_step(statement.get()) == SQLITE_ROW) {
    const std::string step = reinterpret_cast<const char*>(sqlite3_column_text(statement.get(), 3));
    if (!step.starts_with("SCAN ")) continue;
    const std::string table = step.substr(5, step.find(' ', 5) - 5);
    if (!kTablesThatDoNotGrow.contains(table)) found.push_back(step);
  }
  return found;
}

void expect_no_scan(sqlite3* handle, std::string_view sql) {
  for (const std::string& step : scans(handle, sql)) ADD_FAILURE() << step << " in: " << sql;
}

class QueryPlans : public testing::Environment {
  void SetUp() override { Database::observe_statements(expect_no_scan); }
  void TearDown() override { Database::observe_statements(nullptr); }
};

const auto* const kQueryPlans = testing::AddGlobalTestEnvironment(new QueryPlans);

TEST(QueryPlans, CatchAScanOfAGrowingTable) {
  ASSERT_NE(kQueryPlans, nullptr);
  Database database;
  static std::vector<std::string> found;
  Database::observe_statements([](sqlite3* handle, std::string_view sql) { found = scans(handle, sql); });
  database.all<std::int64_t>("SELECT id FROM entity WHERE cancel_reason = 'x'");
  EXPECT_EQ(found, std::vector<std::string>{"SCAN entity"});
  database.all<std::int64_t>("SELECT id FROM entity WHERE id = 1");
  EXPECT_TRUE(found.empty());
  Database::observe_statements(expect_no_scan);
}

}  // namespace
}  // namespace state
