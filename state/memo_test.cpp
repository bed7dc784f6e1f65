#include "state/memo.hpp"

#include <gtest/gtest.h>

#include "state/test_world.hpp"

namespace state {
namespace {

class MemoOfNames : public WorldTest {
 protected:
  std::string name(std::int32_t id) {
    return memo_.get(id, [&] {
      ++queries_;
      return *database.one<std::string>("SELECT name FROM entity WHERE id = ?1", id);
    });
  }
  void rename(std::int32_t id, std::string_view name) {
    database.run("UPDATE entity SET name = ?2 WHERE id = ?1", id, name);
  }

  Memo<std::int32_t, std::string> memo_{database};
  int queries_ = 0;
};

TEST_F(MemoOfNames, AsksOnceAsLongAsNothingIsWritten) {
  EXPECT_EQ(name(888), name(888));
  EXPECT_EQ(queries_, 1);
}

TEST_F(MemoOfNames, AsksAgainAfterAWrite) {
  name(888);
  rename(888, "Other");
  EXPECT_EQ(name(888), "Other");
}

TEST_F(MemoOfNames, AsksAgainAfterARollBack) {
  const std::string before = name(888);
  {
    Transaction transaction(database);
    rename(888, "Other");
    EXPECT_EQ(name(888), "Other");
  }
  EXPECT_EQ(name(888), before);
}

TEST_F(MemoOfNames, AsksAgainAfterARestore) {
  const Snapshot seed = database.take();
  const std::string before = name(888);
  rename(888, "Other");
  name(888);
  database.restore(seed);
  EXPECT_EQ(name(888), before);
}

TEST_F(MemoOfNames, AsksAgainWhenTheAnswerNoLongerHolds) {
  const auto until = [&](bool holds) {
    memo_.get(
        888, [&](const std::string&) { return holds; },
        [&] {
          ++queries_;
          return std::string();
        });
  };
  until(true);
  until(true);
  EXPECT_EQ(queries_, 1);
  until(false);
  EXPECT_EQ(queries_, 2);
}

}  // namespace
}  // namespace state
