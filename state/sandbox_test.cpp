#include "state/sandbox.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>

#include "state/test_world.hpp"

namespace state {
namespace {

class SandboxTest : public WorldTest {};

TEST_F(SandboxTest, ASnapshotHoldsRowsClockAndIds) {
  sandbox.ids.guid();
  const Snapshot snapshot = sandbox.take();
  const std::string next = sandbox.ids.guid();
  const std::string next_of_calls = sandbox.ids.correlation_guid();
  sandbox.clock.advance(kTicksPerDay);
  sandbox.entities.change(311, {.contact_person = "Somebody"});

  sandbox.restore(snapshot);
  EXPECT_EQ(sandbox.ids.guid(), next);
  EXPECT_EQ(sandbox.ids.correlation_guid(), next_of_calls);
  EXPECT_EQ(sandbox.clock.now(), kNoon);
  EXPECT_TRUE(sandbox.clock.frozen());
  EXPECT_EQ(entity(311).contact_person, "");
}

TEST_F(SandboxTest, ASnapshotFitsAnotherSandbox) {
  const Snapshot snapshot = sandbox.take();
  Sandbox clone(":memory:", 99, noon);
  clone.restore(snapshot);
  EXPECT_EQ(clone.entities.find(311)->name, "Company1OfPartner1");
  EXPECT_EQ(clone.ids.guid(), sandbox.ids.guid());
}

TEST(Sandbox, TheSeedDecidesTheIds) {
  Sandbox one(":memory:", 1);
  Sandbox same(":memory:", 1);
  Sandbox other(":memory:", 2);
  const std::string guid = one.ids.guid();
  EXPECT_EQ(guid, same.ids.guid());
  EXPECT_NE(guid, other.ids.guid());
}

class SandboxFile : public testing::Test {
 protected:
  ~SandboxFile() override { std::filesystem::remove(path_); }
  std::string path_ =
      std::filesystem::temp_directory_path() /
      ("sandbox-" + std::to_string(getpid()) + testing::UnitTest::GetInstance()->current_test_info()->name() + ".db");
};

TEST_F(SandboxFile, ContinuesClockAndIdsOfCommittedCalls) {
  std::string expected;
  {
    Sandbox sandbox(path_, 5, noon);
    Transaction transaction(sandbox.database);
    sandbox.ids.guid();
    sandbox.clock.advance(kTicksPerDay);
    transaction.commit();
    Ids continued = sandbox.ids;
    expected = continued.guid();
  }
  Sandbox sandbox(path_, 6, noon);
  EXPECT_EQ(sandbox.ids.guid(), expected);
  EXPECT_EQ(sandbox.clock.now(), kNoon + kTicksPerDay);
}

TEST_F(SandboxFile, KeepsCommittedCallsOfAProcessThatWasKilled) {
  const pid_t child = fork();
  if (child == 0) {
    Sandbox sandbox(path_);
    {
      Transaction transaction(sandbox.database);
      sandbox.entities.add({.id = 1, .type = EntityType::infrascale, .name = "Infrascale"});
      transaction.commit();
    }
    Transaction unfinished(sandbox.database);
    sandbox.entities.add({.id = 2, .type = EntityType::distributor, .parent_id = 1, .name = "half done"});
    raise(SIGKILL);
  }
  ASSERT_GT(child, 0);
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFSIGNALED(status));

  Sandbox sandbox(path_);
  EXPECT_EQ(sandbox.entities.find(1)->name, "Infrascale");
  EXPECT_FALSE(sandbox.entities.find(2));
}

TEST_F(SandboxFile, NeverRepeatsTheIdOfACall) {
  std::string before;
  {
    Sandbox sandbox(path_);
    before = sandbox.ids.correlation_guid();
  }
  Sandbox sandbox(path_);
  EXPECT_NE(sandbox.ids.correlation_guid(), before);
}

}  // namespace
}  // namespace state
