#include "state/monitoring.hpp"

#include <gmock/gmock.h>

#include "state/test_world.hpp"

namespace state {
namespace {

using testing::ElementsAre;

class MonitoringTest : public WorldTest {
 protected:
  MonitoringTest() {
    ann = add_account({.entity_id = 311, .username = "ann@x.example", .size_mb = 1024});
    pc = *sandbox.devices.add({.account_id = ann, .name = "ANN-PC", .registered_at = kNoon});
  }

  EventSource on_pc() { return source_of(account("ann@x.example"), "ANN-PC"); }
  void advance(Instant step) {
    ASSERT_TRUE(sandbox.clock.advance(step));
    sandbox.catch_up();
  }
  std::vector<EventRow> history(std::int32_t root = 1) {
    return sandbox.event_lists.history(entity(root), {}, {1, 5000}).rows;
  }
  std::vector<EventRow> monitor(std::int32_t root = 1) {
    return sandbox.event_lists.monitoring(entity(root), {}, {1, 5000}).rows;
  }
  std::vector<EventType> types() {
    std::vector<EventType> out;
    for (const EventRow& row : history()) out.push_back(EventKind::of(row.category).type);
    return out;
  }

  Monitoring& monitoring = sandbox.monitoring;
  std::int32_t ann = 0;
  std::int32_t pc = 0;
};

TEST_F(MonitoringTest, AKindIsWhatItsCategorySays) {
  const EventKind kind{.type = EventType::backup_check_executed,
                       .backup_type = BackupType::icab_drop_box,
                       .indicator = Indicator::error,
                       .account_type = EventAccountType::icab_email,
                       .status = MonitorStatus::configured};
  EXPECT_EQ(EventKind::of(kind.category()), kind);
}

TEST_F(MonitoringTest, HistoryKeepsEveryEventAndMonitoringTheLatestState) {
  monitoring.record(on_pc(), Event{.type = EventType::backup_started, .scheduled = true});
  sandbox.clock.advance(kTicksPerHour);
  monitoring.record(on_pc(), Event{.type = EventType::backup_completed,
                                   .scheduled = true,
                                   .files = {.total_files = 10, .uploaded_files = 4, .uploaded_bytes = 400},
                                   .duration_seconds = 3600,
                                   .summary = "fine"});
  ASSERT_EQ(history().size(), 2U);
  EXPECT_EQ(history()[0].account_name, "ann@x.example");
  EXPECT_EQ(history()[0].system_name, "ANN-PC");
  EXPECT_EQ(history()[0].entity_id, 311);
  EXPECT_EQ(history()[0].files.uploaded_bytes, 400);
  EXPECT_EQ(history()[0].text, "fine");
  ASSERT_EQ(monitor().size(), 1U);
  EXPECT_EQ(EventKind::of(monitor()[0].category).status, MonitorStatus::completed);
  EXPECT_EQ(monitor()[0].at, kNoon + kTicksPerHour);
  EXPECT_EQ(monitor()[0].files.total_files, 10);
  EXPECT_FALSE(monitor()[0].system_notification);
}

TEST_F(MonitoringTest, EverySystemAndTypeOfBackupHasAStateOfItsOwn) {
  monitoring.record(on_pc(), Event{.type = EventType::backup_completed});
  monitoring.record(on_pc(), Event{.type = EventType::backup_completed, .backup_type = BackupType::mssql});
  monitoring.record(source_of(account("ann@x.example"), "OTHER"), Event{.type = EventType::backup_completed});
  monitoring.record(source_of(account("ann@x.example"), "ann-pc"), Event{.type = EventType::backup_completed});
  EXPECT_EQ(monitor().size(), 3U);
  EXPECT_EQ(history().size(), 4U);
}

TEST_F(MonitoringTest, AnOlderEventDoesNotReplaceANewerState) {
  monitoring.record(on_pc(), Event{.type = EventType::backup_completed, .at = kNoon});
  monitoring.record(on_pc(), Event{.type = EventType::backup_started, .at = kNoon - kTicksPerHour});
  ASSERT_EQ(monitor().size(), 1U);
  EXPECT_EQ(EventKind::of(monitor()[0].category).status, MonitorStatus::completed);
}

TEST_F(MonitoringTest, EventsAreSeenFromEveryEntityAboveAndFromNoOther) {
  monitoring.record(on_pc(), Event{.type = EventType::backup_completed});
  for (const std::int32_t id : {1, 888, 221, 311}) {
    EXPECT_EQ(history(id).size(), 1U) << id;
    EXPECT_EQ(monitor(id).size(), 1U) << id;
    EXPECT_EQ(sandbox.event_lists.days(entity(id), kNoon).size(), 1U) << id;
  }
  for (const std::int32_t id : {849, 226, 312}) EXPECT_TRUE(history(id).empty()) << id;
}

TEST_F(MonitoringTest, EventsOfAWholeEntityBelongToNoAccount) {
  monitoring.record({.entity_id = 221, .account_type = EventAccountType::application_user, .name = "Admin"},
                    Event{.type = EventType::replication_failed, .backup_type = BackupType::appliance_dr_backup});
  EXPECT_EQ(EventKind::of(monitor()[0].category).status, MonitorStatus::failed);
  EXPECT_EQ(EventKind::of(monitor()[0].category).indicator, Indicator::error);
  EXPECT_EQ(monitor()[0].system_name, std::nullopt);
  EXPECT_TRUE(history(311).empty());
}

TEST_F(MonitoringTest, ACompletedBackupIsTheDevicesLastAndCountsAsUpload) {
  monitoring.record(on_pc(),
                    Event{.type = EventType::backup_completed, .files = {.uploaded_files = 3, .uploaded_bytes = 77}});
  EXPECT_EQ(sandbox.devices.find(ann, "ANN-PC")->last_backup, kNoon);
  const auto months = sandbox.uploads.by_month(std::array{ann}, kNoon);
  ASSERT_EQ(months.size(), 1U);
  EXPECT_EQ(months[0].files, 3);
  EXPECT_EQ(months[0].size_bytes, 77);
}

TEST_F(MonitoringTest, ADaysSumHasWhatBackupsUploadedInTheEnd) {
  const FileFigures half{.uploaded_files = 5, .uploaded_bytes = 50};
  monitoring.record(on_pc(), Event{.type = EventType::backup_progress, .files = half});
  monitoring.record(on_pc(),
                    Event{.type = EventType::backup_completed, .files = {.uploaded_files = 10, .uploaded_bytes = 100}});
  monitoring.record(on_pc(), Event{.type = EventType::backup_cancelled, .at = kNoon + kTicksPerDay, .files = half});
  const auto days = sandbox.event_lists.days(entity(888), kNoon);
  ASSERT_EQ(days.size(), 2U);
  EXPECT_EQ(days[0].period, day_of(kNoon));
  EXPECT_EQ(days[0].files, 10);
  EXPECT_EQ(days[0].size_bytes, 100);
  EXPECT_EQ(days[1].files, 5);
  EXPECT_EQ(sandbox.event_lists.days(entity(888), kNoon + kTicksPerDay).size(), 1U);
}

TEST_F(MonitoringTest, AMissingBackupIsNoticedAfterThreeAndSevenDays) {
  monitoring.record(on_pc(),
                    Event{.type = EventType::backup_completed, .files = {.total_files = 120, .unchanged_bytes = 3972}});
  advance(3 * kTicksPerDay - 1);
  EXPECT_EQ(history().size(), 1U);
  advance(1);
  EXPECT_THAT(types(), ElementsAre(EventType::no_backup_1, EventType::backup_completed));
  advance(30 * kTicksPerDay);
  EXPECT_THAT(types(), ElementsAre(EventType::no_backup_2, EventType::no_backup_1, EventType::backup_completed));

  const EventRow last = history()[0];
  EXPECT_EQ(last.at, kNoon + 7 * kTicksPerDay);
  EXPECT_EQ(EventKind::of(last.category).indicator, Indicator::error);
  EXPECT_EQ(last.files.total_files, std::nullopt);
  EXPECT_EQ(last.files.error_bytes, 0);
  EXPECT_EQ(last.files.unchanged_bytes, 3972);
  const EventRow state = monitor()[0];
  EXPECT_EQ(state.at, kNoon) << "when it was completed";
  EXPECT_EQ(state.files.total_files, 120);
  EXPECT_EQ(EventKind::of(state.category).status, MonitorStatus::completed);
  EXPECT_EQ(EventKind::of(state.category).indicator, Indicator::error);
  EXPECT_TRUE(state.system_notification);
  EXPECT_EQ(state.text, "No backup during last 7 day(s). Last backup completed successfully on 1/15/2026 12:00 PM.");
}

TEST_F(MonitoringTest, ABackupInTimeKeepsTheNoticeAway) {
  for (int day = 0; day < 5; ++day) {
    monitoring.record(on_pc(), Event{.type = EventType::backup_completed});
    advance(2 * kTicksPerDay);
  }
  EXPECT_EQ(history().size(), 5U);
}

TEST_F(MonitoringTest, ADeviceThatNeverBackedUpIsNoticedFromItsRegistrationOn) {
  advance(3 * kTicksPerDay);
  ASSERT_EQ(history().size(), 1U);
  EXPECT_EQ(monitor()[0].text, "No backup during last 3 day(s).");
  EXPECT_EQ(EventKind::of(monitor()[0].category).status, MonitorStatus::failed);
}

TEST_F(MonitoringTest, NothingIsNoticedOfWhatIsNotMonitoredOrNotActive) {
  const auto silent = add_account({.entity_id = 311, .username = "silent", .monitored = false});
  const auto off = add_account({.entity_id = 311, .username = "off", .status = AccountStatus::suspended});
  const auto below = add_account({.entity_id = 321, .username = "below a suspended entity"});
  for (const auto id : {silent, off, below})
    sandbox.devices.add({.account_id = id, .name = "d", .registered_at = kNoon});
  sandbox.devices.set_active(pc, false);
  advance(30 * kTicksPerDay);
  EXPECT_TRUE(history().empty());
}

TEST_F(MonitoringTest, ATrialThatEndedBeforeIsRespectedHoweverLateTheClockIs) {
  sandbox.entities.set_trial_end(311, kNoon + 5 * kTicksPerDay);
  advance(100 * kTicksPerDay);
  EXPECT_THAT(types(), ElementsAre(EventType::no_backup_1));
}

TEST_F(MonitoringTest, AStartedBackupWithoutProgressIsNoticedAfterOneAndTwoDays) {
  monitoring.record(on_pc(), Event{.type = EventType::backup_started});
  advance(kTicksPerHour);
  monitoring.record(on_pc(), Event{.type = EventType::backup_progress});
  advance(kTicksPerDay - 1);
  EXPECT_EQ(history().size(), 2U);
  advance(1);
  EXPECT_EQ(types()[0], EventType::no_progress_1);
  EXPECT_EQ(EventKind::of(monitor()[0].category).indicator, Indicator::warning);
  EXPECT_EQ(EventKind::of(monitor()[0].category).status, MonitorStatus::uploading);
  advance(kTicksPerDay);
  EXPECT_EQ(types()[0], EventType::no_progress_2);
  EXPECT_EQ(monitor()[0].text, "No progress during last 2 day(s).");
}

TEST_F(MonitoringTest, AnEndedBackupNeedsNoProgress) {
  monitoring.record(on_pc(), Event{.type = EventType::backup_started});
  monitoring.record(on_pc(), Event{.type = EventType::backup_cancelled});
  advance(2 * kTicksPerDay);
  EXPECT_THAT(types(), ElementsAre(EventType::backup_cancelled, EventType::backup_started));
}

TEST_F(MonitoringTest, UsedSpaceIsToldOfWhenItPassesABoundAndWhenItIsBack) {
  const auto use = [this](std::int64_t percent) {
    sandbox.devices.set_used_kb(pc, 1024 * 1024 * percent / 100);
    monitoring.check_quota(ann, kNoon);
  };
  use(90);
  EXPECT_TRUE(history().empty());
  use(91);
  EXPECT_EQ(types()[0], EventType::over_quota_warning);
  EXPECT_EQ(history()[0].text, "You have used 90% of your account storage space (1.00 GB).");
  use(95);
  EXPECT_EQ(history().size(), 1U);
  use(100);
  EXPECT_EQ(history().size(), 1U);
  use(101);
  EXPECT_EQ(types()[0], EventType::over_quota_error);
  use(10);
  EXPECT_EQ(types()[0], EventType::over_quota_fixed);
  EXPECT_EQ(EventKind::of(monitor()[0].category).backup_type, BackupType::general_notification);
  EXPECT_EQ(EventKind::of(monitor()[0].category).indicator, Indicator::ok);
  EXPECT_TRUE(monitor()[0].system_notification);
  EXPECT_EQ(monitor()[0].system_name, std::nullopt);
}

TEST_F(MonitoringTest, AMovedCompanyTakesItsEventsAlong) {
  monitoring.record(on_pc(), Event{.type = EventType::backup_completed, .files = {.uploaded_files = 2}});
  monitoring.record(on_pc(), Recovery{.recovery_id = "r"});
  sandbox.flows.move(entity(311), entity(226), false);
  EXPECT_TRUE(history(221).empty());
  EXPECT_TRUE(monitor(221).empty());
  EXPECT_TRUE(sandbox.event_lists.days(entity(221), kNoon).empty());
  EXPECT_EQ(history(226).size(), 1U);
  EXPECT_EQ(monitor(226).size(), 1U);
  EXPECT_EQ(sandbox.event_lists.recoveries(entity(226), {}, {1, 10}).total, 1);
  EXPECT_EQ(sandbox.event_lists.days(entity(226), kNoon)[0].files, 2);
  EXPECT_EQ(history(888).size(), 1U);
}

}  // namespace
}  // namespace state
