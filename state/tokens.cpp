#include "state/tokens.hpp"

namespace state {

Token Tokens::issue(TokenKind kind, std::int32_t subject, Instant life) {
  const Instant now = clock_.now();
  if (kind == TokenKind::password_reset)
    database_.run("DELETE FROM token WHERE kind = ?1 AND subject = ?2", kind, subject);

  const bool sign_in = kind == TokenKind::dashboard_sign_in || kind == TokenKind::account_sign_in;
  Token token{.value = sign_in ? ids_.alphanumeric_token() : ids_.hex_token(),
              .valid_until = now > kLastInstant - life ? kNever : now + life};
  add({.value = token.value, .kind = kind, .subject = subject, .valid_until = token.valid_until});
  schedule_.add(token.valid_until, DueKind::end_tokens, 0);
  return token;
}

std::vector<IssuedToken> Tokens::all() {
  return database_.all<IssuedToken>(
      "SELECT value, kind, subject, valid_until FROM token WHERE value >= '' ORDER BY value");
}

void Tokens::add(const IssuedToken& token) {
  database_.run("INSERT INTO token(value, kind, subject, valid_until) VALUES (?1, ?2, ?3, ?4)", token.value, token.kind,
                token.subject, token.valid_until);
}

std::optional<std::int32_t> Tokens::subject(TokenKind kind, std::string_view value) {
  return database_.one<std::int32_t>("SELECT subject FROM token WHERE value = ?1 AND kind = ?2 AND valid_until > ?3",
                                     value, kind, clock_.now());
}

std::optional<std::int32_t> Tokens::redeem(TokenKind kind, std::string_view value) {
  const auto whose = subject(kind, value);
  if (whose) database_.run("DELETE FROM token WHERE value = ?1", value);
  return whose;
}

void Tokens::end(Instant at) { database_.run("DELETE FROM token WHERE valid_until <= ?1", at); }

}  // namespace state
