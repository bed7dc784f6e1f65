// simulate/licenses: the vendor grants licences.
#include "control/api_names.hpp"
#include "control/simulation.hpp"
#include "control/world_values.hpp"

namespace control {

using nlohmann::json;

json simulate_licenses(state::Sandbox& state, const json& body) {
  const state::Entity entity = entity_of(state, body);
  const auto type = enum_of(body, "type", kLicenseTypes, state::LicenseType::skraft_disk_image_v5);
  const json before = {{"free", state.licenses.free(entity.id, type)}};
  state.licenses.add_free(entity.id, type, body.at("count"));

  Changes changes;
  changes.compare(text_of(body, "type") + " pool of entity " + std::to_string(entity.id), before,
                  {{"free", state.licenses.free(entity.id, type)}});
  return {{"changed", changes.list()}};
}

}  // namespace control
