// The table of countries, and what becomes of a code.
#include "services/company_management/data_centres.hpp"

#include <gtest/gtest.h>

namespace services::company_management {
namespace {

TEST(DataCentres, KnowsTheOfficialCodesOnly) {
  for (const char* code : {"AD", "DE", "FR", "SS", "ZW"}) EXPECT_TRUE(is_country(code)) << code;
  for (const char* code : {"", "A", "UK", "EU", "XK", "ZZ", "us", "USA", "DD"}) EXPECT_FALSE(is_country(code)) << code;
}

TEST(DataCentres, TakesEachOfItsCountriesInAnyCase) {
  for (const char* code : {"US", "GB", "AU", "CA", "ZA", "DE"}) EXPECT_EQ(*data_centre_country(code), code);
  EXPECT_EQ(*data_centre_country("gB"), "GB");
  EXPECT_EQ(*data_centre_country(""), "");
}

TEST(DataCentres, TellsACountryWithoutACentreFromNoCountry) {
  EXPECT_EQ(data_centre_country("FR").refusal().rule, &kDataCentreThere);
  for (const char* code : {"UK", "USA", " US", "\xC3\xA9\xC3\xA9"})
    EXPECT_EQ(data_centre_country(code).refusal().rule, &kCountryExists) << code;
}

}  // namespace
}  // namespace services::company_management
