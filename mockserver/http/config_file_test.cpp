// Configuration files, and what they mean beside the command line and the environment.
#include "http/config_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>

#include "http/options.hpp"

namespace http {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class ConfigFile : public testing::Test {
 protected:
  std::filesystem::path file = std::filesystem::path(testing::TempDir()) / ("config." + std::to_string(::getpid()));
  void write(const std::string& text) const { std::ofstream(file) << text; }
  void TearDown() override { std::filesystem::remove(file); }

  Command command(std::vector<std::string> more = {}, const std::string& name = "serve") const {
    std::vector<std::string> arguments{name, "--config", file.string()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return parse_command_line(arguments);
  }
  Options serve(const std::string& text, std::vector<std::string> more = {}) const {
    write(text);
    const Command read = command(std::move(more));
    if (const auto* end = std::get_if<EndCommand>(&read)) ADD_FAILURE() << end->text;
    const auto* found = std::get_if<ServeCommand>(&read);
    return found ? found->options : Options{};
  }
  std::string complaint(const std::string& text, const std::string& name = "serve") const {
    write(text);
    const Command read = command({}, name);
    const auto* end = std::get_if<EndCommand>(&read);
    EXPECT_TRUE(end) << "accepted: " << text;
    if (!end) return "";
    EXPECT_EQ(end->code, ExitCode::kBadFlags);
    EXPECT_THAT(end->text, HasSubstr(file.string()));
    return end->text;
  }
};

TEST_F(ConfigFile, SetsFlagsOfTheCommand) {
  const Options options = serve(R"({
    // Comments are allowed.
    "port": 8099, "bind": "::1", "enable-get": true, "enable-post": false, "strictness": "fault",
    "control-token": "a-token-of-ours", "control-rate": 5, "max-connections": 7, "timeout": 3, "stop-grace": 0,
    "journal-calls": 9, "journal-kb": 11, "log-calls": true, "time-zone": "-03:30"})");
  EXPECT_EQ(options.port, 8099);
  EXPECT_EQ(options.bind, "::1");
  EXPECT_TRUE(options.host.enable_get);
  EXPECT_FALSE(options.host.enable_post);
  EXPECT_EQ(options.host.strictness, Strictness::fault);
  EXPECT_EQ(options.control_token, "a-token-of-ours");
  EXPECT_EQ(options.control_rate, 5U);
  EXPECT_EQ(options.max_connections, 7U);
  EXPECT_EQ(options.timeout_seconds, 3);
  EXPECT_EQ(options.stop_grace_seconds, 0);
  EXPECT_EQ(options.journal_calls, 9U);
  EXPECT_EQ(options.journal_kb, 11U);
  EXPECT_TRUE(options.log_calls);
  EXPECT_EQ(options.host.time_zone_minutes, -210);
}

TEST_F(ConfigFile, GivesWayToTheEnvironmentWhichGivesWayToTheCommandLine) {
  constexpr const char* kText = R"({"port": 1, "seed": 1, "journal-calls": 1})";
  ::setenv("MOCKSERVER_PORT", "2", 1);
  ::setenv("MOCKSERVER_SEED", "2", 1);
  const Options options = serve(kText, {"--port", "3"});
  ::unsetenv("MOCKSERVER_PORT");
  ::unsetenv("MOCKSERVER_SEED");
  EXPECT_EQ(options.port, 3);
  EXPECT_EQ(options.seed, 2U);
  EXPECT_EQ(options.journal_calls, 1U);
  EXPECT_EQ(options.journal_kb, 16'384U) << "the default";
}

TEST_F(ConfigFile, MayBeNamedByTheEnvironment) {
  write(R"({"port": 8099})");
  ::setenv("MOCKSERVER_CONFIG", file.c_str(), 1);
  const Command read = parse_command_line({"serve"});
  ::unsetenv("MOCKSERVER_CONFIG");
  ASSERT_TRUE(std::holds_alternative<ServeCommand>(read));
  EXPECT_EQ(std::get<ServeCommand>(read).options.port, 8099);
}

TEST_F(ConfigFile, MayHoldWhatTheProxyCannotDoWithout) {
  write(R"({"to": "https://sandbox.example", "record": "calls", "allow-production": true})");
  const Command read = command({"--port", "0"}, "proxy");
  ASSERT_TRUE(std::holds_alternative<ProxyCommand>(read));
  const ProxyOptions& options = std::get<ProxyCommand>(read).options;
  EXPECT_EQ(options.to, "https://sandbox.example");
  EXPECT_EQ(options.record, "calls");
  EXPECT_TRUE(options.allow_production);
  EXPECT_EQ(options.port, 0);
}

TEST_F(ConfigFile, AnUnknownKeyIsNamedWithTheOneThatMayBeMeant) {
  EXPECT_THAT(complaint(R"({"prot": 1})"), AllOf(HasSubstr("'prot' is no flag of serve"), HasSubstr("'port'")));
  EXPECT_THAT(complaint(R"({"--port": 1})"), HasSubstr("--port"));
  EXPECT_THAT(complaint(R"({"config": "x"})"), HasSubstr("'config'"));
  EXPECT_THAT(complaint(R"({"world": "w.json"})", "proxy"), HasSubstr("'world' is no flag of proxy"));
}

TEST_F(ConfigFile, ABadValueIsNamedWithItsKey) {
  EXPECT_THAT(complaint(R"({"port": 70000})"), AllOf(HasSubstr("--port"), HasSubstr("65535")));
  EXPECT_THAT(complaint(R"({"strictness": "high"})"), AllOf(HasSubstr("--strictness"), HasSubstr("fault|off|warn")));
  EXPECT_THAT(complaint(R"({"enable-get": "perhaps"})"), HasSubstr("enable-get"));
  EXPECT_THAT(complaint(R"({"port": [1]})"), HasSubstr("'port' takes a text"));
  EXPECT_THAT(complaint(R"({"port": null})"), HasSubstr("'port' takes a text"));
  EXPECT_THAT(complaint(R"({"port": 1, "port": 2})"), HasSubstr("'port' stands there twice"));
  EXPECT_THAT(complaint(R"({"control-token": "too short"})"),
              AllOf(HasSubstr("--control-token"), Not(HasSubstr("too short"))));
}

TEST_F(ConfigFile, ThatIsNoneIsToldWithThePlace) {
  EXPECT_THAT(complaint("{\n  \"port\" 1}"), HasSubstr("line 2"));
  EXPECT_THAT(complaint(""), HasSubstr("parse error"));
  EXPECT_THAT(complaint("[1]"), HasSubstr("no object of flags"));
  std::filesystem::remove(file);
  const Command read = command();
  ASSERT_TRUE(std::holds_alternative<EndCommand>(read));
  EXPECT_THAT(std::get<EndCommand>(read).text, HasSubstr("cannot be read"));
  EXPECT_THROW(static_cast<void>(read_config(testing::TempDir())), ConfigError);
}

TEST_F(ConfigFile, FlagsThatExcludeEachOtherDoSoWhereverTheyAreSet) {
  write(R"({"tls-cert": "c.pem"})");
  EXPECT_TRUE(std::holds_alternative<ServeCommand>(command({"--tls-key", "k.pem"})));
  const Command lone = command();
  ASSERT_TRUE(std::holds_alternative<EndCommand>(lone));
  EXPECT_THAT(std::get<EndCommand>(lone).text, HasSubstr("--tls-cert requires --tls-key"));
  const Command both = command({"--tls-key", "k.pem", "--tls-self-signed", "d"});
  ASSERT_TRUE(std::holds_alternative<EndCommand>(both));
  EXPECT_THAT(std::get<EndCommand>(both).text, HasSubstr("--tls-self-signed excludes"));
}

}  // namespace
}  // namespace http
