#include "state/account_lists.hpp"

#include <gmock/gmock.h>

#include "state/test_world.hpp"

namespace state {
namespace {

using testing::ElementsAre;

class AccountListsTest : public WorldTest {
 protected:
  AccountListsTest() {
    add_account({.entity_id = 888, .username = "dist"});
    add_account({.entity_id = 111, .username = "Direct-b"});
    add_account({.entity_id = 111, .username = "direct-A"});
    add_account({.entity_id = 221, .username = "partner"});
    add_account({.entity_id = 311, .username = "c2"});
    add_account({.entity_id = 311, .username = "c1"});
    add_account({.entity_id = 311, .username = "c0", .status = AccountStatus::suspended});
    add_account({.entity_id = 312, .username = "d1"});
    add_account({.entity_id = 849, .username = "foreign"});
  }
  static std::vector<std::string> names(const std::vector<AccountRow>& rows) {
    std::vector<std::string> out;
    for (const AccountRow& row : rows) out.push_back(row.username);
    return out;
  }
  AccountPage below(std::int32_t root, PageOf page = {.index = 1, .size = 100}) {
    return sandbox.account_lists.active_below(entity(root), page);
  }
  AccountPage direct(std::int32_t id, bool include_inactive, PageOf page = {.index = 1, .size = 100}) {
    return sandbox.account_lists.direct(entity(id), include_inactive, page);
  }
  AccountLists& lists = sandbox.account_lists;
};

TEST_F(AccountListsTest, DirectAccountsAreSortedByUsername) {
  EXPECT_THAT(names(direct(311, false).rows), ElementsAre("c1", "c2"));
  EXPECT_EQ(direct(311, false).total, 2);
  EXPECT_THAT(names(direct(311, true).rows), ElementsAre("c0", "c1", "c2"));
  EXPECT_EQ(direct(311, true).total, 3);
  EXPECT_THAT(names(direct(111, false).rows), ElementsAre("direct-A", "Direct-b"));
  EXPECT_THAT(names(direct(221, true).rows), ElementsAre("partner"));
  EXPECT_EQ(direct(311, true).rows[0].status, AccountStatus::suspended);
}

TEST_F(AccountListsTest, DirectAccountsComeInPages) {
  EXPECT_THAT(names(direct(311, true, {.index = 1, .size = 2}).rows), ElementsAre("c0", "c1"));
  EXPECT_THAT(names(direct(311, true, {.index = 2, .size = 2}).rows), ElementsAre("c2"));
  const AccountPage past = direct(311, true, {.index = 3, .size = 2});
  EXPECT_TRUE(past.rows.empty());
  EXPECT_EQ(past.total, 3);
  EXPECT_TRUE(direct(311, false, {.index = 2147483647, .size = 5000}).rows.empty());
}

TEST_F(AccountListsTest, TheTreesAccountsAreSortedByParentEntityAndUsername) {
  // 888 hangs under 1; 311 and 312 under 221; 111 and 221 under 888.
  EXPECT_THAT(names(below(888).rows), ElementsAre("dist", "c1", "c2", "d1", "direct-A", "Direct-b", "partner"));
}

TEST_F(AccountListsTest, TheTreeIsTheSubtreeOnly) {
  EXPECT_THAT(names(below(221).rows), ElementsAre("c1", "c2", "d1", "partner"));
  EXPECT_THAT(names(below(312).rows), ElementsAre("d1"));
  EXPECT_EQ(below(226).total, 0);
  EXPECT_EQ(below(1).total, 8);
}

TEST_F(AccountListsTest, EveryPageOfTheTreeIsASliceOfTheWhole) {
  const auto whole = names(below(888).rows);
  for (std::int64_t size = 1; size <= 8; ++size) {
    std::vector<std::string> joined;
    for (std::int64_t index = 1; index <= 8; ++index) {
      const AccountPage page = below(888, {.index = index, .size = size});
      EXPECT_EQ(page.total, 7);
      EXPECT_LE(page.rows.size(), static_cast<std::size_t>(size));
      for (const auto& name : names(page.rows)) joined.push_back(name);
    }
    EXPECT_EQ(joined, whole) << "pages of " << size;
  }
}

TEST_F(AccountListsTest, RowsCarryWhatTheListsPrint) {
  const std::int32_t ann = add_account({.entity_id = 312,
                                        .username = "ann",
                                        .size_mb = 51200,
                                        .full_name = "Ann Lee",
                                        .email = "ann@example.test",
                                        .entity_admin = true});
  sandbox.devices.add({.account_id = ann, .name = "w", .used_kb = 9});
  sandbox.devices.add({.account_id = ann, .name = "a", .os = DeviceOs::android});
  const AccountRow row = below(312).rows[0];
  EXPECT_EQ(row.parent_entity_id, 221);
  EXPECT_EQ(row.entity_id, 312);
  EXPECT_EQ(row.username, "ann");
  EXPECT_TRUE(row.entity_admin);
  EXPECT_EQ(row.signup_date, kNoon);
  EXPECT_EQ(row.email, "ann@example.test");
  EXPECT_EQ(row.full_name, "Ann Lee");
  EXPECT_EQ(row.windows_devices, 1);
  EXPECT_EQ(row.android_devices, 1);
  EXPECT_EQ(row.mac_devices, 0);
  EXPECT_EQ(row.used_kb, 9);
  EXPECT_EQ(row.size_mb, 51200);
}

TEST_F(AccountListsTest, FindsACustomerTypeWithinTheTree) {
  add_account({.entity_id = 312, .username = "avg2", .customer_type_code = "AVG"});
  add_account({.entity_id = 311, .username = "avg1", .status = AccountStatus::cancelled, .customer_type_code = "AVG"});
  add_account({.entity_id = 849, .username = "avg3", .customer_type_code = "AVG"});
  EXPECT_THAT(names(lists.of_customer_type(entity(888), "AVG")), ElementsAre("avg1", "avg2"));
  EXPECT_TRUE(lists.of_customer_type(entity(888), "other").empty());
}

class UsedSpaceTest : public WorldTest {
 protected:
  UsedSpaceTest() {
    const std::int32_t ann = add_account({.entity_id = 311, .username = "ann"});
    sandbox.devices.add({.account_id = ann, .name = "win", .used_kb = 100});
    sandbox.devices.add({.account_id = ann, .name = "Phone", .os = DeviceOs::ios, .used_kb = 20});
    sandbox.devices.add({.account_id = ann, .name = "empty"});
    add_account({.entity_id = 312, .username = "bare", .own_used_kb = 7});
    add_account({.entity_id = 221, .username = "nothing"});
    const std::int32_t mixed = add_account({.entity_id = 312, .username = "mixed", .own_used_kb = 3});
    sandbox.devices.add({.account_id = mixed, .name = "mac", .os = DeviceOs::mac, .used_kb = 1});
    add_account({.entity_id = 849, .username = "foreign", .own_used_kb = 1});
  }
  static std::vector<std::string> text(const std::vector<UsedSpace>& lines) {
    std::vector<std::string> out;
    for (const UsedSpace& line : lines)
      out.push_back(line.username + " " + line.system_name.value_or("-") + " " + std::to_string(line.used_kb));
    return out;
  }
};

TEST_F(UsedSpaceTest, HasALinePerDeviceThatHoldsData) {
  EXPECT_THAT(text(sandbox.account_lists.used_space(account("ann"))), ElementsAre("ann Phone 20", "ann win 100"));
  EXPECT_EQ(sandbox.account_lists.used_space(account("ann"))[0].os, DeviceOs::ios);
}

TEST_F(UsedSpaceTest, AnAccountWithoutDevicesHasALineWithoutASystem) {
  EXPECT_THAT(text(sandbox.account_lists.used_space(account("nothing"))), ElementsAre("nothing - 0"));
  EXPECT_THAT(text(sandbox.account_lists.used_space(account("mixed"))), ElementsAre("mixed - 3", "mixed mac 1"));
  EXPECT_EQ(sandbox.account_lists.used_space(account("nothing"))[0].os, std::nullopt);
}

TEST_F(UsedSpaceTest, CoversTheTreeOrTheOwnAccounts) {
  EXPECT_THAT(text(sandbox.account_lists.used_space(entity(221), false)),
              ElementsAre("ann Phone 20", "ann win 100", "bare - 7", "mixed - 3", "mixed mac 1", "nothing - 0"));
  EXPECT_THAT(text(sandbox.account_lists.used_space(entity(221), true)), ElementsAre("nothing - 0"));
  EXPECT_TRUE(sandbox.account_lists.used_space(entity(226), false).empty());
}

class SummariesTest : public WorldTest {};

TEST_F(SummariesTest, ListTheActiveCompaniesDirectlyBelow) {
  const std::int32_t ann = add_account({.entity_id = 311, .username = "ann", .size_mb = 2048});
  add_account({.entity_id = 311, .username = "off", .status = AccountStatus::suspended, .own_used_kb = 9});
  sandbox.devices.add({.account_id = ann, .name = "w", .used_kb = 40});
  sandbox.devices.add({.account_id = ann, .name = "i", .os = DeviceOs::ios, .used_kb = 2});
  sandbox.licenses.add_free(311, LicenseType::skraft_disk_image_v5, 3);
  sandbox.licenses.assign({.account_id = ann, .provider_id = 221});
  sandbox.entities.change(221, {.data_center_country = "GB"});

  const auto rows = sandbox.summaries.companies(entity(221));
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].id, 311);
  EXPECT_EQ(rows[0].name, "Company1OfPartner1");
  EXPECT_EQ(rows[0].disk_quota_gb, 200);
  EXPECT_EQ(rows[0].used_kb, 42);
  EXPECT_EQ(rows[0].allocated_mb, 3072);
  EXPECT_EQ(rows[0].active_accounts, 1);
  EXPECT_EQ(rows[0].shadow_protect_v5_licenses, 4);
  EXPECT_EQ(rows[0].data_center_country, "GB");
  EXPECT_EQ(rows[0].mobile_devices, 1);
  EXPECT_EQ(rows[0].desktop_devices, 1);
  EXPECT_EQ(rows[1].id, 312);
  EXPECT_EQ(rows[1].active_accounts, 0);
}

