// The OpenAPI document says what the rows say.
#include "control/openapi.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "control/api_route.hpp"

namespace control {
namespace {

using Json = nlohmann::ordered_json;

TEST(OpenApi, HasEveryRouteOnceWithAnIdOfItsOwn) {
  const Json document = openapi_document("1.2.3");
  EXPECT_EQ(document.at("info").at("version"), "1.2.3");
  std::set<std::string> ids;
  std::size_t operations = 0;
  for (const auto& [path, item] : document.at("paths").items())
    for (const auto& [method, operation] : item.items()) {
      ++operations;
      EXPECT_TRUE(ids.insert(operation.at("operationId")).second) << path;
    }
  std::size_t routes = 0;
  for (const RouteGroup& group : route_groups()) routes += group.routes.size();
  EXPECT_EQ(operations, routes);
  EXPECT_TRUE(ids.contains("postClockAdvance"));
  EXPECT_TRUE(ids.contains("getJournalById"));
}

TEST(OpenApi, DeclaresPathAndQueryParameters) {
  const Json paths = openapi_document("1").at("paths");
  const Json one = paths.at("/journal/{id}").at("get").at("parameters").at(0);
  EXPECT_EQ(one.at("name"), "id");
  EXPECT_EQ(one.at("in"), "path");
  const Json list = paths.at("/outbox").at("get").at("parameters");
  const auto limit = std::find_if(list.begin(), list.end(), [](const Json& p) { return p.at("name") == "limit"; });
  ASSERT_NE(limit, list.end());
  EXPECT_EQ(limit->at("schema").at("maximum"), 1000);
}

TEST(OpenApi, RefersOnlyToWhatItHolds) {
  const Json document = openapi_document("1");
  const std::string text = document.dump();
  EXPECT_EQ(text.find("#/definitions/"), std::string::npos);
  constexpr std::string_view kBefore = "\"#/components/schemas/";
  for (std::size_t at = 0; (at = text.find(kBefore, at)) != std::string::npos; ++at) {
    const std::size_t begin = at + kBefore.size();
    const std::string name = text.substr(begin, text.find('"', begin) - begin);
    EXPECT_TRUE(document.at("components").at("schemas").contains(name)) << name;
  }
}

}  // namespace
}  // namespace control
