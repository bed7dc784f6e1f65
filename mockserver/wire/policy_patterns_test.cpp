// The patterns of backup policies: what they accept, that their replacements accept the same, and that they end.
#define PCRE2_CODE_UNIT_WIDTH 8
#include <gtest/gtest.h>
#include <pcre2.h>

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "wire/patterns.hpp"

namespace wire {
namespace {

using contract::Pattern;

const std::vector<const Pattern*> kReplaced = {&contract::kEmailList, &contract::kFileTemplates,
                                               &contract::kFolderTemplates, &contract::kCustomPath};

// The document's own text, with as many steps as it takes.
class Verbatim {
 public:
  explicit Verbatim(const Pattern& pattern) {
    int problem = 0;
    PCRE2_SIZE offset = 0;
    code_.reset(pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern.verbatim.data()), pattern.verbatim.size(),
                              PCRE2_UTF | PCRE2_UCP, &problem, &offset, nullptr));
    if (!code_) throw std::logic_error("does not compile: " + std::string(pattern.name));
    data_.reset(pcre2_match_data_create(1, nullptr));
  }
  bool matches(const std::string& text) const {
    return pcre2_match(code_.get(), reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(), 0, 0, data_.get(),
                       nullptr) >= 0;
  }

 private:
  struct Free {
    void operator()(pcre2_code* code) const { pcre2_code_free(code); }
    void operator()(pcre2_match_data* data) const { pcre2_match_data_free(data); }
  };
  std::unique_ptr<pcre2_code, Free> code_;
  std::unique_ptr<pcre2_match_data, Free> data_;
};

// Every string of up to `length` pieces.
std::vector<std::string> all_strings(const std::vector<std::string>& pieces, std::size_t length) {
  std::vector<std::string> texts = {""};
  for (std::size_t begin = 0; length > 0; --length) {
    const std::size_t end = texts.size();
    for (std::size_t i = begin; i < end; ++i)
      for (const std::string& piece : pieces) texts.push_back(texts[i] + piece);
    begin = end;
  }
  return texts;
}

