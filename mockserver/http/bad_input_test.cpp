// Requests nobody should send: each gets a defined answer, and none of them changes anything.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <random>
#include <set>
#include <thread>

#include "http/test_host.hpp"
#include "services/catalog.hpp"
#include "wire/notes.hpp"
#include "wire/text_encoding.hpp"

namespace http {
namespace {

using contract::FieldDesc;
using contract::Kind;
using contract::Operation;
using contract::Service;
using test::envelope11;
using test::envelope12;
using test::kCredentials;
using test::Probe;
using test::soap11;
using test::summary;
using test::wrapped;
using testing::AnyOf;
using testing::HasSubstr;

constexpr std::size_t kMegabyte = 1 << 20;
constexpr int kDepth = 100'000;

std::string times(std::string_view text, std::size_t count) {
  std::string out;
  out.reserve(text.size() * count);
  for (std::size_t i = 0; i < count; ++i) out += text;
  return out;
}

std::string nested(std::string_view inside = "") {
  return times("<a>", kDepth) + std::string(inside) + times("</a>", kDepth);
}

std::string element(std::string_view name, std::string_view value) {
  return "<" + std::string(name) + ">" + std::string(value) + "</" + std::string(name) + ">";
}

std::string call_body(const Operation& operation, const std::string& members) {
  if (!operation.bare_request()) return wrapped(operation.name, members);
  const std::string name(operation.name);
  return "<" + name + " xmlns=\"sosonlinebackup.com\">" + members + "</" + name + ">";
}

std::string page_of(const Service& service) {
  return "/WebApi/AccountManagementService/" + std::string(service.name) + ".asmx";
}

// Every test ends with the database as it was seeded, byte for byte.
class BadInputTest : public testing::Test {
 protected:
  BadInputTest() : seeded_(probe_.content()) {}
  ~BadInputTest() override { EXPECT_TRUE(probe_.content() == seeded_) << "something was changed"; }

  std::string cancel(const std::string& body) { return summary(probe_.post(body, soap11("CancelEntity"))); }
  Response call(const Service& service, const Operation& operation, const std::string& members) {
    return probe_.post(envelope11(call_body(operation, members)), soap11(operation.name), page_of(service));
  }

  // Values for the members before one, so that it is the first to be refused.
  std::string valid_before(const Service& service, const Operation& operation, const FieldDesc& until) {
    state::Sandbox& state = probe_.application().sandbox().state();
    const state::Snapshot image = state.database.take();
    std::string members;
    for (const FieldDesc& field : operation.request->fields) {
      if (field.name == until.name) break;
      for (const char* value : {"Some Name", "a@b.example", "Backup123", "1", "true", "1024", "US"}) {
        const std::string more = members + element(field.name, value);
        const Response response = call(service, operation, more);
        if (response.status != 200 || response.body.find("; " + std::string(field.name) + ":") != std::string::npos)
          continue;
        members = more;
        break;
      }
    }
    state.restore(image);
    return members;
  }

