// Types that several messages of EntityManagementService share.
#pragma once
#include "services/vocabulary.hpp"

namespace services::entity_management {

// On the wire the same values have two type names, as the service's WSDL prints them.
enum class EntityType : std::uint8_t { unknown, infrascale, distributor, partner, company };
enum class ParentEntityType : std::uint8_t { unknown, infrascale, distributor, partner, company };

inline constexpr std::array<std::string_view, 5> kEntityTypeNames{"Unknown", "Infrascale", "Distributor", "Partner",
                                                                  "Company"};

}  // namespace services::entity_management

namespace contract {
template <>
struct EnumNames<services::entity_management::EntityType> {
  static constexpr std::string_view kName = "EntityType";
  static constexpr auto kValues = services::entity_management::kEntityTypeNames;
};
template <>
struct EnumNames<services::entity_management::ParentEntityType> {
  static constexpr std::string_view kName = "ParentEntityType";
  static constexpr auto kValues = services::entity_management::kEntityTypeNames;
};
}  // namespace contract
