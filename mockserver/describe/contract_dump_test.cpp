// The contract and its open questions as text and as JSON.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "contract/questions.hpp"
#include "describe/contract_json.hpp"
#include "describe/contract_text.hpp"
#include "describe/synthetic.hpp"
#include "services/catalog.hpp"

namespace describe {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr contract::Registry kRegistry(synthetic::kServices);

const json& by_name(const json& list, std::string_view name) {
  for (const json& entry : list)
    if (entry.at("name") == name) return entry;
  throw std::out_of_range("no entry " + std::string(name));
}

TEST(ContractJson, TellsEveryOperationWithItsStyleRulesAndCodes) {
  const json contract = json::parse(contract_json(kRegistry));
  const json& service = contract.at("services").at(0);
  EXPECT_EQ(service.at("name"), "CabinetService");
  const json& build = by_name(service.at("operations"), "BuildCabinet");
  EXPECT_EQ(build.at("style"), "wrapped");
  EXPECT_EQ(build.at("question"), "Q-quota-code");
  EXPECT_EQ(build.at("rules").at(0).at("id"), "BuildCabinet/fits");
  EXPECT_EQ(build.at("rules").at(0).at("code").at("number"), 53);
  EXPECT_EQ(build.at("codes").back().at("name"), "ObjectEntityMismatch");
  EXPECT_EQ(by_name(service.at("operations"), "Count").at("available"), false);
  EXPECT_EQ(by_name(service.at("known_by_name"), "Polish").at("obsolete"), true);
}

TEST(ContractJson, TellsEveryRowWithItsTypeChecksAndEvidence) {
  const json contract = json::parse(contract_json(kRegistry));
  const json& build = by_name(contract.at("services").at(0).at("operations"), "BuildCabinet");
  const json& rows = build.at("request").at("fields");
  EXPECT_EQ(by_name(rows, "Id"), json::parse(R"({"name": "Id", "type": "int", "min": 1, "max": 9, "aliases": ["ID"],
                                                 "evidence": "verified"})"));
  EXPECT_EQ(by_name(rows, "Built").at("nillable"), true);
  EXPECT_EQ(by_name(rows, "Colour").at("values"), json({"Red", "Green"}));
  EXPECT_EQ(by_name(rows, "Password").at("secret"), true);
  EXPECT_EQ(by_name(rows, "Riddle").at("unlisted"), true);
  const json& shelves = by_name(rows, "Shelves");
  EXPECT_EQ(shelves.at("item"), "Shelf");
  EXPECT_EQ(by_name(shelves.at("fields"), "Label").at("evidence"), "table");
  EXPECT_EQ(by_name(build.at("response").at("fields"), "Shelf").at("evidence"), "example");
}

TEST(ContractJson, ListsEveryCodeWithItsEvidence) {
  const json contract = json::parse(contract_json(kRegistry));
  EXPECT_EQ(contract.at("codes").size(), contract::codes().size());
  EXPECT_EQ(by_name(contract.at("codes"), "EntityIsNotEmpty").at("question"), "Q-code-numbers");
}

TEST(QuestionsJson, TellsWhatRestsOnAQuestion) {
  const json questions = json::parse(questions_json(kRegistry));
  EXPECT_EQ(questions.size(), contract::questions().size());
  for (const json& question : questions) {
    if (question.at("id") == "Q-quota-code") {
      EXPECT_EQ(question.at("named_by"), json({"operation CabinetService.BuildCabinet", "rule BuildCabinet/fits"}));
    }
    if (question.at("id") == "Q-code-numbers") {
      EXPECT_THAT(question.at("named_by"), testing::Contains("code EntityIsNotEmpty"));
    }
  }
}

TEST(ContractText, ReadsAsTheTablesDo) {
  const std::string text = contract_text(kRegistry);
  EXPECT_THAT(text, HasSubstr("  Paint: Paints a cabinet & more.\n    legacy\n    request (table)\n"
                              "      id      int     table\n"
                              "      note    string  table\n"
                              "      colour  Colour  table  Values: Red, Green.\n"
                              "    response (table)\n"
                              "      PaintResult  Result  table\n"
                              "    codes: 0 Success, 1 UnexpectedError, 2 InvalidInputParameters, 3 "
                              "InvalidSoapCredentials\n"));
  EXPECT_THAT(text,
              HasSubstr("BuildCabinet/fits  53 ObjectEntityMismatch  assumed, Q-quota-code  The cabinet fits <the "
                        "room>.\n"));
  EXPECT_THAT(text, testing::ContainsRegex("Id +int +verified +It must be >= 1; must be <= 9. Also accepted as ID.\n"));
  EXPECT_THAT(text, testing::ContainsRegex("Height +int\\? +table +In cm. It must be >= 1.\n"));
  EXPECT_THAT(text, HasSubstr("Polish: Nobody knows how. Obsolete.\n"));
}

TEST(QuestionsText, TellsAnswerAndProbeAndWhatRestsOnIt) {
  const std::string text = questions_text(kRegistry);
  EXPECT_THAT(
      text, testing::ContainsRegex("Q-quota-code: .+\n  answer  .+\n  or      ObjectEntityMismatch: .+\n  or      .+\n"
                                   "  kind    switch, InvalidInputParameters\n  probe   probes/Q-quota-code\n"
                                   "  for     operation CabinetService.BuildCabinet\n"
                                   "          rule BuildCabinet/fits\n"));
}

TEST(ProductContract, IsTheSameEveryTimeItIsPrinted) {
  EXPECT_EQ(contract_json(services::catalog()), contract_json(services::catalog()));
  const json contract = json::parse(contract_json(services::catalog()));
  std::vector<std::string> services;
  for (const json& service : contract.at("services")) services.push_back(service.at("name"));
  EXPECT_THAT(services, ElementsAre("EntityManagementService", "PartnerManagementService", "CompanyManagementService",
                                    "AccountManagementService", "BackupPolicyManagementService",
                                    "LicenseManagementService", "EntityMonitoringService",
                                    "AppliancesManagementService", "AdvancedFolderBackupManagementService",
                                    "BackupDevicesManagementService", "CloudApplicationBackupManagementService"));
}

}  // namespace
}  // namespace describe
