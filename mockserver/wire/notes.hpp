// What the host forgives in silence and the sandbox tells its user: elements that were read past, or never came.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace wire {

struct Note {
  enum class Kind {
    ignored,          // an element no row knows
    misspelled,       // the same, but close to a known name (case or a letter or two)
    wrong_namespace,  // a known name in another namespace
    duplicate,        // a second element of one name: the first won
    misplaced,        // a known name of another level: of the wrapper instead of request, or the reverse
    defaulted,        // an element that was not sent: its member keeps its default
    alias,            // an accepted second spelling was used
    header,           // a SOAP header block nobody asked for
  };
  Kind kind = Kind::ignored;
  std::string path = {};     // "request/TargetEntityID"
  std::string nearest = {};  // the known name that may have been meant, or empty
};

using Notes = std::vector<Note>;

// As many as are kept of one message: more would help nobody, and a hostile message could bring a million.
inline constexpr std::size_t kMostNotes = 1'000;
inline bool has_room(const Notes& notes) { return notes.size() < kMostNotes; }

// "ignored", "misspelled", ...
std::string_view name_of(Note::Kind kind);

// The candidate closest to `name` within two edits (case differences count as nothing), or an empty view.
std::string_view nearest_name(std::string_view name, const std::vector<std::string_view>& candidates);

}  // namespace wire
