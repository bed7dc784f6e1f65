// How values become the properties of a world: the other direction of world_values.hpp. What stands for "none" is left
// out, so that an export reads like a world that somebody wrote.
#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "control/time_text.hpp"

namespace control {

template <class Enum, std::size_t N>
std::string name_in(const std::array<std::string_view, N>& names, Enum value) {
  return std::string(names.at(static_cast<std::size_t>(value)));
}

// Unless it is the value that a missing property has.
template <class T>
void put_unless(nlohmann::json& object, const char* name, const T& value, const T& missing) {
  if (value != missing) object[name] = value;
}

inline void put_text(nlohmann::json& object, const char* name, const std::string& text) {
  put_unless(object, name, text, std::string());
}

template <class T>
void put_optional(nlohmann::json& object, const char* name, const std::optional<T>& value) {
  if (value) object[name] = *value;
}

inline void put_instant(nlohmann::json& object, const char* name, std::optional<state::Instant> at) {
  if (at && *at != state::kNever) object[name] = format_instant(*at);
}

inline void put_list(nlohmann::json& object, const char* name, nlohmann::json list) {
  if (!list.empty()) object[name] = std::move(list);
}

// Rows by the id of what they belong to, each list in the order of the rows.
template <class Row>
class Belonging {
 public:
  template <class Owner>
  Belonging(const std::vector<Row>& rows, Owner owner) {
    for (const Row& row : rows) rows_[std::invoke(owner, row)].push_back(&row);
  }

  const std::vector<const Row*>& of(std::int32_t owner) const {
    static const std::vector<const Row*> none;
    const auto found = rows_.find(owner);
    return found == rows_.end() ? none : found->second;
  }
  const Row* first(std::int32_t owner) const { return of(owner).empty() ? nullptr : of(owner).front(); }
  // A JSON array of what `write` makes of each row of an owner.
  template <class Write>
  nlohmann::json list(std::int32_t owner, const Write& write) const {
    nlohmann::json out = nlohmann::json::array();
    for (const Row* row : of(owner)) out.push_back(write(*row));
    return out;
  }

 private:
  std::map<std::int32_t, std::vector<const Row*>> rows_;
};

}  // namespace control
