// Reading and checking of world files.
#include "control/world.hpp"

#include <array>
#include <fstream>
#include <sstream>
#include <utility>

#include "cmake/embedded.hpp"
#include "control/time_text.hpp"
#include "control/world_check.hpp"

namespace control {
namespace {

using nlohmann::json;

EMBEDDED(world_schema_json);
EMBEDDED(world_default);
EMBEDDED(world_empty);

constexpr std::size_t kMostProblems = 20;

std::string lines(const std::vector<Problem>& problems) {
  std::string text;
  for (const Problem& problem : problems) text.append(text.empty() ? "" : "\n").append(problem.text());
  return text;
}

const json& schema() {
  static const json parsed = json::parse(world_schema_json());
  return parsed;
}

void refuse_if_any(std::vector<Problem> problems) {
  if (problems.size() > kMostProblems) problems.resize(kMostProblems);
  if (!problems.empty()) throw BadWorld(std::move(problems));
}

std::optional<WorldClock> clock_of(const json& document) {
  const auto clock = document.find("clock");
  if (clock == document.end()) return std::nullopt;
  if (const auto ahead = clock->find("ahead"); ahead != clock->end())
    return WorldClock{.ahead = world_ahead(ahead->get<std::string>()).value()};
  return WorldClock{.now = parse_instant(clock->at("now").get<std::string>()).value(),
                    .frozen = clock->value("frozen", false)};
}

constexpr std::array<std::pair<std::string_view, std::string_view (*)()>, 2> kEmbedded = {
    {{"default", world_default}, {"empty", world_empty}}};

}  // namespace

BadWorld::BadWorld(std::vector<Problem> found) : std::runtime_error(lines(found)), problems(std::move(found)) {}

World::World(const json& document, std::string_view embedded)
    : name_(document.value("name", std::string("unnamed"))),
      clock_(clock_of(document)),
      embedded_(embedded),
      text_(embedded.empty() ? document.dump() : std::string()) {}

json World::document() const { return json::parse(embedded_.empty() ? text_ : embedded_); }

World World::parse(std::string_view text) {
  std::vector<Problem> problems;
  json document = parse_json(text, problems);
  refuse_if_any(std::move(problems));
  return from_json(document);
}

World World::from_json(const json& document) {
  refuse_if_any(check_schema(schema(), document));
  refuse_if_any(check_world(document));
  return World(document, {});
}

World World::from_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (file) text << file.rdbuf();
  if (!file || text.str().empty()) throw BadWorld({{"", "cannot read the file " + path}});
  return parse(text.str());
}

// Checked by a test instead of at every start.
World World::embedded(std::string_view name) {
  for (const auto& [known, text] : kEmbedded)
    if (name == known) return World(json::parse(text()), text());
  throw BadWorld({{"", "there is no world \"" + std::string(name) + "\" inside the program; it has: default, empty"}});
}

std::optional<state::Instant> world_ahead(std::string_view text) {
  const bool behind = text.starts_with('-');
  const auto step = parse_duration(behind ? text.substr(1) : text);
  return step && behind ? -*step : step;
}

bool is_continued(const json& document) { return document.contains("history"); }

std::string_view world_schema() { return world_schema_json(); }

std::optional<state::Instant> world_instant(std::string_view text, state::Instant now) {
  if (text.empty() || (text.front() != '+' && text.front() != '-')) return parse_instant(text);
  const auto step = parse_duration(text.substr(1));
  if (!step) return std::nullopt;
  if (text.front() == '-') return *step > now ? std::nullopt : std::optional(now - *step);
  return *step > state::kLastInstant - now ? std::nullopt : std::optional(now + *step);
}

}  // namespace control
