// The worlds inside the program: what the API document prints, and one of each situation (fixtures/worlds/README.md).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "control/time_text.hpp"
#include "control/world.hpp"

namespace control {
namespace {

using testing::ElementsAre;

state::Instant noon() { return parse_instant("2026-01-15T12:00:00Z").value(); }

class DefaultWorld : public testing::Test {
 protected:
  DefaultWorld() { World::embedded("default").load_into(sandbox); }
  state::Entity entity(std::int32_t id) { return sandbox.entities.find(id).value(); }
  state::Sandbox sandbox{":memory:", 1, noon};
};

// The document's table of GetEntityHierarchy for distributor 888.
TEST_F(DefaultWorld, PrintsTheDocumentsTree) {
  std::vector<std::string> rows;
  for (const state::HierarchyRow& row : sandbox.entities.hierarchy(entity(888), true, 888)) {
    rows.push_back(std::to_string(row.id) + " " + row.name + " " + std::to_string(row.parent_id) + " " +
                   std::to_string(row.distributor_id) + " " + std::to_string(row.partner_id) + " " +
                   std::to_string(row.company_id) + (row.active ? " true" : " false"));
    EXPECT_FALSE(row.connectwise_id) << row.name;
  }
  EXPECT_THAT(rows, ElementsAre("888 SomeDistributor 1 888 0 0 true", "111 SomeDistrCompany 888 888 0 111 true",
                                "112 OtherDistrCompany 888 888 0 112 false", "221 SomePartner1 888 888 221 0 true",
                                "311 Company1OfPartner1 221 888 221 311 true",
                                "312 Company2OfPartner1 221 888 221 312 true", "225 SomePartner2 888 888 225 0 false",
                                "226 SomePartner3 888 888 226 0 true", "321 Company1OfPartner3 226 888 226 321 false"));
}

TEST_F(DefaultWorld, HasApiUsersOfDistributorPartnerAndCompany) {
  EXPECT_EQ(sandbox.users.caller("888WS", "Sandbox888")->id, 888);
  EXPECT_EQ(sandbox.users.caller("AacmeES", "Sandbox849")->id, 849);
  EXPECT_EQ(sandbox.users.caller("221ws", "Sandbox221")->id, 221);
  EXPECT_EQ(sandbox.users.caller("311WS", "Sandbox311")->id, 311);
  EXPECT_FALSE(sandbox.users.caller("112WS", "Sandbox112")->usable());
}

TEST_F(DefaultWorld, HasAnEntityOfEveryStatus) {
  EXPECT_EQ(entity(2120).status, state::EntityStatus::suspended);
  EXPECT_EQ(entity(2130).status, state::EntityStatus::cancelled);
  EXPECT_EQ(entity(2140).status, state::EntityStatus::expired);
  EXPECT_EQ(entity(2145).status, state::EntityStatus::active);
  EXPECT_FALSE(entity(2121).ancestors_active);
  EXPECT_FALSE(entity(2150).managed);
}

TEST_F(DefaultWorld, HasThePartnerOfTheDocumentsApplicationUser) {
  EXPECT_EQ(sandbox.users.sign_in("avg9", "Sandbox62136")->entity_id, 62136);
  EXPECT_EQ(entity(62136).name, "Avgtest9");
  EXPECT_EQ(entity(62136).disk_quota_gb, 1);
}

TEST_F(DefaultWorld, GoesOnAboveTheLargestId) {
  EXPECT_EQ(sandbox.entities.add({.parent_id = 221, .name = "New", .disk_quota_gb = 1}), 62137);
}

// The document's answer of GetEntityAccounts for distributor 849.
TEST_F(DefaultWorld, PrintsTheDocumentsAccounts) {
  std::vector<std::string> rows;
  for (const state::AccountRow& row : sandbox.account_lists.active_below(entity(849), {.index = 1, .size = 5}).rows) {
    rows.push_back(std::to_string(row.parent_entity_id) + " " + std::to_string(row.entity_id) + " " + row.username +
                   " " + format_instant(row.signup_date) + " " + row.email + " " + row.full_name + " " +
                   std::to_string(row.windows_devices) + " " + std::to_string(row.android_devices) + " " +
                   std::to_string(row.mac_devices) + " " + std::to_string(row.used_kb) + " " +
                   std::to_string(row.size_mb));
  }
  EXPECT_THAT(
      rows,
      ElementsAre("1 849 1123test 2016-05-19T12:44:31.087Z fdsfsdfsd@fdsfsdfsd.fsd fdsfsdfsd 1 0 0 20314121 51200",
                  "1 849 3test278@sosonlinebackup.com 2014-02-04T08:41:12.633Z 3test278@sosonlinebackup.com "
                  "fdgdfgd 3 0 2 50668 51200",
                  "1 849 3test280@sosonlinebackup.com 2014-02-05T05:18:11.8Z 3test280@sosonlinebackup.com "
                  "sdsdsdsd 1 0 2 1261241 206848",
                  "1 849 5578_us_1 2014-05-22T07:48:45.12Z qwe@qwe.qwe qweqwe 0 0 0 0 58368",
                  "1 849 6_7_2_Sasha@WIN-LD0K5MSGVSR 2017-01-18T04:47:21.807Z "
                  "6_7_2_Sasha@WIN-LD0K5MSGVSR.local Not set 1 0 0 0 51200"));
}

TEST_F(DefaultWorld, HasAnAccountOfEveryStatus) {
  using state::AccountStatus;
  const auto status = [&](const char* name) { return sandbox.accounts.find(name)->status; };
  EXPECT_EQ(status("admin@company1.example"), AccountStatus::active);
  EXPECT_EQ(status("suspended@company1.example"), AccountStatus::suspended);
  EXPECT_EQ(status("cancelled@company1.example"), AccountStatus::cancelled);
  EXPECT_EQ(status("expired@company1.example"), AccountStatus::expired);
  EXPECT_EQ(status("inactive@company1.example"), AccountStatus::inactive);
  EXPECT_EQ(status("locked@company1.example"), AccountStatus::locked);
  EXPECT_TRUE(sandbox.accounts.find("ultra@company1.example")->ultrasafe);
  EXPECT_EQ(sandbox.accounts.administrator(311)->username, "admin@company1.example");
}

TEST_F(DefaultWorld, HasDevicesAndLicences) {
  const auto account = sandbox.accounts.find("anna@company1.example").value();
  EXPECT_EQ(account.mac_devices, 1);
  EXPECT_EQ(account.ios_devices, 1);
  EXPECT_EQ(account.windows_devices, 0);
  EXPECT_EQ(sandbox.devices.of(account.id).size(), 3U);
  EXPECT_EQ(sandbox.licenses.free(2195, state::LicenseType::skraft_disk_image_v5), 3);
  EXPECT_EQ(sandbox.licenses.count(2195, state::LicenseType::skraft_disk_image_v5), 4);
}

// The document's policy, and those that accounts follow.
TEST_F(DefaultWorld, HasPolicies) {
  const auto policy = sandbox.policies.find(507297).value();
  EXPECT_EQ(policy.entity_id, 2117);
  EXPECT_EQ(policy.name, "Peter policy");
  EXPECT_EQ(format_instant(*policy.created_at), "2019-12-19T16:44:54.033Z");
  EXPECT_EQ(policy.options->exclude_larger_than_mb, 1024);
  EXPECT_FALSE(policy.options->remove_after_days);
  const auto every = sandbox.policies.find(500221).value();
  EXPECT_TRUE(every.backup_set && every.schedule && every.run_as && every.options && every.filters);
  EXPECT_EQ(sandbox.policy_files.paths(500221, state::PathPurpose::scanner).include_folders.size(), 2U);
  EXPECT_EQ(sandbox.policy_files.size_limits(500221)[0].max_size, 500);
  const auto followed = sandbox.account_policies.of(sandbox.accounts.find("anna@company1.example")->id);
  ASSERT_EQ(followed.size(), 2U);
  EXPECT_EQ(followed[1].system_name, "ANNA-MAC");
  EXPECT_EQ(followed[1].run_as->domain_and_login, "COMPANY1\\anna");
}

// The document's answers of GetBackupDevices and GetDeviceAccounts.
TEST_F(DefaultWorld, PrintsTheDocumentsDevices) {
  const auto tests = sandbox.accounts.find("tests").value();
  const auto device = sandbox.devices.find(tests.id, "ANDREY-VM").value();
  EXPECT_EQ(format_instant(device.registered_at), "2014-06-27T09:57:27.97Z");
  EXPECT_EQ(device.product_version, "5.13.0.758");
  EXPECT_EQ(device.os_name, "Windows 7");
  EXPECT_EQ(device.clr_version, "4.0.30319.17929");
  const auto rows = sandbox.devices.on_installation(entity(2117), "bad412d2-1330-4c99-837f-442f1c8d3093", "MVR01372");
  // A cancelled account connected later.
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[1].username, "nlemen@xxx.com");
  EXPECT_EQ(rows[1].entity_id, 2095);
  EXPECT_EQ(rows[1].ip, "50.23.4.207");
  EXPECT_EQ(rows[1].used_kb, 639372);
  EXPECT_EQ(format_instant(rows[1].last_backup.value()), "2015-02-04T09:15:09.713Z");
}

TEST_F(DefaultWorld, HasAnApplianceOfEveryStatus) {
  const auto packs = sandbox.appliances.packs(entity(2200));
  ASSERT_EQ(packs.size(), 14U);
  for (std::size_t at = 0; at < 12; ++at) {
    EXPECT_EQ(packs[at].primary.status, static_cast<state::ApplianceStatus>(at));
    EXPECT_EQ(packs[at].replication->status, static_cast<state::QueueStatus>(at));
  }
  EXPECT_FALSE(packs[12].secondary);
  EXPECT_TRUE(packs[12].primary.remote_access);
  EXPECT_FALSE(packs[13].primary.remote_access);
}

TEST_F(DefaultWorld, HasTheDocumentsFolderSettingsAndCloudUsage) {
  const auto alex = sandbox.accounts.find("Alex").value();
  const auto settings = sandbox.folder_backups.of(sandbox.devices.find(alex.id, "alex-pc")->id).value();
  EXPECT_EQ(settings.id, 53);
  EXPECT_EQ(settings.folders[1].id, 528);
  EXPECT_EQ(format_instant(settings.folders[0].created_at), "2015-06-05T13:09:02.7454428Z");
  EXPECT_EQ(sandbox.cloud_backups.count(entity(523)), 3);
  EXPECT_EQ(sandbox.cloud_backups.page(entity(523), 1, 1)[0].usage[0].storage_bytes, 3715401905);
}

TEST_F(DefaultWorld, TellsNothingOfADeviceButItsDefaults) {
  const auto paula = sandbox.accounts.find("paula@somepartner1.example").value();
  const auto device = sandbox.devices.find(paula.id, "PAULA-MAC").value();
  EXPECT_EQ(device.registered_at, paula.signup_date);
  EXPECT_EQ(device.product_version, "7.5.0.1107");
  EXPECT_EQ(device.os_name, "Mac");
  EXPECT_EQ(device.ip, "192.0.2.1");
  EXPECT_FALSE(device.last_backup);
  EXPECT_FALSE(device.clr_version);
}

TEST_F(DefaultWorld, IsOverQuotaWhereItSaysSo) {
  EXPECT_GT(entity(2180).allocated_mb, entity(2180).disk_quota_gb.value() * 1024);
  EXPECT_FALSE(entity(2180).allow_upload_over_account_size);
  EXPECT_TRUE(entity(2185).allow_upload_over_account_size);
}

TEST_F(DefaultWorld, HasMailTemplatesEverywhereButUnderOneDistributor) {
  EXPECT_EQ(sandbox.mail.find_template(entity(311), "UMSUNCANCEL", 5)->locale_id, 5);
  EXPECT_EQ(sandbox.mail.find_template(entity(2195), "EntityResetPwd", 13)->locale_id, 13);
  EXPECT_FALSE(sandbox.mail.find_template(entity(3011), "UMSUNCANCEL", 1));
}

TEST_F(DefaultWorld, MatchesConnectWiseCompaniesForOneIntegrator) {
  for (const state::HierarchyRow& row : sandbox.entities.hierarchy(entity(2195), false, 2117)) {
    EXPECT_EQ(row.connectwise_id, "LicensedCompany_CW");
  }
}

TEST(EmptyWorld, HoldsOneDistributorWithAnApiUser) {
  state::Sandbox sandbox;
  World::embedded("empty").load_into(sandbox);
  EXPECT_EQ(sandbox.users.caller("888WS", "Sandbox888")->id, 888);
  EXPECT_EQ(sandbox.entities.hierarchy(sandbox.entities.find(888).value(), true, 888).size(), 1U);
}

}  // namespace
}  // namespace control
