#include "state/account_blocks.hpp"

#include <algorithm>
#include <random>

#include "state/test_world.hpp"

namespace state {
namespace {

class AccountBlocksTest : public WorldTest {
 protected:
  // Every page of the entity's accounts, looked up one by one, is the list itself.
  void expect_all_found(bool active_only) {
    const Entity owner = entity(311);
    const auto names = database.all<std::string>(
        "SELECT username FROM account WHERE entity_id = 311 AND (NOT ?1 OR status = 0) ORDER BY username_key",
        active_only);
    for (std::size_t at = 0; at < names.size() + 3; at += 97) {
      const auto page = sandbox.account_lists.direct(owner, !active_only, {static_cast<std::int64_t>(at) + 1, 1});
      EXPECT_EQ(page.total, static_cast<std::int64_t>(names.size()));
      ASSERT_EQ(page.rows.size(), at < names.size() ? 1U : 0U) << at;
      if (at < names.size()) {
        EXPECT_EQ(page.rows[0].username, names[at]) << at;
      }
    }
    EXPECT_TRUE(sandbox.account_lists.direct(owner, !active_only, {1'000'000, 5000}).rows.empty());
  }
};

TEST_F(AccountBlocksTest, FindEveryPageOfAnEntityWithManyAccounts) {
  std::mt19937 random(3);
  for (int i = 0; i < 3000; ++i)
    add_account({.entity_id = 311,
                 .username = std::to_string(random()) + "x" + std::to_string(i),
                 .status = i % 4 == 0 ? AccountStatus::suspended : AccountStatus::active});
  EXPECT_GT(database.one<int>("SELECT count(*) FROM account_block WHERE entity_id = 311"), 3);
  EXPECT_LE(database.one<int>("SELECT max(accounts) FROM account_block WHERE entity_id = 311"), kLargestAccountBlock);
  expect_all_found(true);
  expect_all_found(false);

  sandbox.flows.cancel(entity(311), entity(888));
  sandbox.flows.uncancel(entity(311));
  for (const std::int32_t id :
       database.all<std::int32_t>("SELECT id FROM account WHERE entity_id = 311 AND id % 3 = 0"))
    sandbox.accounts.set_status(id, AccountStatus::active);
  expect_all_found(true);
  expect_all_found(false);
}

TEST_F(AccountBlocksTest, PagesOverASubtreeAreOneListInOrder) {
  for (int i = 0; i < 1500; ++i)
    add_account({.entity_id = std::array{888, 111, 221, 311, 312, 226}[static_cast<std::size_t>(i * i % 6)],
                 .username = "u" + std::to_string(i * 7919 % 1500),
                 .status = i % 5 == 0 ? AccountStatus::locked : AccountStatus::active});
  for (const std::int32_t root : {1, 888, 221, 226, 311}) {
    const auto whole = sandbox.account_lists.active_below(entity(root), {1, 10'000});
    EXPECT_EQ(whole.total, static_cast<std::int64_t>(whole.rows.size()));
    EXPECT_TRUE(std::ranges::is_sorted(whole.rows, {}, [](const AccountRow& row) {
      return std::tuple(row.parent_entity_id, row.entity_id, row.username);
    }));
    std::size_t at = 0;
    for (std::int64_t index = 1; at < whole.rows.size(); ++index)
      for (const AccountRow& row : sandbox.account_lists.active_below(entity(root), {index, 170}).rows)
        EXPECT_EQ(row.username, whole.rows.at(at++).username);
    EXPECT_TRUE(sandbox.account_lists.active_below(entity(root), {1'000, 170}).rows.empty());
  }
}

TEST_F(AccountBlocksTest, AMovedCompanysAccountsAreCountedBelowItsNewPartner) {
  add_account({.entity_id = 311, .username = "ann"});
  sandbox.flows.move(entity(311), entity(226), false);
  EXPECT_EQ(sandbox.account_lists.active_below(entity(221), {1, 10}).total, 0);
  const auto page = sandbox.account_lists.active_below(entity(226), {1, 10});
  ASSERT_EQ(page.total, 1);
  EXPECT_EQ(page.rows[0].parent_entity_id, 226);
}

}  // namespace
}  // namespace state
