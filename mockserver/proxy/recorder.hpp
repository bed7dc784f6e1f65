// Writes a session file while calls pass.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <mutex>
#include <ostream>
#include <stdexcept>
#include <string>

#include "proxy/scrubber.hpp"
#include "recording/session.hpp"

namespace proxy {

// The directory cannot be used; the message names it and the reason.
struct RecordingError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// The machine's time as sessions write it, "2026-01-02T03:04:05.678Z".
[[nodiscard]] std::string utc_now();

// Safe to use from many threads.
class Recorder {
 public:
  // Makes the directory where needed and a new file in it, readable by its owner only, named by time and process.
  // Throws RecordingError. Troubles later on are told to `complaints`, which must outlive the recorder.
  Recorder(const std::filesystem::path& directory, const recording::SessionFacts& facts, std::ostream& complaints);
  Recorder(const Recorder&) = delete;
  Recorder& operator=(const Recorder&) = delete;
  ~Recorder();

  // The number of the next call.
  std::uint64_t next_number();
  // Writes the call, without its secrets. What cannot be written whole is taken back, said out loud, and ends the
  // recording: a session with holes would be replayed wrongly. Never throws.
  void record(recording::Call call) noexcept;

  [[nodiscard]] const std::filesystem::path& file() const noexcept { return file_; }
  // How many calls are written, and whether that is all of them.
  [[nodiscard]] std::uint64_t recorded() const;
  [[nodiscard]] bool has_stopped() const;

 private:
  bool append(const std::string& line);
  void stop(const std::string& reason);

  std::filesystem::path file_;
  std::ostream& complaints_;
  Scrubber scrubber_{};
  mutable std::mutex mutex_{};
  int descriptor_ = -1;
  std::uint64_t size_ = 0;  // bytes of whole lines
  std::uint64_t last_ = 0;
  std::uint64_t recorded_ = 0;
  bool has_stopped_ = false;
  bool is_torn_ = false;  // what could not be written whole could not be taken back, either
};

}  // namespace proxy
