// The country codes of ISO 3166-1 alpha-2, the countries with a data centre, and the rules about companies.
#pragma once
#include <string>
#include <string_view>

#include "services/vocabulary.hpp"

namespace services::company_management {

inline constexpr std::string_view kDataCentreDoc =
    "Country of the data centre (US, GB, AU, CA, ZA or DE); missing or empty lets the service choose.";

// Whether a code stands in ISO 3166-1 alpha-2; whether the country has a data centre. Both take it in upper case.
bool is_country(std::string_view code);
bool has_data_centre(std::string_view country);
// "gb" -> "GB"
std::string country_in_upper_case(std::string_view code);

inline constexpr Rule kTakesCompanies{"shared/takes-companies", Code::ObjectEntityMismatch,
                                      "A company belongs to a partner or to a distributor.", Evidence::table};
inline constexpr Rule kIsCompany{"shared/is-company", Code::ObjectEntityMismatch, "The entity is a company.",
                                 Evidence::table};
inline constexpr Rule kCountryExists{"shared/country-exists", Code::InvalidInputParameters,
                                     "The data centre's country is a two-letter code of ISO 3166-1.", Evidence::table};
inline constexpr Rule kDataCentreThere{"shared/data-centre-there", Code::CannotFindDataCenterForCountry,
                                       "The country has a data centre.", Evidence::table, "Q-de-centre"};

}  // namespace services::company_management
