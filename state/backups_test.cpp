#include "state/backups.hpp"

#include "state/test_world.hpp"

namespace state {
namespace {

class BackupsTest : public WorldTest {
 protected:
  BackupsTest() {
    const auto id = add_account({.entity_id = 311, .username = "ann", .size_mb = 1024});
    sandbox.devices.add({.account_id = id, .name = "PC", .active = false, .used_kb = 10, .product_version = "7.5.0.1"});
  }
  Device pc() { return *sandbox.devices.find(account("ann").id, "PC"); }
  std::int64_t report(BackupStep step, const BackupReport& report = {}) {
    return sandbox.backups.report(account("ann"), pc(), step, report);
  }
  EventKind latest() {
    return EventKind::of(sandbox.event_lists.monitoring(entity(1), {}, {1, 1}).rows.at(0).category);
  }
};

TEST_F(BackupsTest, ACompletedBackupIsOneCall) {
  report(BackupStep::started);
  EXPECT_TRUE(pc().active) << "it connected";
  EXPECT_EQ(pc().last_connection, kNoon);
  report(BackupStep::completed, {.files = {.uploaded_files = 2, .uploaded_bytes = 1025}});
  EXPECT_EQ(pc().used_kb, 10 + 2) << "a KB that was begun counts";
  EXPECT_EQ(pc().last_backup, kNoon);
  EXPECT_EQ(account("ann").used_kb, 12);
  EXPECT_EQ(latest().status, MonitorStatus::completed);
  EXPECT_EQ(latest().indicator, Indicator::ok);
}

TEST_F(BackupsTest, TheDeviceMayTellWhatItHolds) {
  report(BackupStep::completed, {.files = {.uploaded_bytes = 5000}, .device_used_kb = 3});
  EXPECT_EQ(pc().used_kb, 3);
}

TEST_F(BackupsTest, ABackupBeyondTheAccountsSizeIsToldOf) {
  report(BackupStep::completed, {.device_used_kb = 2 * 1024 * 1024});
  const auto rows = sandbox.event_lists.history(entity(311), {}, {1, 10}).rows;
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(EventKind::of(rows[0].category).type, EventType::over_quota_error);
}

TEST_F(BackupsTest, FilesThatFailedAreAWarning) {
  report(BackupStep::completed, {.files = {.error_files = 1}});
  EXPECT_EQ(latest().indicator, Indicator::warning);
  report(BackupStep::completed, {.files = {.error_files = 1}, .indicator = Indicator::ok});
  EXPECT_EQ(latest().indicator, Indicator::ok);
}

TEST_F(BackupsTest, AFailedBackupIsACancelledOneWithAnError) {
  report(BackupStep::failed, {.summary = "Could not find the agent."});
  EXPECT_EQ(latest().type, EventType::backup_cancelled);
  EXPECT_EQ(latest().indicator, Indicator::error);
  EXPECT_EQ(latest().status, MonitorStatus::failed);
  EXPECT_EQ(pc().last_backup, std::nullopt);
  EXPECT_EQ(pc().used_kb, 10);
}

TEST_F(BackupsTest, StepsInBetweenChangeTheStateOnly) {
  report(BackupStep::configured);
  EXPECT_EQ(latest().status, MonitorStatus::configured);
  report(BackupStep::progress, {.files = {.uploaded_bytes = 100'000}});
  EXPECT_EQ(latest().status, MonitorStatus::uploading);
  report(BackupStep::cancelled, {.files = {.uploaded_bytes = 100'000}});
  EXPECT_EQ(latest().status, MonitorStatus::canceled);
  EXPECT_EQ(latest().indicator, Indicator::warning);
  EXPECT_EQ(pc().used_kb, 10);
}

TEST_F(BackupsTest, ARecoveryHasAnIdAndTheDevicesVersion) {
  sandbox.backups.recovered(account("ann"), pc(), {.type = RecoveryType::failed, .summary = "disk full"});
  const auto page = sandbox.event_lists.recoveries(entity(221), {.account_name = "ANN"}, {1, 10});
  ASSERT_EQ(page.total, 1);
  EXPECT_EQ(page.rows[0].recovery_id.size(), 36U);
  EXPECT_EQ(page.rows[0].client_version, "7.5.0.1");
  EXPECT_EQ(page.rows[0].type, RecoveryType::failed);
  EXPECT_EQ(page.rows[0].entity_id, 311);
}

}  // namespace
}  // namespace state
