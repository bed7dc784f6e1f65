// The parts of an export, one function a file (world_export.hpp is the whole).
#pragma once
#include <nlohmann/json.hpp>

#include "state/contents.hpp"

namespace control {

// Of entities and accounts.
nlohmann::json policy_json(const state::PolicyContents& contents);
nlohmann::json account_policy_json(const state::AccountPolicy& policy);
nlohmann::json folder_settings_json(const state::FolderSettings& settings);
// An entity's appliances in packs, of all of the sandbox's.
nlohmann::json appliance_packs_json(const std::vector<state::ApplianceContents>& appliances, std::int32_t entity_id);
nlohmann::json cloud_backup_json(const state::CloudContents& contents);

// Of the document: "ids", "history", "outbox", "tokens", "schedule" and what else goes on.
void put_continuation(nlohmann::json& document, const state::Contents& contents);

}  // namespace control
