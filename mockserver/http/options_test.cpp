#include "http/options.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace http {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

Options serve(std::vector<std::string> flags) {
  flags.insert(flags.begin(), "serve");
  const Command command = parse_command_line(flags);
  if (const auto* end = std::get_if<EndCommand>(&command)) ADD_FAILURE() << end->text;
  const auto* found = std::get_if<ServeCommand>(&command);
  return found == nullptr ? Options{} : found->options;
}

EndCommand ended(std::vector<std::string> arguments) {
  const Command command = parse_command_line(std::move(arguments));
  const auto* end = std::get_if<EndCommand>(&command);
  if (end == nullptr) ADD_FAILURE() << "the command line was accepted";
  return end == nullptr ? EndCommand{} : *end;
}

TEST(Options, DefaultsAreThoseOfTheStruct) {
  const Options options = serve({});
  EXPECT_EQ(options.bind, "localhost");
  EXPECT_EQ(options.port, 8080);
  EXPECT_FALSE(options.world || options.database || options.tls_certificate || options.tls_self_signed);
  EXPECT_TRUE(options.host.custom_errors);
  EXPECT_EQ(options.host.strictness, Strictness::warn);
  EXPECT_FALSE(options.host.fault_on_wcf_action);
  EXPECT_EQ(options.host.max_request_kb, 4096U);
}

TEST(Options, TakesAMailServer) {
  const Options options = serve({"--smtp", "smtp://mail.test:2525", "--smtp-from", "mock@ci.test", "--smtp-user", "u",
                                 "--smtp-password", "p", "--smtp-tls", "required", "--smtp-attempts", "2"});
  EXPECT_EQ(options.smtp.url, "smtp://mail.test:2525");
  EXPECT_EQ(options.smtp.from, "mock@ci.test");
  EXPECT_EQ(options.smtp.user, "u");
  EXPECT_EQ(options.smtp.password, "p");
  EXPECT_EQ(options.smtp.tls, smtp::Tls::required);
  EXPECT_EQ(options.smtp_attempts, 2);
  EXPECT_EQ(serve({}).smtp.url, "");
}

TEST(Options, NamesTheMailFlagAtFaultAndNoSecret) {
  for (const auto& [flags, named] :
       {std::pair{std::vector<std::string>{"--smtp", "http://x"}, "--smtp: must be smtp://HOST:PORT"},
        {{"--smtp", "smtp://u:hidden@x"}, "--smtp-user"},
        {{"--smtp", "smtp://x", "--smtp-from", "nobody"}, "--smtp-from: 'nobody' is no e-mail address"},
        {{"--smtp-user", "u"}, "--smtp"},
        {{"--smtp", "smtp://x", "--smtp-password", "hidden"}, "--smtp-user"},
        {{"--smtp", "smtp://x", "--smtp-user", "u", "--smtp-password-file", "/nowhere/secret.txt"},
         "--smtp-password-file: /nowhere/secret.txt cannot be read"},
        {{"--smtp", "smtp://x", "--smtp-ca", "/nowhere/ca.pem"}, "--smtp-ca"},
        {{"--smtp", "smtp://x", "--smtp-tls", "maybe"}, "--smtp-tls"},
        {{"--smtp", "smtp://x", "--smtp-attempts", "0"}, "--smtp-attempts"}}) {
    std::vector<std::string> arguments{"serve"};
    arguments.insert(arguments.end(), flags.begin(), flags.end());
    const EndCommand end = ended(arguments);
    EXPECT_EQ(end.code, ExitCode::kBadFlags);
    EXPECT_THAT(end.text, HasSubstr(named));
    EXPECT_THAT(end.text, Not(HasSubstr("hidden")));
  }
}

TEST(Options, ImportTakesThePlaceOfWorld) {
  const Options options = serve({"--import", "in.json", "--export-on-exit", "out.json", "--db", "x.db"});
  EXPECT_EQ(options.import_file, "in.json");
  EXPECT_EQ(options.export_on_exit, "out.json");
  EXPECT_THAT(ended({"serve", "--import", "a.json", "--world", "b.json"}).text,
              AllOf(HasSubstr("--import"), HasSubstr("--world")));
}