  Probe probe_;
  const std::string seeded_;
};

const std::string kCancel = wrapped("CancelEntity", "<TargetEntityId>221</TargetEntityId>");

TEST_F(BadInputTest, ACallCutOffAnywhereIsBrokenXml) {
  const std::string good = envelope11(kCancel);
  for (std::size_t length = 0; length < good.size(); ++length)
    EXPECT_EQ(cancel(good.substr(0, length)), "400 empty") << length;
}

TEST_F(BadInputTest, ACallWithOneWrongCharacterNeverCancels) {
  const std::string good = envelope11(wrapped("CancelEntity", "<TargetEntityId>x</TargetEntityId>"));
  for (std::size_t at = 0; at < good.size(); ++at)
    for (const char wrong : {'\0', '<', '>', '&', '"', '\xFF', ']', '\x1F'}) {
      std::string body = good;
      body[at] = wrong;
      const Response response = probe_.post(body, soap11("CancelEntity"));
      EXPECT_THAT(response.status, AnyOf(200, 400, 500)) << at;
      EXPECT_NE(test::code_of(response), 0) << at;
    }
}

TEST_F(BadInputTest, EntitiesNeverExpand) {
  std::string bomb = "<!DOCTYPE x [<!ENTITY a0 \"ha\">";
  for (int i = 1; i < 40; ++i) {
    const std::string inner = "&a" + std::to_string(i - 1) + ";";
    bomb += "<!ENTITY a" + std::to_string(i) + " \"" + times(inner, 10) + "\">";
  }
  EXPECT_EQ(cancel(bomb + "]>" + envelope11("&a39;")), "400 empty");
  EXPECT_EQ(cancel("<!DOCTYPE x [<!ENTITY % p SYSTEM \"http://localhost/\">%p;]>" + envelope11(kCancel)), "400 empty");
  EXPECT_EQ(cancel("<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>" + envelope11("&f;")), "400 empty");
  EXPECT_EQ(cancel(envelope11(wrapped("CancelEntity", "<TargetEntityId>&f;</TargetEntityId>"))), "400 empty");
}

TEST_F(BadInputTest, AHundredThousandLevelsAreReadInAnyPlace) {
  EXPECT_EQ(cancel(envelope11(kCancel, nested())), "200");                  // in the header: no credentials, code 3
  EXPECT_EQ(cancel(envelope11(nested())), "200");                           // in the body: no request, code 2
  EXPECT_EQ(cancel(envelope11(wrapped("CancelEntity", nested()))), "200");  // in the request: no target, code 2
  EXPECT_EQ(cancel(envelope11(wrapped("CancelEntity", element("TargetEntityId", nested())))), "400 empty");
  EXPECT_EQ(cancel(envelope11(kCancel, "<AuthHeader xmlns=\"sosonlinebackup.com\">" + nested() + "</AuthHeader>")),
            "200");
  EXPECT_THAT(cancel(times("<a>", kDepth)), HasSubstr("soap:VersionMismatch"));
  EXPECT_THAT(cancel(nested()), HasSubstr("soap:VersionMismatch"));
  const Response unrouted =
      probe_.post(envelope11("").substr(0, 70) + times("<a>", kDepth), {{"Content-Type", "text/xml"}});
  EXPECT_EQ(unrouted.status, 500);
  const Service& accounts = *services::catalog().find_service("AccountManagementService");
  EXPECT_EQ(test::code_of(call(accounts, *contract::Registry::find_operation(accounts, "GetHistoryEventsTotals"),
                               "<monitoredUsernames>" + nested() + "</monitoredUsernames>")),
            2);
}

TEST_F(BadInputTest, FourMegabytesOfUnknownElementsAreReadPast) {
  const Response response =
      probe_.post(envelope11(wrapped("CancelEntity", times("<a/>", kMegabyte - 200))), soap11("CancelEntity"));
  EXPECT_EQ(test::code_of(response), 2);
  EXPECT_EQ(probe_.application().sandbox().journal().list({.limit = 1}).front().notes.size(), wire::kMostNotes);
  EXPECT_LE(probe_.application().sandbox().journal().totals().bytes, control::JournalLimits{}.total_bytes);
}

TEST_F(BadInputTest, ManyAttributesAndPrefixesAreRead) {
  std::string attributes;
  for (int i = 0; i < 20'000; ++i)
    attributes +=
        " xmlns:p" + std::to_string(i) + "=\"urn:" + std::to_string(i) + "\" p" + std::to_string(i) + ":a=\"1\"";
  EXPECT_EQ(cancel(envelope11("<x" + attributes + "/>")), "200");
  EXPECT_EQ(cancel(envelope11("<x" + attributes + " p7:a=\"2\"/>")), "400 empty");
}

// A megabyte for each pattern of the contract, shaped to make a matcher that goes back try everything.
TEST_F(BadInputTest, AMegabyteOfHostileTextIsAnsweredForEveryPattern) {
  const std::vector<std::string> hostile{times("a", kMegabyte), times("a.", kMegabyte / 2) + "!",
                                         times("a@", kMegabyte / 2), "a@" + times("a-", kMegabyte / 2),
                                         times(" ", kMegabyte) + "!"};
  std::set<const contract::Pattern*> seen;
  for (const Service* service : services::catalog().services())
    for (const Operation& operation : service->operations)
      for (const FieldDesc& field : operation.request->fields) {
        if (!field.rules.pattern || !seen.insert(field.rules.pattern).second) continue;
        const std::string before = valid_before(*service, operation, field);
        for (const std::string& text : hostile)
          EXPECT_THAT(call(*service, operation, before + element(field.name, text)).body,
                      HasSubstr("; " + std::string(field.name) + ": must"))
              << operation.name;
      }
  EXPECT_GE(seen.size(), 5U);
}

TEST_F(BadInputTest, BytesThatAreNoTextAreAnswered) {
  const std::string good = envelope12(kCancel);
  std::string wide;
  for (const char c : good) (wide += c) += '\0';
  for (const std::string& bytes :
       {std::string("\xFF\xFE"), std::string("\xFE\xFF\0", 3), "\xFF\xFE" + wide.substr(0, 81),
        "\xFF\xFE" + wide + "\x01", std::string("\xFF\xFE\0\xD8", 4), std::string("\0\0\xFE\xFF\x11", 5),
        good + "\xC0\x80", good + "\xED\xA0\x80", good.substr(0, 50) + "\xF5", times("\xFF", 1000),
        std::string(1000, '\0')})
    for (const char* type : {"application/soap+xml", "application/soap+xml; charset=utf-16", "text/xml; charset=utf-8",
                             "text/xml; charset=utf-16", "text/xml", "text/xml; charset=", "text/xml; charset=\""})
      for (const bool routed : {false, true}) {
        Headers headers{{"Content-Type", type}};
        if (routed) headers.add("SOAPAction", "sosonlinebackup.com/CancelEntity");
        EXPECT_THAT(probe_.post(bytes, headers).status, AnyOf(400, 415, 500)) << type;
      }
}

TEST_F(BadInputTest, BytesThatAreNoTextNeverComeBack) {
  const std::string page(test::kEntityPage);
  const std::string forms = std::string(test::kAccountPage) + "/";
  const Headers form{{"Content-Type", "application/x-www-form-urlencoded"}};
  for (const Response& response :
       {probe_.post(envelope11(kCancel), soap11("\xFF\xFE")), probe_.post(envelope11(kCancel), soap11("%FF")),
        probe_.post(envelope12("<x/>"), test::soap12("\xC3")), probe_.get(page + "?op=%FF"), probe_.get(page + "?\xFF"),
        probe_.post("userName=%FF&password=\xFE&email=x", form, forms + "ChangeAccountEmail"),
        probe_.post("", form, forms + "%FF"), probe_.post("", {{"Content-Type", "\xFF"}}, forms + "ChangeAccountEmail"),
        probe_.get(page + "/%FF"), probe_.get("/%FF")})
    EXPECT_TRUE(wire::is_utf8(response.body)) << response.body;
}

TEST_F(BadInputTest, WrongTypesFaultInEveryMember) {
  for (const Service* service : services::catalog().services())
    for (const Operation& operation : service->operations)
      for (const FieldDesc& field : operation.request->fields) {
        if (field.type->kind == Kind::string || field.type->kind == Kind::object) continue;
        EXPECT_EQ(call(*service, operation, element(field.name, "nonsense")).status, 500)
            << operation.name << "." << field.name;
      }
}

TEST_F(BadInputTest, AbsurdNumbersAreRefusedInEveryMember) {
  for (const Service* service : services::catalog().services())
    for (const Operation& operation : service->operations)
      for (const FieldDesc& field : operation.request->fields)
        for (const char* number :
             {"-2147483648", "-1", "2147483647", "9223372036854775807", "-9223372036854775808", "255"}) {
          if (field.type->kind == Kind::string || field.type->kind == Kind::boolean) continue;
          const Response response = call(*service, operation, element(field.name, number));
          EXPECT_THAT(response.status, AnyOf(200, 500)) << operation.name << "." << field.name;
          EXPECT_NE(test::code_of(response), 1) << operation.name << "." << field.name;
        }
}

TEST_F(BadInputTest, ListsWithAbsurdPagesAreEmptyOrRefused) {
  for (const char* operation : {"GetEntityAccounts", "GetEntityDirectAccounts"})
    for (const char* size : {"0", "-1", "1", "5000", "2147483647"})
      for (const char* index : {"0", "-2147483648", "2", "2147483647"})
        EXPECT_THAT(test::code_of(probe_.call(operation, element("PageSize", size) + element("PageIndex", index))),
                    AnyOf(0, 2));
}

TEST_F(BadInputTest, NothingAtAllIsRefusedByEveryOperationThatNeedsSomething) {
  for (const Service* service : services::catalog().services())
    for (const Operation& operation : service->operations) {
      if (!operation.available) continue;
      const Headers headers = soap11(operation.name);
      EXPECT_EQ(probe_.post("", headers, page_of(*service)).status, 400);
      // One old operation has a bare enumeration for its result.
      EXPECT_THAT(test::code_of(probe_.post(envelope11(call_body(operation, ""), ""), headers, page_of(*service))),
                  AnyOf(3, -1));
      // GetEntityPoliciesAll needs nothing at all: its only parameter is the target, and none is the caller.
      if (operation.name == "GetEntityPoliciesAll") continue;
      EXPECT_THAT(test::code_of(probe_.post(envelope11(""), headers, page_of(*service))), AnyOf(2, 3, -1))
          << operation.name;
    }
}

TEST_F(BadInputTest, UnknownOperationsOfEveryKindAreRefused) {
  for (const std::string name :
       {"", "cancelentity", "CancelEntity ", "../CancelEntity", "CancelEntity\x01", "<b>", "&"})
    for (const Service* service : services::catalog().services())
      EXPECT_EQ(test::fault_of(probe_.post(envelope11(kCancel), soap11(name), page_of(*service))).code, "soap:Client");
  EXPECT_EQ(test::fault_of(probe_.post(envelope11(kCancel), soap11(times("x", kMegabyte)))).code, "soap:Client");
}

TEST_F(BadInputTest, OddTargetsAreAnswered) {
  for (const std::string& target :
       {std::string("/"), std::string("/WebApi"), std::string("//"), std::string("/%"), std::string("/%zz.asmx"),
        std::string("/WebApi/AccountManagementService/.asmx"), std::string(test::kEntityPage) + "/",
        std::string(test::kEntityPage) + "//" + times("/x", 10'000),
        std::string(test::kEntityPage) + "?" + times("op=", 10'000),
        std::string(test::kEntityPage) + "?op=" + times("%00", 1000), times("/..", 1000), std::string("/_sandbox/"),
        std::string("/_sandbox/nothing"), std::string("/WebApi/ResetPassword.aspx?token=%00%ff")})
    for (const char* method : {"GET", "POST", "HEAD", "PUT", "", "G\x01"})
      EXPECT_GE(probe_.send(test::make_request(method, target)).status, 200) << target.substr(0, 80);
}

// What is refused leaves the database as it was, whatever is asked by whoever.
TEST_F(BadInputTest, RandomCallsChangeNothingUnlessTheySucceed) {
  std::mt19937 chance(20261123);  // NOLINT(cert-msc51-cpp): the same calls every time
  const auto pick = [&](const auto& list) { return list[chance() % list.size()]; };
  const std::vector<std::string> texts{
      "",          "a",        "a@b.example", "admin@company1.example", "SomePartner1Admin", "'; --",
      "Backup123", "\xC3\xA9", "Some Name",   times("x", 300)};
  const std::vector<std::string> numbers{"0",   "1",   "5",    "111",  "221", "225",
                                         "311", "888", "2171", "2175", "-1",  "2147483647"};
  const std::vector<std::string> users{"888", "1", "2117", "221", "225", "62136", "31337"};
  const auto all = services::catalog().services();
  state::Sandbox& state = probe_.application().sandbox().state();
  const state::Snapshot image = state.database.take();
  int succeeded = 0;
  for (int round = 0; round < 2500; ++round) {
    const Service& service = *all[chance() % all.size()];
    const Operation& operation = service.operations[chance() % service.operations.size()];
    std::string members;
    for (const FieldDesc& field : operation.request->fields) {
      if (chance() % 8 == 0) continue;
      const bool text = field.type->kind == Kind::string && !field.is_array();
      const bool flag = field.type->kind == Kind::boolean;
      members += element(field.name, text ? pick(texts) : flag ? (chance() % 2 ? "true" : "false") : pick(numbers));
    }
    const std::string user = pick(users);
    const std::string header = "<AuthHeader xmlns=\"sosonlinebackup.com\">" + element("UserName", user + "WS") +
                               element("Password", "Sandbox" + user) + "</AuthHeader>";
    const Response response =
        probe_.post(envelope11(call_body(operation, members), header), soap11(operation.name), page_of(service));
    ASSERT_NE(test::code_of(response), 1) << operation.name << members;
    ASSERT_THAT(response.status, AnyOf(200, 500)) << operation.name << members;
    const bool success = response.body.find(">Success<") != std::string::npos ||
                         response.body.find(">CannotSendEmail<") != std::string::npos;  // the change stands
    if (!success) {
      ASSERT_TRUE(probe_.content() == seeded_) << user << " " << operation.name << members;
    } else {
      ++succeeded;
      state.restore(image);
    }
  }
  EXPECT_GT(succeeded, 50);
}

// Reads and writes of all services from sixteen threads at once: every answer is a whole one, and all of them add up.
TEST(ManyThreads, AnswerMixedCallsAtOnce) {
  Probe probe;
  constexpr int kThreads = 16;
  constexpr int kRounds = 12;
  std::atomic<int> cancelled = 0;
  std::atomic<int> broken = 0;
  std::vector<std::thread> threads;
  for (int number = 0; number < kThreads; ++number)
    threads.emplace_back([&, number] {
      for (int round = 0; round < kRounds; ++round) {
        switch ((number + round) % 6) {
          case 0:
            if (probe.outcome("GetEntityHierarchy", "<TargetEntityID>0</TargetEntityID>") != "0") ++broken;
            break;
          case 1:
            if (probe.outcome("SuspendEntity", "<TargetEntityId>311</TargetEntityId>") == "1") ++broken;
            break;
          case 2:
            if (probe.outcome("ActivateEntity", "<TargetEntityId>311</TargetEntityId>") == "1") ++broken;
            break;
          case 3: {
            const Response response = probe.call("CancelEntity", "<TargetEntityId>226</TargetEntityId>");
            if (response.body.find("<AlreadyCanceled>false") != std::string::npos) ++cancelled;
            break;
          }
          case 4:
            if (probe.get(std::string(test::kEntityPage) + "?wsdl").status != 200) ++broken;
            break;
          default:
            if (probe.post("<", soap11("CancelEntity")).status != 400) ++broken;
            if (probe.get("/_sandbox/journal").status != 200) ++broken;
        }
      }
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(broken, 0);
  EXPECT_EQ(cancelled, 1);
}

}  // namespace
}  // namespace http
