// Who may see and change whom: the target of a call, judged from the caller's entity. One answer for "not there" and
// "not yours", so that nothing leaks.
#pragma once
#include <cstdint>
#include <optional>

#include "state/entities.hpp"

namespace state {

// Whether an entity is the root itself or stands below it.
bool within(const Entity& root, const Entity& entity);

// Whether an entity and everything between it and the caller is managed; the caller's own flag does not count.
bool managed_by(const Entity& caller, const Entity& entity);

class Access {
 public:
  explicit Access(Entities& entities) : entities_(entities) {}

  // Each takes the id of a request, 0 meaning the caller's own entity, and finds nothing where the call answers 53.

  // In the caller's tree, whatever its status.
  std::optional<Entity> visible(const Entity& caller, std::int32_t id);
  // Visible, active, and active all above it.
  std::optional<Entity> readable(const Entity& caller, std::int32_t id);
  // Readable, and managed.
  std::optional<Entity> writable(const Entity& caller, std::int32_t id);
  // A partner or company strictly below the caller, managed, everything above it active; its own status may be any.
  // The target of cancel, uncancel, suspend and activate.
  std::optional<Entity> subordinate(const Entity& caller, std::int32_t id);

 private:
  Entities& entities_;
};

}  // namespace state
