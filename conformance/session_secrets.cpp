#include "conformance/session_secrets.hpp"

#include <algorithm>
#include <array>

#include "recording/secrets.hpp"

namespace conformance {
namespace {

using recording::find_placeholder;

constexpr std::string_view kRefused = ">InvalidSoapCredentials<";

bool is_refused(const std::optional<recording::Response>& answer) {
  return answer && answer->body.text.find(kRefused) != std::string::npos;
}

std::string text_of(const std::optional<Json>& value) {
  return value && value->is_string() ? value->get<std::string>() : "";
}

}  // namespace

SessionSecrets::SessionSecrets(const recording::Session& session, const contract::Registry& registry,
                               const TargetFile& target, const std::map<std::string, std::string>& roles)
    : target_(target), roles_(roles) {
  for (const auto& [user, role] : roles_) static_cast<void>(target_.credentials(Json(role)));
  for (const std::string_view name : target_.roles()) {
    const auto credentials = target_.credentials(Json(std::string(name)));
    roles_.try_emplace(text_of(credentials->user), std::string(name));
  }
  for (const recording::Call& call : session.calls) {
    const SeenRequest request = seen(call.request, registry);
    if (!request.user || !request.password_number || is_refused(call.response)) continue;
    if (const auto role = role_of(*request.user)) values_[*request.password_number] = text_of(role->password);
  }
}

std::optional<Credentials> SessionSecrets::role_of(const std::string& user) const {
  const auto found = roles_.find(user);
  if (found == roles_.end()) return std::nullopt;
  return target_.credentials(Json(found->second));
}

std::string SessionSecrets::why_not(const SeenRequest& request,
                                    const std::optional<recording::Response>& answer) const {
  if (!request.user || !request.password_number || is_refused(answer) || role_of(*request.user)) return "";
  return "the target file has no role with the user '" + *request.user + "'; --as " + *request.user + "=ROLE names one";
}

std::string SessionSecrets::user_for(const std::string& recorded) const {
  const auto role = role_of(recorded);
  return role ? text_of(role->user) : recorded;
}

std::string SessionSecrets::value_of(std::uint64_t number) const {
  const auto known = values_.find(number);
  // Good enough for the service's rules about passwords.
  return known == values_.end() ? "Replay" + std::to_string(number) + "pw" : known->second;
}

void SessionSecrets::learn(std::string_view recorded, std::string_view now) {
  const auto found = find_placeholder(recorded);
  if (!found) return;
  if (found->begin == 0 && found->end == recorded.size()) {
    values_[found->number] = now;
    return;
  }
  // "...?token=***secret:1***&x": the parameter's name leads to the value.
  const std::string_view before = recorded.substr(0, found->begin);
  const auto name = before.find_last_of("?&;");
  if (name == std::string_view::npos || !before.ends_with('=')) return;
  const std::string_view parameter = before.substr(name + 1);
  const auto at = now.find(parameter);
  if (at == std::string_view::npos) return;
  const auto begin = at + parameter.size();
  values_[found->number] = now.substr(begin, std::min(now.find('&', begin), now.size()) - begin);
}

std::string SessionSecrets::revealed(std::string_view text, std::string (*escape)(std::string_view)) const {
  std::string out;
  std::size_t at = 0;
  while (const auto found = find_placeholder(text, at)) {
    out.append(text.substr(at, found->begin - at)).append(escape(value_of(found->number)));
    at = found->end;
  }
  return out.append(text.substr(at));
}

std::string xml_escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else
      out += c;
  }
  return out;
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  constexpr std::string_view kPlain = "-._~";
  std::string out;
  for (const char c : text) {
    const bool is_plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    if (is_plain || kPlain.find(c) != std::string_view::npos) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += {'%', kHex[byte >> 4], kHex[byte & 15]};
    }
  }
  return out;
}

}  // namespace conformance
