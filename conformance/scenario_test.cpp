// Scenario files: what the schema and the contract say about good and bad ones.
#include "conformance/scenario.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "conformance/library.hpp"
#include "conformance/lint.hpp"
#include "conformance/test_contract.hpp"

namespace conformance {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const TargetFile& target() {
  static const TargetFile kTarget("mock.json", R"({"name": "mock", "capabilities": ["clock"],
    "roles": {"distributor": {"user": "888WS", "password": "Sandbox888", "entity": 888}}, "world": {"company": 311}})");
  return kTarget;
}

std::vector<std::string> complaints(std::string_view text, std::string id = "CabinetService/Open/opens") {
  std::vector<std::string> out;
  try {
    const Scenario scenario = read_scenario(std::move(id), "f.json", text);
    for (const Complaint& complaint : lint(scenario, test::kRegistry, target())) out.push_back(complaint.text());
  } catch (const Complaint& complaint) {
    out.push_back(complaint.text());
  } catch (const std::vector<Complaint>& several) {
    for (const Complaint& complaint : several) out.push_back(complaint.text());
  }
  return out;
}
// A sound scenario around one step's members.
std::string around(const std::string& members) {
  return R"({"requirement": "A cabinet opens.", "steps": [{"call": "CabinetService.Open", "as": "distributor", )" +
         members + "}]}";
}

TEST(Scenario, IsReadWhole) {
  const Scenario scenario = read_scenario("a/b", "a/b.json", R"({
    // a comment
    "requirement": "A cabinet opens.", "rules": ["Open/known"], "tags": ["contract"], "needs": ["clock"],
    "vars": {"n": 1},
    "steps": [{"call": "CabinetService.Open", "as": null, "expect": {"code": "Success"}},
              {"control": "POST clock/advance", "body": {"by": "8d"}, "expect": {"status": 200}},
              {"get": "/x", "expect": {"contains": "y"}}, {"post": "/x", "form": {"a": 1}, "expect": {"status": 302}},
              {"raw": {"path": "/x", "body": "<x/>"}, "expect": {"status": 400, "body": ""}}],
    "cleanup": [{"get": "/bye"}]})");
  EXPECT_EQ(scenario.steps.size(), 5u);
  EXPECT_EQ(scenario.steps[1].kind, StepKind::control);
  EXPECT_EQ(scenario.steps[1].subject, "POST clock/advance");
  EXPECT_EQ(scenario.steps[4].path, "/steps/4");
  EXPECT_EQ(scenario.cleanup.size(), 1u);
  EXPECT_EQ(scenario.needs, std::vector<std::string>{"clock"});
}

TEST(Scenario, AnUnknownKeyNamesItsNeighbourAndItsLine) {
  EXPECT_THAT(complaints("{\"requirement\": \"A cabinet opens.\",\n\"step\": []}"),
              Contains(HasSubstr("f.json:2:9: /step: unknown key 'step'; did you mean 'steps'?")));
  EXPECT_THAT(complaints(around(R"("expects": {"code": "Success"})")), Contains(HasSubstr("did you mean 'expect'?")));
  EXPECT_THAT(complaints(around(R"("expect": {"kode": "Success"})")), Contains(HasSubstr("did you mean 'code'?")));
}

TEST(Scenario, EveryStepMustExpectSomething) {
  EXPECT_THAT(complaints(around(R"("in": {})")), Contains(HasSubstr("/steps/0: ")));
  EXPECT_THAT(complaints(around(R"("expect": {})")), Contains(HasSubstr("/steps/0/expect: ")));
  EXPECT_THAT(complaints(R"({"requirement": "A cabinet opens.", "steps": []})"), Contains(HasSubstr("/steps: ")));
}

