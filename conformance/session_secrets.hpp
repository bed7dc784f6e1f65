// What the secrets of a session are when it is sent again: the session itself holds none.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "conformance/seen_request.hpp"
#include "conformance/target.hpp"
#include "recording/session.hpp"

namespace conformance {

// Passwords of API users are those of the target file's roles, unless they were refused when they were recorded; tokens
// are what the target now answers in the place of the recorded ones; all others are made up, the same for the same
// number, so that a password that was set can be used later.
class SessionSecrets {
 public:
  // `roles`: which role of the target file is whom of the session; without an entry it is the one with the same user.
  // Throws std::invalid_argument for a role that is not there, naming the nearest.
  SessionSecrets(const recording::Session& session, const contract::Registry& registry, const TargetFile& target,
                 const std::map<std::string, std::string>& roles);

  // Why a request cannot be sent: its user was let in and has no role here. Empty if it can.
  std::string why_not(const SeenRequest& request, const std::optional<recording::Response>& answer) const;
  // Who calls now in place of a user of the session.
  std::string user_for(const std::string& recorded) const;
  std::string value_of(std::uint64_t number) const;
  // The answer's value in the place where the recorded one has placeholders: the whole value, or what follows the same
  // parameter of a link.
  void learn(std::string_view recorded, std::string_view now);
  // The text with every placeholder replaced by its secret, written by `escape`.
  std::string revealed(std::string_view text, std::string (*escape)(std::string_view)) const;

 private:
  std::optional<Credentials> role_of(const std::string& user) const;

  const TargetFile& target_;
  std::map<std::string, std::string> roles_;
  std::map<std::uint64_t, std::string> values_;
};

// For XML text, and for paths and queries.
std::string xml_escaped(std::string_view text);
std::string percent_encoded(std::string_view text);

}  // namespace conformance
