// GetPartnerDetails, which the service does not offer unless it is switched on.
#include "services/operation_test.hpp"
#include "services/shared/shared_operations.hpp"
#include "services/shared_rules.hpp"

namespace services {
namespace {

class GetPartnerDetails : public OperationTest {
 protected:
  Operation operation_ = get_partner_details_operation();
};

TEST_F(GetPartnerDetails, IsMarkedAsNotAvailable) { EXPECT_FALSE(operation_.available); }

TEST_F(GetPartnerDetails, TellsQuotaLicencesAndFlag) {
  sandbox_.licenses.add_free(partner_, state::LicenseType::skraft_disk_image_v5, 3);
  const auto refusal = run(
      operation_, [&](Message& in) { in.set("PartnerEntityId", partner_); },
      [&](const Message& out) {
        EXPECT_EQ(out.get<std::int32_t>("PartnerEntityId"), partner_);
        EXPECT_EQ(out.get<std::string>("PartnerName"), "Partner");
        EXPECT_EQ(out.get<std::int64_t>("DiskQuotaGB"), 100);
        EXPECT_EQ(out.get<std::int32_t>("NumberOfLicensesShadowProtectV5"), 3);
        EXPECT_FALSE(out.get<bool>("AllowUploadOverAccountSize"));
      });
  EXPECT_FALSE(refusal);
}

TEST_F(GetPartnerDetails, RefusesWhatIsNoPartner) {
  for (const std::int32_t id : {0, company_}) {
    const auto refusal = run(operation_, [&](Message& in) { in.set("PartnerEntityId", id); });
    ASSERT_TRUE(refusal);
    EXPECT_EQ(refusal->rule->id, "GetPartnerDetails/is-partner");
  }
}

TEST_F(GetPartnerDetails, RefusesAnUnknownEntity) {
  const auto refusal = run(operation_, [&](Message& in) { in.set("PartnerEntityId", std::int32_t{999}); });
  ASSERT_TRUE(refusal);
  EXPECT_EQ(refusal->rule, &kInTree);
}

}  // namespace
}  // namespace services
