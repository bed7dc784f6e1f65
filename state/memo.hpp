// What queries answered, kept until anything is written: most calls ask who the caller is and what is due next, and
// most of them change nothing.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <unordered_map>
#include <utility>

#include "state/database.hpp"

namespace state {

// Answers of one query by its argument. Only for what the database's content alone decides: an answer that depends on
// the clock says itself until when it holds. Belongs to the thread that holds the database.
template <class Key, class Answer, class Hash = std::hash<Key>>
class Memo {
 public:
  explicit Memo(const Database& database) : database_(database) {}

  // The kept answer if it is of the present content and `holds`, otherwise that of `query()`, which is kept. The
  // reference lives until the next write or the next use of this memo.
  template <class AnyKey, class Holds, class Query>
  const Answer& get(const AnyKey& key, const Holds& holds, const Query& query) {
    if (const std::int64_t version = database_.version(); version != version_ || answers_.size() >= kMost) {
      answers_.clear();
      version_ = version;
    }
    const auto found = answers_.find(Key(key));
    if (found != answers_.end() && holds(found->second)) return found->second;
    return answers_.insert_or_assign(Key(key), query()).first->second;
  }
  template <class AnyKey, class Query>
  const Answer& get(const AnyKey& key, const Query& query) {
    return get(
        key, [](const Answer&) { return true; }, query);
  }

 private:
  static constexpr std::size_t kMost = 256;  // answers; then all are asked for again

  const Database& database_;
  std::int64_t version_ = -1;
  std::unordered_map<Key, Answer, Hash> answers_;
};

}  // namespace state
