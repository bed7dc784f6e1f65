// Masking of secrets: a scanner over text that need not be well-formed, never a parser that could give up.
#include "control/redact.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <vector>

namespace control {
namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr std::string_view kSpace = " \t\r\n";

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_letters(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

bool contains(std::string_view text, std::string_view part) {
  return std::search(text.begin(), text.end(), part.begin(), part.end(),
                     [](char x, char y) { return lower(x) == lower(y); }) != text.end();
}

bool starts_with(std::string_view text, std::string_view part) {
  return text.size() >= part.size() && same_letters(text.substr(0, part.size()), part);
}

bool ends_with(std::string_view text, std::string_view part) {
  return text.size() >= part.size() && same_letters(text.substr(text.size() - part.size()), part);
}

// Whether a secret's name may stand anywhere in a text. Every such name has "ssw", "nsw", "pwd" or "oke" in it, so only
// the surroundings of each w and k need a look: most texts are done at the speed of memchr.
bool may_name_a_secret(std::string_view text) {
  const auto is = [&](std::size_t at, char c) { return at < text.size() && lower(text[at]) == c; };
  for (const char wanted : {'w', 'W', 'k', 'K'}) {
    for (std::size_t at = text.find(wanted, 1); at != npos; at = text.find(wanted, at + 1)) {
      if (lower(wanted) == 'k' ? is(at - 1, 'o') : is(at - 1, 's') || (is(at - 1, 'p') && is(at + 1, 'd'))) return true;
    }
  }
  return false;
}

bool sounds_secret(std::string_view name) {
  if (!may_name_a_secret(name)) return false;
  return contains(name, "password") || contains(name, "passwd") || contains(name, "pwd") || ends_with(name, "token") ||
         same_letters(name, "answer") || same_letters(name, "secretAnswer") || same_letters(name, "securityAnswer");
}

// Operations and their wrappers are named by a verb; they hold other elements, or a flag.
bool names_an_operation(std::string_view name) {
  constexpr std::array<std::string_view, 5> verbs = {"Change", "Create", "Generate", "Get", "Send"};
  return std::any_of(verbs.begin(), verbs.end(), [&](std::string_view verb) { return starts_with(name, verb); });
}

std::string_view after_last(std::string_view name, std::string_view separators) {
  const auto at = name.find_last_of(separators);
  return at == npos ? name : name.substr(at + 1);
}

std::string_view local_name(std::string_view name) { return name.substr(name.rfind(':') + 1); }

// What cannot be part of a name, by its byte.
constexpr auto kEndsName = [] {
  std::array<bool, 256> table{};
  for (const char c : std::string_view("> /=<\"'\t\r\n")) table[static_cast<unsigned char>(c)] = true;
  return table;
}();

// Where the name that begins at `from` ends. One look per letter: searching for any of a set takes a call for each.
std::size_t end_of_name(std::string_view text, std::size_t from) {
  while (from < text.size() && !kEndsName[static_cast<unsigned char>(text[from])]) ++from;
  return from;
}

// Ranges to mask, in rising order; applied in one pass at the end.
struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// The names that say so themselves, and those that somebody else knows of.
struct SecretNames {
  std::span<const std::string> also;

  bool contain(std::string_view name) const {
    return is_secret_name(name) ||
           std::any_of(also.begin(), also.end(), [&](const std::string& one) { return same_letters(name, one); });
  }
};

class MarkupScanner {
 public:
  MarkupScanner(std::string_view text, const SecretNames& names, std::vector<Range>& found)
      : text_(text), names_(names), found_(found) {}

  void scan() {
    std::size_t at = 0;
    while ((at = text_.find('<', at)) != npos) {
      if (at_text(at, "</")) {
        at += 2;
        continue;
      }
      if (const std::size_t after = skip_special(at); after != at) {
        at = after;
        continue;
      }
      const Tag tag = read_tag(at);
      at = tag.end;
      if (tag.closing) continue;
      mask_attributes(tag);
      if (tag.empty || !names_.contain(tag.name)) continue;
      const std::size_t end = content_end(tag);
      if (end > tag.end) found_.push_back({tag.end, end});
      at = end;
    }
  }

 private:
  struct Tag {
    std::string_view name;   // local
    std::size_t inside = 0;  // just after the name
    std::size_t end = 0;     // just after '>', or the end of the text
    bool closing = false;
    bool empty = false;
  };

  bool at_text(std::size_t at, std::string_view part) const { return text_.substr(at, part.size()) == part; }

  std::size_t past(std::size_t from, std::string_view mark) const {
    const auto at = text_.find(mark, from);
    return at == npos ? text_.size() : at + mark.size();
  }

  // CDATA, comments and processing instructions hold no tags. A comment without an end hides nothing: it is read on.
  std::size_t skip_special(std::size_t at) const {
    if (at_text(at, "<![CDATA[")) return past(at, "]]>");
    if (at_text(at, "<!--") && at < last_comment_end()) return past(at, "-->");
    if (at_text(at, "<!") || at_text(at, "<?")) return at + 2;
    return at;
  }

  Tag read_tag(std::size_t at) const {
    Tag tag;
    std::size_t from = std::min(text_.find_first_not_of(kSpace, at + 1), text_.size());
    tag.closing = from < text_.size() && text_[from] == '/';
    if (tag.closing) from = std::min(text_.find_first_not_of(kSpace, from + 1), text_.size());
    const std::size_t to = end_of_name(text_, from);
    tag.name = local_name(text_.substr(from, to - from));
    tag.inside = to;
    tag.end = tag_end(to);
    tag.empty = tag.end >= 2 && text_[tag.end - 1] == '>' && text_[tag.end - 2] == '/';
    return tag;
  }

  // The '>' outside quotes; where quotes do not balance, the first '>' or the next '<' of all.
  std::size_t tag_end(std::size_t from) const {
    char quote = 0;
    for (std::size_t at = from; at < text_.size(); ++at) {
      const char c = text_[at];
      if (quote != 0) {
        if (c == quote) quote = 0;
        if (c == '<') break;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '>') {
        return at + 1;
      } else if (c == '<') {
        return at;
      }
    }
    const auto at = text_.find_first_of("<>", from);
    return at == npos ? text_.size() : at + (text_[at] == '>' ? 1 : 0);
  }

  void mask_attributes(const Tag& tag) {
    std::size_t at = tag.inside;
    while ((at = text_.substr(0, tag.end).find('=', at)) != npos) {
      const std::size_t name_end = text_.find_last_not_of(kSpace, at - 1) + 1;
      const std::size_t name_begin = text_.find_last_of(" \t\r\n\"'<", name_end - 1) + 1;
      const std::string_view name = local_name(text_.substr(name_begin, name_end - name_begin));
      const std::size_t value = std::min(text_.find_first_not_of(kSpace, at + 1), tag.end);
      const bool quoted = value < tag.end && (text_[value] == '"' || text_[value] == '\'');
      const std::size_t begin = quoted ? value + 1 : value;
      const std::size_t end =
          std::min(quoted ? text_.find(text_[value], begin) : text_.find_first_of(" \t\r\n>", begin), tag.end);
      if (end > begin && names_.contain(name)) found_.push_back({begin, end});
      at = std::max(end, at + 1);
    }
  }

  // Where the content of a secret element ends: before its own end tag, nested ones of that name counted.
  std::size_t content_end(const Tag& open) const {
    std::size_t depth = 1;
    std::size_t at = open.end;
    while ((at = text_.find('<', at)) != npos) {
      if (const std::size_t after = skip_special(at); after != at) {
        at = after;
        continue;
      }
      const Tag tag = read_tag(at);
      if (same_letters(tag.name, open.name)) {
        if (tag.closing && --depth == 0) return at;
        if (!tag.closing && !tag.empty) ++depth;
      }
      at = std::max(tag.end, at + 1);
    }
    return text_.size();
  }

  // Looked for once, and only where there is a comment at all.
  std::size_t last_comment_end() const {
    if (!last_comment_end_) {
      const auto at = text_.rfind("-->");
      last_comment_end_ = at == npos ? 0 : at;
    }
    return *last_comment_end_;
  }

  std::string_view text_;
  const SecretNames& names_;
  std::vector<Range>& found_;
  mutable std::optional<std::size_t> last_comment_end_ = {};
};

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char l = lower(c);
  return l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '%' && at + 2 < text.size() && hex(text[at + 1]) >= 0 && hex(text[at + 2]) >= 0) {
      out += static_cast<char>(hex(text[at + 1]) * 16 + hex(text[at + 2]));
      at += 2;
    } else {
      out += text[at];
    }
  }
  return out;
}

