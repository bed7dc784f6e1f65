// GetAssignedLicenseDetails: what an account needs to activate one of its licences.
#include "contract/patterns.hpp"
#include "contract/profile.hpp"
#include "services/license_management/operations.hpp"
#include "services/license_management/rows.hpp"
#include "services/targets.hpp"

namespace services::license_management {
namespace {

struct GetAssignedLicenseDetailsRequest {
  static constexpr std::string_view kName = "GetAssignedLicenseDetailsRequest";
  std::string username;
  LicenseType license_type = LicenseType::skraft_disk_image_v5;

  static constexpr auto fields() {
    using Self = GetAssignedLicenseDetailsRequest;
    return fields_of(
        field<&Self::username>(
            "Username",
            {.pattern = &contract::kAccountUserName, .required = true, .doc = "The account that holds the licence."}),
        field<&Self::license_type>("LicenseType", {.doc = "Which of its licences.", .question = "Q-kroll"}));
  }
};

struct GetAssignedLicenseDetailsResult {
  static constexpr std::string_view kName = "GetAssignedLicenseDetailsResult";
  std::optional<std::string> product_key = {};
  std::optional<contract::Bytes> license_data = {};
  Result result = {};

  static constexpr auto fields() {
    using Self = GetAssignedLicenseDetailsResult;
    return fields_of(
        field<&Self::product_key>("ProductKey", {.doc = "Activates SkraftDiskImageV5; the other types have none.",
                                                 .question = "Q-license-without-key"}),
        field<&Self::license_data>("LicenseData", {.doc = "Activates KrollExchangeRecovery; the other types have none.",
                                                   .question = "Q-kroll"}),
        field<&Self::result>("Result"));
  }
};

constexpr Rule kHeld{"GetAssignedLicenseDetails/held", Code::NoLicensesFound,
                     "The account holds a licence of this type.", Evidence::table};

Outcome<GetAssignedLicenseDetailsResult, kAccountInTree, kAccountEntityActive, kHeld> get_assigned_license_details(
    Call& call, const GetAssignedLicenseDetailsRequest& in) {
  const auto target = readable_account_in_tree(call, in.username);
  if (!target) return target;
  auto license = call.sandbox.licenses.find(target->account.id, stored(in.license_type));
  if (!license) return refuse<kHeld>;

  GetAssignedLicenseDetailsResult out;
  if (!license->product_key.empty() || call.profile.is<"Q-license-without-key", "empty">())
    out.product_key = std::move(license->product_key);
  return out;
}

}  // namespace

Operation get_assigned_license_details_operation() {
  return operation<get_assigned_license_details>("GetAssignedLicenseDetails",
                                                 {.doc = "Retrieves the key of a licence that an account holds.",
                                                  .request = Evidence::verified,
                                                  .response = Evidence::verified});
}

}  // namespace services::license_management
