// How the properties of a checked world become values; the schema and world_check.cpp have refused any other.
#pragma once
#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "control/world.hpp"

namespace control {

// The position of a value in the list of names of its enumeration.
template <class Enum, std::size_t N>
Enum enum_of(const nlohmann::json& object, const char* name, const std::array<std::string_view, N>& names,
             Enum missing) {
  const auto found = object.find(name);
  if (found == object.end()) return missing;
  const std::string_view text = found->template get_ref<const std::string&>();
  for (std::size_t at = 0; at < N; ++at) {
    if (names[at] == text) return static_cast<Enum>(at);
  }
  throw std::logic_error("world: no value of " + std::string(name) + " is " + std::string(text));
}

inline std::string text_of(const nlohmann::json& object, const char* name) { return object.value(name, std::string()); }

template <class T>
std::optional<T> optional_of(const nlohmann::json& object, const char* name) {
  const auto found = object.find(name);
  return found == object.end() ? std::nullopt : std::optional(found->template get<T>());
}

// The list of a name, an empty one where there is none.
inline const nlohmann::json& list_of(const nlohmann::json& object, const char* name) {
  static const nlohmann::json none = nlohmann::json::array();
  const auto found = object.find(name);
  return found == object.end() ? none : *found;
}

// An instant, absolute or relative to `now`.
inline std::optional<state::Instant> instant_of(const nlohmann::json& object, const char* name, state::Instant now) {
  const auto found = object.find(name);
  if (found == object.end()) return std::nullopt;
  return world_instant(found->get_ref<const std::string&>(), now).value();
}

}  // namespace control
