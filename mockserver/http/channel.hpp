// The bytes of a connected socket, plain or TLS, read and written in blocking calls that end after a time-out.
#pragma once
#include <cstddef>
#include <memory>
#include <string_view>

namespace http {

class TlsContext;

// Owns the socket and closes it. Used by one thread; only shut_down_reading() and abort() may come from another.
class Channel {
 public:
  enum class Outcome { kData, kEnd, kTimeout };
  struct Read {
    Outcome outcome = Outcome::kEnd;  // kEnd: closed by the peer, or broken
    std::size_t size = 0;
  };

  virtual ~Channel() = default;
  // Waits for bytes, at most the socket's receive time-out.
  virtual Read read(char* into, std::size_t capacity) = 0;
  // Writes everything; false if the peer is gone or does not read within the socket's send time-out.
  virtual bool write(std::string_view bytes) = 0;
  // Says farewell (FIN, close_notify) and reads away what the peer is still sending, for a second at most, so that the
  // answer is not lost in a reset.
  virtual void close_gently() = 0;
  // The next read ends at once, also one that is waiting.
  virtual void shut_down_reading() noexcept = 0;
  // The peer gets a reset (RST) when the channel is closed, in place of a farewell.
  virtual void reset_when_closed() noexcept = 0;
  // Reads and writes fail from now on, also those that are waiting.
  virtual void abort() noexcept = 0;
};

// Takes over a connected, blocking socket.
[[nodiscard]] std::unique_ptr<Channel> plain_channel(int socket);

// Takes over a connected, blocking socket; the handshake takes place with the first read.
[[nodiscard]] std::unique_ptr<Channel> tls_channel(int socket, const TlsContext& context);

}  // namespace http
