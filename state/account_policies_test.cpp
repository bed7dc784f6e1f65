#include "state/account_policies.hpp"

#include <gmock/gmock.h>

#include "state/test_world.hpp"

namespace state {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class AccountPoliciesTest : public WorldTest {
 protected:
  AccountPoliciesTest()
      : ann(add_account({.entity_id = 311, .username = "ann"})),
        own(sandbox.policies.add({.entity_id = 311, .name = "Own"}).value()),
        partners(sandbox.policies.add({.entity_id = 221, .name = "Partner's"}).value()) {}
  std::int32_t assign(std::int32_t policy_id, std::optional<std::string> system = {}) {
    return assigned.assign(
        {.account_id = ann, .target_entity_id = 221, .policy_id = policy_id, .system_name = std::move(system)});
  }
  std::vector<std::string> all() {
    std::vector<std::string> out;
    for (const AccountPolicy& row : assigned.of(ann))
      out.push_back(row.policy_name + " on " + row.system_name.value_or("all"));
    return out;
  }
  AccountPolicies& assigned = sandbox.account_policies;
  std::int32_t ann, own, partners;
};

TEST_F(AccountPoliciesTest, TellAccountAndPolicyByName) {
  const auto id = assigned.assign({.account_id = ann,
                                   .target_entity_id = 888,
                                   .policy_id = own,
                                   .system_name = "Laptop",
                                   .run_as = RunAs{.domain_and_login = "PC\\ann", .password = "secret"}});
  const AccountPolicy kept = assigned.find(id).value();
  EXPECT_EQ(kept.account_id, ann);
  EXPECT_EQ(kept.target_entity_id, 888);
  EXPECT_EQ(kept.policy_id, own);
  EXPECT_EQ(kept.system_name, "Laptop");
  EXPECT_EQ(kept.username, "ann");
  EXPECT_EQ(kept.policy_name, "Own");
  EXPECT_EQ(kept.created_at, kNoon);
  ASSERT_TRUE(kept.run_as);
  EXPECT_EQ(kept.run_as->domain_and_login, "PC\\ann");
  EXPECT_EQ(kept.run_as->password, "secret");
  EXPECT_EQ(assigned.find(ann, "LAPTOP")->id, id);
  EXPECT_FALSE(assigned.find(ann, "Other"));
  EXPECT_FALSE(assigned.find(ann, ""));
}

TEST_F(AccountPoliciesTest, AreOneForEachSystemAndOneForAll) {
  assign(own, "b");
  const auto first = assign(own);
  assign(own, "A");
  EXPECT_THAT(all(), ElementsAre("Own on all", "Own on A", "Own on b"));
  EXPECT_GT(assign(partners, ""), first);
  assign(partners, "a");
  EXPECT_THAT(all(), ElementsAre("Partner's on all", "Partner's on a", "Own on b"));
  EXPECT_FALSE(assigned.find(ann, "")->run_as);
}

TEST_F(AccountPoliciesTest, AreTakenOffOneByOneOrByPolicy) {
  const auto one = assign(own, "a");
  assign(own, "b");
  assign(partners, "c");
  assigned.remove(one);
  EXPECT_THAT(all(), ElementsAre("Own on b", "Partner's on c"));
  EXPECT_TRUE(assigned.any_of_policy(own));
  assigned.unassign(own);
  EXPECT_FALSE(assigned.any_of_policy(own));
  EXPECT_THAT(all(), ElementsAre("Partner's on c"));
  sandbox.policies.remove(own);
}

TEST_F(AccountPoliciesTest, APolicyThatIsFollowedCannotGo) {
  assign(own);
  EXPECT_THROW(sandbox.policies.remove(own), DatabaseError);
}

TEST_F(AccountPoliciesTest, AMovedCompanyKeepsOnlyItsOwn) {
  const auto distributors = sandbox.policies.add({.entity_id = 888, .name = "Distributor's"}).value();
  assign(own, "a");
  assign(partners, "b");
  assign(distributors, "c");
  const auto paul = add_account({.entity_id = 221, .username = "paul"});
  assigned.assign({.account_id = paul, .target_entity_id = 221, .policy_id = partners});
  sandbox.flows.move(entity(311), entity(226), false);
  EXPECT_THAT(all(), ElementsAre("Own on a"));
  EXPECT_EQ(assigned.of(paul).size(), 1u);
}

TEST_F(AccountPoliciesTest, AnAccountWithoutAnyHasNone) { EXPECT_THAT(all(), IsEmpty()); }

}  // namespace
}  // namespace state
