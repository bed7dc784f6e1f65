// What calls leave in the journal: how they were routed, whose they were, what they ran into, what they sent.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <mutex>

#include "control/outbox.hpp"
#include "http/request_fields.hpp"
#include "http/test_host.hpp"

namespace http {
namespace {

using control::RoutedBy;
using test::envelope11;
using test::envelope12;
using test::kAccountPage;
using test::make_request;
using test::Probe;
using test::soap11;
using test::soap12;
using test::wrapped;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::string_view kPartnerPage = "/WebApi/AccountManagementService/PartnerManagementService.asmx";

control::Call latest(Probe& probe) { return probe.application().sandbox().journal().list({.limit = 1}).at(0); }

std::vector<std::string> lines(const std::vector<control::RequestField>& fields) {
  std::vector<std::string> all;
  for (const control::RequestField& field : fields) all.push_back(field.path + "=" + field.value);
  return all;
}

TEST(JournalOfCalls, KnowsWhatNamedTheOperation) {
  Probe probe;
  const std::string body = wrapped("CancelEntity", "<TargetEntityId>849</TargetEntityId>");
  probe.post(envelope11(body), soap11("CancelEntity"));
  EXPECT_EQ(latest(probe).routed_by, RoutedBy::soap_action);
  EXPECT_EQ(latest(probe).soap_version, "1.1");
  probe.post(envelope12(body), soap12("CancelEntity"));
  EXPECT_EQ(latest(probe).routed_by, RoutedBy::action_parameter);
  EXPECT_EQ(latest(probe).soap_version, "1.2");
  probe.post(envelope12(body), {{"Content-Type", "application/soap+xml; charset=utf-8"}});
  EXPECT_EQ(latest(probe).routed_by, RoutedBy::body_element);
  probe.post(envelope11(body), soap11("CancelEntitty"));
  EXPECT_EQ(latest(probe).routed_by, RoutedBy::nothing);
  EXPECT_THAT(latest(probe).action, HasSubstr("sosonlinebackup.com/CancelEntitty"));
}

TEST(JournalOfCalls, KnowsWhereTheNamedEntitiesStand) {
  Probe probe;
  probe.call("CancelEntity", "<TargetEntityId>849</TargetEntityId>");
  EXPECT_EQ(latest(probe).caller_entity, 888);
  EXPECT_THAT(
      latest(probe).circumstances,
      ElementsAre("TargetEntityId: entity 849 (distributor AacmeDistributor, active) is not below your entity 888."));
  probe.call("CancelEntity", "<TargetEntityId>5</TargetEntityId>");
  EXPECT_THAT(latest(probe).circumstances, ElementsAre("TargetEntityId: there is no entity 5."));
  probe.call("CancelEntity", "<TargetEntityId>888</TargetEntityId>");
  EXPECT_THAT(latest(probe).circumstances,
              ElementsAre("TargetEntityId: entity 888 (distributor SomeDistributor, active) is your entity 888."));
  probe.call("CancelEntity", "<TargetEntityId>226</TargetEntityId>");
  EXPECT_EQ(latest(probe).rule, "");
  EXPECT_THAT(latest(probe).circumstances, IsEmpty()) << "a success costs nothing";
}

TEST(JournalOfCalls, KnowsWhereTheNamedAccountsStand) {
  Probe probe;
  probe.call("SuspendAccount", "<Username>nobody@nowhere.test</Username>", kAccountPage);
  EXPECT_THAT(latest(probe).circumstances, ElementsAre("Username: there is no backup account 'nobody@nowhere.test'."));
}

TEST(JournalOfCalls, KnowsTheMailsOfACall) {
  Probe probe;
  probe.call("SendResetPasswordLink", "<TargetEntityID>221</TargetEntityID>", kPartnerPage);
  probe.call("SendResetPasswordLink", "<TargetEntityID>221</TargetEntityID>", kPartnerPage);
  const control::Call call = latest(probe);
  EXPECT_EQ(call.mails, 1);
  const auto mails = control::mails_from(probe.application().sandbox(), call.first_mail, call.mails);
  ASSERT_EQ(mails.size(), 1U);
  EXPECT_EQ(mails[0].id, control::latest_mail(probe.application().sandbox(), {})->id);
  probe.call("SendResetPasswordLink", "<TargetEntityID>849</TargetEntityID>", kPartnerPage);
  EXPECT_EQ(latest(probe).mails, 0);
}

TEST(RequestFields, AreReadByTheirPathsBelowTheRequest) {
  control::Call call;
  call.request = envelope11(wrapped("Op", "<A>1 &amp; 2</A><F><Name>x</Name><Name/></F><A>3</A><Empty/>"));
  EXPECT_THAT(lines(request_fields(call, nullptr)),
              ElementsAre("A[0]=1 & 2", "F/Name[0]=x", "F/Name[1]=", "A[1]=3", "Empty="));
}

TEST(RequestFields, OfBareParametersStandBelowTheOperation) {
  control::Call call;
  call.request = envelope11("<Op xmlns=\"sosonlinebackup.com\"><userName>a</userName></Op>");
  EXPECT_THAT(lines(request_fields(call, nullptr)), ElementsAre("userName=a"));
}

TEST(RequestFields, ATextThatBreaksOffGivesWhatItHas) {
  control::Call call;
  call.request = envelope11(wrapped("Op", "<A>1</A><B>2</B>"));
  call.request.resize(call.request.find("<B>") + 4);
  EXPECT_EQ(lines(request_fields(call, nullptr)).at(0), "A=1");
  call.request = "no XML at all";
  EXPECT_THAT(request_fields(call, nullptr), IsEmpty());
  call.request.clear();
  EXPECT_THAT(request_fields(call, nullptr), IsEmpty());
}

TEST(RequestFields, NeitherDepthNorNumberIsTooMuch) {
  control::Call call;
  std::string deep;
  for (int i = 0; i < 20'000; ++i) deep += "<a>";
  call.request = envelope11(wrapped("Op", deep));
  EXPECT_LE(request_fields(call, nullptr).size(), 10'000U);
}

TEST(RequestFields, OfFormsAreTheirParameters) {
  control::Call call;
  call.routed_by = RoutedBy::address;
  call.request = "userName=a%20b&password=********";
  EXPECT_THAT(lines(request_fields(call, nullptr)), ElementsAre("userName=a b", "password=********"));
}

}  // namespace
}  // namespace http
