#include "state/links.hpp"

#include "state/test_world.hpp"

namespace state {
namespace {

class LinksTest : public WorldTest {
 protected:
  LinksTest() {
    user = sandbox.users.add({.entity_id = 221, .name = "Dan", .password = "secret1"}).value();
    ann = add_account({.entity_id = 311, .username = "Ann"});
  }
  Links& links = sandbox.links;
  std::int32_t user = 0;
  std::int32_t ann = 0;
};

TEST_F(LinksTest, ATokenSignsItsUserInOnce) {
  const std::string token = sandbox.tokens.issue(TokenKind::dashboard_sign_in, user).value;
  const auto signed_in = links.sign_in("dan", token);
  ASSERT_TRUE(signed_in);
  EXPECT_EQ(signed_in->name, "Dan");
  EXPECT_EQ(signed_in->entity_id, 221);
  EXPECT_TRUE(signed_in->dashboard_user);
  EXPECT_FALSE(links.sign_in("dan", token));
}

TEST_F(LinksTest, ATokenSignsItsAccountInOnce) {
  const std::string token = sandbox.tokens.issue(TokenKind::account_sign_in, ann).value;
  const auto signed_in = links.sign_in("ANN", token);
  ASSERT_TRUE(signed_in);
  EXPECT_EQ(signed_in->name, "Ann");
  EXPECT_EQ(signed_in->entity_id, 311);
  EXPECT_FALSE(signed_in->dashboard_user);
  EXPECT_FALSE(links.sign_in("ANN", token));
}

TEST_F(LinksTest, AnotherNameDoesNotUseTheTokenUp) {
  const std::string token = sandbox.tokens.issue(TokenKind::account_sign_in, ann).value;
  EXPECT_FALSE(links.sign_in("Dan", token));
  EXPECT_FALSE(links.sign_in("nobody", token));
  EXPECT_FALSE(links.sign_in("Ann", "wrong"));
  EXPECT_TRUE(links.sign_in("Ann", token));
}

TEST_F(LinksTest, AResetLinkSetsThePasswordOnce) {
  const std::string token = sandbox.tokens.issue(TokenKind::password_reset, user).value;
  EXPECT_EQ(links.reset_for(token)->name, "Dan");
  EXPECT_TRUE(sandbox.users.sign_in("Dan", "secret1")) << "the old password holds until the link is used";
  EXPECT_TRUE(links.reset_password(token, "another1"));
  EXPECT_TRUE(sandbox.users.sign_in("Dan", "another1"));
  EXPECT_FALSE(links.reset_for(token));
  EXPECT_FALSE(links.reset_password(token, "third333"));
  EXPECT_TRUE(sandbox.users.sign_in("Dan", "another1"));
}

TEST_F(LinksTest, ADeadResetLinkChangesNothing) {
  const std::string token = sandbox.tokens.issue(TokenKind::password_reset, user).value;
  sandbox.clock.advance(kTokenLife);
  EXPECT_FALSE(links.reset_password(token, "another1"));
  EXPECT_TRUE(sandbox.users.sign_in("Dan", "secret1"));
}

TEST_F(LinksTest, ATokenOpensTheConsoleOfItsApplianceOnce) {
  const auto add = [&](const char* uuid) {
    return sandbox.appliances.add({.entity_id = 311, .uuid = uuid, .remote_access = true}).value();
  };
  const std::int32_t one = add("11111111-0000-0000-0000-000000000000");
  add("22222222-0000-0000-0000-000000000000");
  const std::string token = sandbox.tokens.issue(TokenKind::appliance_browse, one).value;
  EXPECT_FALSE(links.browse("22222222-0000-0000-0000-000000000000", token));
  EXPECT_FALSE(links.browse("nothing", token));
  sandbox.appliances.set_remote_access(one, false);
  EXPECT_FALSE(links.browse("11111111-0000-0000-0000-000000000000", token));
  sandbox.appliances.set_remote_access(one, true);
  EXPECT_EQ(links.browse("11111111-0000-0000-0000-000000000000", token)->id, one);
  EXPECT_FALSE(links.browse("11111111-0000-0000-0000-000000000000", token));
}

}  // namespace
}  // namespace state
