// A mail server for one connection after the other, on a free port of this machine, that answers as it is told.
#pragma once
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace smtp::test {

class Server {
 public:
  // Consents to everything but to one command ("RCPT", "AUTH", "DATA"; "." for the end of a mail), which gets `answer`.
  explicit Server(std::string command = {}, std::string answer = {})
      : refused_(std::move(command)), refusal_(std::move(answer)) {
    listener_ = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    if (bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 || listen(listener_, 8) != 0 ||
        getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
      throw std::runtime_error("no port for the mail server");
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { run(); });
  }
  ~Server() {
    shutdown(listener_, SHUT_RDWR);
    thread_.join();
    close(listener_);
  }
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  std::string url() const { return "smtp://127.0.0.1:" + std::to_string(port_); }
  std::vector<std::string> mails() {
    const std::lock_guard lock(mutex_);
    return mails_;
  }
  std::vector<std::string> commands() {
    const std::lock_guard lock(mutex_);
    return commands_;
  }

 private:
  void run() {
    for (int peer = accept(listener_, nullptr, nullptr); peer >= 0; peer = accept(listener_, nullptr, nullptr)) {
      talk(peer);
      close(peer);
    }
  }

  void talk(int peer) {
    std::string read;
    std::string mail;
    bool in_mail = false;
    say(peer, "220 test");
    while (true) {
      const auto end = read.find("\r\n");
      if (end == std::string::npos) {
        char bytes[4096];
        const auto count = recv(peer, bytes, sizeof bytes, 0);
        if (count <= 0) return;
        read.append(bytes, static_cast<std::size_t>(count));
        continue;
      }
      const std::string line = read.substr(0, end);
      read.erase(0, end + 2);
      if (in_mail && line != ".") {
        mail += line + "\n";
      } else {
        if (in_mail) keep(mails_, mail);
        if (!in_mail) keep(commands_, line);
        answer(peer, in_mail ? "." : line.substr(0, 4));
        in_mail = line.starts_with("DATA") && refused_ != "DATA";
        mail.clear();
      }
    }
  }

  void answer(int peer, const std::string& command) {
    if (command == refused_) return say(peer, refusal_);
    if (command == "EHLO") return say(peer, "250-test\r\n250 AUTH PLAIN");
    if (command == "AUTH") return say(peer, "235 come in");
    if (command == "DATA") return say(peer, "354 go on");
    if (command == "QUIT") return say(peer, "221 bye");
    say(peer, "250 ok");
  }
  static void say(int peer, const std::string& line) {
    const std::string bytes = line + "\r\n";
    send(peer, bytes.data(), bytes.size(), MSG_NOSIGNAL);
  }
  void keep(std::vector<std::string>& list, const std::string& text) {
    const std::lock_guard lock(mutex_);
    list.push_back(text);
  }

  const std::string refused_;
  const std::string refusal_;
  int listener_ = -1;
  int port_ = 0;
  std::mutex mutex_;
  std::vector<std::string> mails_;
  std::vector<std::string> commands_;
  std::thread thread_;
};

}  // namespace smtp::test
