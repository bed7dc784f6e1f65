// RemoveLicense: takes a ShadowProtect licence off an account, at the licensing service as well.
#include "contract/patterns.hpp"
#include "contract/profile.hpp"
#include "services/license_management/operations.hpp"
#include "services/license_management/rows.hpp"
#include "services/targets.hpp"

namespace services::license_management {
namespace {

struct RemoveLicenseRequest {
  static constexpr std::string_view kName = "RemoveLicenseRequest";
  std::string username;
  LicenseType license_type = LicenseType::skraft_disk_image_v5;

  static constexpr auto fields() {
    using Self = RemoveLicenseRequest;
    return fields_of(field<&Self::username>("Username", {.pattern = &contract::kAccountUserName,
                                                         .required = true,
                                                         .doc = "The account that holds the licence."}),
                     field<&Self::license_type>("LicenseType", {.doc = "SkraftDiskImageV5; no other is supported."}));
  }
};

struct RemoveLicenseResult {
  static constexpr std::string_view kName = "RemoveLicenseResult";
  Result result = {};

  static constexpr auto fields() { return fields_of(field<&RemoveLicenseResult::result>("Result")); }
};

constexpr Rule kShadowProtectOnly{"RemoveLicense/shadowprotect-only", Code::InvalidInputParameters,
                                  "The licence is of type SkraftDiskImageV5.", Evidence::table};
constexpr Rule kHeld{"RemoveLicense/held", Code::NoLicensesAreAvailable, "The account holds such a licence.",
                     Evidence::table};
constexpr Rule kShadowProtectAnswers{"RemoveLicense/shadowprotect-answers", Code::ShadowProtectApiError,
                                     "The ShadowProtect licensing service carries the removal out.", Evidence::table};

Outcome<RemoveLicenseResult, kShadowProtectOnly, kAccountInTree, kAccountManaged, kAccountEntityActive, kHeld,
        kShadowProtectAnswers>
remove_license(Call& call, const RemoveLicenseRequest& in) {
  if (in.license_type != LicenseType::skraft_disk_image_v5)
    return refuse<kShadowProtectOnly>("LicenseType: must be SkraftDiskImageV5");
  const auto target = writable_account_in_tree(call, in.username);
  if (!target) return target;
  const auto license = call.sandbox.licenses.find(target->account.id, stored(in.license_type));
  if (!license) return refuse<kHeld>;
  if (call.sandbox.simulation.shadowprotect_fails()) return refuse<kShadowProtectAnswers>;

  if (call.profile.is<"Q-license-removed", "returned">())
    call.sandbox.flows.return_license(*license);
  else
    call.sandbox.licenses.remove(license->id);
  return RemoveLicenseResult{};
}

}  // namespace

Operation remove_license_operation() {
  return operation<remove_license>(
      "RemoveLicense", {.doc = "Removes a ShadowProtect licence from an account.", .question = "Q-license-removed"});
}

}  // namespace services::license_management
