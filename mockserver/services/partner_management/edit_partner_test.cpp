// EditPartner, as far as no answer of the service shows it: the flag AutoUpgradeClientApp.
#include <gtest/gtest.h>

#include "services/call.hpp"
#include "services/partner_management/operations.hpp"

namespace services::partner_management {
namespace {

class EditPartner : public testing::Test {
 protected:
  EditPartner() {
    sandbox_.entities.add({.id = 1, .type = state::EntityType::infrascale, .name = "Infrascale"});
    distributor_ =
        sandbox_.entities.add({.type = state::EntityType::distributor, .parent_id = 1, .name = "Distributor"});
    partner_ = sandbox_.entities.add(
        {.type = state::EntityType::partner, .parent_id = distributor_, .name = "Partner", .disk_quota_gb = 100});
    company_ = sandbox_.entities.add(
        {.type = state::EntityType::company, .parent_id = partner_, .name = "Company", .disk_quota_gb = 10});
  }

  // Answers whether the call succeeded.
  bool edit(std::optional<bool> auto_upgrade, std::optional<bool> for_children) {
    struct Run {
      EditPartner& test;
      std::optional<bool> auto_upgrade, for_children;
      bool succeeded = false;
    } run{*this, auto_upgrade, for_children};
    operation_.with_messages(
        [](void* context, void* request, void* response) {
          auto& self = *static_cast<Run*>(context);
          const auto put = [&](std::string_view name, auto value) {
            for (const contract::FieldDesc& row : self.test.operation_.request->fields)
              if (row.name == name) *static_cast<decltype(value)*>(row.emplace(request)) = value;
          };
          put("PartnerEntityId", self.test.partner_);
          if (self.auto_upgrade) put("AutoUpgradeClientApp", *self.auto_upgrade);
          if (self.for_children) put("SetAutoUpgradeClientAppForChildren", *self.for_children);
          const auto caller = self.test.sandbox_.entities.find(self.test.distributor_).value();
          Call call{self.test.sandbox_, caller};
          self.succeeded = !self.test.operation_.decide(call, request, response);
        },
        &run);
    return run.succeeded;
  }
  bool upgrades(std::int32_t id) { return sandbox_.entities.find(id).value().auto_upgrade_client_app; }

  state::Sandbox sandbox_;
  Operation operation_ = edit_partner_operation();
  std::int32_t distributor_ = 0;
  std::int32_t partner_ = 0;
  std::int32_t company_ = 0;
};

TEST_F(EditPartner, SetsTheFlagOfThePartnerOnlyUnlessToldOtherwise) {
  ASSERT_TRUE(edit(true, std::nullopt));
  EXPECT_TRUE(upgrades(partner_));
  EXPECT_FALSE(upgrades(company_));
}

TEST_F(EditPartner, SetsTheFlagOfTheCompaniesOnDemand) {
  ASSERT_TRUE(edit(true, true));
  EXPECT_TRUE(upgrades(partner_));
  EXPECT_TRUE(upgrades(company_));
}

TEST_F(EditPartner, LeavesTheFlagWhenItIsMissing) {
  ASSERT_TRUE(edit(true, false));
  ASSERT_TRUE(edit(std::nullopt, false));
  EXPECT_TRUE(upgrades(partner_));
}

TEST_F(EditPartner, GivesTheCompaniesThePartnersFlagWhenNoneIsSent) {
  ASSERT_TRUE(edit(true, false));
  ASSERT_TRUE(edit(std::nullopt, true));
  EXPECT_TRUE(upgrades(company_));
}

}  // namespace
}  // namespace services::partner_management
