// Which calls faults meet, how they are counted, and that draws depend on the seed alone.
#include "control/faults.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace control {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using testing::ElementsAre;
using State = FaultReport::State;

FaultRule answering(contract::Code code) { return {.effect = {.code = FaultEffect::ResultCode{.code = code}}}; }

FaultRule answering_unexpected_error() { return answering(contract::Code::UnexpectedError); }

IncomingCall create_company(std::string name = "Acme") {
  return {.service = "CompanyManagementService",
          .operation = "CreateCompany",
          .caller = "888WS",
          .entities = {221},
          .values = [name = std::move(name)](std::string_view path) {
            return path == "CompanyName" ? std::vector<std::string>{name} : std::vector<std::string>();
          }};
}

class FaultsTest : public testing::Test {
 protected:
  // Which of so many calls are hit, counted from 1.
  std::vector<int> hits(int calls, const IncomingCall& call = create_company()) {
    std::vector<int> hit;
    for (int i = 1; i <= calls; ++i) {
      if (!faults_.meet(call).met.empty()) hit.push_back(i);
    }
    return hit;
  }
  bool is_hit(const IncomingCall& call) { return !faults_.meet(call).met.empty(); }
  FaultReport first() const { return faults_.list(0).front(); }

  Faults faults_{42};
};

TEST_F(FaultsTest, WithoutFaultsNoCallCouldMeetAny) {
  EXPECT_FALSE(faults_.any());
  EXPECT_FALSE(is_hit(create_company()));
}

TEST_F(FaultsTest, AFaultWithoutConditionsMeetsEveryCall) {
  faults_.add(answering_unexpected_error());
  EXPECT_TRUE(faults_.any());
  EXPECT_THAT(hits(3), ElementsAre(1, 2, 3));
  EXPECT_TRUE(is_hit({.service = "EntityManagementService", .operation = "CancelEntity"}));
}

TEST_F(FaultsTest, ServiceOperationAndCallerMustAllHold) {
  FaultRule rule = answering_unexpected_error();
  rule.service = "CompanyManagementService";
  rule.operation = "CreateCompany";
  rule.caller = "888ws";
  faults_.add(rule);
  EXPECT_TRUE(is_hit(create_company()));
  for (const auto& change : std::vector<std::function<void(IncomingCall&)>>{
           [](IncomingCall& call) { call.service = "PartnerManagementService"; },
           [](IncomingCall& call) { call.operation = "EditCompany"; },
           [](IncomingCall& call) { call.caller = "889WS"; }, [](IncomingCall& call) { call.caller = ""; }}) {
    IncomingCall other = create_company();
    change(other);
    EXPECT_FALSE(is_hit(other));
  }
  EXPECT_EQ(first().matched, 1U);
}

TEST_F(FaultsTest, AnEntityIsOneOfThoseThatTheRequestNames) {
  FaultRule rule = answering_unexpected_error();
  rule.entity = 221;
  faults_.add(rule);
  EXPECT_TRUE(is_hit(create_company()));
  IncomingCall other = create_company();
  other.entities = {888, 22};
  EXPECT_FALSE(is_hit(other));
}

TEST_F(FaultsTest, AFieldEqualsATextOrIsLikeAPattern) {
  FaultRule equal = answering_unexpected_error();
  equal.fields = {{.path = "CompanyName", .text = "Acme"}};
  faults_.add(equal);
  EXPECT_TRUE(is_hit(create_company("Acme")));
  EXPECT_FALSE(is_hit(create_company("Acme North")));
  EXPECT_FALSE(is_hit(create_company("acme")));
  faults_.clear();
  FaultRule like = answering_unexpected_error();
  like.fields = {{.path = "CompanyName", .text = "Ac?e*", .is_pattern = true}};
  faults_.add(like);
  EXPECT_TRUE(is_hit(create_company("Acme North")));
  EXPECT_FALSE(is_hit(create_company("The Acme")));
  faults_.clear();
  FaultRule absent = answering_unexpected_error();
  absent.fields = {{.path = "NoSuchField", .text = "*", .is_pattern = true}};
  faults_.add(absent);
  EXPECT_FALSE(is_hit(create_company()));
}

