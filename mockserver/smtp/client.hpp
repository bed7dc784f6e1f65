// One SMTP server and how to talk to it. Stands on libcurl.
#pragma once
#include <functional>
#include <memory>
#include <string>

#include "smtp/message.hpp"

namespace smtp {

// Whether the connection is encrypted with STARTTLS; smtps:// always is.
enum class Tls : std::uint8_t { off, if_offered, required };

struct Settings {
  std::string url = {};       // "smtp://host:port" or "smtps://host:port"
  std::string from = {};      // sender towards the server; empty: each mail's own
  std::string user = {};      // empty: no signing in
  std::string password = {};  // never in any text that comes out of here
  Tls tls = Tls::if_offered;
  std::string ca_file = {};  // certificates to trust (PEM); empty: the system's
};

// What is wrong with a --smtp value, in words; empty if nothing is.
std::string url_fault(const std::string& url);

// How one attempt ended. A refusal for good is not worth another attempt: the server said so (5xx), the address cannot
// be written to, or the password is wrong.
struct Attempt {
  enum class Outcome : std::uint8_t { delivered, failed, refused } outcome = Outcome::failed;
  std::string reason = {};  // of a failure, in the server's or the system's words
};

// Thread rule: belongs to one thread at a time. Keeps its connection between mails.
class Client {
 public:
  // `give_up` is asked during an attempt, many times a second while data flows and about once while it does not; true
  // ends the attempt as failed.
  explicit Client(Settings settings, std::function<bool()> give_up = {});
  ~Client();

  // Sends one mail. Takes 30 seconds at most.
  Attempt send(const Message& message);

 private:
  struct Connection;
  Settings settings_;
  std::function<bool()> give_up_;
  std::unique_ptr<Connection> connection_;
};

}  // namespace smtp
