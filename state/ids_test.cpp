#include "state/ids.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace state {
namespace {

using testing::MatchesRegex;

Ids with_seed(std::uint64_t seed) {
  Ids ids;
  ids.set({.seed = seed});
  return ids;
}

TEST(Ids, HaveTheirForms) {
  Ids ids = with_seed(1);
  for (int i = 0; i < 200; ++i) {
    EXPECT_THAT(ids.guid(), MatchesRegex("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
    EXPECT_THAT(ids.hex_token(), MatchesRegex("[0-9a-f]{32}"));
    EXPECT_THAT(ids.alphanumeric_token(), MatchesRegex("[a-zA-Z0-9]{30}"));
    EXPECT_THAT(ids.product_key(), MatchesRegex("[A-Z2-9]{4}(-[A-Z2-9]{4}){4}"));
    EXPECT_THAT(ids.server_name(""), MatchesRegex("bs[0-2][0-9]\\.us\\.backup\\.test"));
    EXPECT_THAT(ids.server_name("GB"), MatchesRegex("bs[0-2][0-9]\\.gb\\.backup\\.test"));
    const std::string password = ids.password();
    EXPECT_THAT(password, MatchesRegex("[a-zA-Z0-9!@#$%^&*()]{6,20}"));
    for (const char* of_class : {"[a-z]", "[A-Z]", "[0-9]", "[!@#$%^&*()]"})
      EXPECT_THAT(password, testing::ContainsRegex(of_class));
  }
}

TEST(Ids, RepeatWithTheSeed) {
  Ids first = with_seed(7);
  Ids second = with_seed(7);
  Ids other = with_seed(8);
  const std::string guid = first.guid();
  EXPECT_EQ(guid, second.guid());
  EXPECT_NE(guid, other.guid());
  EXPECT_EQ(first.password(), second.password());
}

TEST(Ids, DoNotRepeatThemselves) {
  Ids ids = with_seed(3);
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    EXPECT_TRUE(seen.insert(ids.guid()).second);
    EXPECT_TRUE(seen.insert(ids.correlation_guid()).second);
  }
}

TEST(Ids, OfCallsLeaveTheOthersAlone) {
  Ids quiet = with_seed(7);
  Ids busy = with_seed(7);
  for (int i = 0; i < 5; ++i) busy.correlation_guid();
  EXPECT_EQ(quiet.guid(), busy.guid());
  EXPECT_EQ(busy.position().correlation, 10u);
}

TEST(Ids, ContinueFromAPosition) {
  Ids ids = with_seed(7);
  ids.guid();
  Ids later;
  later.set(ids.position());
  EXPECT_EQ(ids.hex_token(), later.hex_token());
}

}  // namespace
}  // namespace state
