#include "proxy/recorder.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <utility>

namespace proxy {
namespace {

// "20260102T030405Z"
std::string compact(const std::string& instant) {
  std::string out;
  for (const char c : instant.substr(0, instant.find('.')))
    if (c != '-' && c != ':') out += c;
  return out.ends_with('Z') ? out : out + "Z";
}

[[noreturn]] void fail(const std::filesystem::path& directory, const std::string& reason) {
  throw RecordingError("--record " + directory.string() + ": " + reason);
}

}  // namespace

std::string utc_now() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const std::time_t seconds = std::chrono::duration_cast<std::chrono::seconds>(now).count();
  const auto rest = std::chrono::duration_cast<std::chrono::milliseconds>(now).count() % 1000;
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  std::array<char, 64> text{};
  const std::size_t size = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S", &parts);
  std::array<char, 8> fraction{};
  std::snprintf(fraction.data(), fraction.size(), ".%03dZ", static_cast<int>(rest));
  return std::string(text.data(), size) + fraction.data();
}

Recorder::Recorder(const std::filesystem::path& directory, const recording::SessionFacts& facts,
                   std::ostream& complaints)
    : complaints_(complaints) {
  std::error_code failed;
  std::filesystem::create_directories(directory, failed);
  std::error_code unknown;
  if (!std::filesystem::is_directory(directory, unknown)) {
    const bool told = failed && failed != std::errc::not_a_directory && failed != std::errc::file_exists;
    fail(directory, told ? failed.message() : "is no directory");
  }
  file_ = directory / (compact(facts.began) + "-" + std::to_string(::getpid()) + recording::kSessionSuffix);
  descriptor_ = ::open(file_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (descriptor_ < 0) fail(directory, "the recording cannot be begun: " + std::string(std::strerror(errno)));
  if (!append(line_of(facts))) {
    const std::string reason = std::strerror(errno);
    ::close(descriptor_);
    ::unlink(file_.c_str());
    fail(directory, "the recording cannot be begun: " + reason);
  }
}

Recorder::~Recorder() { ::close(descriptor_); }

std::uint64_t Recorder::next_number() {
  const std::scoped_lock lock(mutex_);
  return ++last_;
}

void Recorder::record(recording::Call call) noexcept try {
  if (has_stopped()) return;
  scrubber_.scrub(call);
  const std::string line = recording::line_of(call);
  const std::scoped_lock lock(mutex_);
  if (has_stopped_) return;
  if (append(line))
    ++recorded_;
  else
    stop(std::strerror(errno));
} catch (const std::exception& error) {
  const std::scoped_lock lock(mutex_);
  stop(error.what());
}

// False, and the file as it was, when not all of it could be written.
bool Recorder::append(const std::string& line) {
  std::string_view rest = line;
  while (!rest.empty()) {
    const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) {
      const int reason = errno;
      is_torn_ = ::ftruncate(descriptor_, static_cast<off_t>(size_)) != 0;
      errno = reason;
      return false;
    }
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  size_ += line.size();
  return true;
}

void Recorder::stop(const std::string& reason) {
  has_stopped_ = true;
  complaints_ << "mockserver: RECORDING HAS STOPPED: " << file_.string() << ": " << reason << "; it holds " << recorded_
              << " calls" << (is_torn_ ? " and a line that is broken off" : "") << ". Calls are still passed on.\n"
              << std::flush;
}

std::uint64_t Recorder::recorded() const {
  const std::scoped_lock lock(mutex_);
  return recorded_;
}

bool Recorder::has_stopped() const {
  const std::scoped_lock lock(mutex_);
  return has_stopped_;
}

}  // namespace proxy