// Form bodies and query strings: name=value, parted by '&'.
void scan_parameters(std::string_view text, const SecretNames& names, std::vector<Range>& found) {
  constexpr std::string_view kEnds = "& \t\r\n";
  std::size_t at = 0;
  while ((at = text.find('=', at)) != npos) {
    const std::size_t name_begin = at == 0 ? 0 : text.find_last_of("?&; \t\r\n", at - 1) + 1;
    const std::string name = percent_decoded(text.substr(name_begin, at - name_begin));
    const std::size_t end = std::min(text.find_first_of(kEnds, at), text.size());
    if (end > at + 1 && names.contain(after_last(name, ".:[]"))) found.push_back({at + 1, end});
    at = std::max(end, at + 1);
  }
}

std::size_t string_end(std::string_view text, std::size_t from) {
  for (std::size_t at = from; at < text.size(); ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (text[at] == '"') {
      return at;
    }
  }
  return text.size();
}

// JSON members: "name": "value", or a bare value.
void scan_members(std::string_view text, const SecretNames& names, std::vector<Range>& found) {
  std::size_t at = 0;
  while ((at = text.find('"', at)) != npos) {
    const std::size_t name_end = string_end(text, at + 1);
    const std::string_view name = text.substr(at + 1, name_end - at - 1);
    at = std::min(name_end + 1, text.size());
    const std::size_t colon = text.find_first_not_of(kSpace, at);
    if (colon == npos || text[colon] != ':' || !names.contain(name)) continue;
    const std::size_t value = std::min(text.find_first_not_of(kSpace, colon + 1), text.size());
    const bool quoted = value < text.size() && text[value] == '"';
    const std::size_t begin = quoted ? value + 1 : value;
    const std::size_t end =
        quoted ? string_end(text, begin) : std::min(text.find_first_of(",}]\r\n", begin), text.size());
    if (end > begin) found.push_back({begin, end});
    at = std::min(end + 1, text.size());
  }
}