TEST_F(SummariesTest, LeaveOutInactiveCompaniesAndPartners) {
  const auto rows = sandbox.summaries.companies(entity(888));
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].id, 111);
  EXPECT_TRUE(sandbox.summaries.companies(entity(226)).empty());
  sandbox.entities.set_trial_end(111, kNoon);
  EXPECT_TRUE(sandbox.summaries.companies(entity(888)).empty());
}

TEST(Uploads, AddUpByMonth) {
  Sandbox sandbox;
  sandbox.entities.add({.id = 1, .type = EntityType::infrascale, .name = "Infrascale"});
  const std::int32_t ann = sandbox.accounts.add({.entity_id = 1, .username = "ann"}).value();
  const std::int32_t bob = sandbox.accounts.add({.entity_id = 1, .username = "bob"}).value();
  const Instant january = month_of(kNoon);
  sandbox.uploads.add(ann, january, 1, 10);
  sandbox.uploads.add(ann, january + 5, 2, 20);
  sandbox.uploads.add(bob, january + 30 * kTicksPerDay, 4, 40);
  sandbox.uploads.add(bob, january + 31 * kTicksPerDay, 8, 80);
  sandbox.uploads.add(bob, january - 1, 100, 1000);

  const std::vector<std::int32_t> both{ann, bob};
  const auto months = sandbox.uploads.by_month(both, kNoon);
  ASSERT_EQ(months.size(), 2u);
  EXPECT_EQ(months[0].period, january);
  EXPECT_EQ(months[0].files, 7);
  EXPECT_EQ(months[0].size_bytes, 70);
  EXPECT_EQ(months[1].period, january + 31 * kTicksPerDay);
  EXPECT_EQ(months[1].files, 8);
  EXPECT_EQ(sandbox.uploads.by_month(std::vector{ann}, kNoon).size(), 1u);
}

}  // namespace
}  // namespace state
