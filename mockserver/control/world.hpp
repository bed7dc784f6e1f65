// What a sandbox holds when it starts, read from a world file (fixtures/worlds/world.schema.json describes the format).
#pragma once
#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "control/json_schema.hpp"
#include "state/sandbox.hpp"

namespace control {

// A world that cannot be used. what() has one line per problem: the path, a colon, and what was expected.
struct BadWorld : std::runtime_error {
  explicit BadWorld(std::vector<Problem> found);
  std::vector<Problem> problems;
};

// Where a world's clock starts: at an instant, or so far ahead of the real time.
struct WorldClock {
  std::optional<state::Instant> now = {};
  state::Instant ahead = 0;  // ticks; negative: behind
  bool frozen = false;
  friend bool operator==(const WorldClock&, const WorldClock&) = default;
};

// A checked world: it fits the schema, every reference leads somewhere, and no two names collide. It is kept as text,
// a sixth of what the document takes in memory; a server keeps one for as long as it runs and seldom reads it again.
class World {
 public:
  // Reads and checks a document. Throws BadWorld with up to 20 problems.
  static World parse(std::string_view text);
  static World from_json(const nlohmann::json& document);
  // Reads a file. Throws BadWorld, also for a file that cannot be read (empty path, the file's name in the message).
  static World from_file(const std::string& path);
  // Those inside the binary. Throws BadWorld for another name.
  static World embedded(std::string_view name);
  static std::array<std::string_view, 2> embedded_names() { return {"default", "empty"}; }

  const std::string& name() const { return name_; }
  nlohmann::json document() const;
  // Where its clock starts; nothing for the real time.
  const std::optional<WorldClock>& clock() const { return clock_; }

  // Puts everything into a sandbox that holds nothing yet, in one transaction: all or nothing.
  // Relative instants count from the sandbox's time. The caller holds the sandbox's mutex.
  void load_into(state::Sandbox& sandbox) const;

 private:
  World(const nlohmann::json& document, std::string_view embedded);
  std::string name_;
  std::optional<WorldClock> clock_;
  std::string_view embedded_;  // its text inside the program, or empty
  std::string text_;           // of any other
};

// "P8D" and "-PT3H" in ticks; nothing if it means none.
std::optional<state::Instant> world_ahead(std::string_view text);

// Whether a document goes on where a sandbox stood, as exports do: it tells its history exactly, row by row.
bool is_continued(const nlohmann::json& document);

// The published JSON Schema, as text.
std::string_view world_schema();

// The instant a world file means by a text: absolute, or relative to `now` ("+14d", "-3h30m"); nothing if it means
// none.
std::optional<state::Instant> world_instant(std::string_view text, state::Instant now);

}  // namespace control