TEST(Options, GenerateTakesItsNumbersAndAFile) {
  const Command command =
      parse_command_line({"generate", "--accounts", "1000", "--events=5000", "--seed", "7", "--out", "big.db"});
  const auto* generate = std::get_if<GenerateCommand>(&command);
  ASSERT_TRUE(generate);
  EXPECT_EQ(generate->accounts, 1000);
  EXPECT_EQ(generate->events, 5000);
  EXPECT_EQ(generate->seed, 7U);
  EXPECT_EQ(generate->out, "big.db");
  const Command plain = parse_command_line({"generate", "--accounts", "0", "--events", "0"});
  ASSERT_TRUE(std::get_if<GenerateCommand>(&plain));
  EXPECT_EQ(std::get<GenerateCommand>(plain).out, "generated.db");
}

TEST(Options, GenerateNamesTheFlagAtFault) {
  for (const auto& [arguments, named] :
       {std::pair{std::vector<std::string>{"generate", "--events", "1"}, "--accounts"},
        {{"generate", "--accounts", "1"}, "--events"},
        {{"generate", "--accounts", "-1", "--events", "1"}, "--accounts"},
        {{"generate", "--accounts", "5000001", "--events", "1"}, "--accounts"},
        {{"generate", "--accounts", "1", "--events", "many"}, "--events"},
        {{"generate", "--accounts", "1", "--events", "1", "--seed", "-1"}, "--seed"}}) {
    const EndCommand end = ended(arguments);
    EXPECT_EQ(end.code, ExitCode::kBadFlags);
    EXPECT_THAT(end.text, HasSubstr(named));
  }
}