TEST_F(FaultsTest, TheNthCallCountsOnlyThoseThatFit) {
  FaultRule rule = answering_unexpected_error();
  rule.operation = "CreateCompany";
  rule.nth = {{.first = 3, .last = 3}};
  faults_.add(rule);
  EXPECT_FALSE(is_hit(create_company()));
  EXPECT_FALSE(is_hit({.service = "CompanyManagementService", .operation = "EditCompany"}));
  EXPECT_FALSE(is_hit(create_company()));
  EXPECT_TRUE(is_hit(create_company()));
  EXPECT_FALSE(is_hit(create_company()));
}

TEST_F(FaultsTest, AListAndARangeOfCalls) {
  FaultRule rule = answering_unexpected_error();
  rule.nth = {{.first = 2, .last = 2}, {.first = 5, .last = 6}};
  faults_.add(rule);
  EXPECT_THAT(hits(10), ElementsAre(2, 5, 6));
  EXPECT_EQ(first().state, State::spent);
  EXPECT_FALSE(faults_.any());
}

TEST_F(FaultsTest, AFaultIsSpentAfterSoManyHits) {
  FaultRule rule = answering_unexpected_error();
  rule.times = 2;
  faults_.add(rule);
  EXPECT_EQ(first().left, 2U);
  EXPECT_THAT(hits(5), ElementsAre(1, 2));
  EXPECT_EQ(first().matched, 2U);
  EXPECT_EQ(first().hits, 2U);
  EXPECT_EQ(first().left, 0U);
  EXPECT_EQ(first().state, State::spent);
  EXPECT_FALSE(faults_.any());
}

