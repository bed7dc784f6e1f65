#include "state/folder_backups.hpp"

#include "state/test_world.hpp"

namespace state {
namespace {

class FolderBackupsTest : public WorldTest {
 protected:
  FolderBackupsTest()
      : device(sandbox.devices.add({.account_id = add_account({.entity_id = 311, .username = "ann"}), .name = "PC"})
                   .value()) {}
  FolderBackups& folders = sandbox.folder_backups;
  std::int32_t device;
};

TEST_F(FolderBackupsTest, ADeviceHasNoneUntilTheyAreSet) { EXPECT_FALSE(folders.of(device)); }

TEST_F(FolderBackupsTest, ComeBackAsTheyWereSet) {
  folders.set({.id = 53,
               .device_id = device,
               .send_report = true,
               .report_to = "a@b.example",
               .run_as = true,
               .run_as_user = "pc\\ann",
               .run_as_password = "x",
               .folders = {{.id = 527,
                            .schedule = FolderSchedule::monthly,
                            .hourly_period = 1,
                            .weekly_day = "Monday",
                            .monthly_day = 31,
                            .start_time = 5,
                            .end_time = 6,
                            .end_time_enabled = true,
                            .friendly_name = "Docs",
                            .path = "C:\\docs",
                            .path_user = "u",
                            .path_password = "p",
                            .retention = FolderRetention::cloud_retention,
                            .time_limited_days = 33,
                            .skip_modified_days = 8,
                            .cloud_delete_days = 4,
                            .whole_hierarchy = true,
                            .created_at = 7},
                           {.friendly_name = "More", .path = "D:\\"}}});
  const auto read = folders.of(device).value();
  EXPECT_EQ(read.id, 53);
  EXPECT_EQ(read.report_to, "a@b.example");
  EXPECT_EQ(read.run_as_password, "x");
  ASSERT_EQ(read.folders.size(), 2u);
  const BackupFolder& docs = read.folders[0];
  EXPECT_EQ(docs.id, 527);
  EXPECT_EQ(docs.schedule, FolderSchedule::monthly);
  EXPECT_EQ(docs.monthly_day, 31);
  EXPECT_EQ(docs.end_time, 6);
  EXPECT_EQ(docs.retention, FolderRetention::cloud_retention);
  EXPECT_EQ(docs.cloud_delete_days, 4);
  EXPECT_TRUE(docs.whole_hierarchy);
  EXPECT_EQ(docs.created_at, 7);
  EXPECT_EQ(read.folders[1].id, 528);
  EXPECT_EQ(read.folders[1].path_user, std::nullopt);
}

TEST_F(FolderBackupsTest, SettingReplacesTheListAndKeepsTheIdOfTheSettings) {
  folders.set({.id = 53, .device_id = device, .folders = {{.id = 527, .path = "a"}, {.id = 528, .path = "b"}}});
  folders.set({.device_id = device, .folders = {{.id = 528, .path = "b2"}, {.path = "c"}}});
  const auto read = folders.of(device).value();
  EXPECT_EQ(read.id, 53);
  ASSERT_EQ(read.folders.size(), 2u);
  EXPECT_EQ(read.folders[0].path, "b2");
  EXPECT_EQ(read.folders[1].id, 529);
  folders.set({.device_id = device, .folders = {{.path = "d"}}});
  EXPECT_EQ(folders.of(device)->folders[0].id, 530);
}

}  // namespace
}  // namespace state
