// The table of ISO 3166-1 alpha-2, all 249 officially assigned codes.
#include "services/company_management/data_centres.hpp"

#include "contract/profile.hpp"
#include "services/call.hpp"

#include <algorithm>
#include <array>

namespace services::company_management {
namespace {

// Two letters each, in alphabetical order.
constexpr std::string_view kCountries =
    "ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCMCNCOCRCUCVCWCXCYCZ"
    "DEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHUIDIEILIMINIOIQIRISITJEJM"
    "JOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONP"
    "NRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTO"
    "TRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSYEYTZAZMZW";
constexpr std::size_t kCountryCount = 249;
static_assert(kCountries.size() == 2 * kCountryCount);

constexpr auto kCodes = [] {
  std::array<std::string_view, kCountryCount> codes;
  for (std::size_t i = 0; i < kCountryCount; ++i) codes[i] = kCountries.substr(2 * i, 2);
  return codes;
}();
static_assert(std::ranges::is_sorted(kCodes));

// CreateCompany's list; the two other tables lack DE (Q-de-centre).
constexpr std::string_view kDataCentres[] = {"US", "GB", "AU", "CA", "ZA", "DE"};

}  // namespace

bool is_country(std::string_view code) { return std::ranges::binary_search(kCodes, code); }

Outcome<std::string, kCountryExists, kDataCentreThere> data_centre_country(const Call& call, std::string_view code) {
  std::string country(code);
  for (char& c : country)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  if (country.empty()) return country;
  if (!is_country(country)) return refuse<kCountryExists>("DataCenterCountryCodeIsoA2: is no ISO 3166-1 alpha-2 code");
  const bool german = country == "DE" && call.profile.is<"Q-de-centre", "no">();
  if (german || std::ranges::find(kDataCentres, country) == std::end(kDataCentres))
    return refuse<kDataCentreThere>("DataCenterCountryCodeIsoA2: has no data centre");
  return country;
}

}  // namespace services::company_management
