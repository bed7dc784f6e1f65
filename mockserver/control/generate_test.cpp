#include "control/generate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "control/sandbox.hpp"

namespace control {
namespace {

class GenerateTest : public testing::Test {
 protected:
  GenerateTest() { std::filesystem::create_directories(directory); }
  ~GenerateTest() override { std::filesystem::remove_all(directory); }
  static std::string bytes(const std::filesystem::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
  }
  static std::string failure(const Generate& what) try {
    generate_database(what);
    return "";
  } catch (const GenerateError& error) {
    return error.what();
  }

  std::filesystem::path directory =
      std::filesystem::temp_directory_path() / ("generate_test." + std::to_string(getpid()));
};

TEST_F(GenerateTest, MakesADatabaseThatASandboxOpens) {
  const auto file = directory / "world.db";
  generate_database({.accounts = 120, .events = 500, .seed = 3, .out = file});
  Sandbox sandbox(World::embedded("empty"), {.database = file.string()});
  const auto distributor = sandbox.state().users.caller("888WS", "Sandbox888");
  ASSERT_TRUE(distributor);
  EXPECT_EQ(sandbox.state().event_lists.history(*distributor, {}, {1, 1}).total, 500);
}

TEST_F(GenerateTest, TheSameNumbersGiveTheSameBytes) {
  for (const char* name : {"one", "two"})
    generate_database({.accounts = 50, .events = 100, .seed = 3, .out = directory / name});
  EXPECT_EQ(bytes(directory / "one"), bytes(directory / "two"));
}

TEST_F(GenerateTest, LeavesNothingButTheFile) {
  generate_database({.accounts = 50, .events = 100, .seed = 3, .out = directory / "world.db"});
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(directory))
    names.push_back(entry.path().filename().string());
  EXPECT_EQ(names, std::vector<std::string>{"world.db"});
}

TEST_F(GenerateTest, NeverOverwritesAndSaysWhatItCannotWrite) {
  const auto file = directory / "world.db";
  std::ofstream(file) << "precious";
  EXPECT_EQ(failure({.accounts = 1, .events = 1, .out = file}), file.string() + " is there already");
  EXPECT_EQ(bytes(file), "precious");
  const auto nowhere = directory / "missing" / "world.db";
  EXPECT_THAT(failure({.accounts = 1, .events = 1, .out = nowhere}),
              testing::StartsWith("cannot write " + nowhere.string() + ": "));
}

TEST_F(GenerateTest, AWorldMayBeEmpty) {
  generate_database({.accounts = 0, .events = 10, .out = directory / "empty.db"});
  Sandbox sandbox(World::embedded("empty"), {.database = (directory / "empty.db").string()});
  EXPECT_TRUE(sandbox.state().users.caller("889WS", "Sandbox889"));
}

}  // namespace
}  // namespace control
