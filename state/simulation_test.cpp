#include "state/simulation.hpp"

#include <gtest/gtest.h>

#include "state/sandbox.hpp"

namespace state {
namespace {

TEST(Simulation, ShadowProtectFailsOnDemandUntilTheSandboxIsRestored) {
  Sandbox sandbox;
  const Snapshot before = sandbox.take();
  EXPECT_FALSE(sandbox.simulation.shadowprotect_fails());
  sandbox.simulation.set_shadowprotect_fails(true);
  EXPECT_TRUE(sandbox.simulation.shadowprotect_fails());
  sandbox.restore(before);
  EXPECT_FALSE(sandbox.simulation.shadowprotect_fails());
}

TEST(Simulation, ShadowProtectFailsForOneCallBesideWhatIsKept) {
  Sandbox sandbox;
  sandbox.simulation.set_shadowprotect_fails_now(true);
  EXPECT_TRUE(sandbox.simulation.shadowprotect_fails());
  sandbox.simulation.set_shadowprotect_fails_now(false);
  EXPECT_FALSE(sandbox.simulation.shadowprotect_fails());
}

}  // namespace
}  // namespace state
