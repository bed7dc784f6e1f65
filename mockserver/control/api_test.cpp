// The control surface: each route, and each way to use it wrongly.
#include "control/api.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "control/api_route.hpp"
#include "control/outbox.hpp"
#include "control/time_text.hpp"

namespace control {
namespace {

using nlohmann::json;
using testing::HasSubstr;

state::Instant noon() { return parse_instant("2026-01-15T12:00:00Z").value(); }

class Api : public testing::Test {
 protected:
  ApiReply get(std::string_view path, std::string_view query = {}) {
    return answer(&sandbox, {.method = "GET", .path = path, .query = query}, {{"version", "1.2.3"}});
  }
  ApiReply post(std::string_view path, std::string_view body = {}) {
    return answer(&sandbox, {.method = "POST", .path = path, .body = body});
  }
  ApiReply remove(std::string_view path) { return answer(&sandbox, {.method = "DELETE", .path = path}); }

  // Status, code, message and path of a refusal in one text.
  static std::string refusal(const ApiReply& reply) {
    const json error = reply.body.at("error");
    return std::to_string(reply.status) + " " + error.at("code").get<std::string>() + " " +
           error.value("path", std::string("-")) + ": " + error.at("message").get<std::string>();
  }

  void send_mail(const char* to, const char* user = "paula") {
    auto& state = sandbox.state();
    const std::lock_guard lock(state.mutex);
    state::Transaction transaction(state.database);
    ASSERT_TRUE(state.mail.send(state.entities.find(221).value(),
                                {.code = "EntityResetPwd",
                                 .recipient = to,
                                 .username = user,
                                 .values = {{"Link", "http://localhost/reset?a=1&b=2"}, {"ContactPerson", "Paula"}}}));
    transaction.commit();
  }