TEST_F(FaultsTest, AFaultEndsWhenTheSandboxClockReachesItsEnd) {
  FaultRule rule = answering_unexpected_error();
  rule.until = 1'000;
  faults_.add(rule);
  IncomingCall call = create_company();
  call.now = 999;
  EXPECT_TRUE(is_hit(call));
  EXPECT_EQ(faults_.list(999).front().state, State::active);
  call.now = 1'000;
  EXPECT_FALSE(is_hit(call));
  EXPECT_EQ(faults_.list(1'000).front().state, State::expired);
  EXPECT_EQ(faults_.list(1'000).front().left, 0U);
}

TEST_F(FaultsTest, TheSameSeedAndCallsAreHitAlikeAndAboutAsOftenAsWasAsked) {
  FaultRule rule = answering_unexpected_error();
  rule.probability = 0.2;
  faults_.add(rule);
  const std::vector<int> once = hits(1'000);
  EXPECT_GT(once.size(), 150U);
  EXPECT_LT(once.size(), 250U);
  faults_.reset();
  faults_.add(rule);
  EXPECT_EQ(hits(1'000), once);
  faults_.add(rule);
  EXPECT_NE(hits(1'000), once);  // another place of the sequence
}

TEST_F(FaultsTest, AnotherSeedHitsOtherCallsAndAFaultsOwnSeedComesFirst) {
  FaultRule rule = answering_unexpected_error();
  rule.probability = 0.5;
  faults_.add(rule);
  const std::vector<int> with_seed_42 = hits(64);
  Faults others(43);
  others.add(rule);
  std::vector<int> with_seed_43;
  for (int i = 1; i <= 64; ++i) {
    if (!others.meet(create_company()).met.empty()) with_seed_43.push_back(i);
  }
  EXPECT_NE(with_seed_42, with_seed_43);
  faults_.clear();
  rule.seed = 7;
  faults_.add(rule);
  const std::vector<int> with_own_seed = hits(64);
  faults_.clear();
  faults_.add(rule);
  EXPECT_EQ(hits(64), with_own_seed);
}

TEST_F(FaultsTest, TheFirstOfTwoAnswersWinsAndTheOtherKeepsItsHits) {
  FaultRule first_rule = answering(contract::Code::EntityExpired);
  first_rule.times = 1;
  FaultRule second_rule = answering(contract::Code::AlreadyExists);
  second_rule.times = 1;
  faults_.add(first_rule);
  faults_.add(second_rule);
  EXPECT_EQ(faults_.meet(create_company()).effect.code->code, contract::Code::EntityExpired);
  EXPECT_EQ(faults_.list(0)[1].hits, 0U);
  EXPECT_EQ(faults_.list(0)[1].matched, 1U);
  EXPECT_EQ(faults_.meet(create_company()).effect.code->code, contract::Code::AlreadyExists);
}

TEST_F(FaultsTest, EffectsThatDoNotContradictEachOtherAddUp) {
  FaultRule slow;
  slow.effect.latency = Latency{.points = {{0, milliseconds(30)}, {100, milliseconds(30)}}};
  faults_.add(slow);
  faults_.add(answering(contract::Code::EntityExpired));
  const Injection injection = faults_.meet(create_company());
  EXPECT_EQ(injection.delay, milliseconds(30));
  EXPECT_EQ(injection.effect.code->code, contract::Code::EntityExpired);
  ASSERT_EQ(injection.met.size(), 2U);
  EXPECT_EQ(injection.met[0].id, "fault-1");
  EXPECT_EQ(injection.met[0].effect, "held back 30 ms");
  EXPECT_EQ(injection.met[1].effect, "EntityExpired");
}

TEST_F(FaultsTest, AFaultIsRemovedAndLaterOnesKeepTheirIds) {
  faults_.add(answering_unexpected_error());
  EXPECT_EQ(faults_.add(answering_unexpected_error())->id, "fault-2");
  EXPECT_EQ(faults_.remove("fault-1", 0)->id, "fault-1");
  EXPECT_FALSE(faults_.remove("fault-1", 0));
  EXPECT_FALSE(faults_.find("fault-1", 0));
  EXPECT_TRUE(faults_.find("fault-2", 0));
  EXPECT_TRUE(faults_.any());
  faults_.clear();
  EXPECT_FALSE(faults_.any());
  EXPECT_EQ(faults_.add(answering_unexpected_error())->id, "fault-3");
  faults_.reset();
  EXPECT_EQ(faults_.add(answering_unexpected_error())->id, "fault-1");
}

TEST_F(FaultsTest, ThereIsALimitToTheirNumber) {
  for (std::size_t i = 0; i < Faults::kMost; ++i) ASSERT_TRUE(faults_.add(answering_unexpected_error()));
  EXPECT_FALSE(faults_.add(answering_unexpected_error()));
  EXPECT_EQ(faults_.list(0).size(), Faults::kMost);
}

TEST_F(FaultsTest, FromManyThreadsEveryCallIsCountedOnceAndNoHitIsGivenTwice) {
  FaultRule rule = answering_unexpected_error();
  rule.times = 100;
  faults_.add(rule);
  FaultRule every_call;
  every_call.effect.bytes_per_second = 10;
  faults_.add(every_call);
  std::atomic<int> failed = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([this, &failed] {
      for (int call = 0; call < 100; ++call) {
        if (faults_.meet(create_company()).effect.code) ++failed;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(failed, 100);
  EXPECT_EQ(faults_.list(0)[0].hits, 100U);
  EXPECT_EQ(faults_.list(0)[1].matched, 400U);
}

TEST(LatencyTest, IsDrawnFromItsDistribution) {
  constexpr std::uint64_t kHalf = std::uint64_t{1} << 63;
  const Latency even = {.points = {{0, milliseconds(100)}, {100, milliseconds(300)}}};
  EXPECT_EQ(even.draw(0, 0), milliseconds(100));
  EXPECT_EQ(even.draw(kHalf, 0), milliseconds(200));
  const Latency steps = {.points = {{0, milliseconds(0)}, {50, milliseconds(10)}, {90, milliseconds(100)}}};
  EXPECT_EQ(steps.draw(kHalf / 2, 0), milliseconds(5));
  EXPECT_EQ(steps.draw(kHalf, 0), milliseconds(10));
  EXPECT_EQ(steps.draw(UINT64_MAX, 0), milliseconds(100));  // above the last point its time holds
  const Latency normal = {.mean = milliseconds(50), .deviation = milliseconds(10)};
  EXPECT_EQ(normal.draw(0, 0), milliseconds(50));
  EXPECT_GT(normal.draw(kHalf, 0), milliseconds(50));
  EXPECT_LT(normal.draw(kHalf, kHalf), milliseconds(50));
  const Latency wild = {.mean = nanoseconds(0), .deviation = kLongestLatency};
  EXPECT_EQ(wild.draw(UINT64_MAX, kHalf), nanoseconds(0));
  EXPECT_EQ(wild.draw(UINT64_MAX, 0), kLongestLatency);
}

}  // namespace
}  // namespace control
