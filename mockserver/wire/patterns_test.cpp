#include "wire/patterns.hpp"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace wire {
namespace {

using contract::Pattern;

TEST(Patterns, EntityNamesFollowTheDocumentQuirksIncluded) {
  const auto& name = contract::kEntityName;
  EXPECT_TRUE(matches(name, "Ab"));
  EXPECT_TRUE(matches(name, "Smith & Sons Ltd."));
  EXPECT_TRUE(matches(name, "A<B"));   // the class holds a range from '.' to '_'
  EXPECT_FALSE(matches(name, "A-B"));  // which leaves the hyphen out
  EXPECT_FALSE(matches(name, "A"));
  EXPECT_FALSE(matches(name, ""));
  EXPECT_FALSE(matches(name, " Ab"));
  EXPECT_FALSE(matches(name, "Ab "));
  EXPECT_TRUE(matches(name, std::string(50, 'a')));
  EXPECT_FALSE(matches(name, std::string(51, 'a')));
}

TEST(Patterns, PersonNamesAndFullNamesDifferInLength) {
  EXPECT_TRUE(matches(contract::kPersonName, "Mary-Ann St. Clair"));
  EXPECT_FALSE(matches(contract::kPersonName, "M"));
  EXPECT_FALSE(matches(contract::kPersonName, "Mary 2"));
  EXPECT_TRUE(matches(contract::kPersonName, "M" + std::string(49, 'a')));
  EXPECT_FALSE(matches(contract::kPersonName, "M" + std::string(50, 'a')));
  EXPECT_TRUE(matches(contract::kFullName, "M" + std::string(30, 'a')));
  EXPECT_FALSE(matches(contract::kFullName, "M" + std::string(31, 'a')));
}

TEST(Patterns, EmailAddresses) {
  for (const std::string_view good : {"a@b.cd", "a.b-c_d@e-f.gh.museum", "1@1.1.ab", "a@b.com.com"}) {
    EXPECT_TRUE(matches(contract::kEmail, good)) << good;
  }
  for (const std::string_view bad : {"", "a", "a@b", "a@b.c", "a@b.c1", "a..b@c.de", ".a@b.cd", "a@b..cd", "a@.cd",
                                     "a@b_c.de", "a@b.cd.", "a b@c.de", "a@b.cd x"}) {
    EXPECT_FALSE(matches(contract::kEmail, bad)) << bad;
  }
}

TEST(Patterns, AccountUserNamesMayBeEmpty) {
  EXPECT_TRUE(matches(contract::kAccountUserName, ""));
  EXPECT_TRUE(matches(contract::kAccountUserName, "any thing \u00e9"));
  EXPECT_FALSE(matches(contract::kAccountUserName, "a<b"));
  EXPECT_TRUE(matches(contract::kAccountUserName, std::string(100, 'x')));
  EXPECT_FALSE(matches(contract::kAccountUserName, std::string(101, 'x')));
}

TEST(Patterns, DashboardUserNamesMustNotLookLikeApiUsers) {
  const auto& name = contract::kDashboardUserName;
  for (const std::string_view good : {"abc", "a.b@c-d_e", "888", "888WSx", "a888WS", "U888x", "Ux8"}) {
    EXPECT_TRUE(matches(name, good)) << good;
  }
  for (const std::string_view bad : {"ab", "888WS", "888ws", "1Fl", "U888", "u12", "a b", ""}) {
    EXPECT_FALSE(matches(name, bad)) << bad;
  }
  EXPECT_TRUE(matches(name, std::string(50, 'a')));
  EXPECT_FALSE(matches(name, std::string(51, 'a')));
}

TEST(Patterns, PasswordsAndSecretAnswers) {
  EXPECT_TRUE(matches(contract::kPassword, "Ab1!@#$%^&*()"));
  EXPECT_FALSE(matches(contract::kPassword, "abcde"));
  EXPECT_FALSE(matches(contract::kPassword, std::string(21, 'a')));
  EXPECT_FALSE(matches(contract::kPassword, "abc def"));
  EXPECT_TRUE(matches(contract::kSecretAnswer, "my dog"));
  EXPECT_FALSE(matches(contract::kSecretAnswer, "ab"));
}

TEST(Patterns, TheDollarAlsoMatchesBeforeAFinalNewline) {
  EXPECT_TRUE(matches(contract::kPassword, "abcdef\n"));
  EXPECT_FALSE(matches(contract::kPassword, "abcdef\n\n"));
  EXPECT_FALSE(matches(contract::kPassword, "abcdef\r\n"));
}

TEST(Patterns, ClassesAreUnicodes) {
  EXPECT_TRUE(matches(contract::kPersonName, "Ann\u00a0Lee"));            // \s
  EXPECT_FALSE(matches(contract::kDashboardUserName, "\u0661\u0662WS"));  // \d holds them, the class of the name not
  EXPECT_FALSE(matches(contract::kPersonName, "Zo\u00eb"));               // [a-z] is what it says
}

TEST(Patterns, LengthsCountUtf16Units) {
  std::string fifty;
  for (int i = 0; i < 50; ++i) fifty += "\U0001F600";
  EXPECT_TRUE(matches(contract::kAccountUserName, fifty));
  EXPECT_FALSE(matches(contract::kAccountUserName, fifty + "x"));
  std::string hundred;
  for (int i = 0; i < 100; ++i) hundred += "\u20ac";
  EXPECT_TRUE(matches(contract::kAccountUserName, hundred));
}

TEST(Patterns, BytesThatAreNotUtf8MatchNothing) {
  EXPECT_FALSE(matches(contract::kAccountUserName, "\xFF"));
  EXPECT_FALSE(matches(contract::kAccountUserName, "a\xE2\x82"));
}

TEST(Patterns, APatternThatDoesNotCompileIsAMistakeOfOurs) {
  static constexpr Pattern kBroken{.name = "broken", .verbatim = "("};
  EXPECT_THROW(matches(kBroken, "x"), std::logic_error);
  EXPECT_THROW(matches(kBroken, "x"), std::logic_error);
}

TEST(Patterns, ExcessiveBacktrackingIsNeverTakenForNoMatch) {
  static constexpr Pattern kExplosive{.name = "explosive", .verbatim = "^((a{2,}){1,49}){1,9}$"};
  EXPECT_TRUE(matches(kExplosive, "aaaa"));
  EXPECT_THROW(matches(kExplosive, std::string(60, 'a') + "!"), std::logic_error);
}

// The same text as it stands in the document, without the replacement.
bool matches_verbatim(const Pattern& pattern, std::string_view text) {
  static const std::vector<Pattern>& originals = *[] {
    auto* list = new std::vector<Pattern>;
    for (const auto* each : contract::kPatterns) list->push_back({.name = each->name, .verbatim = each->verbatim});
    return list;
  }();
  for (std::size_t i = 0; i < originals.size(); ++i) {
    if (contract::kPatterns[i] == &pattern) return matches(originals[i], text);
  }
  throw std::out_of_range("not among the contract's patterns");
}

TEST(Patterns, ReplacementsAcceptWhatTheDocumentsPatternsAccept) {
  // Pieces around which the patterns decide; every string of up to five of them, and longer ones drawn from a fixed
  // seed.
  const std::vector<std::string> pieces = {"a",  "Z",  "1", ".",  "@",  "-",      "_",
                                           "WS", "fL", "U", "ab", "\n", "\u0661", " "};
  std::vector<std::string> texts = {""};
  for (std::size_t begin = 0, length = 1; length <= 5; ++length) {
    const std::size_t end = texts.size();
    for (std::size_t i = begin; i < end; ++i) {
      for (const auto& piece : pieces) {
        if (length < 5 || piece.size() == 1) texts.push_back(texts[i] + piece);
      }
    }
    begin = end;
  }
  std::mt19937 random(7);
  for (int i = 0; i < 50'000; ++i) {
    std::string text = i % 2 == 0 ? "a@b" : "";
    for (std::size_t n = random() % 9; n > 0; --n) text += pieces[random() % pieces.size()];
    texts.push_back(i % 4 == 0 ? text + ".com" : text);
  }
  std::size_t accepted = 0;
  for (const auto* pattern : {&contract::kEmail, &contract::kDashboardUserName}) {
    for (const auto& text : texts) {
      const bool expected = matches_verbatim(*pattern, text);
      accepted += expected ? 1 : 0;
      ASSERT_EQ(matches(*pattern, text), expected) << pattern->name << ": \"" << text << '"';
    }
  }
  EXPECT_GT(accepted, 10'000U);
}

std::string repeated(std::string_view piece, std::size_t length) {
  std::string text;
  while (text.size() < length) text += piece;
  return text;
}

// matches() throws when it takes more than a few steps for a byte.
TEST(Patterns, HostileStringsTakeLinearTime) {
  for (const auto* pattern : contract::kPatterns) {
    for (const std::string_view piece :
         {"a", "1", ".", "-", "@", " ", "\n", "a.", "ab.", "a1.", "WS", "1WS", "\u0661", "\U0001F600", "<", "\u00e9"}) {
      const auto body = repeated(piece, 10'000);
      for (const std::string_view prefix : {"", "a", "U", "a@b", "a@b.", "1"}) {
        for (const std::string_view suffix : {"", "!", ".com", ".c", "@b.com", "WS", "\n"}) {
          const auto text = std::string(prefix) + body + std::string(suffix);
          ASSERT_NO_THROW(matches(*pattern, text)) << pattern->name << ": " << prefix << piece << "..." << suffix;
        }
      }
    }
  }
}

TEST(Patterns, AMegabyteIsAnswered) {
  constexpr std::size_t kLength = 1 << 20;
  EXPECT_TRUE(matches(contract::kEmail, "a@b." + repeated("a", kLength)));
  EXPECT_TRUE(matches(contract::kEmail, "a@" + repeated("b.", kLength) + "com"));
  EXPECT_TRUE(matches(contract::kEmail, repeated("a.", kLength) + "a@b.com"));
  EXPECT_FALSE(matches(contract::kEmail, "a@b." + repeated("a", kLength) + "!"));
  EXPECT_FALSE(matches(contract::kEmail, "a@" + repeated("com.", kLength)));
  for (const auto* pattern : contract::kPatterns) {
    EXPECT_NO_THROW(matches(*pattern, repeated("1", kLength))) << pattern->name;
  }
}

TEST(Patterns, ThreadsShareTheCompiledPatterns) {
  std::vector<std::jthread> threads;
  std::array<bool, 4> results{};
  for (bool& result : results) {
    threads.emplace_back(
        [&result] { result = matches(contract::kEmail, "a@b.com") && !matches(contract::kEmail, "a"); });
  }
  threads.clear();
  EXPECT_EQ(results, (std::array<bool, 4>{true, true, true, true}));
}

TEST(Patterns, NamesAreDistinct) {
  std::set<std::string_view> names;
  for (const auto* pattern : contract::kPatterns) EXPECT_TRUE(names.insert(pattern->name).second) << pattern->name;
}

}  // namespace
}  // namespace wire
