// The table of countries, and what becomes of a code.
#include "services/company_management/data_centres.hpp"

#include <gtest/gtest.h>

#include "services/call.hpp"

namespace services::company_management {
namespace {

struct DataCentres : testing::Test {
  state::Sandbox sandbox;
  state::Entity caller;
  const Call call{.sandbox = sandbox, .caller = caller};
};

TEST_F(DataCentres, KnowsTheOfficialCodesOnly) {
  for (const char* code : {"AD", "DE", "FR", "SS", "ZW"}) EXPECT_TRUE(is_country(code)) << code;
  for (const char* code : {"", "A", "UK", "EU", "XK", "ZZ", "us", "USA", "DD"}) EXPECT_FALSE(is_country(code)) << code;
}

TEST_F(DataCentres, TakesEachOfItsCountriesInAnyCase) {
  for (const char* code : {"US", "GB", "AU", "CA", "ZA", "DE"}) EXPECT_EQ(*data_centre_country(call, code), code);
  EXPECT_EQ(*data_centre_country(call, "gB"), "GB");
  EXPECT_EQ(*data_centre_country(call, ""), "");
}

TEST_F(DataCentres, TellsACountryWithoutACentreFromNoCountry) {
  EXPECT_EQ(data_centre_country(call, "FR").refusal().rule, &kDataCentreThere);
  for (const char* code : {"UK", "USA", " US", "\xC3\xA9\xC3\xA9"})
    EXPECT_EQ(data_centre_country(call, code).refusal().rule, &kCountryExists) << code;
}

}  // namespace
}  // namespace services::company_management
