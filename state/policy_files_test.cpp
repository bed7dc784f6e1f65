#include "state/policy_files.hpp"

#include <gmock/gmock.h>

#include "state/test_world.hpp"

namespace state {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class PolicyFilesTest : public WorldTest {
 protected:
  PolicyFilesTest() : policy(sandbox.policies.add({.entity_id = 311, .name = "Policy"}).value()) {}
  PolicyFiles& files = sandbox.policy_files;
  std::int32_t policy;
};

TEST_F(PolicyFilesTest, PathsComeBackAsGivenForEachPurpose) {
  files.set_paths(policy, PathPurpose::scanner,
                  {.include_folders = {"C:\\b", "C:\\a", "C:\\b"}, .exclude_files = {"C:\\x.txt"}});
  files.set_paths(policy, PathPurpose::backup_set, {.include_files = {"D:\\y"}, .exclude_folders = {"D:"}});
  const CustomPaths scanner = files.paths(policy, PathPurpose::scanner);
  EXPECT_THAT(scanner.include_folders, ElementsAre("C:\\b", "C:\\a", "C:\\b"));
  EXPECT_THAT(scanner.include_files, IsEmpty());
  EXPECT_THAT(scanner.exclude_folders, IsEmpty());
  EXPECT_THAT(scanner.exclude_files, ElementsAre("C:\\x.txt"));
  const CustomPaths backup_set = files.paths(policy, PathPurpose::backup_set);
  EXPECT_THAT(backup_set.include_files, ElementsAre("D:\\y"));
  EXPECT_THAT(backup_set.exclude_folders, ElementsAre("D:"));
}

TEST_F(PolicyFilesTest, SettingPathsReplacesAllFourLists) {
  files.set_paths(policy, PathPurpose::scanner, {.include_folders = {"C:\\a"}, .exclude_files = {"C:\\b"}});
  files.set_paths(policy, PathPurpose::scanner, {.include_files = {"C:\\c"}});
  const CustomPaths paths = files.paths(policy, PathPurpose::scanner);
  EXPECT_THAT(paths.include_folders, IsEmpty());
  EXPECT_THAT(paths.include_files, ElementsAre("C:\\c"));
  EXPECT_THAT(paths.exclude_files, IsEmpty());
}

TEST_F(PolicyFilesTest, SizesWithoutALimitHaveTheDefault) {
  files.set_size_limits(policy, {{.file_type = FileType::music,
                                  .min_unit = SizeUnit::bytes,
                                  .min_size = 1,
                                  .max_unit = SizeUnit::terabytes,
                                  .max_size = 2}});
  const auto limits = files.size_limits(policy);
  ASSERT_EQ(limits.size(), kFileTypes.size());
  for (std::size_t at = 0; at < limits.size(); ++at) EXPECT_EQ(limits[at].file_type, kFileTypes[at]);
  EXPECT_EQ(limits[0].min_unit, SizeUnit::kilobytes);
  EXPECT_EQ(limits[0].min_size, 0);
  EXPECT_EQ(limits[0].max_unit, SizeUnit::gigabytes);
  EXPECT_EQ(limits[0].max_size, 5);
  EXPECT_EQ(limits[2].min_unit, SizeUnit::bytes);
  EXPECT_EQ(limits[2].min_size, 1);
  EXPECT_EQ(limits[2].max_unit, SizeUnit::terabytes);
  EXPECT_EQ(limits[2].max_size, 2);
  files.set_size_limits(policy, {});
  EXPECT_EQ(files.size_limits(policy)[2].max_size, 5);
}

TEST_F(PolicyFilesTest, GoWithTheirPolicy) {
  files.set_paths(policy, PathPurpose::scanner, {.include_folders = {"C:\\a"}});
  files.set_size_limits(policy, {{.file_type = FileType::video, .max_size = 1}});
  sandbox.policies.remove(policy);
  EXPECT_THAT(files.paths(policy, PathPurpose::scanner).include_folders, IsEmpty());
  EXPECT_EQ(files.size_limits(policy)[1].max_size, 5);
}

}  // namespace
}  // namespace state
