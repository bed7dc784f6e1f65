// TLS for the server: a certificate and key from files, or self-signed ones made on the spot.
#pragma once
#include <openssl/types.h>

#include <filesystem>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace http {

// A certificate or key that cannot be used; the message names the flag and the file.
struct TlsError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct TlsFiles {
  std::filesystem::path certificate{};  // PEM, the server's certificate first, then its chain
  std::filesystem::path key{};          // PEM, unencrypted
};

// A server's identity, ready for handshakes. Immutable, so usable from any thread.
class TlsContext {
 public:
  // Throws TlsError if a file cannot be read or the key does not belong to the certificate.
  explicit TlsContext(const TlsFiles& files);

  [[nodiscard]] SSL_CTX* native() const noexcept { return context_.get(); }

 private:
  std::shared_ptr<SSL_CTX> context_;
};

// The names and addresses a self-signed certificate is made for: the loopback and the vendor's hosts, so that a client
// whose resolver sends one of these to this machine needs no other change than to trust the certificate.
[[nodiscard]] std::span<const std::string_view> self_signed_names() noexcept;

// Makes `directory`/certificate.pem and `directory`/key.pem (readable by the owner only), valid for 825 days; the
// certificate is its own authority, so a client trusts it by naming this one file. A pair that is there already and
// still valid for a day is kept, so that clients need not be told again. Throws TlsError.
[[nodiscard]] TlsFiles self_signed(const std::filesystem::path& directory);

}  // namespace http
