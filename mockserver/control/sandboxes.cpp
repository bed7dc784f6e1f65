// Making, finding and ending sandboxes.
#include "control/sandboxes.hpp"

#include <malloc.h>

#include <algorithm>
#include <utility>

#include "control/conflict.hpp"
#include "state/fold.hpp"

namespace control {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t kLongestId = 64;

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

}  // namespace

bool valid_sandbox_id(std::string_view id) {
  return !id.empty() && id.size() <= kLongestId && is_letter_or_digit(id.front()) &&
         std::ranges::all_of(id, [](char c) { return is_letter_or_digit(c) || c == '.' || c == '_' || c == '-'; });
}

struct Sandboxes::Member {
  Member(std::string its_id, Seed seed, const SandboxOptions& options, const std::optional<state::Snapshot>& seeded)
      : id(std::move(its_id)), sandbox(std::move(seed), options, seeded) {}

  const std::string id;
  Sandbox sandbox;
  state::Instant created = 0;
  std::optional<milliseconds> idle_timeout = {};
  std::vector<std::string> logins = {};
  std::atomic<SteadyTime> last_used = SteadyTime();
  SteadyTime trimmed = SteadyTime();  // guarded by sweeping_
};

// An id and logins that are taken while their sandbox is being made, and given back if that fails.
class Sandboxes::Reservation {
 public:
  Reservation(Sandboxes& directory, NewSandbox& wanted) : directory_(directory) {
    const std::unique_lock lock(directory_.mutex_);
    if (wanted.id.empty()) wanted.id = directory_.new_id();
    if (directory_.members_.contains(wanted.id))
      throw Conflict("sandbox-exists", "there is a sandbox \"" + wanted.id + "\" already");
    const std::size_t made = directory_.members_.size() - directory_.members_.count(kDefaultSandbox);
    if (made >= directory_.options_.most)
      throw Conflict("too-many-sandboxes", "there are " + std::to_string(made) +
                                               " sandboxes, as many as --max-sandboxes allows: delete some, or let "
                                               "them end by an idle timeout");
    for (const ExtraUser& user : wanted.seed.users) {
      const std::string login = state::fold(user.login);
      const auto taken = directory_.logins_.find(login);
      if (taken != directory_.logins_.end())
        throw Conflict("login-taken", "\"" + user.login + "\" leads to the sandbox \"" + taken->second + "\"");
    }
    directory_.members_.emplace(wanted.id, nullptr);
    id_ = wanted.id;
  }
  Reservation(const Reservation&) = delete;
  Reservation& operator=(const Reservation&) = delete;
  ~Reservation() {
    if (id_.empty()) return;
    const std::unique_lock lock(directory_.mutex_);
    directory_.members_.erase(id_);
  }

  void fill(const MemberPointer& member) {
    const std::unique_lock lock(directory_.mutex_);
    for (const std::string& login : member->logins) {
      const auto taken = directory_.logins_.find(state::fold(login));
      if (taken != directory_.logins_.end())  // by one that was made at the same time
        throw Conflict("login-taken", "\"" + login + "\" leads to the sandbox \"" + taken->second + "\"");
    }
    for (const std::string& login : member->logins) directory_.logins_.emplace(state::fold(login), member->id);
    directory_.has_logins_ = !directory_.logins_.empty();
    directory_.members_[id_] = member;
    id_.clear();
  }

 private:
  Sandboxes& directory_;
  std::string id_;
};

Sandboxes::Sandboxes(SandboxesOptions options) : options_(std::move(options)), images_(options_.each.time) {}

Sandboxes::~Sandboxes() = default;  // the sweeper ends first

Sandbox& Sandboxes::open_default(std::shared_ptr<const World> world, const SandboxOptions& options) {
  started_with_ = world;
  const auto member =
      std::make_shared<Member>(std::string(kDefaultSandbox), Seed{.world = std::move(world)}, options, std::nullopt);
  member->created = options_.each.time();
  member->last_used = options_.now();
  const std::unique_lock lock(mutex_);
  members_[member->id] = member;
  return member->sandbox;
}

// The caller holds mutex_.
std::string Sandboxes::new_id() {
  std::string id;
  do {
    state::Ids ids;
    ids.set({.seed = options_.each.seed, .drawn = 32 * made_++});
    id = "s" + ids.hex_token().substr(0, 12);
  } while (members_.contains(id));
  return id;
}

// Its own login would lead away from the default sandbox.
void Sandboxes::check_not_of_default(const std::string& login) {
  const MemberPointer usual = member(kDefaultSandbox);
  if (!usual) return;
  state::Sandbox& state = usual->sandbox.state();
  const std::lock_guard lock(state.mutex);
  if (state.users.knows_api_user(login))
    throw Conflict("login-taken", "\"" + login + "\" is an API user of the default sandbox");
}

// What has ended takes no id and no place.
void Sandboxes::make_room(std::string_view id) {
  if (const MemberPointer same = member(id); same && ended(*same)) forget(same);
  bool is_full = false;
  {
    const std::shared_lock lock(mutex_);
    is_full = members_.size() >= options_.most;
  }
  if (is_full) sweep();
}