TEST(Scenario, AStepIsOfOneKind) {
  EXPECT_THAT(
      complaints(
          R"({"requirement": "A cabinet opens.", "steps": [{"get": "/", "post": "/", "expect": {"status": 200}}]})"),
      Contains(HasSubstr("exactly one of")));
  EXPECT_THAT(complaints(R"({"requirement": "A cabinet opens.", "steps": [{"expect": {"status": 200}}]})"),
              Contains(HasSubstr("exactly one of")));
}

TEST(Scenario, TypesAreTheSchemas) {
  EXPECT_THAT(complaints(around(R"("expect": {"code": 0})")), Contains(HasSubstr("/steps/0/expect/code: ")));
  EXPECT_THAT(complaints(around(R"("in": 5, "expect": {"code": "Success"})")), Contains(HasSubstr("/steps/0/in: ")));
  EXPECT_THAT(complaints("[]"), Contains(HasSubstr("a scenario is a JSON object")));
}

TEST(Lint, ASoundScenarioHasNoComplaints) {
  EXPECT_THAT(
      complaints(R"({"requirement": "A cabinet opens.", "rules": ["Open/known", "Open.Id", "Open.Shelves.Number"],
    "vars": {"a": "${world.company}"},
    "steps": [{"call": "CabinetService.Open", "as": "distributor", "in": {"Id": "${a}", "Ownr": null, "Shelves": [{"Number": "x"}]},
      "expect": {"code": "Success", "fields": {"Shelves[0].Number": {"min": 1}, "Shelves.count": 1, "Since": "2024-01-01T00:00:00Z",
        "Colour": "Red", "Height": null, "Shelves": {"contains": {"Number": 1}}}},
      "keep": {"first": "Shelves[0].Number"}},
     {"call": "CabinetService.Count", "as": {"user": "${role.distributor.user}", "password": "x"}, "in": {"userName": "${first}"},
      "expect": {"fields": {"CountResult.Code": "Success", "total": 3}}}]})"),
      IsEmpty());
}

