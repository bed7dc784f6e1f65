// Mails as a server receives them, and what becomes of them when it does not want them.
#include "smtp/client.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "smtp/test_smtp_server.hpp"

namespace smtp {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;
using Outcome = Attempt::Outcome;

Message mail() {
  return {.from = "Support <support@example.test>",
          .to = "ann@acme.test",
          .subject = "Welcome",
          .date = "Thu, 15 Jan 2026 12:00:00 +0000",
          .id = "1.2@sandbox.invalid",
          .text = "Dear Ann,\nhttp://localhost/reset?token=a1",
          .html = "<p>Dear Ann</p>"};
}

TEST(Client, DeliversTextAndHtml) {
  test::Server server;
  Client client({.url = server.url()});
  const Attempt attempt = client.send(mail());
  EXPECT_EQ(attempt.outcome, Outcome::delivered) << attempt.reason;
  ASSERT_THAT(server.mails(), SizeIs(1));
  const std::string received = server.mails()[0];
  EXPECT_THAT(received, HasSubstr("From: Support <support@example.test>\n"));
  EXPECT_THAT(received, HasSubstr("To: ann@acme.test\n"));
  EXPECT_THAT(received, HasSubstr("Subject: Welcome\n"));
  EXPECT_THAT(received, HasSubstr("Content-Type: multipart/alternative; boundary="));
  EXPECT_THAT(received, HasSubstr("Content-Type: text/plain; charset=utf-8\n"));
  EXPECT_THAT(received, HasSubstr("Content-Type: text/html; charset=utf-8\n"));
  EXPECT_THAT(received, HasSubstr("http://localhost/reset?token=3Da1"));  // quoted-printable
  EXPECT_THAT(received, HasSubstr("<p>Dear Ann</p>"));
  EXPECT_THAT(server.commands(), Contains("MAIL FROM:<support@example.test>"));
  EXPECT_THAT(server.commands(), Contains("RCPT TO:<ann@acme.test>"));
}

TEST(Client, KeepsItsConnectionForTheNextMail) {
  test::Server server;
  Client client({.url = server.url()});
  client.send(mail());
  client.send(mail());
  EXPECT_THAT(server.mails(), SizeIs(2));
  const auto commands = server.commands();
  EXPECT_EQ(std::count_if(commands.begin(), commands.end(), [](const auto& one) { return one.starts_with("EHLO"); }),
            1);
}

TEST(Client, ASenderOfItsOwnGoesIntoTheEnvelopeOnly) {
  test::Server server;
  Client client({.url = server.url(), .from = "mock@ci.test"});
  client.send(mail());
  EXPECT_THAT(server.commands(), Contains("MAIL FROM:<mock@ci.test>"));
  EXPECT_THAT(server.mails().at(0), HasSubstr("From: Support <support@example.test>"));
}

TEST(Client, SignsIn) {
  test::Server server;
  Client client({.url = server.url(), .user = "mock", .password = "pass-word"});
  EXPECT_EQ(client.send(mail()).outcome, Outcome::delivered);
  EXPECT_THAT(server.commands(), Contains(StartsWith("AUTH PLAIN")));
}

TEST(Client, AWrongPasswordIsRefusedForGoodAndNotRepeated) {
  test::Server server("AUTH", "535 wrong");
  Client client({.url = server.url(), .user = "mock", .password = "pass-word"});
  const Attempt attempt = client.send(mail());
  EXPECT_EQ(attempt.outcome, Outcome::refused);
  EXPECT_THAT(attempt.reason, Not(HasSubstr("pass-word")));
  EXPECT_NE(attempt.reason, "");
}

TEST(Client, TellsForNowFromForGood) {
  test::Server unknown("RCPT", "550 no such user");
  const Attempt refused = Client({.url = unknown.url()}).send(mail());
  EXPECT_EQ(refused.outcome, Outcome::refused);
  EXPECT_THAT(refused.reason, HasSubstr("550 no such user"));
  test::Server busy("RCPT", "451 later");
  const Attempt failed = Client({.url = busy.url()}).send(mail());
  EXPECT_EQ(failed.outcome, Outcome::failed);
  EXPECT_THAT(failed.reason, HasSubstr("451 later"));
}

TEST(Client, DemandsEncryptionWhenToldTo) {
  test::Server server;
  const Attempt attempt = Client({.url = server.url(), .tls = Tls::required}).send(mail());
  EXPECT_EQ(attempt.outcome, Outcome::refused);
  EXPECT_THAT(server.mails(), SizeIs(0));
}

TEST(Client, AServerThatIsDownIsAFailureForNow) {
  std::string url;
  {
    test::Server server;
    url = server.url();
  }
  const Attempt attempt = Client({.url = url}).send(mail());
  EXPECT_EQ(attempt.outcome, Outcome::failed);
  EXPECT_THAT(attempt.reason, HasSubstr("onnect"));
}

TEST(Client, NeverPutsAnythingButAnAddressIntoACommand) {
  test::Server server;
  Message evil = mail();
  evil.to = "ann@acme.test>\r\nRCPT TO:<bob@acme.test";
  EXPECT_EQ(Client({.url = server.url()}).send(evil).outcome, Outcome::refused);
  evil = mail();
  evil.to = "nobody";
  EXPECT_THAT(Client({.url = server.url()}).send(evil).reason, HasSubstr("'nobody' is no e-mail address"));
  EXPECT_THAT(server.commands(), SizeIs(0));
}

TEST(Client, KnowsWhatAServersUrlLooksLike) {
  EXPECT_EQ(url_fault("smtp://localhost:1025"), "");
  EXPECT_EQ(url_fault("smtps://mail.example.test"), "");
  EXPECT_EQ(url_fault("smtp://[::1]:25/"), "");
  EXPECT_THAT(url_fault("http://localhost"), HasSubstr("must be smtp://HOST:PORT"));
  EXPECT_THAT(url_fault("localhost:25"), HasSubstr("must be smtp://HOST:PORT"));
  EXPECT_THAT(url_fault("smtp://localhost:99999"), HasSubstr("must be smtp://HOST:PORT"));
  EXPECT_THAT(url_fault("smtp://u:secret@localhost"), HasSubstr("--smtp-user"));
  EXPECT_THAT(url_fault("smtp://u:secret@localhost"), Not(HasSubstr("secret@")));
  EXPECT_THAT(url_fault(""), HasSubstr("must be smtp://HOST:PORT"));
}

}  // namespace
}  // namespace smtp
