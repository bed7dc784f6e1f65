#include "state/access.hpp"

#include "state/test_world.hpp"

namespace state {
namespace {

class AccessTest : public WorldTest {
 protected:
  bool visible(std::int32_t caller, std::int32_t id) { return sandbox.access.visible(entity(caller), id).has_value(); }
  bool readable(std::int32_t caller, std::int32_t id) {
    return sandbox.access.readable(entity(caller), id).has_value();
  }
  bool writable(std::int32_t caller, std::int32_t id) {
    return sandbox.access.writable(entity(caller), id).has_value();
  }
  bool subordinate(std::int32_t caller, std::int32_t id) {
    return sandbox.access.subordinate(entity(caller), id).has_value();
  }
};

TEST_F(AccessTest, ZeroIsTheCallersOwnEntity) {
  EXPECT_EQ(sandbox.access.writable(entity(221), 0)->id, 221);
  EXPECT_EQ(sandbox.access.visible(entity(111), 0)->id, 111);
}

TEST_F(AccessTest, ATreeIsTheEntityAndAllBelow) {
  for (const std::int32_t id : {888, 111, 112, 221, 311, 321}) EXPECT_TRUE(visible(888, id)) << id;
  for (const std::int32_t id : {1, 849, 4711, -5}) EXPECT_FALSE(visible(888, id)) << id;
  EXPECT_TRUE(visible(221, 311));
  for (const std::int32_t id : {888, 111, 226, 321}) EXPECT_FALSE(visible(221, id)) << id;
  EXPECT_TRUE(visible(311, 311));
  for (const std::int32_t id : {312, 221}) EXPECT_FALSE(visible(311, id)) << id;
  for (const std::int32_t id : {1, 849, 888, 321}) EXPECT_TRUE(visible(1, id)) << id;
}

TEST_F(AccessTest, AnInactiveEntityIsVisibleButNotUsable) {
  for (const std::int32_t id : {112, 225, 321}) {
    EXPECT_TRUE(visible(888, id)) << id;
    EXPECT_FALSE(readable(888, id)) << id;
    EXPECT_FALSE(writable(888, id)) << id;
  }
}

TEST_F(AccessTest, AnInactiveAncestorMakesWhatIsBelowUnusable) {
  set_status(221, EntityStatus::suspended);
  EXPECT_FALSE(readable(888, 311));
  EXPECT_FALSE(writable(888, 311));
  EXPECT_FALSE(subordinate(888, 311));
  EXPECT_TRUE(visible(888, 311));
}

TEST_F(AccessTest, AnUnmanagedEntityIsReadOnlyToItsAncestors) {
  sandbox.entities.set_managed(221, false);
  for (const std::int32_t id : {221, 311}) {
    EXPECT_TRUE(readable(888, id)) << id;
    EXPECT_FALSE(writable(888, id)) << id;
    EXPECT_FALSE(subordinate(888, id)) << id;
    EXPECT_FALSE(writable(1, id)) << id;
  }
  EXPECT_TRUE(writable(221, 221));
  EXPECT_TRUE(writable(221, 311));
  EXPECT_TRUE(writable(888, 226));
}

TEST_F(AccessTest, AnUnmanagedDistributorIsReadOnlyToTheRoot) {
  sandbox.entities.set_managed(888, false);
  EXPECT_FALSE(writable(1, 311));
  EXPECT_TRUE(writable(888, 311));
}

TEST_F(AccessTest, ASubordinateIsAPartnerOrCompanyStrictlyBelow) {
  for (const std::int32_t id : {111, 112, 221, 225, 311, 321}) EXPECT_TRUE(subordinate(888, id)) << id;
  for (const std::int32_t id : {0, 888, 1, 849, 4711}) EXPECT_FALSE(subordinate(888, id)) << id;
  EXPECT_FALSE(subordinate(1, 888)) << "a distributor";
  EXPECT_FALSE(subordinate(311, 311));
}

}  // namespace
}  // namespace state
