// Seeding, reset and the clock of a sandbox.
#include "control/sandbox.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>

#include "control/time_text.hpp"

namespace control {
namespace {

using nlohmann::json;

state::Instant noon() { return parse_instant("2026-01-15T12:00:00Z").value(); }

World world_at(const char* now, bool frozen) {
  return World::from_json({{"clock", {{"now", now}, {"frozen", frozen}}},
                           {"entities", json::array({{{"id", 1}, {"type", "Infrascale"}, {"name", "Infrascale"}}})}});
}

std::optional<state::Entity> entity(Sandbox& sandbox, std::int32_t id) {
  const std::lock_guard lock(sandbox.state().mutex);
  return sandbox.state().entities.find(id);
}

std::int32_t add_company(Sandbox& sandbox) {
  const std::lock_guard lock(sandbox.state().mutex);
  state::Transaction transaction(sandbox.state().database);
  const auto id = sandbox.state().entities.add({.parent_id = 221, .name = "New", .disk_quota_gb = 1});
  transaction.commit();
  return id;
}

TEST(Sandbox, HoldsItsWorldFromTheStart) {
  Sandbox sandbox(World::embedded("default"));
  EXPECT_EQ(entity(sandbox, 888)->name, "SomeDistributor");
}

TEST(Sandbox, ResetBringsBackTheSeed) {
  Sandbox sandbox(World::embedded("default"), {.time = noon});
  EXPECT_EQ(add_company(sandbox), 62137);
  sandbox.journal().add({.id = "x"});
  sandbox.advance_clock(state::kTicksPerDay);
  sandbox.reset();
  EXPECT_FALSE(entity(sandbox, 62137));
  EXPECT_EQ(sandbox.journal().totals().calls, 0U);
  EXPECT_EQ(sandbox.clock().now, noon());
  EXPECT_EQ(add_company(sandbox), 62137);
}

TEST(Sandbox, TheSameSeedGivesTheSameIdsAfterAReset) {
  Sandbox sandbox(World::embedded("default"), {.seed = 5});
  const auto draw = [&] {
    const std::lock_guard lock(sandbox.state().mutex);
    return sandbox.state().ids.guid();
  };
  const std::string first = draw();
  sandbox.reset();
  EXPECT_EQ(draw(), first);
  Sandbox other(World::embedded("default"), {.seed = 6});
  EXPECT_NE(other.state().ids.guid(), first);
}

TEST(Sandbox, KeepsWhatAFileHolds) {
  const std::string path = testing::TempDir() + "control_sandbox_test_" + std::to_string(::getpid()) + ".db";
  std::remove(path.c_str());
  {
    Sandbox sandbox(World::embedded("default"), {.database = path});
    add_company(sandbox);
  }
  {
    Sandbox sandbox(World::embedded("default"), {.database = path});
    EXPECT_TRUE(entity(sandbox, 62137));
    sandbox.reset();
    EXPECT_FALSE(entity(sandbox, 62137));
    EXPECT_TRUE(entity(sandbox, 888));
  }
  std::remove(path.c_str());
}

TEST(Sandbox, AnImportTakesThePlaceOfEverythingAndIsWhatResetGoesBackTo) {
  Sandbox sandbox(World::embedded("default"), {.time = noon});
  add_company(sandbox);
  const json exported = sandbox.export_world();
  sandbox.import_world(World::embedded("empty"));
  EXPECT_FALSE(entity(sandbox, 311));
  EXPECT_EQ(sandbox.world()->name(), "empty");

  sandbox.journal().add({.id = "x"});
  sandbox.import_world(World::from_json(exported));
  EXPECT_EQ(sandbox.journal().totals().calls, 0U);
  EXPECT_EQ(add_company(sandbox), 62138);
  sandbox.reset();
  EXPECT_EQ(sandbox.export_world(), exported);
}

TEST(Sandbox, TheWorldTakesThePlaceOfWhatAFileHoldsIfItIsToldSo) {
  const std::string path = testing::TempDir() + "control_replace_test_" + std::to_string(::getpid()) + ".db";
  std::remove(path.c_str());
  { const Sandbox sandbox(World::embedded("default"), {.database = path}); }
  {
    Sandbox sandbox(World::embedded("empty"), {.database = path, .replace = true});
    EXPECT_FALSE(entity(sandbox, 311));
  }
  {
    Sandbox sandbox(World::embedded("default"), {.database = path});
    EXPECT_FALSE(entity(sandbox, 311));
    EXPECT_TRUE(entity(sandbox, 888));
  }
  std::remove(path.c_str());
}

TEST(Sandbox, StartsAtTheWorldsTime) {
  Sandbox frozen(world_at("2020-02-29T10:00:00Z", true), {.time = noon});
  EXPECT_EQ(format_instant(frozen.clock().now), "2020-02-29T10:00:00Z");
  EXPECT_TRUE(frozen.clock().frozen);
  Sandbox running(world_at("2030-01-01", false), {.time = noon});
  EXPECT_EQ(format_instant(running.clock().now), "2030-01-01T00:00:00Z");
  EXPECT_FALSE(running.clock().frozen);
}

TEST(Sandbox, ClockFreezesAdvancesAndRunsOn) {
  Sandbox sandbox(World::embedded("empty"), {.time = noon});
  EXPECT_TRUE(sandbox.freeze_clock().frozen);
  EXPECT_EQ(sandbox.advance_clock(8 * state::kTicksPerDay).now, noon() + 8 * state::kTicksPerDay);
  EXPECT_TRUE(sandbox.clock().frozen);
  const ClockReading resumed = sandbox.resume_clock();
  EXPECT_FALSE(resumed.frozen);
  EXPECT_EQ(resumed.now, noon() + 8 * state::kTicksPerDay);
}

TEST(Sandbox, ClockRefusesToRunBackwards) {
  Sandbox sandbox(World::embedded("empty"), {.time = noon});
  sandbox.advance_clock_to(noon() + state::kTicksPerDay);
  EXPECT_THAT(
      [&] { sandbox.freeze_clock(noon()); },
      testing::ThrowsMessage<BadTime>("2026-01-15T12:00:00Z is before the sandbox's time, 2026-01-16T12:00:00Z"));
  EXPECT_THROW(sandbox.advance_clock_to(noon()), BadTime);
  EXPECT_THROW(sandbox.advance_clock(state::kLastInstant), BadTime);
  EXPECT_EQ(sandbox.clock().now, noon() + state::kTicksPerDay);
  EXPECT_FALSE(sandbox.clock().frozen);
}

TEST(Sandbox, ClockResetGoesBackToTheWorldsTime) {
  Sandbox real(World::embedded("empty"), {.time = noon});
  real.advance_clock(state::kTicksPerDay);
  EXPECT_EQ(real.reset_clock().now, noon());
  Sandbox fixed(world_at("2020-02-29T10:00:00Z", true), {.time = noon});
  fixed.advance_clock(state::kTicksPerDay);
  EXPECT_EQ(format_instant(fixed.reset_clock().now), "2020-02-29T10:00:00Z");
}

TEST(Sandbox, AdvancingTheClockEndsATrial) {
  Sandbox sandbox(World::embedded("default"), {.time = noon});
  EXPECT_EQ(entity(sandbox, 2145)->status, state::EntityStatus::active);
  sandbox.advance_clock(15 * state::kTicksPerDay);
  EXPECT_EQ(entity(sandbox, 2145)->status, state::EntityStatus::expired);
}

TEST(Sandbox, AdvancingTheClockDoesWhatFallsDue) {
  Sandbox sandbox(World::embedded("default"), {.time = noon});
  auto& state = sandbox.state();
  const auto account = state.accounts.find("exchange@licensed.example").value();
  {
    const std::lock_guard lock(state.mutex);
    state::Transaction transaction(state.database);
    state.flows.cancel(state.entities.find(2195).value(), state.entities.find(2117).value());
    transaction.commit();
  }
  sandbox.advance_clock(6 * state::kTicksPerDay);
  EXPECT_TRUE(state.licenses.find(account.id, state::LicenseType::exchange_backup));
  sandbox.advance_clock(2 * state::kTicksPerDay);
  EXPECT_FALSE(state.licenses.find(account.id, state::LicenseType::exchange_backup));
}

}  // namespace
}  // namespace control