TEST(Lint, NamesWhatTheContractDoesNotHave) {
  const auto with = [](const std::string& members) { return complaints(around(members)); };
  EXPECT_THAT(
      complaints(
          R"({"requirement": "A cabinet opens.", "steps": [{"call": "CabinetService.Opn", "as": null, "expect": {"code": "Success"}}]})"),
      Contains(HasSubstr("/steps/0/call: CabinetService has no operation 'Opn'; did you mean 'Open'?")));
  EXPECT_THAT(with(R"("in": {"ID": 1}, "expect": {"code": "Success"})"),
              Contains(HasSubstr("/steps/0/in/ID: 'ID' is no field of OpenRequest; did you mean 'Id'?")));
  EXPECT_THAT(with(R"("expect": {"code": "Sucess"})"), Contains(HasSubstr("did you mean 'Success'?")));
  EXPECT_THAT(with(R"("expect": {"code": "AlreadyExists"})"), Contains(HasSubstr("Open never answers AlreadyExists")));
  EXPECT_THAT(with(R"("expect": {"fields": {"IsOpn": true}})"), Contains(HasSubstr("did you mean 'IsOpen'?")));
  EXPECT_THAT(with(R"("expect": {"fields": {"IsOpen": "true"}})"), Contains(HasSubstr("is no boolean")));
  EXPECT_THAT(with(R"("expect": {"fields": {"Colour": "red"}})"), Contains(HasSubstr("is no Colour (Red, Green)")));
  EXPECT_THAT(with(R"("expect": {"fields": {"Note": {"regexp": "x"}}})"), Contains(HasSubstr("of type string")));
  EXPECT_THAT(with(R"("expect": {"fields": {"Note": {"regex": "("}}})"), Contains(HasSubstr("no regular expression")));
  EXPECT_THAT(with(R"("expect": {"fields": {"Note": {"any": false}}})"), Contains(HasSubstr("must be true")));
  EXPECT_THAT(with(R"("expect": {"fields": {"UsedKB": "${world.compny}"}})"),
              Contains(HasSubstr("did you mean 'company'?")));
  EXPECT_THAT(with(R"("expect": {"code": "Success", "fault": {"code": "Client"}})"), Contains(HasSubstr("not both")));
  EXPECT_THAT(
      complaints(
          R"({"requirement": "A cabinet opens.", "rules": ["Open/knwn"], "steps": [{"call": "CabinetService.Open", "as": "distributr", "expect": {"code": "Success"}}]})"),
      testing::AllOf(Contains(HasSubstr("did you mean 'Open/known'?")),
                     Contains(HasSubstr("did you mean 'distributor'?"))));
}

TEST(Lint, FindsWhatContradictsItself) {
  const auto with = [](const std::string& expect) { return complaints(around("\"expect\": " + expect)); };
  EXPECT_THAT(with(R"({"code": "Success", "http": 500})"),
              Contains(HasSubstr("/expect/http: an answer with a code has the status 200, never 500")));
  EXPECT_THAT(with(R"({"fault": {"code": "Client"}, "http": 200})"),
              Contains(HasSubstr("a fault never has the status 200")));
  EXPECT_THAT(with(R"({"fields": {"UsedKB": {"min": 5, "max": 3}}})"), Contains(HasSubstr("f.json:1:")));
  EXPECT_THAT(with(R"({"fields": {"UsedKB": {"min": 5, "max": 3}}})"),
              Contains(HasSubstr("no number is at least 5 and at most 3")));
  EXPECT_THAT(with(R"({"fields": {"Note": {"absent": true, "nil": true}}})"),
              Contains(HasSubstr("nothing is both absent and nil")));
  EXPECT_THAT(with(R"({"fields": {"Note": {"absent": true, "regex": "x"}}})"),
              Contains(HasSubstr("what is absent cannot meet 'regex'")));
  EXPECT_THAT(with(R"({"fields": {"Shelves": {"count": 3, "unordered": [{"Number": 1}]}}})"),
              Contains(HasSubstr("'count' is 3, and 'unordered' has 1 items")));
  EXPECT_THAT(with(R"({"fields": {"Shelves": {"absent": true}, "Shelves[0].Number": 1}})"),
              Contains(HasSubstr("'Shelves' is expected to be absent, so it has no such part")));
  EXPECT_THAT(
      with(R"({"fields": {"Shelves": {"empty": true}, "Shelves.count": 0, "Note": {"empty": true, "any": true}}})"),
      IsEmpty());
}

TEST(Lint, ARuleNeedsACallOfAnOperationThatHasIt) {
  EXPECT_THAT(
      complaints(
          R"({"requirement": "Counts cabinets.", "rules": ["Open/known"], "steps": [{"call": "CabinetService.Count", "as": null, "expect": {"code": "Success"}}]})",
          "flows/x"),
      Contains(HasSubstr("no step calls an operation that has the rule 'Open/known'")));
}

TEST(Lint, AFileLiesUnderTheOperationItCalls) {
  const std::string text = around(R"("expect": {"code": "Success"})");
  EXPECT_THAT(complaints(text), IsEmpty());
  EXPECT_THAT(complaints(text, "flows/opening"), IsEmpty());
  EXPECT_THAT(complaints(text, "CabinetService/Count/x"), Contains(HasSubstr("does not call it")));
  EXPECT_THAT(complaints(text, "CabinetService/Opne/x"), Contains(HasSubstr("did you mean 'Open'?")));
  EXPECT_THAT(complaints(text, "CabinetService/x"), Contains(HasSubstr("<Service>/<Operation>/")));
}

TEST(Globs, MatchWithinAndAcrossDirectories) {
  EXPECT_TRUE(matches_glob("A/*/refuses-*", "A/B/refuses-x"));
  EXPECT_FALSE(matches_glob("A/*", "A/B/refuses-x"));
  EXPECT_TRUE(matches_glob("A/**", "A/B/refuses-x"));
  EXPECT_TRUE(matches_glob("**/refuses-?", "A/B/refuses-x"));
  EXPECT_TRUE(matches_glob("A", "A/B/refuses-x"));
  EXPECT_TRUE(matches_glob("A/B/refuses-x.json", "A/B/refuses-x"));
  EXPECT_FALSE(matches_glob("A/B/ref", "A/B/refuses-x"));
}

TEST(Library, TheEmbeddedFilesAreThoseOfTheDirectory) {
  const Library embedded = Library::embedded();
  const Library directory = Library::in_directory(SOURCE_DIR "/scenarios");
  EXPECT_EQ(embedded.find("targets/mock.json"), directory.find("targets/mock.json"));
  std::vector<Complaint> none;
  EXPECT_EQ(embedded.scenarios(none).size(), directory.scenarios(none).size());
  EXPECT_THROW(Library::in_directory("/nowhere"), std::runtime_error);
}

// Role by role: the default world knows the user with this password, at this entity.
TEST(TargetFile, NamesPeopleOfTheDefaultWorld) {
  std::ifstream in(SOURCE_DIR "/fixtures/worlds/default.json");
  const Json world = Json::parse(in, nullptr, true, true);
  std::vector<std::string> people;
  for (const Json& entity : world.at("entities"))
    for (const auto& [list, name] : {std::pair{"webApiUsers", "login"}, std::pair{"dashboardUsers", "name"}})
      if (entity.contains(list))
        for (const Json& user : entity.at(list))
          people.push_back(user.at(name).get<std::string>() + " " + user.at("password").get<std::string>() + " " +
                           entity.at("id").dump());
  const Library library = Library::embedded();
  const auto text = library.find("targets/mock.json");
  ASSERT_TRUE(text);
  const TargetFile mock("mock.json", *text);
  for (const auto& [name, role] : mock.variables().at("role").items())
    EXPECT_THAT(people, Contains(role.at("user").get<std::string>() + " " + role.at("password").get<std::string>() +
                                 " " + role.at("entity").dump()))
        << name;
}

TEST(TargetFile, TellsItsMistakes) {
  const auto mistake = [](std::string_view text) -> std::string {
    try {
      TargetFile("t.json", text);
    } catch (const Complaint& complaint) {
      return complaint.text();
    }
    return "";
  };
  EXPECT_THAT(mistake(R"({"name": "x", "rols": {}})"), HasSubstr("did you mean 'roles'?"));
  EXPECT_THAT(mistake(R"({"name": "x", "roles": {"a": {"user": "u"}}})"),
              HasSubstr("/roles/a: the role lacks a password"));
  EXPECT_THAT(mistake(R"({"roles": {}})"), HasSubstr("a target has a name"));
}

// A sound scenario with further members before its steps.
std::string with(const std::string& members) {
  return R"({"requirement": "A page answers.", )" + members +
         R"(, "steps": [{"get": "/", "expect": {"status": 200}}]})";
}

TEST(Scenario, StandingsAreRead) {
  const Scenario scenario = read_scenario("a/b", "a/b.json", with(R"("targets": {"mock": {"skip": "only the real one"},
    "real": {"knownFailing": "it is slow", "link": "Q-slow", "owner": "ann", "until": "2024-05-06"}})"));
  EXPECT_EQ(scenario.standing("mock").kind, Standing::Kind::skip);
  EXPECT_EQ(scenario.standing("real").kind, Standing::Kind::known_failing);
  EXPECT_EQ(scenario.standing("real").until, "2024-05-06");
  EXPECT_EQ(scenario.standing("other").kind, Standing::Kind::run);
}

TEST(Lint, StandingsAreWhole) {
  EXPECT_THAT(complaints(with(R"("targets": {"mock": {"knownFailing": "it is slow"}})"), "host/x"), Not(IsEmpty()));
  EXPECT_THAT(complaints(with(R"("targets": {"mock": "walk"})"), "host/x"), Not(IsEmpty()));
  EXPECT_THAT(complaints(with(R"("targets": {"moon": "run"})"), "host/x"), Not(IsEmpty()));
  EXPECT_THAT(
      complaints(with(R"("targets": {"mock": {"skip": "never on a mock"}, "real": {"skip": "never on the real"}})"),
                 "host/x"),
      Contains(HasSubstr("left out everywhere")));
  EXPECT_THAT(
      complaints(
          with(
              R"("targets": {"mock": {"knownFailing": "it is slow", "link": "https://x", "owner": "ann", "until": "2024-02-30"}})"),
          "host/x"),
      Contains(HasSubstr("'2024-02-30' is no day")));
}

TEST(Lint, ACapabilityIsSpelledAsOneOfThoseThereAre) {
  EXPECT_THAT(complaints(with(R"("needs": ["clok"])"), "host/x"), Contains(HasSubstr("did you mean 'clock'?")));
  EXPECT_THAT(complaints(with(R"("needs": ["teleport"])"), "host/x"), IsEmpty());
}

TEST(Lint, WaitingHasAnEndAndSomethingToWaitFor) {
  const auto step = [](const std::string& members) {
    return R"({"requirement": "A page answers.", "steps": [{"get": "/", "expect": {"status": 200}}], "cleanup": [{"get": "/")" +
           members + "}]}";
  };
  EXPECT_THAT(complaints(step(R"(, "eventually": {"within": "9s", "every": "3s"})"), "host/x"),
              Contains(HasSubstr("expects nothing")));
  EXPECT_THAT(
      complaints(step(R"(, "expect": {"status": 200}, "eventually": {"within": "2s", "every": "3s"})"), "host/x"),
      Contains(HasSubstr("never tries again")));
  EXPECT_THAT(
      complaints(step(R"(, "expect": {"status": 200}, "eventually": {"within": "1m", "every": "0s"})"), "host/x"),
      Contains(HasSubstr("must be a duration")));
  EXPECT_THAT(
      complaints(step(R"(, "expect": {"status": 200}, "eventually": {"within": "5", "every": "3s"})"), "host/x"),
      Not(IsEmpty()));
}

TEST(Lint, UndoingIsHeldAgainstTheContractToo) {
  const auto undo = [](const std::string& step) {
    return around(R"("expect": {"code": "Success"}, "keep": {"kb": "UsedKB"}, "undo": )" + step);
  };
  EXPECT_THAT(complaints(undo(R"({"call": "CabinetService.Open", "as": "distributor", "in": {"Id": "${kb}"}})")),
              IsEmpty());
  EXPECT_THAT(complaints(undo(R"({"call": "CabinetService.Opn", "as": "distributor"})")),
              Contains(HasSubstr("did you mean 'Open'?")));
  EXPECT_THAT(complaints(undo(R"([{"get": "/${kc}"}])")), Contains(HasSubstr("nothing is known as '${kc}'")));
  EXPECT_THAT(complaints(undo(R"({"gt": "/"})")), Contains(HasSubstr("exactly one of call")));
  EXPECT_THAT(complaints(undo(R"({"get": "/", "undo": {"get": "/"}})")), Not(IsEmpty()));
}

TEST(Lint, BytesAreWholeHexadecimalDigits) {
  const auto raw = [](const std::string& body) {
    return R"({"requirement": "Bytes are sent.", "steps": [{"raw": {"path": "/", "body": )" + body +
           R"(}, "expect": {"status": 400}}]})";
  };
  EXPECT_THAT(complaints(raw(R"(["<a>", {"hex": "EF BB BF"}])"), "host/x"), IsEmpty());
  EXPECT_THAT(complaints(raw(R"({"hex": "EFB"})"), "host/x"), Contains(HasSubstr("two hexadecimal digits")));
  EXPECT_THAT(complaints(raw(R"([{"hex": "EG"}])"), "host/x"), Not(IsEmpty()));
}

}  // namespace
}  // namespace conformance
