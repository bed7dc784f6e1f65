// Where a company's data may lie: the countries of ISO 3166-1, and those with a data centre.
#pragma once
#include <string>
#include <string_view>

#include "services/vocabulary.hpp"

namespace services::company_management {

inline constexpr std::string_view kDataCentreDoc =
    "Country of the data centre (US, GB, AU, CA, ZA or DE); missing or empty lets the service choose.";

inline constexpr Rule kCountryExists{"shared/country-exists", Code::InvalidInputParameters,
                                     "The data centre's country is a two-letter code of ISO 3166-1.", Evidence::table};
inline constexpr Rule kDataCentreThere{"shared/data-centre-there", Code::CannotFindDataCenterForCountry,
                                       "The country has a data centre.", Evidence::table, "Q-de-centre"};

// The country to store for the code of a request: in upper case; empty for an empty code, which lets the service
// choose.
Outcome<std::string, kCountryExists, kDataCentreThere> data_centre_country(const Call& call, std::string_view code);

// Whether a code in upper case stands in ISO 3166-1 alpha-2.
bool is_country(std::string_view code);

}  // namespace services::company_management
