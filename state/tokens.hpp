// Everything that lets somebody in without a password: security tokens, one-time sign-ins, reset links.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "state/clock.hpp"
#include "state/database.hpp"
#include "state/ids.hpp"
#include "state/schedule.hpp"

namespace state {

enum class TokenKind : std::uint8_t {
  dashboard_authentication,  // subject: a dashboard user; 32 hexadecimal digits (AuthenticateDashboardUser)
  account_authentication,    // subject: an account; 32 hexadecimal digits (GetAuthenticationToken)
  dashboard_sign_in,         // subject: a dashboard user; 30 letters and digits, once (GetAuthorizationTokenByEntity)
  account_sign_in,           // subject: an account; the same
  password_reset,            // subject: a dashboard user; 32 hexadecimal digits, once, only the latest counts
  appliance_browse,          // subject: an appliance; 32 hexadecimal digits, once (GetEntityApplianceBrowseInfo)
};

inline constexpr Instant kTokenLife = kTicksPerDay;  // Q-token-life; a reset link's is documented

struct Token {
  std::string value;
  Instant valid_until = 0;  // kNever where the calendar ends before
};

// A token that is out, and whom it stands for.
struct IssuedToken {
  std::string value = {};
  TokenKind kind = TokenKind::dashboard_authentication;
  std::int32_t subject = 0;
  Instant valid_until = 0;

  static constexpr auto columns() {
    using Self = IssuedToken;
    return std::tuple(&Self::value, &Self::kind, &Self::subject, &Self::valid_until);
  }
};

class Tokens {
 public:
  Tokens(Database& database, Clock& clock, Ids& ids, Schedule& schedule)
      : database_(database), clock_(clock), ids_(ids), schedule_(schedule) {}

  // `life` in ticks.
  Token issue(TokenKind kind, std::int32_t subject, Instant life = kTokenLife);
  // Those that are out, by value; and one more of them, whose end the schedule knows already.
  std::vector<IssuedToken> all();
  void add(const IssuedToken& token);
  // Whom a live token stands for.
  std::optional<std::int32_t> subject(TokenKind kind, std::string_view value);
  // The same, and the token is used up.
  std::optional<std::int32_t> redeem(TokenKind kind, std::string_view value);
  // Those whose time is over at an instant are gone.
  void end(Instant at);

 private:
  Database& database_;
  Clock& clock_;
  Ids& ids_;
  Schedule& schedule_;
};

}  // namespace state
