// The ring of calls.
#include "control/journal.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "control/redact.hpp"

namespace control {
namespace {

std::size_t size_of(const Call& call) {
  std::size_t bytes = sizeof(Call) + call.id.size() + call.service.size() + call.operation.size() + call.caller.size() +
                      call.result_name.size() + call.rule.size() + call.fault.size() + call.request.size() +
                      call.response.size() + call.action.size() + call.detail.size() + call.operation_result.size();
  for (const std::string& one : call.circumstances) bytes += sizeof(std::string) + one.size();
  for (const Note& note : call.notes)
    bytes += sizeof(Note) + note.path.size() + note.message.size() + note.nearest.size();
  for (const MetFault& fault : call.met) bytes += sizeof(MetFault) + fault.id.size() + fault.effect.size();
  return bytes;
}

// Cuts before a character, never inside its UTF-8 bytes.
bool shorten(std::string& text, std::size_t limit) {
  if (text.size() <= limit) return false;
  std::size_t end = limit;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  text.resize(end);
  text.shrink_to_fit();
  return true;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool matches(std::string_view wanted, std::string_view name) {
  return wanted.empty() || std::equal(wanted.begin(), wanted.end(), name.begin(), name.end(),
                                      [](char a, char b) { return lower(a) == lower(b); });
}

bool matches(const CallFilter& filter, const Call& call) {
  return matches(filter.service, call.service) && matches(filter.operation, call.operation) &&
         matches(filter.caller, call.caller) && (!filter.result_code || filter.result_code == call.result_code) &&
         (!filter.faults_only || !call.fault.empty()) && matches(filter.id, call.id) &&
         matches(filter.rule, call.rule) && (!filter.since || call.at >= *filter.since) &&
         (!filter.until || call.at < *filter.until) &&
         (!filter.note || std::ranges::find(call.notes, *filter.note, &Note::kind) != call.notes.end());
}

constexpr std::array<std::string_view, 7> kNoteKinds = {"ignored",   "misplaced", "misspelled", "defaulted",
                                                        "duplicate", "namespace", "note"};

// Copied under one lock.
constexpr std::size_t kPage = 128;

}  // namespace

std::string_view name_of(NoteKind kind) { return kNoteKinds[static_cast<std::size_t>(kind)]; }
std::span<const std::string_view> note_kinds() { return kNoteKinds; }

std::uint64_t Journal::add(Call call) {
  call.truncated = shorten(call.request, limits_.text_bytes);
  call.truncated = shorten(call.response, limits_.text_bytes) || call.truncated;
  const std::size_t size = size_of(call);
  // Calls come and go in list nodes: all memory is taken before the lock and given back behind it.
  Calls added;
  Calls dropped;
  added.push_back(std::move(call));

  const std::lock_guard lock(mutex_);
  added.front().sequence = next_++;
  ++recorded_;
  bytes_ += size;
  calls_.splice(calls_.end(), added);
  while (!calls_.empty() && (calls_.size() > limits_.calls || bytes_ > limits_.total_bytes)) drop_oldest(dropped);
  return next_ - 1;
}

void Journal::drop_oldest(Calls& dropped) {
  bytes_ -= size_of(calls_.front());
  dropped_through_ = calls_.front().sequence;
  dropped.splice(dropped.end(), calls_, calls_.begin());
  ++dropped_;
}

// Every call goes out through here. Few are ever looked at: masking them on the way in would cost each of them. A
// secret that was cut in two is masked to the end.
void Journal::mask(Call& call) const {
  call.request = redact(std::move(call.request), secret_names_);
  call.response = redact(std::move(call.response), secret_names_);
}

void Journal::each(const CallFilter& filter, const std::function<bool(Call&&)>& seen) const {
  std::uint64_t before = UINT64_MAX;
  while (true) {
    std::vector<Call> page;
    {
      const std::lock_guard lock(mutex_);
      for (auto call = calls_.rbegin(); call != calls_.rend() && call->sequence > filter.after; ++call) {
        if (call->sequence >= before || !matches(filter, *call)) continue;
        if (page.size() == kPage) break;
        page.push_back(*call);
      }
    }
    for (Call& call : page) {
      before = call.sequence;
      mask(call);
      if (!seen(std::move(call))) return;
    }
    if (page.size() < kPage) return;
  }
}

std::vector<Call> Journal::list(const CallFilter& filter) const {
  std::vector<Call> found;
  if (filter.limit == 0) return found;
  each(filter, [&](Call&& call) {
    found.push_back(std::move(call));
    return found.size() < filter.limit;
  });
  return found;
}

std::optional<Call> Journal::find(std::string_view id) const {
  std::optional<Call> found;
  {
    const std::lock_guard lock(mutex_);
    const auto call =
        std::find_if(calls_.rbegin(), calls_.rend(), [&](const Call& kept) { return matches(id, kept.id); });
    if (call == calls_.rend() || id.empty()) return std::nullopt;
    found = *call;
  }
  mask(*found);
  return found;
}

JournalTotals Journal::totals() const {
  const std::lock_guard lock(mutex_);
  return {.calls = calls_.size(),
          .bytes = bytes_,
          .recorded = recorded_,
          .dropped = dropped_,
          .dropped_through = dropped_through_};
}

std::vector<CodeCount> Journal::codes() const {
  std::map<std::tuple<std::string_view, std::string_view, int>, CodeCount> counts;
  const std::lock_guard lock(mutex_);
  for (const Call& call : calls_) {
    if (!call.result_code) continue;
    CodeCount& count = counts[{call.service, call.operation, *call.result_code}];
    if (count.calls++ == 0) {
      count.service = call.service;
      count.operation = call.operation;
      count.code = *call.result_code;
      count.name = call.result_name;
    }
  }
  std::vector<CodeCount> list;
  list.reserve(counts.size());
  for (auto& [key, count] : counts) list.push_back(std::move(count));
  return list;
}

void Journal::clear() {
  const std::lock_guard lock(mutex_);
  calls_.clear();
  bytes_ = 0;
  recorded_ = 0;
  dropped_ = 0;
  dropped_through_ = 0;
}

std::size_t Journal::remove(std::span<const std::uint64_t> sequences) {
  const std::set<std::uint64_t> wanted(sequences.begin(), sequences.end());
  Calls removed;
  const std::lock_guard lock(mutex_);
  for (auto call = calls_.begin(); call != calls_.end();) {
    const auto at = call++;
    if (!wanted.contains(at->sequence)) continue;
    bytes_ -= size_of(*at);
    removed.splice(removed.end(), calls_, at);
  }
  return removed.size();
}

}  // namespace control
