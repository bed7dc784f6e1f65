// The directory of sandboxes: making, finding, ending.
#include "control/sandboxes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "control/conflict.hpp"
#include "control/time_text.hpp"

namespace control {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::ElementsAre;

state::Instant real_time = 0;
state::Instant test_time() { return real_time; }

class SandboxesTest : public testing::Test {
 protected:
  SandboxesTest() {
    real_time = parse_instant("2026-01-15T12:00:00Z").value();
    sandboxes.open_default(world, sandboxes.options().each);
  }

  static std::shared_ptr<const World> named(std::string_view name) {
    return std::make_shared<const World>(World::embedded(name));
  }

  SandboxEntry create(std::string id, std::optional<std::chrono::milliseconds> idle_timeout = {}) {
    return sandboxes.create({.id = std::move(id), .seed = {.world = world}, .idle_timeout = idle_timeout});
  }

  // The code of the Conflict that an attempt meets.
  template <class Attempt>
  static std::string conflict(Attempt attempt) {
    try {
      attempt();
    } catch (const Conflict& error) {
      return std::string(error.code);
    }
    return "none";
  }

  static std::int32_t add_company(Sandbox& sandbox, const char* name) {
    const std::lock_guard lock(sandbox.state().mutex);
    state::Transaction transaction(sandbox.state().database);
    const auto id = sandbox.state().entities.add({.parent_id = 221, .name = name, .disk_quota_gb = 1});
    transaction.commit();
    return id;
  }

  static std::string name_of(Sandbox& sandbox, std::int32_t id) {
    const std::lock_guard lock(sandbox.state().mutex);
    const auto entity = sandbox.state().entities.find(id);
    return entity ? entity->name : "";
  }

  static std::string next_guid(Sandbox& sandbox) {
    const std::lock_guard lock(sandbox.state().mutex);
    return sandbox.state().ids.guid();
  }

  std::vector<std::string> ids() {
    std::vector<std::string> all;
    for (const SandboxEntry& entry : sandboxes.list()) all.push_back(entry.id);
    return all;
  }

