// CreateAccountBySize, as far as no answer of the service shows it: the secret question.
#include "services/account_management/operations.hpp"
#include "services/operation_test.hpp"

namespace services::account_management {
namespace {

class CreateAccountBySize : public OperationTest {
 protected:
  state::Account create(bool ultrasafe) {
    EXPECT_FALSE(run(create_account_by_size_operation(), [&](Message& in) {
      in.set("TargetEntityId", company_);
      in.set("Username", "nora");
      in.set("Password", "Chosen123");
      in.set("AccountSizeMB", std::int64_t{1024});
      in.set("FullName", "Nora New");
      in.set("Email", "nora@acme.example");
      in.set("IsUltrasafe", ultrasafe);
      in.set("SecretQuestion", "First pet?");
      in.set("SecretAnswer", "Rex");
    }));
    return sandbox_.accounts.find("nora").value();
  }
};

TEST_F(CreateAccountBySize, KeepsTheSecretQuestionOfAStandardAccount) {
  const auto account = create(false);
  EXPECT_EQ(account.secret_question, "First pet?");
  EXPECT_EQ(account.secret_answer, "Rex");
  EXPECT_FALSE(account.ultrasafe);
  EXPECT_EQ(account.customer_type_code, "Standard");
}

TEST_F(CreateAccountBySize, DropsTheSecretQuestionOfAnUltraSafeAccount) {
  const auto account = create(true);
  EXPECT_EQ(account.secret_question, "");
  EXPECT_EQ(account.secret_answer, "");
  EXPECT_TRUE(account.ultrasafe);
}

}  // namespace
}  // namespace services::account_management
