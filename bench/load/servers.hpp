// The three servers that are compared, each a program of its own on a loopback port.
#pragma once
#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <string>

#include "bench/load/child.hpp"

namespace bench {

// A running server.
struct Peer {
  std::unique_ptr<Child> process;
  int port = 0;
};

// A directory that is gone with its owner.
class ScratchDirectory {
 public:
  ScratchDirectory();
  ScratchDirectory(const ScratchDirectory&) = delete;
  ScratchDirectory& operator=(const ScratchDirectory&) = delete;
  ~ScratchDirectory();
  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

 private:
  std::filesystem::path path_;
};

// mockserver with its default world.
Peer start_mockserver();

// The same HTTP front, and nginx with one worker: each answers POST /<name> with `answers[name]`. nginx is ready when
// it accepts connections. Files go to `scratch`.
Peer start_constant_server(const std::map<std::string, std::string>& answers, const std::filesystem::path& scratch);
Peer start_nginx(const std::map<std::string, std::string>& answers, const std::filesystem::path& scratch);

}  // namespace bench
