// The parts of a world about disaster recovery, folder backup and cloud backup: loaded and checked here.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "control/world.hpp"

namespace control {

// From checked properties to rows, inside the loader's transaction. `now` is what relative instants count from.
void load_appliances(state::Sandbox& sandbox, const nlohmann::json& entity, state::Instant now);
void load_cloud_backup(state::Sandbox& sandbox, const nlohmann::json& entity, state::Instant now);
void load_folder_settings(state::Sandbox& sandbox, const nlohmann::json& device, std::int32_t device_id,
                          state::Instant now);

// What a schema cannot say of them. One checker serves one world, whose ids must not collide.
class RecoveryChecker {
 public:
  using Fail = std::function<void(const std::string& path, std::string message)>;
  explicit RecoveryChecker(Fail fail) : fail_(std::move(fail)) {}

  void check_entity(const nlohmann::json& entity, const std::string& path);
  void check_device(const nlohmann::json& device, const std::string& path);

 private:
  void check_appliance(const nlohmann::json& appliance, const std::string& path);
  void check_instant(const nlohmann::json& object, const char* name, const std::string& path);
  void check_id(std::map<std::string, std::string>& seen, const nlohmann::json& id, const std::string& path);

  Fail fail_;
  std::map<std::string, std::string> uuids_;  // each to the path where it stands first
  std::map<std::string, std::string> settings_ids_;
  std::map<std::string, std::string> folder_ids_;
};

}  // namespace control
