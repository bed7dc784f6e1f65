#include "state/accounts.hpp"

#include <gmock/gmock.h>

#include "state/test_world.hpp"

namespace state {
namespace {

class AccountsTest : public WorldTest {
 protected:
  Accounts& accounts = sandbox.accounts;
};

TEST_F(AccountsTest, AreFoundByNameInAnyCase) {
  const std::int32_t id = add_account({.entity_id = 311, .username = "Müller@WIN-1", .password = "secret1"});
  EXPECT_EQ(account("MÜLLER@win-1").id, id);
  EXPECT_EQ(accounts.find(id)->username, "Müller@WIN-1");
  EXPECT_FALSE(accounts.find("Muller@WIN-1"));
  EXPECT_FALSE(accounts.find(""));
  EXPECT_FALSE(accounts.find(id + 1));
}

TEST_F(AccountsTest, ANameIsTakenForEver) {
  const std::int32_t id = add_account({.entity_id = 311, .username = "ann"});
  EXPECT_FALSE(accounts.add({.entity_id = 849, .username = "ANN"}));
  accounts.set_status(id, AccountStatus::cancelled);
  EXPECT_FALSE(accounts.add({.entity_id = 849, .username = "ann"}));
  EXPECT_EQ(entity(849).accounts, 0);
}

TEST_F(AccountsTest, KeepWhatTheyWereMadeWith) {
  add_account({.entity_id = 311,
               .username = "ann",
               .password = "secret1",
               .size_mb = 2048,
               .full_name = "Ann Lee",
               .email = "ann@example.test",
               .ultrasafe = true,
               .secret_question = "pet",
               .secret_answer = "cat",
               .entity_admin = true,
               .disable_emails = true,
               .customer_type_code = "AVG",
               .payment_plan_id = 3});
  const Account ann = account("ann");
  EXPECT_EQ(ann.entity_id, 311);
  EXPECT_EQ(ann.password, "secret1");
  EXPECT_EQ(ann.size_mb, 2048);
  EXPECT_EQ(ann.full_name, "Ann Lee");
  EXPECT_EQ(ann.email, "ann@example.test");
  EXPECT_TRUE(ann.ultrasafe);
  EXPECT_EQ(ann.secret_question, "pet");
  EXPECT_EQ(ann.secret_answer, "cat");
  EXPECT_TRUE(ann.entity_admin);
  EXPECT_TRUE(ann.disable_emails);
  EXPECT_EQ(ann.customer_type_code, "AVG");
  EXPECT_EQ(ann.payment_plan_id, 3);
  EXPECT_EQ(ann.signup_date, kNoon);
  EXPECT_EQ(accounts.administrator(311)->username, "ann");
  EXPECT_FALSE(accounts.administrator(312));
}

TEST_F(AccountsTest, StayWhereTheirDataWasPlaced) {
  sandbox.entities.change(221, {.data_center_country = "GB"});
  add_account({.entity_id = 311, .username = "ann"});
  EXPECT_EQ(account("ann").data_center_country, "GB");
  EXPECT_THAT(account("ann").backup_server, testing::EndsWith(".gb.backup.test"));
  const std::string server = account("ann").backup_server;
  sandbox.entities.change(311, {.data_center_country = "CA"});
  EXPECT_EQ(account("ann").data_center_country, "GB");
  EXPECT_EQ(account("ann").backup_server, server);
  add_account({.entity_id = 311, .username = "bob"});
  EXPECT_EQ(account("bob").data_center_country, "CA");
}

TEST_F(AccountsTest, CanBeChanged) {
  const std::int32_t id = add_account({.entity_id = 311, .username = "ann"});
  accounts.set_email(id, "new@example.test");
  accounts.set_password(id, "another1");
  accounts.set_size_mb(id, 5120);
  accounts.set_status(id, AccountStatus::locked);
  accounts.set_own_used_kb(id, 77);
  const Account ann = account("ann");
  EXPECT_EQ(ann.email, "new@example.test");
  EXPECT_EQ(ann.password, "another1");
  EXPECT_EQ(ann.size_mb, 5120);
  EXPECT_EQ(ann.status, AccountStatus::locked);
  EXPECT_EQ(ann.used_kb, 77);
}

TEST_F(AccountsTest, RefuseAnUnknownEntity) {
  EXPECT_THROW(accounts.add({.entity_id = 4711, .username = "ann"}), std::invalid_argument);
}

TEST_F(AccountsTest, TheEntityKeepsCount) {
  const std::int32_t ann = add_account({.entity_id = 311, .username = "ann", .size_mb = 1024, .own_used_kb = 10});
  const std::int32_t bob = add_account({.entity_id = 311, .username = "bob", .size_mb = 2048, .own_used_kb = 20});
  add_account({.entity_id = 311, .username = "old", .status = AccountStatus::cancelled, .size_mb = 4096});
  Entity company = entity(311);
  EXPECT_EQ(company.accounts, 3);
  EXPECT_EQ(company.open_accounts, 2);
  EXPECT_EQ(company.active_accounts, 2);
  EXPECT_EQ(company.allocated_mb, 3072);
  EXPECT_EQ(company.used_kb, 30);

  accounts.set_status(ann, AccountStatus::suspended);
  company = entity(311);
  EXPECT_EQ(company.open_accounts, 2);
  EXPECT_EQ(company.active_accounts, 1);
  EXPECT_EQ(company.allocated_mb, 3072);
  EXPECT_EQ(company.used_kb, 20);

  accounts.set_status(ann, AccountStatus::cancelled);
  accounts.set_size_mb(bob, 10240);
  accounts.set_own_used_kb(bob, 25);
  company = entity(311);
  EXPECT_EQ(company.open_accounts, 1);
  EXPECT_EQ(company.allocated_mb, 10240);
  EXPECT_EQ(company.used_kb, 25);
  EXPECT_EQ(entity(221).accounts, 0);
}

class DevicesTest : public WorldTest {
 protected:
  DevicesTest() : ann(add_account({.entity_id = 311, .username = "ann", .own_used_kb = 5})) {}
  std::int32_t device(std::string name, DeviceOs os, std::int64_t used_kb, bool active = true) {
    return sandbox.devices
        .add({.account_id = ann, .name = std::move(name), .os = os, .active = active, .used_kb = used_kb})
        .value();
  }
  std::int32_t ann;
};

TEST_F(DevicesTest, AreUniqueByAccountAndName) {
  const std::int32_t id = device("WIN-1", DeviceOs::windows, 10);
  EXPECT_FALSE(sandbox.devices.add({.account_id = ann, .name = "win-1"}));
  const std::int32_t bob = add_account({.entity_id = 311, .username = "bob"});
  EXPECT_TRUE(sandbox.devices.add({.account_id = bob, .name = "WIN-1"}));
  EXPECT_EQ(sandbox.devices.find(ann, "wIN-1")->id, id);
  EXPECT_FALSE(sandbox.devices.find(ann, "WIN-2"));
}

TEST_F(DevicesTest, AreListedByName) {
  device("beta", DeviceOs::mac, 1);
  device("Alpha", DeviceOs::ios, 2);
  const auto devices = sandbox.devices.of(ann);
  ASSERT_EQ(devices.size(), 2u);
  EXPECT_EQ(devices[0].name, "Alpha");
  EXPECT_EQ(devices[0].os, DeviceOs::ios);
  EXPECT_EQ(devices[1].used_kb, 1);
}

TEST_F(DevicesTest, HaveTheTypeOfTheirSystem) {
  for (const DeviceOs os : {DeviceOs::windows, DeviceOs::mac, DeviceOs::linux_})
    EXPECT_EQ(type_of(os), DeviceType::desktop);
  for (const DeviceOs os : {DeviceOs::android, DeviceOs::ios}) EXPECT_EQ(type_of(os), DeviceType::mobile);
}

TEST_F(DevicesTest, AccountAndEntityKeepCount) {
  device("w1", DeviceOs::windows, 100);
  const std::int32_t off = device("w2", DeviceOs::windows, 200, false);
  device("m", DeviceOs::mac, 0);
  device("l", DeviceOs::linux_, 0);
  const std::int32_t phone = device("a", DeviceOs::android, 7);
  device("i", DeviceOs::ios, 0);
  EXPECT_EQ(account("ann").windows_devices, 1);
  EXPECT_EQ(account("ann").mac_devices, 1);
  EXPECT_EQ(account("ann").linux_devices, 1);
  EXPECT_EQ(account("ann").android_devices, 1);
  EXPECT_EQ(account("ann").ios_devices, 1);
  EXPECT_EQ(account("ann").used_kb, 5 + 100 + 200 + 7);
  EXPECT_EQ(entity(311).desktop_devices, 3);
  EXPECT_EQ(entity(311).mobile_devices, 2);
  EXPECT_EQ(entity(311).used_kb, 312);

  sandbox.devices.set_active(phone, false);
  sandbox.devices.connect(off);
  sandbox.devices.set_used_kb(off, 250);
  EXPECT_EQ(account("ann").windows_devices, 2);
  EXPECT_EQ(account("ann").android_devices, 0);
  EXPECT_EQ(entity(311).mobile_devices, 1);
  EXPECT_EQ(entity(311).used_kb, 362);
  EXPECT_EQ(sandbox.devices.find(ann, "w2")->last_connection, kNoon);

  sandbox.accounts.set_status(ann, AccountStatus::suspended);
  EXPECT_EQ(entity(311).desktop_devices, 0);
  EXPECT_EQ(entity(311).mobile_devices, 0);
  EXPECT_EQ(entity(311).used_kb, 0);
  sandbox.accounts.set_status(ann, AccountStatus::active);
  EXPECT_EQ(entity(311).desktop_devices, 4);
  EXPECT_EQ(entity(311).used_kb, 362);
}

TEST_F(AccountsTest, KnowsTheNamesBesideAName) {
  for (const char* name : {"anna", "Bert", "carl", "dora"}) add_account({.entity_id = 311, .username = name});
  EXPECT_EQ(sandbox.accounts.neighbours("BERTA"), (std::vector<std::string>{"Bert", "anna", "carl", "dora"}));
  EXPECT_EQ(sandbox.accounts.neighbours("zoe"), (std::vector<std::string>{"dora", "carl"}));
}

}  // namespace
}  // namespace state
