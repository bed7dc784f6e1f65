#include "control/snapshots.hpp"

#include <utility>

#include "control/conflict.hpp"

namespace control {

void Snapshots::check_room(std::string_view name, std::int64_t bytes) const {
  std::size_t count = 1;
  for (const auto& [other, snapshot] : kept_) {
    if (other == name) continue;
    ++count;
    bytes += snapshot.image.size();
  }
  if (count > limits_.count) {
    throw Conflict("too-many-snapshots",
                   "a sandbox keeps at most " + std::to_string(limits_.count) + " snapshots: delete one first");
  }
  if (bytes > limits_.bytes) {
    throw Conflict("too-many-snapshots", "the snapshots of a sandbox take at most " + std::to_string(limits_.bytes) +
                                             " bytes, these would take " + std::to_string(bytes) +
                                             ": delete one first");
  }
}

void Snapshots::make_room(std::string_view name, std::int64_t bytes) const {
  const std::lock_guard lock(mutex_);
  check_room(name, bytes);
}

void Snapshots::put(KeptSnapshot snapshot) {
  const std::lock_guard lock(mutex_);
  check_room(snapshot.name, snapshot.image.size());
  kept_.insert_or_assign(snapshot.name, std::move(snapshot));
}

std::optional<KeptSnapshot> Snapshots::find(std::string_view name) const {
  const std::lock_guard lock(mutex_);
  const auto found = kept_.find(name);
  return found == kept_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<KeptSnapshot> Snapshots::list() const {
  const std::lock_guard lock(mutex_);
  std::vector<KeptSnapshot> all;
  for (const auto& [name, snapshot] : kept_) all.push_back(snapshot);
  return all;
}

bool Snapshots::remove(std::string_view name) {
  const std::lock_guard lock(mutex_);
  const auto found = kept_.find(name);
  if (found == kept_.end()) return false;
  kept_.erase(found);
  return true;
}

}  // namespace control
