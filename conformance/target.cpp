#include "conformance/target.hpp"

#include <algorithm>
#include <cctype>
#include <stdexcept>

#include "conformance/nearest.hpp"

namespace conformance {

TargetFile::TargetFile(std::string file, std::string_view text) {
  const Document document(std::move(file), text);
  const Json& root = document.root();
  const auto demand = [&](bool holds, const std::string& path, const std::string& words) {
    if (!holds) throw document.complaint(path, words);
  };
  demand(root.is_object(), "", "a target file is a JSON object");
  static const std::vector<std::string_view> kKeys{"name", "kind", "capabilities", "roles", "world"};
  for (const auto& [key, value] : root.items())
    demand(std::ranges::find(kKeys, key) != kKeys.end(), "/" + pointer_token(key),
           "unknown key '" + key + "'" + did_you_mean(key, kKeys));
  demand(root.contains("name") && root.at("name").is_string(), "/name", "a target has a name");
  demand(root.contains("roles") && root.at("roles").is_object(), "/roles", "a target has an object of roles");
  for (const auto& [role, who] : root.at("roles").items()) {
    const std::string path = "/roles/" + pointer_token(role);
    demand(who.is_object(), path, "a role has user, password and entity");
    demand(who.contains("user") && who.at("user").is_string(), path, "the role lacks a user");
    demand(who.contains("password") && who.at("password").is_string(), path, "the role lacks a password");
  }
  name_ = root.at("name").get<std::string>();
  if (root.contains("kind")) {
    demand(root.at("kind") == "mock" || root.at("kind") == "real", "/kind", "must be \"mock\" or \"real\"");
    kind_ = root.at("kind").get<std::string>();
  }
  if (root.contains("capabilities")) {
    demand(root.at("capabilities").is_array(), "/capabilities", "must be an array of words");
    for (const Json& word : root.at("capabilities")) {
      demand(word.is_string(), "/capabilities", "must be an array of words");
      capabilities_.push_back(word.get<std::string>());
    }
  }
  variables_ = {{"role", root.at("roles")}, {"world", root.value("world", Json::object())}};
}

bool TargetFile::can(std::string_view capability) const {
  return std::ranges::find(capabilities_, capability) != capabilities_.end();
}

std::vector<std::string_view> TargetFile::roles() const {
  std::vector<std::string_view> names;
  for (const auto& [name, who] : variables_.at("role").items()) names.push_back(name);
  return names;
}

std::optional<Credentials> TargetFile::credentials(const Json& as) const {
  if (as.is_null()) return std::nullopt;
  const Json* who = &as;
  if (as.is_string()) {
    const auto& role = as.get_ref<const std::string&>();
    if (!variables_.at("role").contains(role))
      throw std::invalid_argument("there is no role '" + role + "'" + did_you_mean(role, roles()));
    who = &variables_.at("role").at(role);
  }
  Credentials credentials;
  if (who->contains("user")) credentials.user = who->at("user");
  if (who->contains("password")) credentials.password = who->at("password");
  return credentials;
}

std::vector<Secret> TargetFile::secrets() const {
  std::vector<Secret> out;
  for (const auto& [name, who] : variables_.at("role").items()) {
    const auto& password = who.at("password").get_ref<const std::string&>();
    if (std::ranges::find(out, password, &Secret::value) != out.end()) continue;
    std::string variable = "PASSWORD_" + name;
    std::ranges::transform(variable, variable.begin(), [](char c) {
      return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
    });
    out.push_back({password, std::move(variable)});
  }
  return out;
}

}  // namespace conformance
