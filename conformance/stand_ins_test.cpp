// Stand-ins: which ones a scenario needs, who calls for whom, and what a run does with them.
#include "conformance/stand_ins.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/runner.hpp"
#include "conformance/test_contract.hpp"

namespace conformance {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct Parts {
  static constexpr std::string_view kName = "Parts";
  std::int32_t entity = 0;
  static constexpr auto fields() { return fields_of(contract::field<&Parts::entity>("TargetEntityID")); }
};
struct Request {
  static constexpr std::string_view kName = "Request";
  std::int32_t target = 0;
  std::int32_t cabinet = 0;
  Parts parts;
  static constexpr auto fields() {
    return fields_of(contract::field<&Request::target>("TargetEntityId", {.aliases = {"EntityId"}}),
                     contract::field<&Request::cabinet>("CabinetId"), contract::field<&Request::parts>("Parts"));
  }
};

// Answers every call of Open; knows one name.
class Cabinets : public Endpoint {
 public:
  std::vector<std::string> users;   // who called
  std::vector<std::string> opened;  // whose
  HttpResponse send(const HttpRequest& request) override {
    users.push_back(between(request.body, "<UserName>", "<"));
    opened.push_back(between(request.body, "<Owner>", "<"));
    return {
        .status = 200,
        .headers = {{"Content-Type", "text/xml; charset=utf-8"}},
        .body =
            R"(<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soap:Body>)"
            R"(<OpenResponse xmlns="sosonlinebackup.com"><OpenResult><Result><Result>)" +
            code +
            "</Result><UsedKB>7</UsedKB><IsOpen>true</IsOpen><Since>2024-01-01T00:00:00</Since>"
            R"(<Height xsi:nil="true" />)"
            "<Colour>Red</Colour></OpenResult></OpenResponse></soap:Body></soap:Envelope>"};
  }
  std::string address() const override { return "http://cabinets"; }
  std::string code = "0</Result><Code>Success</Code>";

 private:
  static std::string between(const std::string& text, std::string_view before, std::string_view after) {
    const std::size_t from = text.find(before);
    if (from == std::string::npos) return "";
    return text.substr(from + before.size(), text.find(after, from + before.size()) - from - before.size());
  }
};

// Lets only through what opens a cabinet of this run's.
class OnlyOurs : public Watch {
 public:
  std::string before(const Step&, const ResolvedCall* call, const HttpRequest&) override {
    withheld_ = call->input.dump().find("cf1") == std::string::npos;
    return withheld_ ? "Open would open what is not ours" : "";
  }
  bool misses_stand_ins() const override { return withheld_; }
  void begin(const Scenario&) override {}
  void after(const Step&, const ResolvedCall*, const Answer*) override {}
  void cleaning_up() override {}
  std::vector<std::string> end() override { return {}; }

 private:
  bool withheld_ = false;
};

class StandingIn : public testing::Test {
 protected:
  Cabinets cabinets;
  OnlyOurs watch;
  TargetFile target{"t.json", R"({"name": "shared", "kind": "real", "capabilities": [],
    "roles": {"distributor": {"user": "888WS", "password": "a", "entity": 888},
              "company": {"user": "311WS", "password": "b", "entity": 311},
              "stranger": {"user": "849WS", "password": "c", "entity": 849}},
    "world": {"partner": 221, "company": 311, "account": "anna", "lonely": 5}})"};
  std::vector<Scenario> recipes{
      recipe("account", R"("vars": {"world.account": "${unique:anna}", "where": "${world.company}"}, )", "anna"),
      recipe("company", R"("tags": ["acts"], "vars": {"world.company": "${unique:C}${world.partner}"}, )",
             "${world.company}"),
      recipe("partner", R"("vars": {"world.partner": "${unique:P}"}, )", "${world.partner}")};

  static Scenario recipe(const std::string& name, const std::string& members, const std::string& owner) {
    return read_scenario(
        "stand-ins/" + name, name + ".json",
        R"({"requirement": "There is one more.", )" + members + R"("steps": [{"call": "CabinetService.Open",
        "as": "distributor", "in": {"Id": 1, "Owner": ")" +
            (owner == "anna" ? "${world.account}" : owner) + R"("}, "expect": {"code": "Success"}}]})");
  }
  static Scenario scenario(const std::string& as, const std::string& owner) {
    return read_scenario("CabinetService/Open/opens", "f.json",
                         R"({"requirement": "A cabinet opens.", "steps": [{"call": "CabinetService.Open", "as": ")" +
                             as + R"(", "in": {"Id": 1, "Owner": ")" + owner +
                             R"("}, "expect": {"code": "Success"}}]})");
  }
  StandIns found(const Scenario& scenario) const { return stand_ins_for(scenario, stand_ins_of(recipes), target); }
  std::vector<std::string> names(const Scenario& scenario) const {
    std::vector<std::string> names;
    for (const Scenario* one : found(scenario).recipes) names.push_back(one->id);
    return names;
  }
  ScenarioRun run(const Scenario& scenario, StandInRecipes with) {
    return Runner(cabinets, test::kRegistry, target, {.run_id = "cf1", .stand_ins = std::move(with)}, &watch)
        .run(scenario);
  }
};

