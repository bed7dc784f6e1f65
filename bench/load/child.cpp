#include "bench/load/child.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstring>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace bench {

Child::Child(const std::vector<std::string>& command) {
  std::vector<char*> arguments;
  for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  std::array<int, 2> pipe_ends{};
  if (pipe2(pipe_ends.data(), O_CLOEXEC) != 0)
    throw std::runtime_error("no pipe: " + std::string(std::strerror(errno)));
  output_ = pipe_ends[0];
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, pipe_ends[1], STDOUT_FILENO);
  const int error = posix_spawnp(&id_, arguments.front(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  ::close(pipe_ends[1]);
  if (error == 0) return;
  ::close(output_);
  throw std::runtime_error(command.front() + " cannot be started: " + std::strerror(error));
}

Child::~Child() {
  ::kill(id_, SIGTERM);
  ::waitpid(id_, nullptr, 0);
  ::close(output_);
}

std::string Child::read_line() {
  std::string line;
  for (char letter = 0; ::read(output_, &letter, 1) == 1;) {
    if (letter == '\n') return line;
    line += letter;
  }
  throw std::runtime_error("a server ended before it was ready");
}

double Child::resident_mb() const {
  std::ifstream file("/proc/" + std::to_string(id_) + "/statm");
  long total = 0;
  long resident = 0;
  file >> total >> resident;
  return static_cast<double>(resident * sysconf(_SC_PAGESIZE)) / (1024.0 * 1024.0);
}

std::chrono::duration<double> Child::cpu_time() const {
  std::ifstream file("/proc/" + std::to_string(id_) + "/stat");
  std::string text;
  std::getline(file, text);
  // Behind the name in brackets: state, ten more fields, then utime and stime in clock ticks.
  std::istringstream fields(text.substr(text.rfind(')') + 1));
  std::string skipped;
  for (int i = 0; i < 11; ++i) fields >> skipped;
  long user = 0;
  long system = 0;
  fields >> user >> system;
  return std::chrono::duration<double>(static_cast<double>(user + system) / static_cast<double>(sysconf(_SC_CLK_TCK)));
}

}  // namespace bench
