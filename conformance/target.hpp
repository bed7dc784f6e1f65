// A target file: who may call it, what its world is called, and what it can do besides answering calls.
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/json.hpp"
#include "conformance/secrets.hpp"
#include "conformance/soap_client.hpp"

namespace conformance {

class TargetFile {
 public:
  // A user or password is a text, or where to find one: {"env": "NAME"}, {"file": "path"}, {"command": "pass show x"};
  // of the last two the first line counts. Throws Complaint naming the place of a mistake.
  TargetFile(std::string file, std::string_view text);

  const std::string& name() const { return name_; }
  // "mock" or "real"; a file that does not say is taken for a real one.
  const std::string& kind() const { return kind_; }
  bool can(std::string_view capability) const;
  const std::vector<std::string>& capabilities() const { return capabilities_; }
  // The fingerprints of the WSDL of services as they are known, by the service's name ("wsdl" of the file).
  const std::map<std::string, std::string, std::less<>>& wsdl() const { return wsdl_; }
  // What ${role...} and ${world...} stand for.
  const Json& variables() const { return variables_; }
  std::vector<std::string_view> roles() const;
  // What a step's `as` means: a role's name, null, or {"user", "password"} as written. Throws std::invalid_argument
  // naming the nearest role.
  std::optional<Credentials> credentials(const Json& as) const;
  // Every password of a role, each once: never to be shown.
  std::vector<Secret> secrets() const;

 private:
  std::string name_;
  std::string kind_ = "real";
  std::vector<std::string> capabilities_;
  std::map<std::string, std::string, std::less<>> wsdl_;
  Json variables_;
};

}  // namespace conformance
