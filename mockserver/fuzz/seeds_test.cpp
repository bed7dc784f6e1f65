// The fuzzer's seeds, and simple changes of them, without a fuzzer: what must hold for every input ends the program
// when it does not.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

int run(const std::string& input) {
  return LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
}

std::vector<std::string> seeds() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(SOURCE_DIR "/fixtures/fuzz/envelope"))
    files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<std::string> inputs;
  for (const auto& file : files) {
    std::ifstream in(file, std::ios::binary);
    inputs.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  return inputs;
}

TEST(EnvelopeFuzzer, TakesEverySeed) {
  const auto inputs = seeds();
  EXPECT_GE(inputs.size(), 20U);
  for (const std::string& input : inputs) EXPECT_EQ(run(input), 0);
}

TEST(EnvelopeFuzzer, TakesEverySeedForEveryServiceAndOperation) {
  for (std::string input : seeds())
    for (int service = 0; service < 4; ++service)
      for (int operation = 0; operation < 18; ++operation) {
        input[0] = static_cast<char>((input[0] & 0xF0) + service);
        input[1] = static_cast<char>(operation);
        EXPECT_EQ(run(input), 0);
      }
}

TEST(EnvelopeFuzzer, TakesChangedSeeds) {
  // The same changes every time; others with --gtest_shuffle, again and again with --gtest_repeat.
  std::mt19937 chance(static_cast<unsigned>(testing::UnitTest::GetInstance()->random_seed()));
  const auto inputs = seeds();
  for (int round = 0; round < 5'000; ++round) {
    std::string input = inputs[chance() % inputs.size()];
    for (std::size_t change = chance() % 4 + 1; change > 0; --change) {
      const std::size_t at = chance() % input.size();
      const std::string& other = inputs[chance() % inputs.size()];
      switch (chance() % 4) {
        case 0:
          input[at] = static_cast<char>(chance());
          break;
        case 1:
          input.erase(at, chance() % 8);
          break;
        case 2:
          input.insert(at, other.substr(chance() % other.size(), chance() % 40));
          break;
        default:
          input.insert(at, input.substr(at, chance() % 40));
      }
      if (input.empty()) input = other;
    }
    EXPECT_EQ(run(input), 0);
  }
}

}  // namespace
