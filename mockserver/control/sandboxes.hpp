// The sandboxes of a server by id: the default one, and those that tests make and end.
#pragma once
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "control/sandbox.hpp"
#include "control/world_images.hpp"

namespace control {

using SteadyTime = std::chrono::steady_clock::time_point;

inline constexpr std::string_view kDefaultSandbox = "default";

struct SandboxesOptions {
  SandboxOptions each = {};  // of those that are made; `database` does not count, they live in memory
  std::size_t most = 4'000;  // at once, the default one not counted
  std::optional<std::chrono::milliseconds> idle_timeout =
      std::chrono::hours(24);                                       // where none is asked for; none: never
  std::chrono::milliseconds trim_after = std::chrono::seconds(10);  // unused for so long, a sandbox gives back caches
  std::function<SteadyTime()> now = std::chrono::steady_clock::now;
};

// What a new sandbox is to be.
struct NewSandbox {
  std::string id = {};  // fits valid_sandbox_id(); empty: one is made up
  Seed seed = {};
  std::optional<std::uint64_t> id_seed = {};  // of the ids of a world's sandbox; none: that of the options
  std::optional<std::chrono::milliseconds> idle_timeout = {};  // none: never ends by itself
};

// What the directory knows of a sandbox.
struct SandboxEntry {
  std::string id = {};
  std::string world = {};      // name of the world it was seeded with
  state::Instant created = 0;  // real time
  std::chrono::milliseconds idle = {};
  std::optional<std::chrono::milliseconds> idle_timeout = {};
  std::vector<std::string> logins = {};  // API users that lead to it by their login alone
};

// Where a login leads.
struct LoginTarget {
  std::shared_ptr<Sandbox> sandbox;  // null: the login names a sandbox that is not there
  std::string id = {};
  std::string login = {};  // as that sandbox knows it
};

// [A-Za-z0-9][A-Za-z0-9._-]{0,63}
bool valid_sandbox_id(std::string_view id);

// Thread rule: every member may be called from any thread. No lock is held while a sandbox is made, called or freed:
// one that is removed or ends lives on until the calls under way are answered.
class Sandboxes {
 public:
  explicit Sandboxes(SandboxesOptions options = {});
  Sandboxes(const Sandboxes&) = delete;
  Sandboxes& operator=(const Sandboxes&) = delete;
  ~Sandboxes();

  // Makes the sandbox "default", which is never removed and never ends. Called once, before all else. Throws
  // state::OpenError.
  Sandbox& open_default(std::shared_ptr<const World> world, const SandboxOptions& options);

  // Makes one. Throws Conflict (sandbox-exists, too-many-sandboxes, login-taken), BadSeed; nothing is changed then.
  SandboxEntry create(NewSandbox wanted);
  // False: there is none of that id. Throws Conflict for the default one.
  bool remove(std::string_view id);

  // The sandbox, which counts as used now; null if there is none of that id.
  std::shared_ptr<Sandbox> find(std::string_view id);
  // What it knows, without using it.
  std::optional<SandboxEntry> entry(std::string_view id);
  std::vector<SandboxEntry> list();  // by id, the default one too

  // Where "<login>@<id>" or a login of `NewSandbox::seed.users` leads; nothing for any other, which belongs to the
  // sandbox that was asked. A text behind '@' that no id can be is part of the login.
  std::optional<LoginTarget> target_of(std::string_view login);

  // A world by name: the one the server was started with, or one inside the program; null if there is none.
  std::shared_ptr<const World> world(std::string_view name);
  std::vector<std::string> world_names() const;

  // The world the default sandbox was made with.
  const std::shared_ptr<const World>& started_with() const { return started_with_; }

  const SandboxesOptions& options() const { return options_; }

  // Ends what has been idle for too long, and lets what is idle give back memory. Answers how many ended.
  int sweep();
  // Sweeps now and then on a thread of its own, until this is destroyed.
  void start_sweeping(std::chrono::milliseconds every = std::chrono::seconds(5));

 private:
  struct Member;
  using MemberPointer = std::shared_ptr<Member>;
  class Reservation;

  MemberPointer member(std::string_view id) const;
  bool ended(const Member& member) const;
  SandboxEntry entry_of(Member& member) const;
  void forget(const MemberPointer& member);
  void check_not_of_default(const std::string& login);
  void make_room(std::string_view id);
  std::string new_id();

  const SandboxesOptions options_;
  WorldImages images_;
  std::shared_ptr<const World> started_with_;
  std::map<std::string, std::shared_ptr<const World>, std::less<>> embedded_;
  mutable std::shared_mutex mutex_;
  std::map<std::string, MemberPointer, std::less<>> members_;  // null: being made
  std::map<std::string, std::string, std::less<>> logins_;     // folded login -> id
  std::atomic<bool> has_logins_ = false;
  std::uint64_t made_ = 0;
  std::mutex sweeping_;
  std::condition_variable_any wake_;
  std::jthread sweeper_;
};

}  // namespace control
