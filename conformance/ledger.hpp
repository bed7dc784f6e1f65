// The book of what a run creates at a shared target: a line is on the disk before the call that creates is sent, so
// that `conformance sweep` finds what a run left behind that was killed.
#pragma once
#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

#include "conformance/json.hpp"

namespace conformance {

// One line: {"event", "run", "target", "at", "scenario", "role", "operation", "entity", "name"}.
struct LedgerLine {
  enum class Event : std::uint8_t {
    about,  // a creating call is going to be sent
    made,   // it succeeded
    none,   // it was answered, and created nothing
    gone,   // what was made is cancelled
  };
  Event event = Event::about;
  std::string run = {};
  std::string target = {};
  std::string at = {};  // "2024-05-06T07:08:09Z"
  std::string scenario = {};
  std::string role = {};  // who created it; empty for a user that is no role
  std::string operation = {};
  std::string entity = {};  // id; empty as long as it is not known
  std::string name = {};
};

class Ledger {
 public:
  // Opens the file for appending. Throws std::runtime_error naming it when it cannot be written.
  Ledger(std::string file, std::string run, std::string target);
  ~Ledger();
  Ledger(const Ledger&) = delete;
  Ledger& operator=(const Ledger&) = delete;

  // Writes a line and waits until it is on the disk; fills in run, target and time. Safe from any thread. Throws
  // std::runtime_error when it cannot be written: then nothing must be created.
  void write(LedgerLine line);

  // Closes the file, and removes it when everything in it is gone. Answers whether it was removed.
  bool close();
  const std::string& file() const { return file_; }

 private:
  std::string file_;
  std::string run_;
  std::string target_;
  std::mutex mutex_;
  int descriptor_ = -1;
};

// The lines of a ledger. A last line that was cut off by a crash is left out. Throws Complaint for anything else that
// is no ledger, std::runtime_error when it cannot be read.
std::vector<LedgerLine> read_ledger(const std::string& file);

// Removes a ledger that is settled. Throws std::runtime_error naming it when it cannot be.
void remove_ledger(const std::string& file);

// What is still there by these lines: entities made and not gone, and creations of which nothing is known.
std::vector<LedgerLine> still_there(const std::vector<LedgerLine>& lines);

}  // namespace conformance
