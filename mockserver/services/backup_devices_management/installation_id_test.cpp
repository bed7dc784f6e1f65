#include "services/backup_devices_management/installation_id.hpp"

#include <gtest/gtest.h>

namespace services::backup_devices_management {
namespace {

constexpr std::string_view kPlain = "ca761232-ed42-11ce-bacd-00aa0057b223";

TEST(InstallationId, IsReadInTheFourFormsOfAGuid) {
  EXPECT_EQ(plain_installation_id("ca761232ed4211cebacd00aa0057b223"), kPlain);
  EXPECT_EQ(plain_installation_id("CA761232-ED42-11CE-BACD-00AA0057B223"), kPlain);
  EXPECT_EQ(plain_installation_id("{CA761232-ED42-11CE-BACD-00AA0057B223}"), kPlain);
  EXPECT_EQ(plain_installation_id("(CA761232-ED42-11CE-BACD-00AA0057B223)"), kPlain);
}

TEST(InstallationId, IsNothingElse) {
  for (const std::string_view text : {"", "MVR01372", "ca761232ed4211cebacd00aa0057b22",
                                      "ca761232ed4211cebacd00aa0057b2234", "ca761232ed4211cebacd00aa0057b22g",
                                      "CA761232-ED42-11CE-BACD-00AA0057B22", "CA761232-ED42-11CEB-ACD-00AA0057B223",
                                      "CA761232+ED42+11CE+BACD+00AA0057B223", "{CA761232-ED42-11CE-BACD-00AA0057B223)",
                                      "[CA761232-ED42-11CE-BACD-00AA0057B223]", "{ca761232ed4211cebacd00aa0057b223}",
                                      " ca761232ed4211cebacd00aa0057b223", "------------------------------------"})
    EXPECT_FALSE(plain_installation_id(text)) << text;
}

}  // namespace
}  // namespace services::backup_devices_management
