// A connection as cpp-httplib sees it: a stream that it reads requests from and writes answers to.
#pragma once
// httplib.h first: it chooses among the system's headers.
#include <httplib.h>

#include <atomic>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "http/channel.hpp"

namespace http {

// An IP address, numeric, and a port.
struct Endpoint {
  std::string address{};
  int port = 0;
};

// Buffers both ways: the library reads heads byte by byte and writes an answer in pieces. What was written leaves with
// flush(), or before the stream waits for the peer. Used by one thread but for end_if_idle() and abort().
class Connection : public httplib::Stream {
 public:
  // Takes over a connected socket; `channel` reads and writes it.
  Connection(int socket, std::unique_ptr<Channel> channel);

  // Waits for the first byte of a request. False once there will be none: the peer has gone, was silent for too long,
  // or the connection was ended. Another thread may end it while it waits, and only then, unless `must_end` says so
  // before.
  template <typename Predicate>
  [[nodiscard]] bool awaits_request(Predicate must_end) {
    begin_head();
    while (!has_first_byte()) {
      is_idle_ = true;
      const bool goes_on = !must_end() && fill();
      is_idle_ = false;
      if (!goes_on) return false;
    }
    return true;
  }
  // What follows is the body. Returns what was read before: request line and headers, blank line included. Lives until
  // the next request is awaited.
  std::string_view end_head();
  // Whether the head read so far, or one of its lines, is longer than anybody may send.
  [[nodiscard]] bool head_is_too_long();
  // The peer has sent nothing for the whole time-out.
  [[nodiscard]] bool has_timed_out() const noexcept { return has_timed_out_; }
  // The peer has closed, or the connection broke: nobody is there to be answered.
  [[nodiscard]] bool has_ended() const noexcept { return has_ended_; }

  // Sends what was written; false if the peer does not take it.
  bool flush();
  // Sends what was written and says farewell, so that the last answer is not lost.
  void close();

  // Nothing is read or written from now on, and the peer gets a reset in place of a farewell.
  void reset() noexcept;

  // From any thread: ends the connection if it waits for a request. Returns whether it did.
  bool end_if_idle() noexcept;
  // From any thread: nothing is read or written from now on.
  void abort() noexcept;

  [[nodiscard]] const Endpoint& remote() const noexcept { return remote_; }
  [[nodiscard]] const Endpoint& local() const noexcept { return local_; }

  // For the library. A time-out, or a head too long, reads as 0, so that the library answers; the end is -1.
  ssize_t read(char* into, size_t size) override;
  ssize_t write(const char* bytes, size_t size) override;
  bool is_readable() const override { return true; }
  bool is_writable() const override { return !has_ended_; }
  void get_remote_ip_and_port(std::string& ip, int& port) const override;
  void get_local_ip_and_port(std::string& ip, int& port) const override;
  // None to be used: the library would only compare it with the limits of select().
  socket_t socket() const override { return INVALID_SOCKET; }

 private:
  void begin_head();
  bool has_first_byte();
  void keep_head();
  bool fill();

  std::unique_ptr<Channel> channel_;
  Endpoint remote_{};
  Endpoint local_{};
  std::vector<char> received_;
  std::size_t next_ = 0;  // of received_, up to end_
  std::size_t end_ = 0;
  std::string unsent_{};
  std::string head_{};
  std::size_t head_begin_ = 0;  // of what is not yet in head_, in received_
  bool in_head_ = true;
  bool has_timed_out_ = false;
  bool has_ended_ = false;
  bool is_reset_ = false;
  std::atomic<bool> is_idle_ = false;
};

}  // namespace http
