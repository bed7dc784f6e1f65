#include "bench/load/servers.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <string_view>
#include <thread>

namespace bench {
namespace {

sockaddr_in loopback(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

// A port that nobody listens on just now: nginx cannot choose one itself.
int free_port() {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof address;
  const bool bound = ::bind(socket, reinterpret_cast<const sockaddr*>(&address), size) == 0 &&
                     ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) == 0;
  ::close(socket);
  if (!bound) throw std::runtime_error("there is no free port");
  return ntohs(address.sin_port);
}

bool accepts_connections(int port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = loopback(port);
  const bool connected = ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  ::close(socket);
  return connected;
}

// Text between single quotes of nginx's configuration; a variable stands for the sign that begins variables.
std::string in_quotes(std::string_view text) {
  std::string out = "'";
  for (const char letter : text) {
    if (letter == '\'' || letter == '\\') out += '\\';
    out += letter;
  }
  return out + "'";
}

std::string nginx_configuration(int port, const std::map<std::string, std::string>& answers,
                                const std::filesystem::path& scratch) {
  const std::string place = scratch.string();
  std::string out = "daemon off; master_process off; pid " + place + "/nginx.pid; error_log stderr error;\n";
  out += "events { worker_connections 1024; }\nhttp {\n  access_log off; keepalive_requests 1000000000;\n";
  out += "  default_type 'text/xml; charset=utf-8';\n";
  for (const char* kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"})
    out += "  " + std::string(kind) + "_temp_path " + place + "/" + kind + ";\n";
  out += "  server {\n    listen 127.0.0.1:" + std::to_string(port) + " backlog=1024;\n";
  for (const auto& [name, body] : answers)
    out += "    location = /" + name + " { return 200 " + in_quotes(body) + "; }\n";
  return out + "  }\n}\n";
}

void write(const std::filesystem::path& path, std::string_view content) {
  std::ofstream file(path, std::ios::binary);
  file << content;
  if (!file.flush()) throw std::runtime_error("cannot write " + path.string());
}

}  // namespace

ScratchDirectory::ScratchDirectory() {
  std::string pattern = (std::filesystem::temp_directory_path() / "load_test_XXXXXX").string();
  if (!::mkdtemp(pattern.data())) throw std::runtime_error("cannot make the directory " + pattern);
  path_ = pattern;
}
ScratchDirectory::~ScratchDirectory() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

Peer start_mockserver() {
  Peer peer{.process = std::make_unique<Child>(
                std::vector<std::string>{MOCKSERVER, "serve", "--bind", "127.0.0.1", "--port", "0"})};
  const std::string greeting = peer.process->read_line();  // {"port": 1234, "url": "http://127.0.0.1:1234"}
  peer.port = std::atoi(greeting.c_str() + greeting.rfind(':') + 1);
  return peer;
}

Peer start_constant_server(const std::map<std::string, std::string>& answers, const std::filesystem::path& scratch) {
  const auto directory = scratch / "answers";
  std::filesystem::create_directory(directory);
  for (const auto& [name, body] : answers) write(directory / name, body);
  Peer peer{.process = std::make_unique<Child>(std::vector<std::string>{CONSTANT_SERVER, directory.string()})};
  peer.port = std::stoi(peer.process->read_line());
  return peer;
}

Peer start_nginx(const std::map<std::string, std::string>& answers, const std::filesystem::path& scratch) {
  Peer peer{.process = nullptr, .port = free_port()};
  const auto configuration = scratch / "nginx.conf";
  write(configuration, nginx_configuration(peer.port, answers, scratch));
  peer.process = std::make_unique<Child>(
      std::vector<std::string>{"/usr/sbin/nginx", "-p", scratch.string(), "-c", configuration.string()});
  for (int attempt = 0; attempt < 500; ++attempt) {
    if (accepts_connections(peer.port)) return peer;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  throw std::runtime_error("nginx does not listen");
}

}  // namespace bench