  Sandbox sandbox{World::embedded("default"), {.time = noon}};
};

TEST_F(Api, AnswersLivezAndReadyz) {
  EXPECT_EQ(get("livez").body, json({{"status", "ok"}}));
  EXPECT_EQ(get("/readyz/").body, json({{"status", "ready"}}));
  EXPECT_EQ(post("readyz").status, 405);
}

TEST_F(Api, IsNotReadyBeforeTheSandboxIsSeeded) {
  EXPECT_EQ(answer(nullptr, {.method = "GET", .path = "livez"}).status, 200);
  EXPECT_EQ(refusal(answer(nullptr, {.method = "GET", .path = "readyz"})),
            "503 not-ready -: the sandbox is being seeded");
  EXPECT_EQ(answer(nullptr, {.method = "POST", .path = "reset"}).status, 503);
}

TEST_F(Api, ExportsAndImportsTheState) {
  const json before = get("export").body;
  post("simulate/shadowprotect", R"({"fails": true})");
  EXPECT_TRUE(get("export").body.at("shadowProtectFails"));
  const ApiReply imported = post("import", before.dump());
  EXPECT_EQ(imported.body,
            json({{"world", "default"}, {"clock", {{"now", "2026-01-15T12:00:00Z"}, {"frozen", false}}}}));
  EXPECT_EQ(get("export").body, before);
  EXPECT_EQ(refusal(get("export", "pretty=1")), "400 bad-value pretty: unknown parameter");
}

TEST_F(Api, ABadImportListsItsProblemsAndChangesNothing) {
  const json before = get("export").body;
  json world = before;
  world["entities"][1]["parentId"] = 4711;
  world["clock"] = json::object();
  const ApiReply reply = post("import", world.dump());
  EXPECT_EQ(refusal(reply), "400 bad-world /clock: needs either \"now\", an instant, or \"ahead\", a duration");
  EXPECT_EQ(reply.body.at("error").at("problems")[1],
            json({{"path", "/entities/1/parentId"}, {"message", "there is no entity 4711"}}));
  EXPECT_THAT(refusal(post("import", "{")), HasSubstr("400 bad-json -: is not JSON: line 1, column 2"));
  EXPECT_THAT(refusal(post("import", "")), HasSubstr("400 bad-world"));
  EXPECT_EQ(get("export").body, before);
}

TEST_F(Api, TellsAboutItself) {
  const json info = get("info").body;
  EXPECT_EQ(info.at("version"), "1.2.3");
  EXPECT_EQ(info.at("world"), "default");
  EXPECT_EQ(info.at("clock").at("now"), "2026-01-15T12:00:00Z");
  EXPECT_EQ(info.at("journal").at("calls"), 0);
}

TEST_F(Api, ShowsTheWorldAndItsSchema) {
  EXPECT_EQ(get("world").body.at("name"), "default");
  EXPECT_EQ(get("world/schema").body.at("title"), "World");
}

TEST_F(Api, MovesTheClock) {
  EXPECT_EQ(post("clock/advance", R"({"by": "8d"})").body, json({{"now", "2026-01-23T12:00:00Z"}, {"frozen", false}}));
  EXPECT_EQ(post("clock/advance", R"({"by": "PT8H"})").body.at("now"), "2026-01-23T20:00:00Z");
  EXPECT_EQ(post("clock/advance", R"({"to": "2026-02-01"})").body.at("now"), "2026-02-01T00:00:00Z");
  EXPECT_EQ(post("clock/freeze", R"({"at": "2026-03-01T00:00:00Z"})").body,
            json({{"now", "2026-03-01T00:00:00Z"}, {"frozen", true}}));
  EXPECT_EQ(post("clock/resume").body.at("frozen"), false);
  EXPECT_EQ(post("clock/freeze").body.at("frozen"), true);
  EXPECT_EQ(get("clock").body, post("clock/freeze").body);
  EXPECT_EQ(post("clock/reset").body, json({{"now", "2026-01-15T12:00:00Z"}, {"frozen", false}}));
}

TEST_F(Api, RefusesBadClockCalls) {
  EXPECT_EQ(refusal(post("clock/advance", R"({"by": "-1d"})")), "409 clock-backwards /by: time cannot run backwards");
  EXPECT_EQ(refusal(post("clock/advance", R"({"to": "2020-01-01"})")),
            "409 clock-backwards -: 2020-01-01T00:00:00Z is before the sandbox's time, 2026-01-15T12:00:00Z");
  EXPECT_EQ(refusal(post("clock/freeze", R"({"at": "2020-01-01"})")),
            "409 clock-backwards -: 2020-01-01T00:00:00Z is before the sandbox's time, 2026-01-15T12:00:00Z");
  EXPECT_THAT(refusal(post("clock/advance", R"({"by": "soon"})")),
              HasSubstr("400 bad-value /by: must be a duration such as"));
  EXPECT_THAT(refusal(post("clock/advance", R"({"by": 8})")), HasSubstr("400 bad-value /by: must be a string"));
  EXPECT_THAT(refusal(post("clock/advance", R"({"to": "noon"})")),
              HasSubstr("400 bad-value /to: must be an instant such as"));
  EXPECT_THAT(refusal(post("clock/advance")), HasSubstr("400 bad-value -: needs either"));
  EXPECT_THAT(refusal(post("clock/advance", R"({"bye": "8d"})")),
              HasSubstr("400 bad-value /bye: unknown property; did you mean \"by\"?"));
  EXPECT_EQ(get("clock").body.at("now"), "2026-01-15T12:00:00Z");
}

TEST_F(Api, LetsShadowProtectFailUntilTheReset) {
  EXPECT_EQ(get("simulate/shadowprotect").body, json({{"fails", false}}));
  EXPECT_EQ(post("simulate/shadowprotect", R"({"fails": true})").body, json({{"fails", true}}));
  EXPECT_EQ(get("simulate/shadowprotect").body, json({{"fails", true}}));
  EXPECT_EQ(post("simulate/shadowprotect", R"({"fails": false})").body, json({{"fails", false}}));
  post("simulate/shadowprotect", R"({"fails": true})");
  post("reset");
  EXPECT_EQ(get("simulate/shadowprotect").body, json({{"fails", false}}));
}

TEST_F(Api, RefusesBadSimulations) {
  EXPECT_EQ(refusal(post("simulate/shadowprotect")), "400 bad-value /fails: is required");
  EXPECT_EQ(refusal(post("simulate/shadowprotect", R"({"fails": "yes"})")), "400 bad-value /fails: must be a boolean");
  EXPECT_EQ(refusal(post("simulate/shadowprotect", R"({"fails": null})")), "400 bad-value /fails: must be a boolean");
  EXPECT_THAT(refusal(post("simulate/shadowprotect", R"({"fail": true})")), HasSubstr("did you mean \"fails\"?"));
  EXPECT_EQ(refusal(post("simulate/nothing")), "404 unknown-path -: there is no /_sandbox/simulate/nothing");
  EXPECT_EQ(get("simulate/shadowprotect").body, json({{"fails", false}}));
}

TEST_F(Api, RefusesABodyThatIsNoJsonObject) {
  EXPECT_THAT(refusal(post("clock/advance", "{\"by\": ")), HasSubstr("400 bad-json -: is not JSON: line 1, column 8"));
  EXPECT_EQ(refusal(post("reset", "[]")), "400 bad-value -: must be an object");
}

TEST_F(Api, RefusesUnknownPathsAndMethods) {
  EXPECT_EQ(refusal(get("nowhere")), "404 unknown-path -: there is no /_sandbox/nowhere");
  EXPECT_EQ(refusal(get("")), "404 unknown-path -: there is no /_sandbox/");
  const ApiReply reply = get("clock/advance");
  EXPECT_EQ(refusal(reply), "405 method-not-allowed -: use POST");
  EXPECT_EQ(reply.allow, "POST");
  EXPECT_EQ(post("outbox").allow, "GET, DELETE");
  EXPECT_EQ(post("journal/1").allow, "GET");
}

TEST_F(Api, FindsMailsByRecipientAndTheLinkInThem) {
  send_mail("a@example.com");
  send_mail("b@example.com", "other");
  EXPECT_EQ(get("outbox").body.at("mails").size(), 2U);
  EXPECT_EQ(get("outbox", "to=A%40example.com").body.at("mails").size(), 1U);
  EXPECT_EQ(get("outbox", "user=OTHER&template=entityresetpwd").body.at("mails").size(), 1U);
  EXPECT_EQ(get("outbox", "limit=1").body.at("mails")[0].at("to"), "a@example.com");
  const json latest = get("outbox/latest").body;
  EXPECT_EQ(latest.at("to"), "b@example.com");
  EXPECT_EQ(latest.at("link"), "http://localhost/reset?a=1&b=2");
  EXPECT_EQ(latest.at("template"), "EntityResetPwd");
  EXPECT_EQ(latest.at("at"), "2026-01-15T12:00:00Z");
  EXPECT_EQ(get("outbox/latest", "to=a@example.com").body, get("outbox/1").body);
  EXPECT_EQ(get("outbox", "after=1").body.at("mails").size(), 1U);
}

TEST_F(Api, ReportsMailsThatAreNotThere) {
  EXPECT_EQ(refusal(get("outbox/latest", "to=nobody@example.com")), "404 unknown-mail -: no such mail was sent");
  EXPECT_EQ(get("outbox/7").status, 404);
  EXPECT_EQ(get("outbox/x").status, 404);
}

TEST_F(Api, ClearsTheOutbox) {
  send_mail("a@example.com");
  EXPECT_EQ(remove("outbox").status, 200);
  EXPECT_TRUE(get("outbox").body.at("mails").empty());
}

TEST_F(Api, RefusesBadParameters) {
  EXPECT_EQ(refusal(get("outbox", "limit=0")), "400 bad-value limit: must be a whole number from 1 to 1000");
  EXPECT_EQ(refusal(get("journal", "code=x")), "400 bad-value code: there is no result code \"x\"");
  EXPECT_EQ(refusal(get("journal", "code=sucess")),
            "400 bad-value code: there is no result code \"sucess\"; did you mean \"Success\"?");
  EXPECT_EQ(refusal(get("journal", "note=odd")),
            "400 bad-value note: must be one of ignored, misplaced, misspelled, defaulted, duplicate, namespace, note");
  EXPECT_THAT(refusal(get("outbox", "since=noon")), HasSubstr("400 bad-value since: must be an instant such as"));
  EXPECT_EQ(refusal(get("journal", "faults=maybe")), "400 bad-value faults: must be true or false");
  EXPECT_EQ(refusal(get("journal", "operatoin=x")),
            "400 bad-value operatoin: unknown parameter; did you mean \"operation\"?");
}

TEST_F(Api, ShowsTheJournal) {
  Call made;
  made.id = "6f1c";
  made.at = noon();
  made.service = "PartnerManagementService";
  made.operation = "CreatePartner";
  made.caller = "888WS";
  made.http_status = 200;
  made.result_code = 2;
  made.result_name = "InvalidInputParameters";
  made.duration_us = 42;
  made.request = "<Password>Sandbox888</Password>\xFF";
  made.notes = {{.kind = NoteKind::misspelled,
                 .path = "request/PartnerNam",
                 .message = "no such element",
                 .nearest = "PartnerName"}};
  sandbox.journal().add(std::move(made));
  const json journal = get("journal", "operation=CreatePartner&code=2&caller=888ws").body;
  ASSERT_EQ(journal.at("calls").size(), 1U);
  const json call = journal.at("calls")[0];
  EXPECT_EQ(call.at("code"), 2);
  EXPECT_EQ(call.at("codeName"), "InvalidInputParameters");
  EXPECT_EQ(call.at("fault"), nullptr);
  EXPECT_EQ(call.at("durationMicroseconds"), 42);
  EXPECT_EQ(call.at("notes")[0], json({{"kind", "misspelled"},
                                       {"path", "request/PartnerNam"},
                                       {"message", "no such element"},
                                       {"nearest", "PartnerName"}}));
  EXPECT_THAT(call.at("request").get<std::string>(), testing::StartsWith("<Password>********</Password>"));
  EXPECT_EQ(get("journal/6F1C").body, call);
  EXPECT_THAT(get("journal/6F1C").text(), HasSubstr("********</Password>\xEF\xBF\xBD\""));
  EXPECT_EQ(refusal(get("journal/none")), "404 unknown-call -: the journal holds no such call");
  EXPECT_EQ(get("journal", "faults").body.at("calls").size(), 0U);
  EXPECT_EQ(remove("journal").status, 200);
  EXPECT_EQ(get("journal").body.at("calls").size(), 0U);
}

TEST_F(Api, SearchesTheJournalInWhatItShows) {
  Call made;
  made.id = "6f1c";
  made.at = noon();
  made.operation = "CreatePartner";
  made.request = "<Password>hidden</Password><PartnerName>Acme</PartnerName>";
  made.rule = "shared/in-tree";
  made.caller_entity = 888;
  sandbox.journal().add(made);
  const auto count = [&](std::string_view query) { return get("journal", query).body.at("calls").size(); };
  EXPECT_EQ(count("text=Acme"), 1U);
  EXPECT_EQ(count("text=hidden"), 0U);
  EXPECT_EQ(count("rule=Shared/in-tree&id=6F1C"), 1U);
  EXPECT_EQ(count("entity=888"), 1U);
  EXPECT_EQ(count("entity=889"), 0U);
  EXPECT_EQ(count("since=2026-01-15T12:00:00Z&until=2026-01-15T12:00:01Z"), 1U);
  EXPECT_EQ(count("until=2026-01-15T12:00:00Z"), 0U);
  EXPECT_FALSE(get("journal", "brief").body.at("calls")[0].contains("request"));
}

TEST_F(Api, ForgetsCallsOfAQueryOnly) {
  Call made;
  for (const char* operation : {"CreatePartner", "EditPartner", "CreatePartner"}) {
    made.operation = operation;
    sandbox.journal().add(made);
  }
  const ApiReply some =
      answer(&sandbox, {.method = "DELETE", .path = "journal", .query = "operation=CreatePartner&after=1"});
  EXPECT_EQ(some.body, json({{"status", "cleared"}, {"removed", 1}}));
  EXPECT_EQ(get("journal").body.at("calls").size(), 2U);
  EXPECT_EQ(get("journal").body.at("recorded"), 3);
  EXPECT_EQ(answer(&sandbox, {.method = "DELETE", .path = "journal", .query = "operatoin=x"}).status, 400);
  EXPECT_EQ(remove("journal").body.at("removed"), 2);
  EXPECT_EQ(get("journal").body.at("recorded"), 0);
}

TEST_F(Api, VerifiesAndExplains) {
  Call made;
  made.id = "6f1c";
  made.service = "PartnerManagementService";
  made.operation = "CreatePartner";
  sandbox.journal().add(made);
  EXPECT_EQ(post("journal/verify", R"({"calls": [{"operation": "CreatePartner"}]})").status, 200);
  const ApiReply failed = post("journal/verify", R"({"calls": [{"operation": "EditPartner"}]})");
  EXPECT_EQ(failed.status, 409);
  EXPECT_EQ(failed.body.at("ok"), false);
  EXPECT_EQ(failed.body.at("error").at("code"), "verification-failed");
  EXPECT_THAT(refusal(post("journal/verify", R"({"calls": [{"atleast": 1}]})")),
              HasSubstr("400 bad-value /calls/0/atleast: unknown property; did you mean \"atLeast\"?"));
  EXPECT_EQ(get("journal/6f1c/explain").body.at("id"), "6f1c");
  EXPECT_EQ(get("journal/6f1c/explain", "format=text").content_type, "text/plain; charset=utf-8");
  EXPECT_EQ(refusal(get("journal/6f1c/explain", "format=xml")), "400 bad-value format: must be json or text");
  EXPECT_EQ(refusal(get("journal/none/explain")), "404 unknown-call -: the journal holds no such call");
}

TEST_F(Api, SearchesTheOutbox) {
  send_mail("a@example.com");
  post("clock/advance", R"({"by": "1d"})");
  send_mail("b@example.com");
  const auto count = [&](std::string_view query) { return get("outbox", query).body.at("mails").size(); };
  const std::string subject = get("outbox/latest").body.at("subject");
  EXPECT_EQ(count("text=A%3D1%26B"), 2U);
  EXPECT_EQ(count("text=nowhere"), 0U);
  EXPECT_EQ(count("subject=" + subject.substr(0, 5)), 2U);
  EXPECT_EQ(count("subject=nowhere"), 0U);
  EXPECT_EQ(count("since=2026-01-16T12:00:00Z"), 1U);
  EXPECT_EQ(count("until=2026-01-16T12:00:00Z"), 1U);
  EXPECT_EQ(get("outbox/latest", "until=2026-01-16").body.at("to"), "a@example.com");
  EXPECT_EQ(get("outbox/latest").body.at("delivery"), nullptr);
}

TEST_F(Api, GivesTheLinkOfAMailAsText) {
  EXPECT_EQ(refusal(get("outbox/latest/link")), "404 unknown-mail -: no such mail was sent");
  send_mail("a@example.com");
  const ApiReply link = get("outbox/latest/link", "to=a%40example.com");
  EXPECT_EQ(link.content_type, "text/plain; charset=utf-8");
  EXPECT_EQ(link.text(), "http://localhost/reset?a=1&b=2\n");
}

TEST_F(Api, ShowsAMailAsAPageThatCanDoNothing) {
  send_mail("a@example.com");
  const ApiReply page = get("outbox/1/html");
  EXPECT_EQ(page.content_type, "text/html; charset=utf-8");
  EXPECT_EQ(page.policy, kMailPolicy);
  EXPECT_EQ(mail_document({.text = "1 < 2 & 3"}).find("1 < 2"), std::string::npos);
  EXPECT_THAT(mail_document({.text = "1 < 2 & 3"}), HasSubstr("1 &lt; 2 &amp; 3"));
  EXPECT_EQ(mail_document({.html = "<p>Hello</p>"}), "<p>Hello</p>");
  EXPECT_EQ(get("outbox/2/html").status, 404);
}

TEST_F(Api, Resets) {
  send_mail("a@example.com");
  post("clock/advance", R"({"by": "8d"})");
  EXPECT_EQ(post("reset").body,
            json({{"world", "default"}, {"clock", {{"now", "2026-01-15T12:00:00Z"}, {"frozen", false}}}}));
  EXPECT_TRUE(get("outbox").body.at("mails").empty());
}

TEST(Routes, NameDefinitionsThatAreThere) {
  std::set<std::string> routes;
  std::set<std::string> definitions;
  for (const RouteGroup& group : route_groups()) {
    const json schema = json::parse(group.schema);
    for (const auto& [name, definition] : schema.at("definitions").items())
      EXPECT_TRUE(definitions.insert(name).second) << name << " stands in two groups";
    for (const Route& route : group.routes) {
      EXPECT_TRUE(routes.insert(std::string(route.method) + " " + std::string(route.path)).second) << route.path;
      EXPECT_FALSE(route.says.empty()) << route.path;
      for (const std::string_view name : {route.body, route.answer})
        EXPECT_TRUE(name.empty() || route_definitions().contains(name)) << route.path << " names " << name;
    }
  }
}

TEST(FirstLink, EndsWhereTheSentenceGoesOn) {
  EXPECT_EQ(first_link("see https://a.example/x?y=1."), "https://a.example/x?y=1");
  EXPECT_EQ(first_link("(http://a.example/x) b"), "http://a.example/x");
  EXPECT_EQ(first_link("<a href=\"http://a.example/\">"), "http://a.example/");
  EXPECT_EQ(first_link("no link"), "");
}

}  // namespace
}  // namespace control