  SteadyTime steady = SteadyTime(hours(1));
  std::shared_ptr<const World> world = named("default");
  Sandboxes sandboxes{{.each = {.seed = 7, .time = test_time}, .most = 3, .now = [this] { return steady; }}};
};

TEST_F(SandboxesTest, AreMadeListedFoundAndRemoved) {
  create("worker7");
  EXPECT_THAT(ids(), ElementsAre("default", "worker7"));
  EXPECT_EQ(name_of(*sandboxes.find("worker7"), 888), "SomeDistributor");
  EXPECT_EQ(sandboxes.entry("worker7")->world, "default");
  EXPECT_TRUE(sandboxes.remove("worker7"));
  EXPECT_FALSE(sandboxes.remove("worker7"));
  EXPECT_EQ(sandboxes.find("worker7"), nullptr);
  EXPECT_THAT(ids(), ElementsAre("default"));
}

TEST_F(SandboxesTest, NeverSeeEachOther) {
  create("a");
  create("b");
  const auto a = sandboxes.find("a");
  const auto b = sandboxes.find("b");
  EXPECT_EQ(add_company(*a, "Of A"), 62137);
  EXPECT_EQ(add_company(*b, "Of B"), 62137);
  a->advance_clock(state::kTicksPerDay);
  EXPECT_EQ(name_of(*a, 62137), "Of A");
  EXPECT_EQ(name_of(*b, 62137), "Of B");
  EXPECT_EQ(b->clock().now, real_time);
  EXPECT_EQ(name_of(*sandboxes.find("default"), 62137), "");
}

TEST_F(SandboxesTest, HoldWhatAWorldHoldsThatWasLoadedRowByRow) {
  create("copied");
  Sandbox loaded(World::embedded("default"), {.seed = 7, .time = test_time});
  const auto copied = sandboxes.find("copied");
  const state::Snapshot one = copied->take();
  const state::Snapshot other = loaded.take();
  ASSERT_EQ(one.size(), other.size());
  EXPECT_EQ(next_guid(*copied), next_guid(loaded));
  EXPECT_EQ(copied->clock().now, loaded.clock().now);
}

TEST_F(SandboxesTest, StartTheirClockAtTheRealTimeWheneverTheyAreMade) {
  create("first");
  real_time += 50 * state::kTicksPerSecond;  // the image of the world is older than the second
  create("second");
  EXPECT_EQ(sandboxes.find("second")->clock().now, real_time);
  real_time += 3600 * state::kTicksPerSecond;
  create("third");
  const auto trial_end = [&](const char* id) {
    const auto sandbox = sandboxes.find(id);
    const std::lock_guard lock(sandbox->state().mutex);
    return sandbox->state().entities.find(888)
               ? sandbox->state().database.one<std::int64_t>("SELECT min(trial_end) FROM entity WHERE parent_id > 0")
               : std::nullopt;
  };
  EXPECT_EQ(trial_end("second"), trial_end("first"));  // within the minute that an image serves
  EXPECT_EQ(*trial_end("third"), *trial_end("first") + 3650 * state::kTicksPerSecond);
}

TEST_F(SandboxesTest, MayStartTheirClockAtAGivenTime) {
  const WorldClock start{.now = parse_instant("2030-05-01T00:00:00Z").value(), .frozen = true};
  sandboxes.create({.id = "a", .seed = {.world = world, .clock = start}});
  const auto sandbox = sandboxes.find("a");
  EXPECT_EQ(sandbox->clock().now, start.now);
  EXPECT_TRUE(sandbox->clock().frozen);
  sandbox->advance_clock(state::kTicksPerDay);
  sandbox->reset();
  EXPECT_EQ(sandbox->clock().now, start.now);
}

TEST_F(SandboxesTest, FollowTheirOwnSeedOfIds) {
  create("a");
  sandboxes.create({.id = "b", .seed = {.world = world}, .id_seed = 8});
  sandboxes.create({.id = "c", .seed = {.world = world}, .id_seed = 7});
  const std::string guid = next_guid(*sandboxes.find("a"));
  EXPECT_NE(next_guid(*sandboxes.find("b")), guid);
  EXPECT_EQ(next_guid(*sandboxes.find("c")), guid);
}

TEST_F(SandboxesTest, AreClonedWithStateClockAndIdsAndGoBackToTheClone) {
  create("a");
  const auto a = sandboxes.find("a");
  add_company(*a, "Before");
  a->advance_clock(state::kTicksPerDay);
  next_guid(*a);
  sandboxes.create({.id = "b", .seed = {.world = a->world(), .content = a->take()}});
  const auto b = sandboxes.find("b");
  EXPECT_EQ(name_of(*b, 62137), "Before");
  EXPECT_EQ(b->clock().now, a->clock().now);
  EXPECT_EQ(next_guid(*b), next_guid(*a));
  add_company(*b, "After");
  b->reset();
  EXPECT_EQ(name_of(*b, 62137), "Before");
  EXPECT_EQ(name_of(*b, 62138), "");
}

TEST_F(SandboxesTest, MakeUpIdsThatAreFree) {
  const std::string one = create("").id;
  const std::string other = create("").id;
  EXPECT_NE(one, other);
  EXPECT_TRUE(valid_sandbox_id(one)) << one;
}

TEST_F(SandboxesTest, RefuseAnIdThatIsTaken) {
  create("a");
  EXPECT_EQ(conflict([&] { create("a"); }), "sandbox-exists");
  EXPECT_EQ(conflict([&] { create("default"); }), "sandbox-exists");
}

TEST_F(SandboxesTest, AreLimitedInNumber) {
  create("a");
  create("b", minutes(1));
  create("c");
  EXPECT_EQ(conflict([&] { create("d"); }), "too-many-sandboxes");
  EXPECT_THAT(ids(), ElementsAre("a", "b", "c", "default"));
  steady += minutes(2);  // b has ended and makes room
  create("d");
  EXPECT_THAT(ids(), ElementsAre("a", "c", "d", "default"));
}

TEST_F(SandboxesTest, KeepTheDefaultOne) {
  EXPECT_EQ(conflict([&] { sandboxes.remove("default"); }), "default-sandbox");
  steady += hours(24 * 365);
  sandboxes.sweep();
  EXPECT_NE(sandboxes.find("default"), nullptr);
}

TEST_F(SandboxesTest, EndWhenNobodyHasUsedThemForTheirTimeout) {
  create("brief", minutes(30));
  create("lasting");
  steady += minutes(29);
  EXPECT_EQ(sandboxes.sweep(), 0);
  EXPECT_NE(sandboxes.find("brief"), nullptr);  // used: the time starts again
  steady += minutes(29);
  EXPECT_EQ(sandboxes.entry("brief")->idle, minutes(29));  // looked at, not used
  steady += minutes(1);
  EXPECT_FALSE(sandboxes.entry("brief"));
  EXPECT_EQ(sandboxes.find("brief"), nullptr);  // at once, whether it was swept or not
  EXPECT_EQ(sandboxes.sweep(), 0);
  EXPECT_THAT(ids(), ElementsAre("default", "lasting"));
  create("brief");
}

TEST_F(SandboxesTest, LiveOnUntilTheCallsUnderWayAreAnswered) {
  create("a");
  const auto in_use = sandboxes.find("a");
  sandboxes.remove("a");
  EXPECT_EQ(name_of(*in_use, 888), "SomeDistributor");
}

TEST_F(SandboxesTest, AnswerAsBeforeWhenIdlenessHasTakenTheirCaches) {
  create("a");
  const auto a = sandboxes.find("a");
  add_company(*a, "Kept");
  steady += minutes(1);
  sandboxes.sweep();
  EXPECT_EQ(name_of(*a, 62137), "Kept");
  EXPECT_EQ(add_company(*a, "Next"), 62138);
}

TEST_F(SandboxesTest, AreFoundByASuffixOfTheLogin) {
  create("worker7");
  const auto target = sandboxes.target_of("888WS@worker7");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->sandbox, sandboxes.find("worker7"));
  EXPECT_EQ(target->login, "888WS");
  EXPECT_FALSE(sandboxes.target_of("888WS"));
  EXPECT_EQ(sandboxes.target_of("ann@acme.test@worker7")->login, "ann@acme.test");
  EXPECT_EQ(sandboxes.target_of("888WS@nowhere")->sandbox, nullptr);
  EXPECT_FALSE(sandboxes.target_of("888WS@"));
  EXPECT_FALSE(sandboxes.target_of("888WS@no id"));
}

