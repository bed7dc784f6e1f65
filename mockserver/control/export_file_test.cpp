// Exports on disks that are full, and elsewhere.
#include "control/export_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace control {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class ExportFile : public testing::Test {
 protected:
  ExportFile() { std::filesystem::create_directory(directory_); }
  ~ExportFile() override { std::filesystem::remove_all(directory_); }

  void put(const std::string& text) const { std::ofstream(path_) << text; }
  std::string content() const {
    const std::ifstream file(path_);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
  }
  std::vector<std::string> files() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(directory_)) names.push_back(entry.path().filename());
    std::sort(names.begin(), names.end());
    return names;
  }
  static std::string failure(const std::string& path, std::string_view text) {
    try {
      write_export(path, text);
    } catch (const ExportError& error) {
      return error.what();
    }
    return "";
  }

  std::filesystem::path directory_ =
      std::filesystem::temp_directory_path() /
      ("export-" + std::to_string(getpid()) + testing::UnitTest::GetInstance()->current_test_info()->name());
  std::string path_ = directory_ / "world.json";
};

TEST_F(ExportFile, IsWrittenWholeAndLeavesNothingBesideIt) {
  write_export(path_, "one");
  EXPECT_EQ(content(), "one");
  write_export(path_, "another");
  EXPECT_EQ(content(), "another");
  EXPECT_THAT(files(), ElementsAre("world.json"));
}

TEST_F(ExportFile, KeepsTheRightsOfTheOldFile) {
  put("old");
  ASSERT_EQ(chmod(path_.c_str(), 0640), 0);
  write_export(path_, "new");
  struct stat found {};
  ASSERT_EQ(stat(path_.c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 07777, 0640u);
}

TEST_F(ExportFile, FollowsALink) {
  std::filesystem::create_symlink(path_, directory_ / "link");
  write_export(directory_ / "link", "text");
  EXPECT_EQ(content(), "text");
  EXPECT_TRUE(std::filesystem::is_symlink(directory_ / "link"));
}

TEST_F(ExportFile, ThatMayNotGrowLeavesTheOldOneAsItWas) {
  put("old");
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  const rlimit small{.rlim_cur = 1000, .rlim_max = before.rlim_max};
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
  const std::string reason = failure(path_, std::string(5000, 'x'));
  setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  EXPECT_EQ(reason, "--export-on-exit " + path_ + ": cannot be written: File too large; an older file is as it was");
  EXPECT_EQ(content(), "old");
  EXPECT_THAT(files(), ElementsAre("world.json"));
}

TEST_F(ExportFile, OnAFullDeviceSaysSoAndKeepsTheDevice) {
  EXPECT_EQ(failure("/dev/full", "text"), "--export-on-exit /dev/full: cannot be written: No space left on device");
  EXPECT_TRUE(std::filesystem::is_character_file("/dev/full"));
}

TEST_F(ExportFile, IsRefusedAtTheStartWhereItCouldNeverBeWritten) {
  require_writable(path_);
  EXPECT_THAT(files(), ElementsAre()) << "nothing is made yet";
  const auto refusal = [](const std::string& path) -> std::string {
    try {
      require_writable(path);
    } catch (const ExportError& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(refusal(directory_), "--export-on-exit " + directory_.string() + ": cannot be written: it is a directory");
  EXPECT_THAT(refusal(directory_ / "missing" / "world.json"), HasSubstr("its directory: No such file or directory"));
}

}  // namespace
}  // namespace control
