#include "conformance/target.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

#include "conformance/nearest.hpp"
#include "conformance/read_file.hpp"

namespace conformance {

namespace {

std::string first_line(const std::string& text) { return text.substr(0, text.find_first_of("\r\n")); }

std::string output_of(const std::string& command) {
  std::FILE* pipe = ::popen(command.c_str(), "r");
  if (!pipe) throw std::runtime_error("the command cannot be started");
  std::string out;
  std::array<char, 4096> buffer{};
  while (const auto read = std::fread(buffer.data(), 1, buffer.size(), pipe)) out.append(buffer.data(), read);
  if (::pclose(pipe) != 0) throw std::runtime_error("the command failed");
  return out;
}

// A text, or what {"env"}, {"file"} or {"command"} lead to. Throws std::runtime_error with words for people, which
// never hold what was found.
std::string credential(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (!value.is_object() || value.size() != 1 || !value.front().is_string())
    throw std::runtime_error(R"(must be a text, {"env": ...}, {"file": ...} or {"command": ...})");
  const std::string kind = value.begin().key();
  const auto& where = value.front().get_ref<const std::string&>();
  if (kind == "env") {
    const char* found = std::getenv(where.c_str());
    if (!found || !*found) throw std::runtime_error("the environment has no " + where);
    return found;
  }
  if (kind != "file" && kind != "command") throw std::runtime_error("'" + kind + "' is none of env, file and command");
  std::string found = first_line(kind == "file" ? read_file(where) : output_of(where));
  if (found.empty()) throw std::runtime_error("the " + kind + " holds nothing");
  return found;
}

}  // namespace

TargetFile::TargetFile(std::string file, std::string_view text) {
  const Document document(std::move(file), text);
  const Json& root = document.root();
  const auto demand = [&](bool holds, const std::string& path, const std::string& words) {
    if (!holds) throw document.complaint(path, words);
  };
  demand(root.is_object(), "", "a target file is a JSON object");
  static const std::vector<std::string_view> kKeys{"name", "kind", "wsdl", "capabilities", "roles", "world"};
  for (const auto& [key, value] : root.items())
    demand(std::ranges::find(kKeys, key) != kKeys.end(), "/" + pointer_token(key),
           "unknown key '" + key + "'" + did_you_mean(key, kKeys));
  demand(root.contains("name") && root.at("name").is_string(), "/name", "a target has a name");
  demand(root.contains("roles") && root.at("roles").is_object(), "/roles", "a target has an object of roles");
  Json roles = root.at("roles");
  for (const auto& [role, who] : root.at("roles").items()) {
    const std::string path = "/roles/" + pointer_token(role);
    demand(who.is_object(), path, "a role has user, password and entity");
    demand(who.contains("user"), path, "the role lacks a user");
    demand(who.contains("password"), path, "the role lacks a password");
    for (const char* key : {"user", "password"}) {
      try {
        roles[role][key] = credential(who.at(key));
      } catch (const std::runtime_error& error) {
        demand(false, path + "/" + key, error.what());
      }
    }
  }
  if (root.contains("wsdl")) {
    demand(root.at("wsdl").is_object(), "/wsdl", "must be an object of fingerprints by service");
    for (const auto& [service, fingerprint] : root.at("wsdl").items()) {
      demand(fingerprint.is_string(), "/wsdl/" + pointer_token(service), "must be a fingerprint");
      wsdl_.emplace(service, fingerprint.get<std::string>());
    }
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
  variables_ = {{"role", roles}, {"world", root.value("world", Json::object())}};
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
