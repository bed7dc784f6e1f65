#include "overlay/difference.hpp"

namespace overlay {

std::string_view name_of(Difference::Kind kind) {
  using Kind = Difference::Kind;
  switch (kind) {
    case Kind::service:
      return "service";
    case Kind::port:
      return "port";
    case Kind::operation:
      return "operation";
    case Kind::layout:
      return "layout";
    case Kind::renamed:
      return "renamed";
    case Kind::reordered:
      return "reordered";
    case Kind::added:
      return "added";
    case Kind::dropped:
      return "dropped";
    case Kind::retyped:
      return "retyped";
    case Kind::presence:
      return "presence";
    case Kind::value:
      return "value";
    case Kind::other:
      break;
  }
  return "other";
}

std::string text_of(const Difference& difference) {
  std::string text = difference.service;
  if (!difference.path.empty()) text += " " + difference.path;
  text += ": " + difference.says;
  if (!difference.place.empty()) text += " [" + difference.place + "]";
  return text;
}

}  // namespace overlay
