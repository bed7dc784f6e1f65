// How far a run is: one line that is rewritten on a terminal, a plain line now and then elsewhere.
#pragma once
#include <chrono>
#include <cstddef>
#include <ostream>

#include "conformance/runner.hpp"

namespace conformance {

class Progress {
 public:
  Progress(std::ostream& out, std::size_t total, bool live) : out_(out), total_(total), live_(live) {}

  // Takes the live line away, so that something else can be printed.
  void pause();
  void step(const ScenarioRun& run);

 private:
  std::ostream& out_;
  std::size_t total_;
  bool live_;
  bool shown_ = false;
  std::size_t done_ = 0;
  std::size_t failed_ = 0;
  std::chrono::steady_clock::time_point told_ = std::chrono::steady_clock::now();
};

}  // namespace conformance
