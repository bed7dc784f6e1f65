#include "state/users.hpp"

#include "state/test_world.hpp"

namespace state {
namespace {

class UsersTest : public WorldTest {
 protected:
  Users& users = sandbox.users;
};

TEST_F(UsersTest, ACallerIsKnownByLoginInAnyCaseAndByItsExactPassword) {
  EXPECT_TRUE(users.add_api_user(888, "888WS", "Sandbox888"));
  EXPECT_EQ(users.caller("888WS", "Sandbox888")->id, 888);
  EXPECT_EQ(users.caller("888ws", "Sandbox888")->id, 888);
  EXPECT_FALSE(users.caller("888WS", "sandbox888"));
  EXPECT_FALSE(users.caller("888WS", ""));
  EXPECT_FALSE(users.caller("889WS", "Sandbox888"));
  EXPECT_FALSE(users.caller("", ""));
}

TEST_F(UsersTest, ALoginIsTakenOnce) {
  EXPECT_TRUE(users.add_api_user(888, "AacmeES", "first1"));
  EXPECT_FALSE(users.add_api_user(849, "aACMEes", "second2"));
  EXPECT_EQ(users.caller("AacmeES", "first1")->id, 888);
}

TEST_F(UsersTest, ACallersEntityMayBeUnusable) {
  users.add_api_user(225, "225WS", "Sandbox225");
  users.add_api_user(311, "311WS", "Sandbox311");
  EXPECT_FALSE(users.caller("225WS", "Sandbox225")->usable());
  EXPECT_TRUE(users.caller("311WS", "Sandbox311")->usable());
  set_status(221, EntityStatus::suspended);
  EXPECT_FALSE(users.caller("311WS", "Sandbox311")->usable());
}

TEST_F(UsersTest, DashboardNamesAreUniqueOverAllEntities) {
  const auto id = users.add({.entity_id = 221, .name = "Dan", .password = "secret1", .locale_id = 5});
  ASSERT_TRUE(id);
  EXPECT_FALSE(users.add({.entity_id = 849, .name = "dAN", .password = "secret2"}));
  const auto user = users.find("DAN");
  ASSERT_TRUE(user);
  EXPECT_EQ(user->id, *id);
  EXPECT_EQ(user->name, "Dan");
  EXPECT_EQ(user->locale_id, 5);
  EXPECT_EQ(users.find(*id)->entity_id, 221);
  EXPECT_FALSE(users.find("Daniel"));
}

TEST_F(UsersTest, SignsInWithTheExactPassword) {
  const auto id = users.add({.entity_id = 221, .name = "Dan", .password = "secret1"});
  EXPECT_TRUE(users.sign_in("dan", "secret1"));
  EXPECT_FALSE(users.sign_in("dan", "Secret1"));
  EXPECT_FALSE(users.sign_in("nobody", "secret1"));
  users.set_password(*id, "another1");
  EXPECT_FALSE(users.sign_in("dan", "secret1"));
  EXPECT_TRUE(users.sign_in("dan", "another1"));
  users.set_active(*id, false);
  EXPECT_FALSE(users.sign_in("dan", "another1")->active);
}

TEST_F(UsersTest, TheAdministratorIsTheFirstUser) {
  EXPECT_FALSE(users.administrator(221));
  users.add({.entity_id = 221, .name = "first", .password = "secret1"});
  users.add({.entity_id = 221, .name = "second", .password = "secret1"});
  EXPECT_EQ(users.administrator(221)->name, "first");
}

TEST_F(UsersTest, AnAdministratorIsNamedAfterItsEntity) {
  const DashboardUser first = users.add_administrator(entity(221));
  EXPECT_EQ(first.name, "somepartner1");
  EXPECT_TRUE(users.sign_in("somepartner1", first.password));
  EXPECT_EQ(users.add_administrator(entity(221)).name, "somepartner11");
  EXPECT_EQ(users.add_administrator(entity(221)).name, "somepartner12");
}

TEST_F(UsersTest, GeneratedNamesFitTheDashboardsPattern) {
  EXPECT_EQ(users.name_for("Smith & Sons Ltd."), "smithsonsltd");
  EXPECT_EQ(users.name_for("A."), "aadmin");
  EXPECT_EQ(users.name_for("&&&"), "admin");
  EXPECT_EQ(users.name_for("2222 WS"), "2222wsadmin");
  EXPECT_EQ(users.name_for("U 2222"), "u2222admin");
  EXPECT_EQ(users.name_for(std::string(50, 'x')), std::string(40, 'x'));
}

TEST_F(UsersTest, ManyEqualNamesAreNumberedOneByOne) {
  for (int number = 0; number < 40; ++number) {
    const std::string name = users.name_for("Acme");
    EXPECT_EQ(name, number == 0 ? "acme" : "acme" + std::to_string(number));
    ASSERT_TRUE(users.add({.entity_id = 221, .name = name, .password = "secret1"}));
  }
}

TEST(ReservedNames, AreTheSystemsOwnForms) {
  for (const auto* name : {"2222WS", "1ws", "22Fl", "U2222", "u1"}) EXPECT_TRUE(reserved_name(name)) << name;
  for (const auto* name : {"WS", "fl", "u", "U22a", "2222WSx", "a22WS", ""}) EXPECT_FALSE(reserved_name(name)) << name;
}

}  // namespace
}  // namespace state