std::string masked(std::string_view text, const std::vector<Range>& found, const Replacement& replacement) {
  std::string out;
  out.reserve(text.size() + found.size() * kMask.size());
  std::size_t at = 0;
  for (const Range& range : found) {
    if (range.begin < at) continue;
    out.append(text.substr(at, range.begin - at));
    out.append(replacement ? replacement(text.substr(range.begin, range.end - range.begin)) : std::string(kMask));
    at = range.end;
  }
  return out.append(text.substr(at));
}

// Links inside markup: what follows "token=", up to the end of the parameter.
std::string without_tokens_of_links(const std::string& text, const Replacement& replacement) {
  constexpr std::string_view kToken = "token=";
  std::vector<Range> found;
  for (std::size_t at = text.find(kToken); at != npos; at = text.find(kToken, at)) {
    at += kToken.size();
    const std::size_t end = std::min(text.find_first_of("&<>\"' \t\r\n", at), text.size());
    if (end > at) found.push_back({at, end});
  }
  return found.empty() ? text : masked(text, found, replacement);
}

}  // namespace

bool is_secret_name(std::string_view name) { return sounds_secret(name) && !names_an_operation(name); }

std::string redact(std::string text, std::span<const std::string> also, const Replacement& replacement) {
  if (text.find('\0') != std::string::npos) std::erase(text, '\0');
  std::vector<Range> found;
  const std::size_t first = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (first == std::string::npos) return text;
  const bool encoded = text[first] != '<' && text.find_first_of("%\\") != std::string::npos;
  if (!encoded && also.empty() && !may_name_a_secret(text)) return text;
  const SecretNames names{also};
  MarkupScanner(text, names, found).scan();
  if (text[first] != '<') {
    std::vector<Range> more;
    std::string between = found.empty() ? std::move(text) : masked(text, found, replacement);
    if (between[first] == '{' || between[first] == '[') {
      scan_members(between, names, more);
    } else {
      scan_parameters(between, names, more);
    }
    return more.empty() ? between : masked(between, more, replacement);
  }
  return without_tokens_of_links(found.empty() ? std::move(text) : masked(text, found, replacement), replacement);
}

}  // namespace control
