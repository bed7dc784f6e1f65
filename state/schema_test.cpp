// Files of earlier schema versions come to the present one with all they hold, or are left alone.
#include "state/schema.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "state/contents.hpp"
#include "state/test_tables.hpp"

namespace state {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string text_of(const std::string& name) {
  const std::ifstream file(std::string(SOURCE_DIR) + "/fixtures/schemas/" + name);
  std::ostringstream text;
  text << file.rdbuf();
  EXPECT_FALSE(text.str().empty()) << name;
  return text.str();
}

// What fixtures/schemas/rows_<version>.sql holds, by today's verbs.
void add_rows(Sandbox& sandbox, int version) {
  sandbox.clock.freeze(639'040'752'000'000'000);
  const auto entity = [&](NewEntity one) { sandbox.entities.add(one); };
  entity({.id = 1, .type = EntityType::infrascale, .name = "Infrascale", .created_at = 638'000'000'000'000'000});
  entity({.id = 888,
          .type = EntityType::distributor,
          .parent_id = 1,
          .name = "SomeDistributor",
          .contact_person = "Dora",
          .contact_email = "dora@x.test",
          .data_center_country = "US",
          .created_at = 638'000'000'000'000'001});
  entity({.id = 221,
          .type = EntityType::partner,
          .parent_id = 888,
          .name = "SomePartner1",
          .disk_quota_gb = 1000,
          .allow_upload_over_account_size = true,
          .locale_id = 5,
          .created_at = 638'000'000'000'000'002});
  entity({.id = 311,
          .parent_id = 221,
          .name = "Company1",
          .trial_end = 639'050'000'000'000'000,
          .disk_quota_gb = 200,
          .auto_upgrade_client_app = true,
          .data_center_country = "DE",
          .disable_emails = true,
          .created_at = 638'000'000'000'000'003});
  entity({.id = 312,
          .parent_id = 221,
          .name = "Company2",
          .status = EntityStatus::cancelled,
          .managed = false,
          .disk_quota_gb = 300,
          .created_at = 638'000'000'000'000'004,
          .cancel_reason = "closed"});
  start_ids_after(sandbox.database, {.entity = 5000});
  sandbox.accounts.add({.id = 4,
                        .entity_id = 311,
                        .username = "Anna@x.test",
                        .password = "Backup123",
                        .size_mb = 2048,
                        .own_used_kb = 77,
                        .full_name = "Anna",
                        .email = "anna@x.test",
                        .secret_question = "q",
                        .secret_answer = "a",
                        .entity_admin = true,
                        .locale_id = 1,
                        .signup_date = 638'100'000'000'000'000,
                        .backup_server = "bs01.de.backup.test"});
  sandbox.accounts.add({.id = 9,
                        .entity_id = 311,
                        .username = "gone@x.test",
                        .password = "Backup123",
                        .status = AccountStatus::cancelled,
                        .size_mb = 1024,
                        .email = "gone@x.test",
                        .ultrasafe = true,
                        .monitored = false,
                        .endguard_enabled = true,
                        .disable_emails = true,
                        .locale_id = 5,
                        .signup_date = 638'100'000'000'000'001,
                        .backup_server = "bs02.de.backup.test"});
  sandbox.schedule.add(639'100'000'000'000'000, DueKind::purge_files, 9);
  sandbox.schedule.add(639'050'000'000'000'000, DueKind::deactivate_license, 3);
  sandbox.licenses.add_free(221, LicenseType::skraft_disk_image_v5, 5);
  sandbox.licenses.add_free(888, LicenseType::sql_backup, 0);
  sandbox.licenses.assign({.id = 3,
                           .account_id = 4,
                           .provider_id = 221,
                           .product_key = "AAAA-BBBB",
                           .assigned_at = 638'200'000'000'000'000});
  sandbox.license_keys.add_partner_key(221, "SP1");
  sandbox.license_keys.add({.value = "K1", .entity_id = 221, .size_mb = 1024});
  sandbox.license_keys.add({.value = "K2", .entity_id = 221, .size_mb = 2048, .account_id = 4});
  sandbox.users.add_api_user(888, "888WS", "Sandbox888");
  sandbox.users.add({.id = 2, .entity_id = 221, .name = "Paula", .password = "Sandbox221", .locale_id = 5});
  sandbox.tokens.add(
      {.value = "abc", .kind = TokenKind::password_reset, .subject = 2, .valid_until = 639'040'762'000'000'000});
  sandbox.mail.set_template(
      {.entity_id = 888, .code = "EntityResetPwd", .sender = "s@x.test", .subject = "Reset", .text = "{{Link}}"});
  sandbox.mail.add({.id = 6,
                    .at = 638'200'000'000'000'000,
                    .sender = "s@x.test",
                    .recipient = "P@x.test",
                    .template_code = "EntityResetPwd",
                    .locale_id = 1,
                    .subject = "Reset",
                    .text = "link",
                    .entity_id = 221,
                    .username = "Paula"});
  sandbox.entities.map_connectwise(888, 311, "CW");
  sandbox.uploads.add(4, 638'200'000'000'000'000, 3, 300);
  Device mac{.id = 7,
             .account_id = 4,
             .name = "ANNA-MAC",
             .os = DeviceOs::mac,
             .used_kb = 2048,
             .installation_id = "8f14e45f-ceea-467f-a0e6-000000000001",
             .last_connection = 638'200'000'000'000'000,
             .registered_at = 638'100'000'000'000'000,
             .product_version = "7.5.0.1107",
             .os_name = "Mac",
             .ip = "192.0.2.1"};
  Device phone = mac;
  phone.id = 8;
  phone.name = "Phone";
  phone.os = DeviceOs::ios;
  phone.active = false;
  phone.used_kb = 10;
  phone.installation_id = "";
  phone.last_connection = 638'200'000'000'000'001;
  phone.os_name = "iOS";
  if (version == 2) {
    sandbox.simulation.set_shadowprotect_fails(true);
    mac.registered_at = 638'150'000'000'000'000;
    mac.last_backup = 638'160'000'000'000'000;
    mac.product_version = "7.6.0.1";
    mac.os_name = "macOS 12";
    mac.clr_version = "4.8";
    mac.ip = "192.0.2.7";
    phone.registered_at = 638'150'000'000'000'001;
    phone.product_version = "7.6.0.2";
    phone.os_name = "iOS 15";
    phone.ip = "192.0.2.8";
  }
  sandbox.devices.add(mac);
  sandbox.devices.add(phone);
  sandbox.continue_ids({.seed = 5, .drawn = 40, .correlation = 8});
}

std::vector<std::string> schema_rows(const Snapshot& image) {
  Database database;
  database.restore(image);
  return database.all<std::string>(
      "SELECT type || ' ' || name || ' ' || tbl_name || ' ' || coalesce(sql, '') FROM sqlite_schema ORDER BY type, "
      "name");
}

// A file of an older version, in a directory of this test's own.
class OlderFile : public testing::TestWithParam<int> {
 protected:
  OlderFile() { std::filesystem::create_directory(directory_); }
  ~OlderFile() override { std::filesystem::remove_all(directory_); }

  void make(const std::string& sql, int version) const {
    sqlite3* raw = nullptr;
    ASSERT_EQ(sqlite3_open(path_.c_str(), &raw), SQLITE_OK);
    const tables::Handle handle(raw, sqlite3_close);
    const std::string all =
        sql + "PRAGMA application_id = 1397707586; PRAGMA user_version = " + std::to_string(version);
    ASSERT_EQ(sqlite3_exec(raw, all.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(raw);
  }
  static std::string sql_of(int version) {
    return text_of(std::to_string(version) + ".sql") + text_of("rows_" + std::to_string(version) + ".sql");
  }
  std::string failure() const {
    try {
      Database database(path_);
    } catch (const OpenError& error) {
      return error.what();
    }
    return "";
  }
  std::string bytes_of(const std::string& path) const {
    const std::ifstream file(path, std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
  }
  std::vector<std::string> files() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(directory_)) names.push_back(entry.path().filename());
    std::sort(names.begin(), names.end());
    return names;
  }

  std::filesystem::path directory_ =
      std::filesystem::temp_directory_path() /
      ("schema-" + std::to_string(getpid()) +
       std::to_string(std::hash<std::string>{}(testing::UnitTest::GetInstance()->current_test_info()->name())));
  std::string path_ = directory_ / "sandbox.db";
};

TEST_P(OlderFile, HasTheSchemaAndTheContentOfAFreshOne) {
  make(sql_of(GetParam()), GetParam());
  const Database migrated(path_);
  Sandbox fresh;
  add_rows(fresh, GetParam());

  EXPECT_EQ(schema_rows(migrated.take()), schema_rows(fresh.take()));
  const Tables before = tables_of(fresh.take());
  const Tables after = tables_of(migrated.take());
  ASSERT_EQ(before.size(), after.size());
  for (const auto& [table, rows] : before) EXPECT_EQ(after.at(table), rows) << "in table " << table;
}

TEST_P(OlderFile, IsKeptBesideItself) {
  const std::string version = std::to_string(GetParam());
  make(sql_of(GetParam()), GetParam());
  const std::string before = bytes_of(path_);
  { const Database migrated(path_); }
  EXPECT_EQ(bytes_of(path_ + ".v" + version + ".bak"), before);
  { const Database again(path_); }
  EXPECT_THAT(files(), ElementsAre("sandbox.db", "sandbox.db.v" + version + ".bak")) << "no second copy";
}

TEST_P(OlderFile, NeverTakesThePlaceOfAnEarlierCopy) {
  const std::string version = std::to_string(GetParam());
  make(sql_of(GetParam()), GetParam());
  std::ofstream(path_ + ".v" + version + ".bak") << "precious";
  { const Database migrated(path_); }
  EXPECT_EQ(bytes_of(path_ + ".v" + version + ".bak"), "precious");
  EXPECT_THAT(files(), testing::Contains("sandbox.db.v" + version + ".2.bak"));
}

TEST_P(OlderFile, WithOtherTablesThanItsVersionSaysIsLeftAlone) {
  make(sql_of(GetParam()) + "CREATE TABLE more(x);", GetParam());
  const std::string before = bytes_of(path_);
  EXPECT_THAT(failure(), HasSubstr("cannot bring the database " + path_ + " from schema version " +
                                   std::to_string(GetParam()) + " to 3: the database"));
  EXPECT_EQ(bytes_of(path_), before);
}

TEST_P(OlderFile, GoesOnWorking) {
  make(sql_of(GetParam()), GetParam());
  Sandbox sandbox(path_);
  Transaction transaction(sandbox.database);
  EXPECT_EQ(sandbox.entities.add({.parent_id = 221, .name = "New", .disk_quota_gb = 1}), 5001);
  EXPECT_EQ(sandbox.accounts.add({.entity_id = 311, .username = "new@x.test", .size_mb = 5}), 10);
  EXPECT_EQ(sandbox.entities.find(311)->accounts, 3);
  transaction.commit();
}

INSTANTIATE_TEST_SUITE_P(Versions, OlderFile, testing::Values(1, 2));

class OtherFile : public OlderFile {};

TEST_F(OtherFile, OfANewerVersionIsRefusedAndLeftAlone) {
  {
    Database database(path_);
    database.script("PRAGMA user_version = 99");
  }
  const std::string before = bytes_of(path_);
  EXPECT_EQ(failure(), "the database " + path_ + " has schema version 99; this program reads versions 1 to 3");
  EXPECT_EQ(bytes_of(path_), before);
  EXPECT_THAT(files(), ElementsAre("sandbox.db"));
}

TEST_F(OtherFile, OfThisVersionWithOtherTablesIsRefused) {
  {
    Database database(path_);
    database.script("DROP TABLE cloud_usage");
  }
  EXPECT_EQ(failure(), "the database " + path_ +
                           " does not have the tables of schema version 3, as its header says: it was made by a program"
                           " between two versions");
}

TEST(SchemaVersion, IsToldFromTheHeaderOfAnImage) {
  Database database;
  const Snapshot image = database.take();
  EXPECT_EQ(schema_version_of(image), schema_version());
  database.script("PRAGMA user_version = 7");
  EXPECT_EQ(schema_version_of(database.take()), 7);
  database.script("PRAGMA application_id = 7");
  EXPECT_EQ(schema_version_of(database.take()), std::nullopt);
  EXPECT_EQ(schema_version_of("SQLite format 3"), std::nullopt);
  EXPECT_EQ(schema_version_of(std::string(200, '\0')), std::nullopt);
}

// Who changes schema.sql raises the version: a script state/migrations/<old>_to_<new>.sql, its line in schema.cpp, the
// schema as it was until now in fixtures/schemas with rows for it, and the number that this test prints.
TEST(SchemaVersion, IsRaisedWithTheSchema) {
  std::uint64_t hash = 0xcbf29ce484222325;  // FNV-1a
  for (const std::string& row : schema_rows(Database().take()))
    for (const char letter : row) hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3;
  EXPECT_EQ(schema_version(), 3);
  EXPECT_EQ(hash, 0xbd3806f22d1c1690u);
}

}  // namespace
}  // namespace state
