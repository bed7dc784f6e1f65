// Manual pages and completion of a small command line.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/completion.hpp"
#include "cli/manual.hpp"

namespace cli {
namespace {

using testing::HasSubstr;

class Cli : public testing::Test {
 protected:
  Cli() {
    app.footer("Exit codes:\n.0 fine");
    auto* serve = app.add_subcommand("serve", "Start it");
    serve->add_option("--port", port, "Port to listen on; 0 finds a free one")
        ->type_name("N")
        ->default_str("8080")
        ->envname("PROGRAM_PORT");
    serve->add_option("--world", world, "World to start from")->type_name("FILE");
    serve->add_option("--strictness", word, "What to do")->type_name("off|warn");
    serve->add_flag("--enable-get", flag, "Switch \\GET on");
  }
  int port = 0;
  std::string world;
  std::string word;
  bool flag = false;
  CLI::App app{"A program.", "program"};
};

TEST_F(Cli, TheManualHoldsEveryFlagWithItsDefaultAndItsTwin) {
  const std::string page = manual_page(app, "1.2.3");
  EXPECT_THAT(page, testing::StartsWith(".TH PROGRAM 1 \"\" \"program 1.2.3\""));
  EXPECT_THAT(page, HasSubstr(".SS program serve\nStart it.\n"));
  EXPECT_THAT(page, HasSubstr(".B \\-\\-port N\nPort to listen on; 0 finds a free one.\nDefault: 8080.\n"
                              "Environment: PROGRAM_PORT.\n"));
}

TEST_F(Cli, TheManualEscapesWhatTroffWouldTakeForItsOwn) {
  const std::string page = manual_page(app, "1.2.3");
  EXPECT_THAT(page, HasSubstr("Switch \\eGET on."));
  EXPECT_THAT(page, HasSubstr("\n\\&.0 fine"));
}

TEST_F(Cli, CompletionKnowsCommandsFlagsAndValues) {
  const std::string script = bash_completion(app);
  EXPECT_THAT(script, HasSubstr("serve) words=\"--help --port --world --strictness --enable-get\""));
  EXPECT_THAT(script, HasSubstr("--strictness)\n      mapfile -t COMPREPLY < <(compgen -W 'off warn'"));
  EXPECT_THAT(script, HasSubstr("--world)\n      compopt -o filenames\n"));
  EXPECT_THAT(script, HasSubstr("*) words=\"serve --help\""));
}

}  // namespace
}  // namespace cli
