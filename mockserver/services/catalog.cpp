// The list of services.
#include "services/catalog.hpp"

#include <array>

#include "services/account_management/service.hpp"
#include "services/advanced_folder_backup_management/service.hpp"
#include "services/appliances_management/service.hpp"
#include "services/backup_devices_management/service.hpp"
#include "services/backup_policy_management/service.hpp"
#include "services/cloud_application_backup_management/service.hpp"
#include "services/company_management/service.hpp"
#include "services/entity_management/service.hpp"
#include "services/entity_monitoring/service.hpp"
#include "services/license_management/service.hpp"
#include "services/partner_management/service.hpp"

namespace services {

const contract::Registry& catalog() {
  static constexpr std::array kServices{&kEntityManagementService,
                                        &kPartnerManagementService,
                                        &kCompanyManagementService,
                                        &kAccountManagementService,
                                        &kBackupPolicyManagementService,
                                        &kLicenseManagementService,
                                        &kEntityMonitoringService,
                                        &kAppliancesManagementService,
                                        &kAdvancedFolderBackupManagementService,
                                        &kBackupDevicesManagementService,
                                        &kCloudApplicationBackupManagementService};
  static constexpr contract::Registry kRegistry{kServices};
  return kRegistry;
}

}  // namespace services
