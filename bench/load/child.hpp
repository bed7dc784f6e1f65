// A program of our own making and ending.
#pragma once
#include <sys/types.h>

#include <chrono>
#include <string>
#include <vector>

namespace bench {

class Child {
 public:
  // Starts it; its standard output can be read, its standard error is ours. Throws std::runtime_error.
  explicit Child(const std::vector<std::string>& command);
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child();  // SIGTERM, and waits

  // The next line of its output. Throws std::runtime_error if there is none.
  std::string read_line();

  [[nodiscard]] double resident_mb() const;                      // memory in use now
  [[nodiscard]] std::chrono::duration<double> cpu_time() const;  // user and system, of all its threads

 private:
  pid_t id_ = -1;
  int output_ = -1;
};

}  // namespace bench
