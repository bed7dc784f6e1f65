#include "control/api_request.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "control/json_schema.hpp"
#include "control/time_text.hpp"

namespace control {
namespace {

using nlohmann::json;

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

// application/x-www-form-urlencoded; a '%' without two digits stands for itself.
std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '%' && at + 2 < text.size() && hex(text[at + 1]) >= 0 && hex(text[at + 2]) >= 0) {
      out += static_cast<char>(hex(text[at + 1]) * 16 + hex(text[at + 2]));
      at += 2;
    } else {
      out += text[at] == '+' ? ' ' : text[at];
    }
  }
  return out;
}

std::string hint(const std::string& name, std::span<const QueryParameter> known) {
  std::vector<std::string> names;
  for (const QueryParameter& one : known) names.emplace_back(one.name);
  const std::string nearest = nearest_name(name, names);
  if (!nearest.empty()) return "; did you mean \"" + nearest + "\"?";
  std::string list;
  for (const std::string& one : names) list += (list.empty() ? "; known: " : ", ") + one;
  return list;
}

}  // namespace

Parameters::Parameters(std::string_view query, std::span<const QueryParameter> known) : known_(known) {
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view part = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (part.empty()) continue;
    const std::size_t equals = std::min(part.find('='), part.size());
    values_.emplace_back(decoded(part.substr(0, equals)), decoded(part.substr(std::min(equals + 1, part.size()))));
  }
  for (const auto& [key, value] : values_) {
    if (std::ranges::find(known, key, &QueryParameter::name) != known.end()) continue;
    throw ApiError{.code = "bad-value", .message = "unknown parameter" + hint(key, known), .path = key};
  }
}

const QueryParameter& Parameters::known(std::string_view name) const {
  const auto found = std::ranges::find(known_, name, &QueryParameter::name);
  if (found == known_.end()) throw std::logic_error("the route does not declare the parameter " + std::string(name));
  return *found;
}

std::optional<std::string> Parameters::text(std::string_view name) const {
  known(name);
  for (const auto& [key, value] : values_) {
    if (key == name && !value.empty()) return value;
  }
  return std::nullopt;
}

std::optional<std::int64_t> Parameters::number(std::string_view name) const {
  const QueryParameter& bounds = known(name);
  const auto value = text(name);
  if (!value) return std::nullopt;
  const auto number = whole_number(*value);
  if (!number || *number < bounds.least || *number > bounds.most) {
    throw ApiError{
        .code = "bad-value",
        .message = "must be a whole number from " + std::to_string(bounds.least) + " to " + std::to_string(bounds.most),
        .path = std::string(name)};
  }
  return number;
}

bool Parameters::flag(std::string_view name) const {
  known(name);
  for (const auto& [key, value] : values_) {
    if (key != name) continue;
    if (value.empty() || value == "true" || value == "1") return true;
    if (value == "false" || value == "0") return false;
    throw ApiError{.code = "bad-value", .message = "must be true or false", .path = std::string(name)};
  }
  return false;
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < 0) return std::nullopt;
  return number;
}

json body_of(const ApiRequest& request, const json& schema) {
  std::vector<Problem> problems;
  json body = request.body.find_first_not_of(" \t\r\n") == std::string_view::npos ? json::object()
                                                                                  : parse_json(request.body, problems);
  if (!problems.empty()) throw ApiError{.code = "bad-json", .message = problems[0].message, .path = ""};
  problems = check_schema(schema, body);
  if (!problems.empty()) {
    throw ApiError{.code = "bad-value", .message = problems[0].message, .path = problems[0].path};
  }
  return body;
}

std::optional<std::string> text_member(const json& body, const char* name) {
  const auto found = body.find(name);
  if (found == body.end() || found->is_null()) return std::nullopt;
  return found->get<std::string>();
}

std::optional<state::Instant> instant_member(const json& body, const char* name) {
  const auto text = text_member(body, name);
  if (!text) return std::nullopt;
  const auto at = parse_instant(*text);
  if (!at) {
    throw ApiError{.code = "bad-value",
                   .message = "must be an instant such as \"2026-01-31T12:00:00Z\"",
                   .path = pointer("", name)};
  }
  return at;
}

}  // namespace control
