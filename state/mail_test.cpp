#include "state/mail.hpp"

#include "state/test_world.hpp"

namespace state {
namespace {

constexpr std::int32_t kGerman = 5;

class MailTest : public WorldTest {
 protected:
  void add_template(std::int32_t entity_id, std::int32_t locale_id, std::string subject) {
    mail.set_template({.entity_id = entity_id,
                       .code = "UMSUNCANCEL",
                       .locale_id = locale_id,
                       .sender = "support@example.test",
                       .subject = std::move(subject),
                       .text = "Dear {{name}}",
                       .html = "<p>Dear {{name}}</p>"});
  }
  std::string subject_for(std::int32_t entity_id, std::int32_t locale_id) {
    const auto found = mail.find_template(entity(entity_id), "UMSUNCANCEL", locale_id);
    return found ? found->subject : "none";
  }
  Mail& mail = sandbox.mail;
};

TEST_F(MailTest, ATemplateIsLookedUpAlongTheAncestors) {
  EXPECT_EQ(subject_for(311, kEnglish), "none");
  add_template(1, kEnglish, "root");
  EXPECT_EQ(subject_for(311, kEnglish), "root");
  add_template(888, kEnglish, "distributor");
  EXPECT_EQ(subject_for(311, kEnglish), "distributor");
  add_template(221, kEnglish, "partner");
  EXPECT_EQ(subject_for(311, kEnglish), "partner");
  add_template(311, kEnglish, "company");
  EXPECT_EQ(subject_for(311, kEnglish), "company");
  EXPECT_EQ(subject_for(312, kEnglish), "partner");
  EXPECT_EQ(subject_for(111, kEnglish), "distributor");
  EXPECT_EQ(subject_for(849, kEnglish), "root");
  EXPECT_FALSE(mail.find_template(entity(311), "EntityResetPwd", kEnglish));
}

TEST_F(MailTest, TheLocaleGoesBeforeTheDistanceAndEnglishIsTheLastResort) {
  add_template(311, kEnglish, "near");
  EXPECT_EQ(subject_for(311, kGerman), "near");
  add_template(1, kGerman, "fern");
  EXPECT_EQ(subject_for(311, kGerman), "fern");
  EXPECT_EQ(subject_for(311, kEnglish), "near");
  add_template(226, kGerman, "nur deutsch");
  EXPECT_EQ(subject_for(226, kEnglish), "none");
}

TEST_F(MailTest, SetReplacesATemplate) {
  add_template(221, kEnglish, "first");
  add_template(221, kEnglish, "second");
  EXPECT_EQ(subject_for(221, kEnglish), "second");
}

TEST_F(MailTest, ALetterLandsInTheOutbox) {
  add_template(888, kEnglish, "Welcome back, {{name}}");
  EXPECT_TRUE(mail.send(entity(311), {.code = "UMSUNCANCEL",
                                      .locale_id = kGerman,
                                      .recipient = "Ann@Example.test",
                                      .username = "ann",
                                      .values = {{"name", "Ann <Lee>"}}}));
  const auto letter = mail.latest("ann@example.TEST");
  ASSERT_TRUE(letter);
  EXPECT_EQ(letter->at, kNoon);
  EXPECT_EQ(letter->sender, "support@example.test");
  EXPECT_EQ(letter->recipient, "Ann@Example.test");
  EXPECT_EQ(letter->template_code, "UMSUNCANCEL");
  EXPECT_EQ(letter->locale_id, kEnglish);
  EXPECT_EQ(letter->subject, "Welcome back, Ann <Lee>");
  EXPECT_EQ(letter->text, "Dear Ann <Lee>");
  EXPECT_EQ(letter->html, "<p>Dear Ann &lt;Lee&gt;</p>");
  EXPECT_EQ(letter->entity_id, 311);
  EXPECT_EQ(letter->username, "ann");
}

TEST_F(MailTest, WithoutATemplateNothingIsSent) {
  EXPECT_FALSE(mail.send(entity(311), {.code = "UMSUNCANCEL", .recipient = "ann@example.test"}));
  EXPECT_FALSE(mail.latest());
  EXPECT_TRUE(mail.outbox(0, 10).empty());
}

TEST_F(MailTest, TheOutboxIsReadInOrderAndByRecipient) {
  add_template(1, kEnglish, "s");
  for (const auto* to : {"a@x.test", "b@x.test", "A@x.test"})
    mail.send(entity(311), {.code = "UMSUNCANCEL", .recipient = to});
  const auto all = mail.outbox(0, 10);
  ASSERT_EQ(all.size(), 3u);
  EXPECT_LT(all[0].id, all[1].id);
  EXPECT_EQ(mail.outbox(all[0].id, 10).size(), 2u);
  EXPECT_EQ(mail.outbox(0, 2).size(), 2u);
  EXPECT_EQ(mail.outbox(0, 10, "a@x.test").size(), 2u);
  EXPECT_EQ(mail.latest("a@x.test")->id, all[2].id);
  EXPECT_EQ(mail.latest()->id, all[2].id);
  mail.clear_outbox();
  EXPECT_TRUE(mail.outbox(0, 10).empty());
}

TEST_F(MailTest, TellsWhichLettersWereSentSinceTheOutboxWasCleared) {
  add_template(1, kEnglish, "s");
  const auto send = [&] { mail.send(entity(311), {.code = "UMSUNCANCEL", .recipient = "a@x.test"}); };
  int told = 0;
  mail.on_send([&] { ++told; });
  EXPECT_EQ(mail.sendings().first, 0);
  send();
  send();
  EXPECT_EQ(told, 2);
  EXPECT_EQ(mail.sendings().count, 2U);
  EXPECT_EQ(mail.sendings().last, mail.sendings().first + 1);
  const auto edition = mail.sendings().edition;
  mail.clear_outbox();
  EXPECT_GT(mail.sendings().edition, edition);
  EXPECT_EQ(mail.sendings().first, 0);
  send();
  EXPECT_EQ(mail.sendings().count, 1U);
}

TEST_F(MailTest, LettersOfASnapshotWereNotSentSince) {
  add_template(1, kEnglish, "s");
  mail.send(entity(311), {.code = "UMSUNCANCEL", .recipient = "a@x.test"});
  const Snapshot kept = sandbox.take();
  mail.send(entity(311), {.code = "UMSUNCANCEL", .recipient = "b@x.test"});
  sandbox.restore(kept);
  EXPECT_EQ(mail.sendings().count, 0U);
  mail.send(entity(311), {.code = "UMSUNCANCEL", .recipient = "c@x.test"});
  EXPECT_EQ(mail.outbox(mail.sendings().first - 1, 10).size(), 1U);
}

TEST(Render, ReplacesPlaceholdersAndLeavesTheRest) {
  EXPECT_EQ(render("{{a}}-{{b}}-{{a}}", {{"a", "1"}, {"b", "2"}}, false), "1-2-1");
  EXPECT_EQ(render("{{unknown}} {{a", {{"a", "1"}}, false), "{{unknown}} {{a");
  EXPECT_EQ(render("{{a}}", {{"a", "{{b}}"}, {"b", "2"}}, false), "{{b}}") << "values are not rendered again";
  EXPECT_EQ(render("{{a}} <b>", {{"a", "<&\">"}}, true), "&lt;&amp;&quot;&gt; <b>");
  EXPECT_EQ(render("", {}, false), "");
}

TEST_F(MailTest, NoLetterIsWrittenWhileMailFails) {
  sandbox.mail.set_template({.entity_id = 221, .code = "X", .locale_id = 1, .subject = "s", .text = "t"});
  const auto entity = sandbox.entities.find(221);
  sandbox.mail.set_fails(true);
  EXPECT_FALSE(sandbox.mail.send(*entity, {.code = "X", .recipient = "a@x.test"}));
  EXPECT_TRUE(sandbox.mail.outbox(0, 10).empty());
  sandbox.mail.set_fails(false);
  EXPECT_TRUE(sandbox.mail.send(*entity, {.code = "X", .recipient = "a@x.test"}));
}

TEST_F(MailTest, ATemplateCanBeTakenAway) {
  sandbox.mail.set_template({.entity_id = 221, .code = "X", .locale_id = 5, .subject = "s", .text = "t"});
  EXPECT_EQ(sandbox.mail.own_template(221, "X", 5)->subject, "s");
  EXPECT_FALSE(sandbox.mail.own_template(311, "X", 5));
  sandbox.mail.remove_template(221, "X", 1);
  EXPECT_TRUE(sandbox.mail.own_template(221, "X", 5));
  sandbox.mail.remove_template(221, "X", 5);
  EXPECT_FALSE(sandbox.mail.own_template(221, "X", 5));
}

}  // namespace
}  // namespace state