TEST_F(SandboxesTest, AreFoundByALoginOfTheirOwn) {
  const ExtraUser user{.entity_id = 888, .login = "Worker7", .password = "secret"};
  sandboxes.create({.id = "a", .seed = {.world = world, .users = {user}}});
  EXPECT_EQ(sandboxes.target_of("worker7")->id, "a");
  EXPECT_EQ(conflict([&] { sandboxes.create({.id = "b", .seed = {.world = world, .users = {user}}}); }), "login-taken");
  const auto usable = [&] {
    const auto a = sandboxes.find("a");
    const std::lock_guard lock(a->state().mutex);
    return a->state().users.caller("worker7", "secret").has_value();
  };
  EXPECT_TRUE(usable());
  sandboxes.find("a")->reset();
  EXPECT_TRUE(usable());
  sandboxes.remove("a");
  EXPECT_FALSE(sandboxes.target_of("worker7"));
  sandboxes.create({.id = "b", .seed = {.world = world, .users = {user}}});
  EXPECT_EQ(sandboxes.target_of("WORKER7")->id, "b");
}

TEST_F(SandboxesTest, RefuseLoginsThatCannotLeadToThem) {
  const auto with = [&](std::int32_t entity, const char* login, const char* its_world = "default") {
    sandboxes.create(
        {.id = "a",
         .seed = {.world = named(its_world), .users = {{.entity_id = entity, .login = login, .password = "secret"}}}});
  };
  EXPECT_EQ(conflict([&] { with(1, "888WS", "empty"); }), "login-taken");  // of the default sandbox
  const auto complaint = [&](std::int32_t entity, const char* login) {
    try {
      with(entity, login);
    } catch (const BadSeed& error) {
      return error.path + ": " + error.what();
    }
    return std::string("none");
  };
  EXPECT_EQ(complaint(7, "mine"), "/apiUsers/0/entityId: there is no entity 7");
  EXPECT_THAT(ids(), ElementsAre("default"));
  EXPECT_FALSE(sandboxes.target_of("mine"));
}

TEST_F(SandboxesTest, KnowWorldsByName) {
  EXPECT_EQ(sandboxes.world("default"), world);
  EXPECT_EQ(sandboxes.world("empty")->name(), "empty");
  EXPECT_EQ(sandboxes.world("empty"), sandboxes.world("empty"));
  EXPECT_EQ(sandboxes.world("full"), nullptr);
  EXPECT_THAT(sandboxes.world_names(), ElementsAre("default", "empty"));
}

TEST(SandboxIds, AreShortAndPlain) {
  for (const char* id : {"a", "7", "worker-7_b.c", "0123456789012345678901234567890123456789012345678901234567890123"})
    EXPECT_TRUE(valid_sandbox_id(id)) << id;
  for (const char* id : {"", "-a", ".", "..", "a b", "a/b", "a@b", "\xC3\xA4",
                         "01234567890123456789012345678901234567890123456789012345678901234"})
    EXPECT_FALSE(valid_sandbox_id(id)) << id;
}

// Many threads make, use, look at and end sandboxes; the sanitizer builds say whether they meet.
TEST(SandboxesAtOnce, AreMadeUsedAndEndedByManyThreads) {
  Sandboxes sandboxes({.each = {.seed = 1}});
  const auto world = std::make_shared<const World>(World::embedded("empty"));
  sandboxes.open_default(world, sandboxes.options().each);
  sandboxes.start_sweeping(std::chrono::milliseconds(1));
  std::atomic<int> used = 0;
  {
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 4; ++thread)
      threads.emplace_back([&, thread] {
        for (int i = 0; i < 10; ++i) {
          const std::string id = "s" + std::to_string(thread) + "-" + std::to_string(i);
          sandboxes.create({.id = id, .seed = {.world = world}});
          if (const auto sandbox = sandboxes.find(id)) used += sandbox->clock().now > 0 ? 1 : 0;
          sandboxes.list();
          if (i % 2 == 0) sandboxes.remove(id);
        }
      });
  }
  EXPECT_EQ(used, 40);
  EXPECT_EQ(sandboxes.list().size(), 21U);
}

}  // namespace
}  // namespace control
