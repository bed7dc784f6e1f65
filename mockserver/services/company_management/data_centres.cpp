// The table of ISO 3166-1 alpha-2, all 249 officially assigned codes.
#include "services/company_management/data_centres.hpp"

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

bool has_data_centre(std::string_view country) {
  return std::ranges::find(kDataCentres, country) != std::end(kDataCentres);
}

std::string country_in_upper_case(std::string_view code) {
  std::string upper(code);
  for (char& c : upper)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return upper;
}

}  // namespace services::company_management
