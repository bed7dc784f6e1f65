// AssignLicense: gives an account a licence out of an entity's pool.
#include "contract/patterns.hpp"
#include "contract/profile.hpp"
#include "services/license_management/assignment.hpp"
#include "services/license_management/operations.hpp"
#include "services/license_management/rows.hpp"

namespace services::license_management {
namespace {

struct AssignLicenseRequest {
  static constexpr std::string_view kName = "AssignLicenseRequest";
  std::string username;
  std::int32_t license_provider_entity_id = 0;
  LicenseType license_type = LicenseType::skraft_disk_image_v5;

  static constexpr auto fields() {
    using Self = AssignLicenseRequest;
    return fields_of(field<&Self::username>("Username", {.pattern = &contract::kAccountUserName,
                                                         .required = true,
                                                         .doc = "The account that gets the licence."}),
                     field<&Self::license_provider_entity_id>(
                         "LicenseProviderEntityId",
                         {.doc = "Out of whose pool; 0 is the caller.", .question = "Q-license-provider"}),
                     field<&Self::license_type>("LicenseType", {.doc = "What is licensed.", .question = "Q-kroll"}));
  }
};

struct AssignLicenseResult {
  static constexpr std::string_view kName = "AssignLicenseResult";
  Result result = {};

  static constexpr auto fields() { return fields_of(field<&AssignLicenseResult::result>("Result")); }
};

constexpr Rule kNotCancelled{"AssignLicense/account-not-cancelled", Code::ObjectEntityMismatch,
                             "The account is not cancelled.", Evidence::assumed, "Q-license-cancelled"};
constexpr Rule kOneOfAType{"AssignLicense/one-of-a-type", Code::AlreadyExists,
                           "The account holds no licence of this type yet.", Evidence::assumed, "Q-license-twice"};
constexpr Rule kPoolNotEmpty{"AssignLicense/pool-not-empty", Code::NoLicensesAreAvailable,
                             "The provider has a free licence of this type.", Evidence::assumed, "Q-license-pool"};

Outcome<AssignLicenseResult, kAccountKnown, kHierarchy, kAccountManaged, kAccountEntityActive, kNotCancelled,
        kOneOfAType, kPoolNotEmpty>
assign_license(Call& call, const AssignLicenseRequest& in) {
  const auto target = assignment(call, in.username, in.license_provider_entity_id);
  if (!target) return target;
  if (target->account.status == state::AccountStatus::cancelled &&
      !call.profile.is<"Q-license-cancelled", "assigned">())
    return refuse<kNotCancelled>;
  const state::LicenseType type = stored(in.license_type);
  if (call.sandbox.licenses.find(target->account.id, type)) return refuse<kOneOfAType>;
  if (!call.sandbox.licenses.take_free(target->provider.id, type)) return refuse<kPoolNotEmpty>;

  call.sandbox.licenses.assign(
      {.account_id = target->account.id,
       .type = type,
       .provider_id = target->provider.id,
       .product_key = in.license_type == LicenseType::skraft_disk_image_v5 ? call.sandbox.ids.product_key() : ""});
  return AssignLicenseResult{};
}

}  // namespace

Operation assign_license_operation() {
  return operation<assign_license>("AssignLicense", {.doc = "Gives an account a licence out of an entity's pool.",
                                                     .request = Evidence::verified,
                                                     .response = Evidence::verified});
}

}  // namespace services::license_management
