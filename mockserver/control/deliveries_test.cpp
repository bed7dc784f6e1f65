// Mails on their way: each once, its progress in the outbox, nothing of an outbox that is no more.
#include "control/deliveries.hpp"

#include <gtest/gtest.h>

#include "control/outbox.hpp"
#include "control/sandbox.hpp"
#include "control/time_text.hpp"

namespace control {
namespace {

using nlohmann::json;
using Outcome = smtp::Attempt::Outcome;

state::Instant noon() { return parse_instant("2026-01-15T12:00:00Z").value(); }

class DeliveriesTest : public testing::Test {
 protected:
  void send(const char* to) {
    const std::lock_guard lock(sandbox.state().mutex);
    state::Transaction transaction(sandbox.state().database);
    ASSERT_TRUE(sandbox.state().mail.send(sandbox.state().entities.find(221).value(),
                                          {.code = "EntityResetPwd", .recipient = to}));
    transaction.commit();
  }
  json state_of(std::int64_t id) { return deliveries.of(id, sandbox.state().mail.sendings()); }

  Sandbox sandbox{World::embedded("default"), {.time = noon}};
  Deliveries deliveries{sandbox.state()};
};

TEST_F(DeliveriesTest, HandsOverEachMailOnce) {
  send("a@x.test");
  send("b@x.test");
  const auto first = deliveries.next();
  ASSERT_TRUE(first);
  EXPECT_EQ(first->message.to, "a@x.test");
  EXPECT_EQ(first->message.date, "Thu, 15 Jan 2026 12:00:00 +0000");
  EXPECT_EQ(deliveries.next()->message.to, "b@x.test");
  EXPECT_FALSE(deliveries.next());
}

TEST_F(DeliveriesTest, TellsHowFarAMailHasCome) {
  send("a@x.test");
  const auto parcel = deliveries.next().value();
  EXPECT_EQ(state_of(parcel.id), json({{"state", "queued"}, {"attempts", 0}, {"reason", nullptr}}));
  deliveries.report(parcel, {.outcome = Outcome::failed, .reason = "down"}, false);
  EXPECT_EQ(state_of(parcel.id), json({{"state", "queued"}, {"attempts", 1}, {"reason", "down"}}));
  deliveries.report(parcel, {.outcome = Outcome::delivered}, true);
  EXPECT_EQ(state_of(parcel.id), json({{"state", "delivered"}, {"attempts", 2}, {"reason", nullptr}}));
}

TEST_F(DeliveriesTest, AMailThatFailedForGoodStaysInTheOutboxWithItsReason) {
  send("a@x.test");
  const auto parcel = deliveries.next().value();
  deliveries.report(parcel, {.outcome = Outcome::refused, .reason = "550 no such user"}, true);
  EXPECT_EQ(state_of(parcel.id), json({{"state", "failed"}, {"attempts", 1}, {"reason", "550 no such user"}}));
  EXPECT_TRUE(find_mail(sandbox, parcel.id));
}

TEST_F(DeliveriesTest, ForgetsTheOutboxThatWasCleared) {
  send("a@x.test");
  const auto old = deliveries.next().value();
  clear_mails(sandbox);
  send("b@x.test");
  EXPECT_EQ(state_of(old.id).at("state"), "queued") << "the new mail of that id";
  const auto fresh = deliveries.next().value();
  EXPECT_EQ(fresh.message.to, "b@x.test");
  deliveries.report(old, {.outcome = Outcome::delivered}, true);
  EXPECT_EQ(state_of(fresh.id).at("state"), "queued");
}

TEST_F(DeliveriesTest, DoesNotDeliverWhatASnapshotBrings) {
  send("a@x.test");
  const state::Snapshot kept = [&] {
    const std::lock_guard lock(sandbox.state().mutex);
    return sandbox.state().take();
  }();
  {
    const std::lock_guard lock(sandbox.state().mutex);
    sandbox.state().restore(kept);
  }
  EXPECT_FALSE(deliveries.next());
  const auto mails = list_mails(sandbox, {}, 10);
  ASSERT_EQ(mails.size(), 1U);
  EXPECT_EQ(state_of(mails[0].id).at("state"), "not sent");
  send("b@x.test");
  EXPECT_EQ(deliveries.next()->message.to, "b@x.test");
}

TEST_F(DeliveriesTest, HasNothingForARolledBackMail) {
  {
    const std::lock_guard lock(sandbox.state().mutex);
    const state::Transaction transaction(sandbox.state().database);
    sandbox.state().mail.send(sandbox.state().entities.find(221).value(),
                              {.code = "EntityResetPwd", .recipient = "a@x.test"});
  }
  EXPECT_FALSE(deliveries.next());
  send("b@x.test");
  EXPECT_EQ(deliveries.next()->message.to, "b@x.test");
}

TEST_F(DeliveriesTest, HasNothingBehindItsSandbox) {
  send("a@x.test");
  deliveries.close();
  EXPECT_FALSE(deliveries.next());
}

TEST(SandboxWithACourier, DeliversWhatIsSentAndSaysSo) {
  std::vector<std::string> delivered;
  const auto courier = std::make_shared<smtp::Courier>([&](const smtp::Message& message) {
    delivered.push_back(message.to);
    return smtp::Attempt{.outcome = Outcome::delivered};
  });
  Sandbox sandbox(World::embedded("default"), {.courier = courier, .time = noon});
  {
    const std::lock_guard lock(sandbox.state().mutex);
    state::Transaction transaction(sandbox.state().database);
    sandbox.state().mail.send(sandbox.state().entities.find(221).value(),
                              {.code = "EntityResetPwd", .recipient = "a@x.test"});
    transaction.commit();
  }
  courier->stop(std::chrono::minutes(1));
  EXPECT_EQ(delivered, std::vector<std::string>{"a@x.test"});
  const auto mail = latest_mail(sandbox, {}).value();
  EXPECT_EQ(mail_json(sandbox, mail).at("delivery").at("state"), "delivered");
}

}  // namespace
}  // namespace control