TEST(Options, EveryFlagArrives) {
  const Options options = serve({"--port",
                                 "0",
                                 "--bind=::1",
                                 "--world",
                                 "w.json",
                                 "--db",
                                 "s.db",
                                 "--seed",
                                 "18446744073709551615",
                                 "--tls-cert",
                                 "c.pem",
                                 "--tls-key",
                                 "k.pem",
                                 "--custom-errors",
                                 "off",
                                 "--time-zone",
                                 "-03:30",
                                 "--enable-get",
                                 "--enable-post",
                                 "--max-request-kb",
                                 "1",
                                 "--iis-headers",
                                 "on",
                                 "--strictness",
                                 "fault",
                                 "--wcf-action",
                                 "fault",
                                 "--control-token-file",
                                 "t.txt",
                                 "--control-rate",
                                 "0",
                                 "--max-connections",
                                 "65535",
                                 "--timeout",
                                 "86400",
                                 "--stop-grace",
                                 "3600",
                                 "--journal-calls",
                                 "10000000",
                                 "--journal-kb",
                                 "1",
                                 "--log-calls",
                                 "--trust-forwarded",
                                 "--with-unavailable"});
  EXPECT_EQ(options.port, 0);
  EXPECT_EQ(options.bind, "::1");
  EXPECT_EQ(options.world, "w.json");
  EXPECT_EQ(options.database, "s.db");
  EXPECT_EQ(options.seed, 18446744073709551615U);
  EXPECT_EQ(options.tls_certificate, "c.pem");
  EXPECT_EQ(options.tls_key, "k.pem");
  EXPECT_FALSE(options.host.custom_errors);
  EXPECT_EQ(options.host.time_zone_minutes, -210);
  EXPECT_TRUE(options.host.enable_get && options.host.enable_post);
  EXPECT_EQ(options.host.max_request_kb, 1U);
  EXPECT_TRUE(options.host.iis_headers);
  EXPECT_EQ(options.host.strictness, Strictness::fault);
  EXPECT_TRUE(options.host.fault_on_wcf_action);
  EXPECT_TRUE(options.host.trust_forwarded && options.host.unavailable_operations);
  EXPECT_EQ(serve({"--tls-self-signed", "dir"}).tls_self_signed, "dir");
  EXPECT_EQ(options.control_token_file, "t.txt");
  EXPECT_EQ(options.control_rate, 0U);
  EXPECT_EQ(options.max_connections, 65'535U);
  EXPECT_EQ(options.timeout_seconds, 86'400);
  EXPECT_EQ(options.stop_grace_seconds, 3'600);
  EXPECT_EQ(options.journal_calls, 10'000'000U);
  EXPECT_EQ(options.journal_kb, 1U);
  EXPECT_TRUE(options.log_calls);
  EXPECT_EQ(serve({"--control-token", "eightsgn"}).control_token, "eightsgn");
}

TEST(Options, ProxyTakesATargetAndADirectory) {
  const Command command = parse_command_line({"proxy", "--to", "https://s.example", "--record", "dir", "--ca-file",
                                              "ca.pem", "--target-timeout", "9", "--keep-addresses"});
  ASSERT_TRUE(std::holds_alternative<ProxyCommand>(command));
  const ProxyOptions& options = std::get<ProxyCommand>(command).options;
  EXPECT_EQ(options.to, "https://s.example");
  EXPECT_EQ(options.record, "dir");
  EXPECT_EQ(options.ca_file, "ca.pem");
  EXPECT_EQ(options.target_timeout_seconds, 9);
  EXPECT_TRUE(options.keep_addresses);
  EXPECT_FALSE(options.allow_production);
  EXPECT_EQ(options.port, 8081);
  EXPECT_THAT(ended({"proxy", "--record", "dir"}).text, HasSubstr("--to is required"));
  EXPECT_THAT(ended({"proxy", "--to", "https://s.example"}).text, HasSubstr("--record is required"));
  EXPECT_THAT(ended({"proxy", "--to", "x", "--record", "d", "--target-timeout", "0"}).text,
              HasSubstr("--target-timeout"));
}

TEST(Options, ATokenThatIsNoneIsNotShown) {
  for (const char* wrong : {"short", "with a space", "tab\tinside"}) {
    const EndCommand end = ended({"serve", "--control-token", wrong});
    EXPECT_EQ(end.code, ExitCode::kBadFlags);
    EXPECT_THAT(end.text, AllOf(HasSubstr("--control-token"), testing::Not(HasSubstr(wrong))));
  }
  EXPECT_THAT(ended({"serve", "--control-token", "eightsgn", "--control-token-file", "f"}).text,
              HasSubstr("--control-token excludes --control-token-file"));
}

TEST(Options, ReadsTimeZones) {
  EXPECT_EQ(serve({"--time-zone", "+14:00"}).host.time_zone_minutes, 840);
  EXPECT_EQ(serve({"--time-zone", "Z"}).host.time_zone_minutes, 0);
  for (const char* wrong : {"", "+14:01", "5", "+5:00", "+05:60", "+0-:00", "Europe/Berlin"}) {
    EXPECT_THAT(ended({"serve", "--time-zone", wrong}).text, HasSubstr("--time-zone")) << wrong;
  }
}

TEST(Options, AWrongFlagIsNamedWithWhatWasExpected) {
  const auto complaint = [](std::vector<std::string> arguments) {
    const EndCommand end = ended(std::move(arguments));
    EXPECT_EQ(end.code, ExitCode::kBadFlags);
    return end.text;
  };
  EXPECT_THAT(complaint({"serve", "--port", "65536"}), AllOf(HasSubstr("--port"), HasSubstr("65535")));
  EXPECT_THAT(complaint({"serve", "--port", "http"}), HasSubstr("--port"));
  EXPECT_THAT(complaint({"serve", "--strictness", "high"}),
              AllOf(HasSubstr("--strictness"), HasSubstr("fault|off|warn")));
  EXPECT_THAT(complaint({"serve", "--iis-headers", "yes"}), AllOf(HasSubstr("--iis-headers"), HasSubstr("off|on")));
  EXPECT_THAT(complaint({"serve", "--max-request-kb", "0"}), HasSubstr("--max-request-kb"));
  EXPECT_THAT(complaint({"serve", "--seed", "-1"}), HasSubstr("--seed"));
  EXPECT_THAT(complaint({"serve", "--control-rate", "-1"}), HasSubstr("--control-rate"));
  EXPECT_THAT(complaint({"serve", "--max-connections", "0"}), HasSubstr("--max-connections"));
  EXPECT_THAT(complaint({"serve", "--timeout", "0"}), HasSubstr("--timeout"));
  EXPECT_THAT(complaint({"serve", "--stop-grace", "1h"}), HasSubstr("--stop-grace"));
  EXPECT_THAT(complaint({"serve", "--journal-calls", "0"}), HasSubstr("--journal-calls"));
  EXPECT_THAT(complaint({"serve", "--journal-kb", "0"}), HasSubstr("--journal-kb"));
  EXPECT_THAT(complaint({"serve", "--frob"}), HasSubstr("--frob"));
  EXPECT_THAT(complaint({"serve", "--tls-cert", "c.pem"}), HasSubstr("--tls-key"));
  EXPECT_THAT(complaint({"serve", "--tls-cert", "c", "--tls-key", "k", "--tls-self-signed", "d"}),
              HasSubstr("--tls-self-signed"));
  EXPECT_THAT(complaint({"serve", "leftover"}), HasSubstr("leftover"));
  EXPECT_THAT(complaint({}), HasSubstr("subcommand"));
  EXPECT_THAT(complaint({"fly"}), HasSubstr("subcommand"));
}

TEST(Options, EachFlagHasATwinInTheEnvironment) {
  ::setenv("MOCKSERVER_MAX_REQUEST_KB", "7", 1);
  EXPECT_EQ(serve({}).host.max_request_kb, 7U);
  EXPECT_EQ(serve({"--max-request-kb", "8"}).host.max_request_kb, 8U);
  ::setenv("MOCKSERVER_MAX_REQUEST_KB", "many", 1);
  EXPECT_THAT(ended({"serve"}).text, HasSubstr("max-request-kb"));
  ::unsetenv("MOCKSERVER_MAX_REQUEST_KB");
}

TEST(Options, WsdlTakesADirectory) {
  EXPECT_FALSE(serve({}).wsdl);
  EXPECT_EQ(serve({"--wsdl", "real"}).wsdl, "real");
}

TEST(Options, ProfileTakesAFile) {
  EXPECT_FALSE(serve({}).profile);
  EXPECT_EQ(serve({"--profile", "real.json"}).profile, "real.json");
}

TEST(Options, QuestionsTellWhatAProfileAnswersOtherwise) {
  const std::string file = testing::TempDir() + "options_questions_profile.json";
  std::ofstream(file) << R"({"profile": 1, "answers": {"Q-cancel-expired": "cancelled"}})";
  const EndCommand text = ended({"questions", "--profile", file});
  EXPECT_EQ(text.code, ExitCode::kOk);
  EXPECT_THAT(text.text, AllOf(HasSubstr("  assumed  refused: "), HasSubstr("  profile  cancelled: Yes"),
                               HasSubstr("\n1 of "), Not(HasSubstr("Q-code-numbers"))));
  EXPECT_THAT(ended({"questions", "--profile", file, "--json"}).text, HasSubstr("\"id\": \"Q-cancel-expired\""));
  std::ofstream(file) << R"({"profile": 1, "answers": {"Q-cancel-expired": "canceled"}})";
  const EndCommand bad = ended({"questions", "--profile", file});
  EXPECT_EQ(bad.code, ExitCode::kBadProfile);
  EXPECT_THAT(bad.text, AllOf(HasSubstr(file), HasSubstr("did you mean 'cancelled'?")));
  std::filesystem::remove(file);
}

TEST(Options, QuestionsPrintTheSchemaOfAProfile) {
  EXPECT_THAT(ended({"questions", "--profile-schema"}).text, HasSubstr("\"Q-cancel-expired\""));
}

TEST(Options, ContractAndQuestionsArePrintedAsTextOrJson) {
  EXPECT_EQ(ended({"contract"}).code, ExitCode::kOk);
  EXPECT_THAT(ended({"contract"}).text, HasSubstr("  CancelEntity: "));
  EXPECT_THAT(ended({"contract", "--json"}).text, HasSubstr("\"name\": \"CancelEntity\""));
  EXPECT_THAT(ended({"questions"}).text, HasSubstr("Q-code-numbers: "));
  EXPECT_THAT(ended({"questions", "--json"}).text, HasSubstr("\"id\": \"Q-code-numbers\""));
  EXPECT_EQ(ended({"contract", "--xml"}).code, ExitCode::kBadFlags);
}

TEST(Options, HelpAndVersionAreNoMistakes) {
  const EndCommand help = ended({"serve", "--help"});
  EXPECT_EQ(help.code, ExitCode::kOk);
  EXPECT_THAT(help.text, AllOf(HasSubstr("--time-zone"), HasSubstr("MOCKSERVER_PORT")));
  EXPECT_THAT(ended({"--version"}).text, HasSubstr("mockserver " SANDBOX_VERSION));
}

}  // namespace
}  // namespace http
