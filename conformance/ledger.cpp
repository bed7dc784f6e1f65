#include "conformance/ledger.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <stdexcept>

#include "conformance/read_file.hpp"
#include "conformance/times.hpp"

namespace conformance {
namespace {

constexpr std::array<std::string_view, 4> kEvents{"about", "made", "none", "gone"};

struct Member {
  const char* name;
  std::string LedgerLine::*value;
};
constexpr std::array kMembers{Member{"run", &LedgerLine::run},       Member{"target", &LedgerLine::target},
                              Member{"at", &LedgerLine::at},         Member{"scenario", &LedgerLine::scenario},
                              Member{"role", &LedgerLine::role},     Member{"operation", &LedgerLine::operation},
                              Member{"entity", &LedgerLine::entity}, Member{"name", &LedgerLine::name}};

std::string text_of(const LedgerLine& line) {
  Json out = {{"event", kEvents[static_cast<std::size_t>(line.event)]}};
  for (const Member& member : kMembers) out[member.name] = line.*member.value;
  return out.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

LedgerLine line_of(const Json& json) {
  const auto event = std::ranges::find(kEvents, json.at("event").get<std::string>());
  if (event == kEvents.end()) throw std::invalid_argument("unknown event");
  LedgerLine line{.event = static_cast<LedgerLine::Event>(event - kEvents.begin())};
  for (const Member& member : kMembers) line.*member.value = json.at(member.name).get<std::string>();
  return line;
}

}  // namespace

Ledger::Ledger(std::string file, std::string run, std::string target)
    : file_(std::move(file)), run_(std::move(run)), target_(std::move(target)) {
  descriptor_ = ::open(file_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (descriptor_ < 0) throw std::runtime_error("cannot write the ledger " + file_ + ": " + std::strerror(errno));
}

Ledger::~Ledger() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void Ledger::write(LedgerLine line) {
  line.run = run_;
  line.target = target_;
  line.at = instant_text(machine_time());
  const std::string text = text_of(line);
  const std::scoped_lock lock(mutex_);
  std::string_view rest = text;
  while (!rest.empty()) {
    const auto written = ::write(descriptor_, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) throw std::runtime_error("cannot write the ledger " + file_ + ": " + std::strerror(errno));
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::fdatasync(descriptor_) != 0 && errno != EINVAL)  // EINVAL: a device that has nothing to sync
    throw std::runtime_error("cannot write the ledger " + file_ + ": " + std::strerror(errno));
}

bool Ledger::close() {
  const std::scoped_lock lock(mutex_);
  if (descriptor_ < 0) return false;
  ::close(descriptor_);
  descriptor_ = -1;
  if (!std::filesystem::is_regular_file(file_)) return true;  // a device keeps nothing
  return still_there(read_ledger(file_)).empty() && std::remove(file_.c_str()) == 0;
}

std::vector<LedgerLine> read_ledger(const std::string& file) {
  const std::string whole = read_file(file);
  std::vector<LedgerLine> lines;
  std::string_view rest = whole;
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const auto end = rest.find('\n');
    const std::string_view text = rest.substr(0, end);
    try {
      lines.push_back(line_of(Json::parse(text)));
    } catch (const std::exception&) {
      if (end == std::string_view::npos) break;  // the machine went down while it was written
      throw Complaint{file, number, 1, "", "is no line of a ledger"};
    }
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
  return lines;
}

void remove_ledger(const std::string& file) {
  if (std::remove(file.c_str()) != 0) throw std::runtime_error("cannot remove " + file + ": " + std::strerror(errno));
}

std::vector<LedgerLine> still_there(const std::vector<LedgerLine>& lines) {
  using Event = LedgerLine::Event;
  std::vector<LedgerLine> out;
  for (const LedgerLine& line : lines) {
    const auto same_call = [&](const LedgerLine& open) {
      return open.event == Event::about && open.scenario == line.scenario && open.name == line.name &&
             open.operation == line.operation;
    };
    if (line.event == Event::made || line.event == Event::none)
      if (const auto open = std::ranges::find_if(out, same_call); open != out.end()) out.erase(open);
    if (line.event == Event::gone)
      std::erase_if(out, [&](const LedgerLine& open) { return open.entity == line.entity && !line.entity.empty(); });
    if (line.event == Event::about || line.event == Event::made) out.push_back(line);
  }
  return out;
}

}  // namespace conformance
