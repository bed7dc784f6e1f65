#include "http/config_file.hpp"

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

namespace http {
namespace {

using json = nlohmann::ordered_json;

std::string text_of(const std::filesystem::path& file) {
  std::error_code failed;
  if (std::filesystem::is_directory(file, failed)) throw ConfigError("--config " + file.string() + ": is a directory");
  std::ifstream in(file, std::ios::binary);
  if (!in) throw ConfigError("--config " + file.string() + ": cannot be read");
  return {std::istreambuf_iterator<char>(in), {}};
}

// nlohmann's message without its own name for the error: "[json.exception.parse_error.101] parse error at ...".
std::string words_of(const json::exception& error) {
  const std::string text = error.what();
  const auto end = text.find("] ");
  return end == std::string::npos ? text : text.substr(end + 2);
}

}  // namespace

std::vector<ConfigEntry> read_config(const std::filesystem::path& file) {
  const std::string where = "--config " + file.string() + ": ";
  std::set<std::string> seen;
  const auto once = [&](int depth, json::parse_event_t event, json& name) {
    if (event == json::parse_event_t::key && depth == 1 && !seen.insert(name.get<std::string>()).second)
      throw ConfigError(where + "'" + name.get<std::string>() + "' stands there twice");
    return true;
  };
  json root;
  try {
    root = json::parse(text_of(file), once, true, true);
  } catch (const json::exception& error) {
    throw ConfigError(where + words_of(error));
  }
  if (!root.is_object()) throw ConfigError(where + R"(is no object of flags, as {"port": 8081})");
  std::vector<ConfigEntry> entries;
  for (const auto& [flag, value] : root.items()) {
    if (value.is_structured() || value.is_null())
      throw ConfigError(where + "'" + flag + "' takes a text, a number, true or false");
    entries.push_back({.flag = flag, .value = value.is_string() ? value.get<std::string>() : value.dump()});
  }
  return entries;
}

}  // namespace http
