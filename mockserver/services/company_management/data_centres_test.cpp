// The table of countries.
#include "services/company_management/data_centres.hpp"

#include <gtest/gtest.h>

namespace services::company_management {
namespace {

TEST(DataCentres, KnowsTheOfficialCodesOnly) {
  for (const char* code : {"AD", "DE", "FR", "SS", "ZW"}) EXPECT_TRUE(is_country(code)) << code;
  for (const char* code : {"", "A", "UK", "EU", "XK", "ZZ", "us", "USA", "DD"}) EXPECT_FALSE(is_country(code)) << code;
}

TEST(DataCentres, EveryCentreIsInACountry) {
  for (const char* code : {"US", "GB", "AU", "CA", "ZA", "DE"}) {
    EXPECT_TRUE(is_country(code)) << code;
    EXPECT_TRUE(has_data_centre(code)) << code;
  }
  EXPECT_FALSE(has_data_centre("FR"));
}

TEST(DataCentres, RaisesLettersAndLeavesTheRest) { EXPECT_EQ(country_in_upper_case("gB-\xC3\xA9"), "GB-\xC3\xA9"); }

}  // namespace
}  // namespace services::company_management
