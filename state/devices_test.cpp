#include "state/devices.hpp"

#include <gmock/gmock.h>

#include "state/test_world.hpp"

namespace state {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::string_view kLaptop = "bad412d2-1330-4c99-837f-442f1c8d3093";

class InstallationsTest : public WorldTest {
 protected:
  InstallationsTest()
      : ann(add_account({.entity_id = 311, .username = "ann"})),
        bob(add_account({.entity_id = 312, .username = "bob", .status = AccountStatus::suspended})) {
    devices.add({.account_id = ann, .name = "Laptop", .installation_id = std::string(kLaptop), .last_connection = 10});
    devices.add({.account_id = bob,
                 .name = "LAPTOP",
                 .active = false,
                 .used_kb = 7,
                 .installation_id = std::string(kLaptop),
                 .last_connection = 20,
                 .registered_at = 5,
                 .last_backup = 15,
                 .product_version = "5.14.1.116",
                 .ip = "50.23.4.207"});
    devices.add({.account_id = ann, .name = "Renamed", .installation_id = std::string(kLaptop), .last_connection = 20});
    devices.add({.account_id = ann, .name = "Phone", .os = DeviceOs::android});
  }

  std::vector<std::string> found(std::int32_t root, std::string_view system_name = {}) {
    std::vector<std::string> out;
    for (const AccountOnDevice& row : devices.on_installation(entity(root), kLaptop, system_name))
      out.push_back(row.username + " " + row.system_name);
    return out;
  }

  Devices& devices = sandbox.devices;
  std::int32_t ann;
  std::int32_t bob;
};

TEST_F(InstallationsTest, KeepWhatTheClientTellsAboutItself) {
  EXPECT_TRUE(devices.add({.account_id = bob,
                           .name = "Server",
                           .registered_at = 3,
                           .last_backup = 4,
                           .product_version = "5.15.1.47",
                           .os_name = "Windows Server 2008 R2",
                           .clr_version = "4.0.30319.18444",
                           .ip = "10.0.0.9"}));
  const Device server = devices.find(bob, "SERVER").value();
  EXPECT_EQ(server.registered_at, 3);
  EXPECT_EQ(server.last_backup, 4);
  EXPECT_EQ(server.product_version, "5.15.1.47");
  EXPECT_EQ(server.os_name, "Windows Server 2008 R2");
  EXPECT_EQ(server.clr_version, "4.0.30319.18444");
  EXPECT_EQ(server.ip, "10.0.0.9");
  const Device phone = devices.find(ann, "phone").value();
  EXPECT_FALSE(phone.last_backup);
  EXPECT_FALSE(phone.clr_version);
  EXPECT_FALSE(devices.add({.account_id = bob, .name = "server"}));
}

TEST_F(InstallationsTest, AnInstallationHasItsAccountsByLatestConnection) {
  EXPECT_THAT(found(888), ElementsAre("ann Renamed", "bob LAPTOP", "ann Laptop"));
  const AccountOnDevice bobs = devices.on_installation(entity(312), kLaptop)[0];
  EXPECT_EQ(bobs.device_id, devices.find(bob, "laptop")->id);
  EXPECT_EQ(bobs.entity_id, 312);
  EXPECT_FALSE(bobs.account_active);
  EXPECT_FALSE(bobs.registration_active);
  EXPECT_EQ(bobs.used_kb, 7);
  EXPECT_EQ(bobs.registered_at, 5);
  EXPECT_EQ(bobs.last_backup, 15);
  EXPECT_EQ(bobs.last_connection, 20);
  EXPECT_EQ(bobs.product_version, "5.14.1.116");
  EXPECT_EQ(bobs.ip, "50.23.4.207");
}

TEST_F(InstallationsTest, AnInstallationIsSeenWithinTheSubtreeAndByName) {
  EXPECT_THAT(found(312), ElementsAre("bob LAPTOP"));
  EXPECT_THAT(found(849), IsEmpty());
  EXPECT_THAT(found(888, "laptop"), ElementsAre("bob LAPTOP", "ann Laptop"));
  EXPECT_THAT(found(888, "phone"), IsEmpty());
}

}  // namespace
}  // namespace state
