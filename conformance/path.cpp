#include "conformance/path.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "conformance/nearest.hpp"

namespace conformance {
namespace {

template <class... F>
struct Overloaded : F... {
  using F::operator()...;
};
template <class... F>
Overloaded(F...) -> Overloaded<F...>;

[[noreturn]] void malformed(std::string_view path, const std::string& why) {
  throw std::invalid_argument("the path '" + std::string(path) + "' " + why);
}

PathStep parse_bracket(std::string_view path, std::string_view inside) {
  if (const auto equals = inside.find('='); equals != std::string_view::npos)
    return {PathStep::Where{std::string(inside.substr(0, equals)), std::string(inside.substr(equals + 1))}};
  long index = 0;
  const auto [end, error] = std::from_chars(inside.data(), inside.data() + inside.size(), index);
  if (inside.empty() || error != std::errc() || end != inside.data() + inside.size())
    malformed(path, "needs an index or Name=value between [ and ]");
  return {PathStep::Index{index}};
}

std::string text_of(const Json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

const contract::FieldDesc& field_of(std::string_view path, const contract::TypeDesc& type, const std::string& name) {
  std::vector<std::string_view> known;
  for (const contract::FieldDesc& field : type.fields) {
    if (field.name == name) return field;
    known.push_back(field.name);
  }
  malformed(path,
            "names '" + name + "', which " + std::string(type.name) + " does not have" + did_you_mean(name, known));
}

const Json* step_into(const Json& here, const PathStep& step) {
  return std::visit(
      Overloaded{[&](const PathStep::Member& member) -> const Json* {
                   const auto at = here.is_object() ? here.find(member.name) : here.end();
                   return at == here.end() ? nullptr : &*at;
                 },
                 [&](const PathStep::Index& index) -> const Json* {
                   if (!here.is_array()) return nullptr;
                   const long size = static_cast<long>(here.size());
                   const long at = index.at < 0 ? size + index.at : index.at;
                   return at < 0 || at >= size ? nullptr : &here[static_cast<std::size_t>(at)];
                 },
                 [&](const PathStep::Where& where) -> const Json* {
                   if (!here.is_array()) return nullptr;
                   for (const Json& item : here)
                     if (item.is_object() && item.contains(where.name) && text_of(item.at(where.name)) == where.value)
                       return &item;
                   return nullptr;
                 },
                 [](const PathStep::Count&) -> const Json* { return nullptr; }},
      step.what);
}

}  // namespace

std::vector<PathStep> parse_path(std::string_view path) {
  std::vector<PathStep> steps;
  std::string_view rest = path;
  while (true) {
    const auto end = std::min(rest.find_first_of(".["), rest.size());
    const std::string_view name = rest.substr(0, end);
    if (name.empty()) malformed(path, "lacks a name");
    if (name == "count" && !steps.empty())
      steps.push_back({PathStep::Count{}});
    else
      steps.push_back({PathStep::Member{std::string(name)}});
    rest.remove_prefix(end);
    while (rest.starts_with('[')) {
      const auto close = rest.find(']');
      if (close == std::string_view::npos) malformed(path, "lacks a ]");
      steps.push_back(parse_bracket(path, rest.substr(1, close - 1)));
      rest.remove_prefix(close + 1);
    }
    if (rest.empty()) return steps;
    if (!rest.starts_with('.')) malformed(path, "needs a . after ]");
    rest.remove_prefix(1);
  }
}

Shape shape_at(std::string_view path, const contract::TypeDesc& message) {
  Shape here{&message, false};
  for (const PathStep& step : parse_path(path)) {
    std::visit(Overloaded{[&](const PathStep::Member& member) {
                            if (here.array) malformed(path, "needs an [index] before '" + member.name + "'");
                            const auto& field = field_of(path, *here.type, member.name);
                            here = {field.type, field.is_array()};
                          },
                          [&](const PathStep::Index&) {
                            if (!here.array) malformed(path, "has an index where no array stands");
                            here.array = false;
                          },
                          [&](const PathStep::Where& where) {
                            if (!here.array) malformed(path, "looks for an item where no array stands");
                            field_of(path, *here.type, where.name);
                            here.array = false;
                          },
                          [&](const PathStep::Count&) {
                            if (!here.array) malformed(path, "counts something that is no array");
                            here = {&contract::TypeOf<std::int32_t>::desc, false};
                          }},
               step.what);
  }
  return here;
}

std::optional<Json> value_at(std::string_view path, const Json& root) {
  const Json* here = &root;
  for (const PathStep& step : parse_path(path)) {
    if (std::holds_alternative<PathStep::Count>(step.what)) {
      if (!here->is_array()) return std::nullopt;
      return Json(here->size());
    }
    here = step_into(*here, step);
    if (!here) return std::nullopt;
  }
  return *here;
}

}  // namespace conformance
