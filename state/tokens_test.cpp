#include "state/tokens.hpp"

#include "state/test_world.hpp"

namespace state {
namespace {

class TokensTest : public WorldTest {
 protected:
  Tokens& tokens = sandbox.tokens;
};

TEST_F(TokensTest, HaveTheFormOfTheirKind) {
  EXPECT_EQ(tokens.issue(TokenKind::dashboard_authentication, 1).value.size(), 32u);
  EXPECT_EQ(tokens.issue(TokenKind::account_authentication, 1).value.size(), 32u);
  EXPECT_EQ(tokens.issue(TokenKind::dashboard_sign_in, 1).value.size(), 30u);
  EXPECT_EQ(tokens.issue(TokenKind::account_sign_in, 1).value.size(), 30u);
  EXPECT_EQ(tokens.issue(TokenKind::password_reset, 1).value.size(), 32u);
}

TEST_F(TokensTest, StandForTheirSubjectAndKindOnly) {
  const Token token = tokens.issue(TokenKind::dashboard_authentication, 5);
  EXPECT_EQ(tokens.subject(TokenKind::dashboard_authentication, token.value), 5);
  EXPECT_EQ(tokens.subject(TokenKind::account_authentication, token.value), std::nullopt);
  EXPECT_EQ(tokens.subject(TokenKind::dashboard_authentication, "unknown"), std::nullopt);
  EXPECT_EQ(tokens.subject(TokenKind::dashboard_authentication, ""), std::nullopt);
}

TEST_F(TokensTest, DieAfterADay) {
  const Token token = tokens.issue(TokenKind::dashboard_authentication, 5);
  EXPECT_EQ(token.valid_until, kNoon + 24 * kTicksPerHour);
  sandbox.clock.advance(kTokenLife - 1);
  EXPECT_TRUE(tokens.subject(TokenKind::dashboard_authentication, token.value));
  sandbox.clock.advance(1);
  EXPECT_FALSE(tokens.subject(TokenKind::dashboard_authentication, token.value));
}

TEST_F(TokensTest, DeadOnesAreSweptUp) {
  tokens.issue(TokenKind::dashboard_authentication, 5);
  sandbox.clock.advance(kTicksPerHour);
  tokens.issue(TokenKind::dashboard_authentication, 5);
  sandbox.clock.advance(kTokenLife - kTicksPerHour);
  EXPECT_EQ(sandbox.catch_up(), 1);
  EXPECT_EQ(database.one<int>("SELECT count(*) FROM token WHERE kind = 0 AND subject = 5"), 1);
}

TEST_F(TokensTest, AreUsedUpOnce) {
  const Token token = tokens.issue(TokenKind::account_sign_in, 5);
  EXPECT_EQ(tokens.redeem(TokenKind::dashboard_sign_in, token.value), std::nullopt);
  EXPECT_EQ(tokens.redeem(TokenKind::account_sign_in, token.value), 5);
  EXPECT_EQ(tokens.redeem(TokenKind::account_sign_in, token.value), std::nullopt);
}

TEST_F(TokensTest, ANewResetLinkReplacesTheOneBefore) {
  const Token first = tokens.issue(TokenKind::password_reset, 5);
  const Token other = tokens.issue(TokenKind::password_reset, 6);
  const Token second = tokens.issue(TokenKind::password_reset, 5);
  EXPECT_FALSE(tokens.subject(TokenKind::password_reset, first.value));
  EXPECT_TRUE(tokens.subject(TokenKind::password_reset, second.value));
  EXPECT_TRUE(tokens.subject(TokenKind::password_reset, other.value));
}

}  // namespace
}  // namespace state
