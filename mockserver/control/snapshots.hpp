// The snapshots of one sandbox: whole contents under names, bounded in number and size.
#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "state/sandbox.hpp"

namespace control {

struct SnapshotLimits {
  std::size_t count = 64;
  std::int64_t bytes = std::int64_t{1} << 30;  // of all together
};

// A content, clock and ids included. Copies share the bytes.
struct KeptSnapshot {
  std::string name = {};
  state::Instant at = 0;  // sandbox time when it was saved or uploaded
  state::Snapshot image;
};

// Thread rule: every member may be called from any thread; the lock is its own.
class Snapshots {
 public:
  explicit Snapshots(SnapshotLimits limits = {}) : limits_(limits) {}

  // Throws Conflict "too-many-snapshots" if one more of so many bytes has no room: cheap to ask before it is made.
  void make_room(std::string_view name, std::int64_t bytes) const;
  // Keeps it, in place of an older one of its name. Throws as make_room().
  void put(KeptSnapshot snapshot);
  std::optional<KeptSnapshot> find(std::string_view name) const;
  std::vector<KeptSnapshot> list() const;  // by name
  bool remove(std::string_view name);      // false: there is none

 private:
  void check_room(std::string_view name, std::int64_t bytes) const;

  SnapshotLimits limits_;
  mutable std::mutex mutex_;
  std::map<std::string, KeptSnapshot, std::less<>> kept_;
};

}  // namespace control
