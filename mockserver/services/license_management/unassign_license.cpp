// UnassignLicense: takes a licence from an account back into the pool it came from.
#include "contract/patterns.hpp"
#include "services/license_management/assignment.hpp"
#include "services/license_management/operations.hpp"
#include "services/license_management/rows.hpp"

namespace services::license_management {
namespace {

struct UnassignLicenseRequest {
  static constexpr std::string_view kName = "UnassignLicenseRequest";
  std::string username;
  std::int32_t license_provider_entity_id = 0;
  LicenseType license_type = LicenseType::skraft_disk_image_v5;

  static constexpr auto fields() {
    using Self = UnassignLicenseRequest;
    return fields_of(field<&Self::username>("Username", {.pattern = &contract::kAccountUserName,
                                                         .required = true,
                                                         .doc = "The account that holds the licence."}),
                     field<&Self::license_provider_entity_id>(
                         "LicenseProviderEntityId",
                         {.doc = "The entity it came from; 0 is the caller.", .question = "Q-license-provider"}),
                     field<&Self::license_type>("LicenseType", {.doc = "What is licensed.", .question = "Q-kroll"}));
  }
};

struct UnassignLicenseResult {
  static constexpr std::string_view kName = "UnassignLicenseResult";
  Result result = {};

  static constexpr auto fields() { return fields_of(field<&UnassignLicenseResult::result>("Result")); }
};

constexpr Rule kHeld{"UnassignLicense/held", Code::NoLicensesFound, "The account holds a licence of this type.",
                     Evidence::assumed, "Q-license-not-held"};
constexpr Rule kBackToItsPool{"UnassignLicense/back-to-its-pool", Code::EntityWrongHierarchy,
                              "The provider is the entity that the licence was taken from.", Evidence::table};

Outcome<UnassignLicenseResult, kAccountKnown, kHierarchy, kAccountManaged, kAccountEntityActive, kHeld, kBackToItsPool>
unassign_license(Call& call, const UnassignLicenseRequest& in) {
  const auto target = assignment(call, in.username, in.license_provider_entity_id);
  if (!target) return target;
  const auto license = call.sandbox.licenses.find(target->account.id, stored(in.license_type));
  if (!license) return refuse<kHeld>;
  if (license->provider_id != target->provider.id)
    return refuse<kBackToItsPool>("LicenseProviderEntityId: the licence came from another entity");

  call.sandbox.flows.return_license(*license);
  return UnassignLicenseResult{};
}

}  // namespace

Operation unassign_license_operation() {
  return operation<unassign_license>(
      "UnassignLicense",
      {.doc = "Takes a licence from an account back into the pool it came from.", .question = "Q-license-shapes"});
}

}  // namespace services::license_management
