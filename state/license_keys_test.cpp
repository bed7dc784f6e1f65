#include "state/license_keys.hpp"

#include "state/test_world.hpp"

namespace state {
namespace {

class LicenseKeysTest : public WorldTest {
 protected:
  LicenseKeys& keys = sandbox.license_keys;
};

TEST_F(LicenseKeysTest, FindsTheEntityOfAPartnerKeyInAnyCase) {
  EXPECT_TRUE(keys.add_partner_key(221, "PARTNER-221"));
  EXPECT_EQ(keys.owner("partner-221"), 221);
  EXPECT_EQ(keys.owner("PARTNER-222"), std::nullopt);
  EXPECT_FALSE(keys.add_partner_key(226, "Partner-221"));
  EXPECT_EQ(keys.owner("PARTNER-221"), 221);
}

TEST_F(LicenseKeysTest, AKeyServesItsEntityOnce) {
  EXPECT_TRUE(keys.add({.value = "KEY-1", .entity_id = 221, .size_mb = 2048}));
  EXPECT_FALSE(keys.add({.value = "key-1", .entity_id = 226, .size_mb = 1024}));
  EXPECT_FALSE(keys.unused(226, "KEY-1"));
  const auto key = keys.unused(221, "key-1");
  ASSERT_TRUE(key);
  EXPECT_EQ(key->size_mb, 2048);
  const auto account = sandbox.accounts.add({.entity_id = 221, .username = "someone"});
  keys.use(key->value, account.value());
  EXPECT_FALSE(keys.unused(221, "KEY-1"));
}

}  // namespace
}  // namespace state
