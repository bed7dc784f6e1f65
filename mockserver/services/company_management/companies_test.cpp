// What creating and editing a company keeps without any answer showing it.
#include "services/company_management/operations.hpp"
#include "services/operation_test.hpp"

namespace services::company_management {
namespace {

class Companies : public OperationTest {
 protected:
  state::Entity create(const std::function<void(Message&)>& more = [](Message&) {}) {
    std::int32_t id = 0;
    const auto refusal = run(
        create_company_operation(),
        [&](Message& in) {
          in.set("CompanyName", "Acme Works");
          in.set("TargetEntityId", partner_);
          in.set("DiskQuotaGB", std::int32_t{5});
          in.set("GeneralContactEmail", "carl@acme.example");
          in.set("GeneralContactPerson", "Carl Contact");
          more(in);
        },
        [&](const Message& out) { id = out.get<std::int32_t>("CompanyEntityId"); });
    EXPECT_FALSE(refusal);
    return entity(id);
  }
};

TEST_F(Companies, TheFlagsAreFalseWhenMissing) {
  const auto company = create();
  EXPECT_FALSE(company.auto_upgrade_client_app);
  EXPECT_FALSE(company.disable_emails);
}

TEST_F(Companies, KeepTheFlagsAndTheContact) {
  const auto company = create([](Message& in) {
    in.set("AutoUpgradeClientApp", true);
    in.set("DisableEmailsNotification", true);
  });
  EXPECT_TRUE(company.auto_upgrade_client_app);
  EXPECT_TRUE(company.disable_emails);
  EXPECT_EQ(company.contact_person, "Carl Contact");
  EXPECT_EQ(company.contact_email, "carl@acme.example");
}

TEST_F(Companies, HaveAnAdministratorNamedAfterThem) {
  const auto company = create();
  EXPECT_EQ(sandbox_.users.administrator(company.id).value().name, "acmeworks");
}

TEST_F(Companies, EditChangesTheUpgradeFlagOnlyWhenItIsGiven) {
  const auto edit = [&](std::optional<bool> upgrade) {
    EXPECT_FALSE(run(edit_company_operation(), [&](Message& in) {
      in.set("CompanyEntityId", company_);
      if (upgrade) in.set("AutoUpgradeClientApp", *upgrade);
    }));
    return entity(company_).auto_upgrade_client_app;
  };
  EXPECT_TRUE(edit(true));
  EXPECT_TRUE(edit(std::nullopt));
  EXPECT_FALSE(edit(false));
}

}  // namespace
}  // namespace services::company_management
