// EnableBackup: signs an entity up for the backup of cloud applications.
#include <algorithm>
#include <array>

#include "contract/patterns.hpp"
#include "contract/profile.hpp"
#include "services/cloud_application_backup_management/operations.hpp"
#include "services/targets.hpp"

namespace services::cloud_application_backup_management {
namespace {

struct EnableBackupRequest {
  static constexpr std::string_view kName = "EnableBackupRequest";
  std::int32_t for_entity_id = 0;
  std::string email;
  std::string region;

  static constexpr auto fields() {
    using Self = EnableBackupRequest;
    return fields_of(
        field<&Self::for_entity_id>("ForEntityId", {.doc = "Who is signed up.", .question = "Q-cloud-zero"}),
        field<&Self::email>("Email", {.pattern = &contract::kEmail,
                                      .doc = "Login of the new account; none: the entity's GeneralContactEmail.",
                                      .question = "Q-cloud-email"}),
        field<&Self::region>("Region",
                             {.doc = "Where the data is kept: US_EST, CANADA, EU or ASIA_SIDNEY; none: US_EST."}));
  }
};

struct EnableBackupResult {
  static constexpr std::string_view kName = "EnableBackupResult";
  Result result = {};

  static constexpr auto fields() { return fields_of(field<&EnableBackupResult::result>("Result")); }
};

// In the order of state::CloudRegion, spelled as in the document.
constexpr std::array<std::string_view, 4> kRegions{"US_EST", "CANADA", "EU", "ASIA_SIDNEY"};

constexpr Rule kRegionKnown{"EnableBackup/region-known", Code::InvalidInputParameters,
                            "The region is one of US_EST, CANADA, EU and ASIA_SIDNEY.", Evidence::table,
                            "Q-cloud-region"};
constexpr Rule kHasLogin{"EnableBackup/has-login", Code::InvalidInputParameters,
                         "An e-mail address is given, or the entity has one.", Evidence::assumed, "Q-cloud-email"};
constexpr Rule kNotEnabled{"EnableBackup/not-enabled", Code::AlreadyExists, "The entity is not signed up yet.",
                           Evidence::assumed, "Q-cloud-enabled"};

Outcome<EnableBackupResult, kRegionKnown, kInTree, kManaged, kActive, kAncestorsActive, kHasLogin, kNotEnabled>
enable_backup(Call& call, const EnableBackupRequest& in) {
  const auto region = in.region.empty() ? kRegions.begin() : std::ranges::find(kRegions, in.region);
  if (region == kRegions.end()) return refuse<kRegionKnown>("Region: must be one of US_EST, CANADA, EU, ASIA_SIDNEY");
  const bool zero_is_caller = call.profile.is<"Q-cloud-zero", "caller">();
  const auto target = writable_entity(call, zero_is_caller ? or_caller(call, in.for_entity_id) : in.for_entity_id);
  if (!target) return target;
  const std::string& login = in.email.empty() ? target->contact_email : in.email;
  if (login.empty()) return refuse<kHasLogin>("Email: must be given, for the entity has none");
  if (!call.sandbox.cloud_backups.enable(target->id, login, static_cast<state::CloudRegion>(region - kRegions.begin())))
    return refuse<kNotEnabled>;
  return EnableBackupResult{};
}

}  // namespace

Operation enable_backup_operation() {
  return operation<enable_backup>("EnableBackup", {.doc = "Signs an entity up for the backup of cloud applications.",
                                                   .request = Evidence::example,
                                                   .question = "Q-cloud-answers"});
}

}  // namespace services::cloud_application_backup_management