std::vector<std::string> random_strings(const std::vector<std::string>& pieces, std::size_t pieces_at_most) {
  std::mt19937 random(11);
  std::vector<std::string> texts(20'000);
  for (std::string& text : texts)
    for (std::size_t n = random() % (pieces_at_most + 1); n > 0; --n) text += pieces[random() % pieces.size()];
  return texts;
}

void expect_equivalent(const Pattern& pattern, const std::vector<std::string>& texts, std::size_t accepted_at_least) {
  const Verbatim verbatim(pattern);
  std::size_t accepted = 0;
  for (const std::string& text : texts) {
    const bool expected = verbatim.matches(text);
    accepted += expected ? 1 : 0;
    ASSERT_EQ(matches(pattern, text), expected) << pattern.name << ": \"" << text << '"';
  }
  EXPECT_GE(accepted, accepted_at_least) << pattern.name;
}

TEST(PolicyPatterns, TemplatesAreAcceptedAsTheDocumentsPatternsDo) {
  const std::vector<std::string> pieces = {"a", "*", "?", ";", "\\", ":", "\n", "\u00e9"};
  for (const Pattern* pattern : {&contract::kFileTemplates, &contract::kFolderTemplates}) {
    expect_equivalent(*pattern, all_strings(pieces, 5), 1'000);
    expect_equivalent(*pattern, random_strings({"a", "*", ";", "?", ";;", "bc", "*x", "|"}, 7), 1'000);
  }
}

TEST(PolicyPatterns, AddressListsAreAcceptedAsTheDocumentsPatternDoes) {
  const auto& list = contract::kEmailList;
  expect_equivalent(list, all_strings({"a@b.cd", "a", ".", "@", "_", ",", " ", "\n", "1"}, 5), 500);
  expect_equivalent(list, random_strings({"a@b.cd", "x.y@c-d.e.fg", ",", "; ", ".co", "\u00a0", "\n", "z"}, 9), 500);
}

TEST(PolicyPatterns, PathsAreAcceptedAsTheDocumentsPatternDoes) {
  std::vector<std::string> texts = all_strings({"C:", "\\", "a", ".", "NUL", "\n", "COM", "1", "\u0661"}, 5);
  for (const std::string& text : random_strings(
           {"\\", "\\a", ".", "..", "AUX", "CLOCK$", "LPT9", "COM\u0661", " ", "x", "%", "\"", "<", ":", "\n"}, 6)) {
    texts.push_back("c:" + text);
    texts.push_back("%UserPROFILE%\\" + text);
    texts.push_back(text);
  }
  expect_equivalent(contract::kCustomPath, texts, 5'000);
}

TEST(PolicyPatterns, FolderTemplatesNeedAWildcardInAllButTheFirst) {
  const auto& folders = contract::kFolderTemplates;
  for (const std::string_view good : {"C:\\x*", "a?", "**", "C:\\x;D:\\*", "\\\\peter-pc\\d*dd", "a;;b*;c?"})
    EXPECT_TRUE(matches(folders, good)) << good;
  for (const std::string_view bad : {"", "*", "C:\\x", "C:\\*;D:\\x", ";a*", "a*;", "a|*", "a*\n", "*a"})
    EXPECT_FALSE(matches(folders, bad)) << bad;
}

TEST(PolicyPatterns, FileTemplatesAreTwoCharactersOrMore) {
  const auto& files = contract::kFileTemplates;
  for (const std::string_view good : {"*.", "ab", "a;b", "\u043c\u043e\u0439??.doc*", "\U0001F600"})
    EXPECT_TRUE(matches(files, good)) << good;
  for (const std::string_view bad : {"", "*", ";ab", "ab;", "a/b", "a\\b", "a:b", "a<b", "ab\n"})
    EXPECT_FALSE(matches(files, bad)) << bad;
}

TEST(PolicyPatterns, Paths) {
  const auto& path = contract::kCustomPath;
  for (const std::string_view good : {"C:", "z:\\a b\\.c", "%UserProfile%\\Documents", "%USERPROFILE%", "C:\\nul",
                                      "C:\\NUL.txt", "C:\\...a", "C:\\\u0420\u0443\u0441"})
    EXPECT_TRUE(matches(path, good)) << good;
  for (const std::string_view bad : {"", "C:\\", "A:", "B:\\x", "C:\\NUL", "C:\\..\\x", "C:\\COM1\\x", "C:\\a\\",
                                     "\\\\pc\\x", "C:/x", "C:\\a*", "%Temp%\\x"})
    EXPECT_FALSE(matches(path, bad)) << bad;
}

TEST(PolicyPatterns, NamesOfSystemsAndLoginsHaveTheirLengths) {
  EXPECT_TRUE(matches(contract::kSystemName, std::string(25, 'x')));
  EXPECT_FALSE(matches(contract::kSystemName, std::string(26, 'x')));
  EXPECT_FALSE(matches(contract::kSystemName, "my pc"));
  const auto login = [](std::size_t domain, std::size_t user) {
    return std::string(domain, 'D') + "\\" + std::string(user, 'u');
  };
  EXPECT_TRUE(matches(contract::kDomainAndLogin, login(15, 256)));
  EXPECT_FALSE(matches(contract::kDomainAndLogin, login(16, 1)));
  EXPECT_FALSE(matches(contract::kDomainAndLogin, login(1, 257)));
  EXPECT_FALSE(matches(contract::kDomainAndLogin, "user"));
  EXPECT_FALSE(matches(contract::kDomainAndLogin, "D\\a b"));
}

TEST(PolicyPatterns, FileTypesAndPolicyNamesLeaveOutWhatTheDocumentSays) {
  EXPECT_TRUE(matches(contract::kFileTypes, "xls, midi; txt .doc\u00e9"));
  for (const std::string_view bad : {"a\"", "a<", ">", "|", "a\t", "a\n", "\x01"})
    EXPECT_FALSE(matches(contract::kFileTypes, bad)) << bad;
  EXPECT_TRUE(matches(contract::kPolicyName, "All ;=? ~\x7F"));
  for (const std::string_view bad : {"a<", ">", "\u00e9", "a\tb"})
    EXPECT_FALSE(matches(contract::kPolicyName, bad)) << bad;
}

std::string repeated(std::string_view piece, std::size_t length) {
  std::string text;
  while (text.size() < length) text += piece;
  return text;
}

// matches() throws when it takes more than a few steps for a byte.
TEST(PolicyPatterns, HostileStringsTakeLinearTime) {
  for (const Pattern* pattern : kReplaced)
    for (const std::string_view piece : {"a", "*", ";", "a;", "*;", "\\", "\\a", ".", "\\.", "a@b.cd,", " "})
      for (const std::string_view prefix : {"", "a", "C:", "a@b"})
        for (const std::string_view suffix : {"", ";", "|", "\n"}) {
          const std::string text = std::string(prefix) + repeated(piece, 5'000) + std::string(suffix);
          ASSERT_NO_THROW(matches(*pattern, text)) << pattern->name << ": " << prefix << piece << "..." << suffix;
        }
}

TEST(PolicyPatterns, AMegabyteIsAnswered) {
  constexpr std::size_t kLength = 1 << 20;
  EXPECT_TRUE(matches(contract::kFileTemplates, repeated("a;", kLength) + "b"));
  EXPECT_FALSE(matches(contract::kFileTemplates, repeated("a", kLength) + ";"));
  EXPECT_TRUE(matches(contract::kFolderTemplates, repeated("a*;", kLength) + "b*"));
  EXPECT_FALSE(matches(contract::kFolderTemplates, repeated("a;", kLength) + "b*"));
  EXPECT_FALSE(matches(contract::kFolderTemplates, "a*" + repeated("a", kLength) + ";"));
  EXPECT_TRUE(matches(contract::kEmailList, repeated("a@b.cd,", kLength) + "a@b.cd"));
  EXPECT_FALSE(matches(contract::kEmailList, repeated("a@b.cd,", kLength) + "a"));
  EXPECT_TRUE(matches(contract::kCustomPath, "C:" + repeated("\\a", kLength)));
  EXPECT_FALSE(matches(contract::kCustomPath, "C:" + repeated("\\a", kLength) + "\\"));
}

}  // namespace
}  // namespace wire
