#include "proxy/recorder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <optional>
#include <sstream>

namespace proxy {
namespace {

using recording::Call;
using testing::AllOf;
using testing::HasSubstr;
using testing::MatchesRegex;

class RecorderTest : public testing::Test {
 protected:
  std::filesystem::path directory =
      std::filesystem::path(testing::TempDir()) / ("recorder." + std::to_string(::getpid())) / "below";
  const recording::SessionFacts facts{.target = "http://t", .began = "2026-01-02T03:04:05.678Z", .program = "p"};
  std::ostringstream complaints;

  void TearDown() override { std::filesystem::remove_all(directory.parent_path()); }
  static Call call(std::uint64_t number, const std::string& text = "b") {
    return {.number = number,
            .at = "t",
            .request = {.method = "POST", .target = "/", .body = {.text = text}},
            .response = recording::Response{.status = 200}};
  }
};

TEST_F(RecorderTest, WritesASessionThatOnlyItsOwnerMayRead) {
  Recorder recorder(directory, facts, complaints);
  EXPECT_THAT(recorder.file().filename().string(), MatchesRegex("20260102T030405Z-[0-9]+\\.session\\.jsonl"));
  EXPECT_EQ(recorder.next_number(), 1U);
  EXPECT_EQ(recorder.next_number(), 2U);
  recorder.record(call(2));
  recorder.record(call(1, "<Password>Sandbox888</Password>"));
  EXPECT_EQ(recorder.recorded(), 2U);
  const recording::Session session = recording::read_session(recorder.file());
  EXPECT_EQ(session.facts.target, "http://t");
  ASSERT_EQ(session.calls.size(), 2U);
  EXPECT_EQ(session.calls[0].request.body.text, "<Password>***secret:1***</Password>");
  struct stat found {};
  ASSERT_EQ(::stat(recorder.file().c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777, 0600U);
}

TEST_F(RecorderTest, ADirectoryThatIsNoneIsNamed) {
  std::filesystem::create_directories(directory.parent_path());
  std::ofstream(directory) << "a file";
  const auto complaint = [&](const std::filesystem::path& at) -> std::string {
    try {
      Recorder recorder(at, facts, complaints);
      return "";
    } catch (const RecordingError& error) {
      return error.what();
    }
  };
  EXPECT_THAT(complaint(directory), AllOf(HasSubstr("--record " + directory.string()), HasSubstr("is no directory")));
  EXPECT_THAT(complaint(directory / "below"), HasSubstr("--record " + (directory / "below").string()));
  EXPECT_THAT(complaint("/proc"), HasSubstr("cannot be begun"));
}

// The limit on the size of files stands for a full disk.
TEST_F(RecorderTest, AFullDiskEndsTheRecordingAndTakesTheBrokenLineBack) {
  std::signal(SIGXFSZ, SIG_IGN);
  Recorder recorder(directory, facts, complaints);
  recorder.record(call(1));
  const auto size = std::filesystem::file_size(recorder.file());
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  const rlimit tight{.rlim_cur = size + 100, .rlim_max = before.rlim_max};
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &tight), 0);
  recorder.record(call(2, std::string(1000, 'x')));
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &before), 0);
  recorder.record(call(3));
  EXPECT_TRUE(recorder.has_stopped());
  EXPECT_EQ(recorder.recorded(), 1U);
  EXPECT_THAT(complaints.str(), AllOf(HasSubstr("RECORDING HAS STOPPED"), HasSubstr(recorder.file().string()),
                                      HasSubstr("holds 1 calls"), HasSubstr("still passed on")));
  EXPECT_EQ(std::filesystem::file_size(recorder.file()), size);
  EXPECT_EQ(recording::read_session(recorder.file()).calls.size(), 1U);
}

}  // namespace
}  // namespace proxy