TEST_F(StandingIn, WhatARecipeUsesIsMadeBeforeIt) {
  EXPECT_THAT(names(scenario("distributor", "${world.account}")),
              ElementsAre("stand-ins/partner", "stand-ins/company", "stand-ins/account"));
  EXPECT_THAT(names(scenario("distributor", "${world.partner}")), ElementsAre("stand-ins/partner"));
}

TEST_F(StandingIn, NamesWithoutARecipeStayTheTargetsOwn) {
  EXPECT_THAT(names(scenario("distributor", "${world.lonely}")), IsEmpty());
}

TEST_F(StandingIn, TheMakerOfAnEntityCallsForItsRole) {
  const Scenario by_company = scenario("company", "x");
  const StandIns stand_ins = found(by_company);
  ASSERT_EQ(stand_ins.acting.size(), 1u);
  EXPECT_EQ(stand_ins.acting.at("company").by, "distributor");
  EXPECT_EQ(stand_ins.acting.at("company").entity, "world.company");
  EXPECT_THAT(names(by_company), ElementsAre("stand-ins/partner", "stand-ins/company"));
  EXPECT_THAT(found(scenario("stranger", "x")).acting, IsEmpty());
}

TEST_F(StandingIn, TheCallersOwnEntityIsNamedByItsId) {
  const contract::TypeDesc& type = contract::TypeOf<Request>::desc;
  EXPECT_EQ(with_own_entity(type, Json::object(), 7), (Json{{"TargetEntityId", 7}}));
  EXPECT_EQ(with_own_entity(type, {{"EntityId", 0}, {"CabinetId", 0}}, 7), (Json{{"EntityId", 7}, {"CabinetId", 0}}));
  EXPECT_EQ(with_own_entity(type, {{"TargetEntityId", 3}, {"Parts", {{"TargetEntityID", "0"}}}}, 7),
            (Json{{"TargetEntityId", 3}, {"Parts", {{"TargetEntityID", 7}}}}));
  EXPECT_EQ(with_own_entity(type, nullptr, 7), Json(nullptr));
}

TEST_F(StandingIn, AScenarioThatWouldWriteToTheWorldRunsOnceMoreOnItsLike) {
  const ScenarioRun result = run(scenario("distributor", "${world.account}"), stand_ins_of(recipes));
  EXPECT_EQ(result.verdict, Verdict::pass) << result.reason;
  EXPECT_THAT(cabinets.opened, ElementsAre("Pcf11y1", "Ccf11y2Pcf11y1", "annacf11y3", "annacf11y3"));
}

TEST_F(StandingIn, ARoleWithoutALoginIsCalledFor) {
  const ScenarioRun result = run(scenario("company", "${world.partner}"), stand_ins_of(recipes));
  EXPECT_EQ(result.verdict, Verdict::pass) << result.reason;
  EXPECT_THAT(cabinets.users, ElementsAre("888WS", "888WS", "888WS"));
}

TEST_F(StandingIn, WhatHasNoLikeIsSkippedWithWhatIsMissing) {
  const ScenarioRun result = run(scenario("distributor", "anna"), stand_ins_of(recipes));
  EXPECT_EQ(result.verdict, Verdict::skip);
  EXPECT_EQ(
      result.reason,
      "the target 'shared' lacks reset, and of this the interface makes no like: Open would open what is not ours");
  EXPECT_THAT(cabinets.opened, IsEmpty());
}

TEST_F(StandingIn, AStandInThatIsRefusedIsAnErrorAndNoFailure) {
  cabinets.code = "1</Result><Code>UnexpectedError</Code>";
  const ScenarioRun result = run(scenario("distributor", "${world.partner}"), stand_ins_of(recipes));
  EXPECT_EQ(result.verdict, Verdict::error);
  EXPECT_THAT(result.reason, HasSubstr("stand-ins/partner could not be made"));
  EXPECT_EQ(cabinets.opened.size(), 1u);
}

}  // namespace
}  // namespace conformance