SandboxEntry Sandboxes::create(NewSandbox wanted) {
  for (const ExtraUser& user : wanted.seed.users) check_not_of_default(user.login);
  make_room(wanted.id);
  Reservation reservation(*this, wanted);
  SandboxOptions options = options_.each;
  options.database = ":memory:";
  if (wanted.id_seed) options.seed = *wanted.id_seed;
  std::optional<state::Snapshot> seeded;
  const Seed& seed = wanted.seed;
  const bool is_named = seed.world == started_with_ || seed.world == world(seed.world->name());
  if (!seed.content && is_named)
    seeded = images_.of(seed.world, seed.clock ? seed.clock : seed.world->clock(), options.seed);
  std::vector<std::string> logins;
  for (const ExtraUser& user : seed.users) logins.push_back(user.login);
  const auto member = std::make_shared<Member>(wanted.id, std::move(wanted.seed), options, seeded);
  member->created = options_.each.time();
  member->idle_timeout = wanted.idle_timeout;
  member->logins = std::move(logins);
  member->last_used = options_.now();
  reservation.fill(member);
  return entry_of(*member);
}

Sandboxes::MemberPointer Sandboxes::member(std::string_view id) const {
  const std::shared_lock lock(mutex_);
  const auto found = members_.find(id);
  return found == members_.end() ? nullptr : found->second;
}

bool Sandboxes::ended(const Member& member) const {
  return member.idle_timeout && options_.now() - member.last_used.load() >= *member.idle_timeout;
}

// Whoever holds the pointer frees the sandbox, behind the lock.
void Sandboxes::forget(const MemberPointer& member) {
  const std::unique_lock lock(mutex_);
  const auto found = members_.find(member->id);
  if (found == members_.end() || found->second != member) return;  // somebody was faster
  members_.erase(found);
  for (const std::string& login : member->logins) logins_.erase(state::fold(login));
  has_logins_ = !logins_.empty();
}

bool Sandboxes::remove(std::string_view id) {
  if (id == kDefaultSandbox)
    throw Conflict("default-sandbox", "the default sandbox stays; reset brings it back to its seed");
  const MemberPointer found = member(id);
  if (!found) return false;
  const bool is_over = ended(*found);
  forget(found);
  return !is_over;
}

std::shared_ptr<Sandbox> Sandboxes::find(std::string_view id) {
  const MemberPointer found = member(id);
  if (!found) return nullptr;
  if (ended(*found)) {
    forget(found);
    return nullptr;
  }
  found->last_used = options_.now();
  return {found, &found->sandbox};
}

SandboxEntry Sandboxes::entry_of(Member& member) const {
  return {.id = member.id,
          .world = member.sandbox.world()->name(),
          .created = member.created,
          .idle = std::chrono::duration_cast<milliseconds>(options_.now() - member.last_used.load()),
          .idle_timeout = member.idle_timeout,
          .logins = member.logins};
}

std::optional<SandboxEntry> Sandboxes::entry(std::string_view id) {
  const MemberPointer found = member(id);
  if (!found || ended(*found)) return std::nullopt;
  return entry_of(*found);
}

std::vector<SandboxEntry> Sandboxes::list() {
  sweep();
  std::vector<SandboxEntry> all;
  const std::shared_lock lock(mutex_);
  for (const auto& [id, member] : members_)
    if (member) all.push_back(entry_of(*member));
  return all;
}

std::optional<LoginTarget> Sandboxes::target_of(std::string_view login) {
  if (has_logins_) {
    std::string id;
    {
      const std::shared_lock lock(mutex_);
      if (const auto found = logins_.find(state::fold(login)); found != logins_.end()) id = found->second;
    }
    if (!id.empty())
      if (auto sandbox = find(id)) return LoginTarget{std::move(sandbox), std::move(id), std::string(login)};
  }
  const auto at = login.rfind('@');
  if (at == std::string_view::npos || !valid_sandbox_id(login.substr(at + 1))) return std::nullopt;
  const std::string_view id = login.substr(at + 1);
  return LoginTarget{find(id), std::string(id), std::string(login.substr(0, at))};
}

std::shared_ptr<const World> Sandboxes::world(std::string_view name) {
  if (started_with_ && started_with_->name() == name) return started_with_;
  const auto names = World::embedded_names();
  if (std::ranges::find(names, name) == names.end()) return nullptr;
  const std::unique_lock lock(mutex_);
  auto& world = embedded_[std::string(name)];
  if (!world) world = std::make_shared<const World>(World::embedded(name));
  return world;
}

std::vector<std::string> Sandboxes::world_names() const {
  std::vector<std::string> names;
  if (started_with_) names.push_back(started_with_->name());
  for (const std::string_view name : World::embedded_names())
    if (std::ranges::find(names, name) == names.end()) names.emplace_back(name);
  return names;
}

int Sandboxes::sweep() {
  const std::lock_guard sweeping(sweeping_);
  std::vector<MemberPointer> all;
  {
    const std::shared_lock lock(mutex_);
    for (const auto& [id, member] : members_)
      if (member && id != kDefaultSandbox) all.push_back(member);
  }
  int over = 0;
  bool is_trimmed = false;
  for (const MemberPointer& member : all) {
    const SteadyTime last_used = member->last_used;
    if (ended(*member)) {
      forget(member);
      ++over;
    } else if (member->trimmed < last_used && options_.now() - last_used >= options_.trim_after) {
      member->sandbox.release_memory();
      member->trimmed = options_.now();
      is_trimmed = true;
    }
  }
  all.clear();
  if (is_trimmed || over > 0) malloc_trim(0);  // back to the system
  return over;
}

void Sandboxes::start_sweeping(milliseconds every) {
  sweeper_ = std::jthread([this, every](const std::stop_token& stop) {
    std::mutex unshared;
    std::unique_lock lock(unshared);
    while (!wake_.wait_for(lock, stop, every, [&stop] { return stop.stop_requested(); })) {
      sweep();
      images_.renew();
    }
  });
}

}  // namespace control
