// The tables themselves: what the lowering makes of a message, and what the checks of the registry find.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "contract/profile.hpp"
#include "contract/registry.hpp"
#include "contract/spelling.hpp"

namespace contract {

struct Call {};  // the tests' rules touch no state

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

enum class Colour : std::uint8_t { red, green };
enum class Shade : std::uint8_t { light, dark, faded };

}  // namespace
template <>
struct EnumNames<Colour> {
  static constexpr std::string_view kName = "Colour";
  static constexpr std::array<std::string_view, 2> kValues{"Red", "Green"};
};
template <>
struct EnumNames<Shade> {
  static constexpr std::string_view kName = "Shade";
  static constexpr std::array<std::string_view, 3> kValues{"Light", "Dark", "Faded"};
  static constexpr std::size_t kUnlisted = 1;
};
namespace {

struct Shelf {
  static constexpr std::string_view kName = "Shelf";
  std::string label;
  std::optional<std::int32_t> height;
  static constexpr auto fields() {
    return fields_of(field<&Shelf::label>("Label", {.required = true}), field<&Shelf::height>("Height", {.min = 1}));
  }
};

struct Cabinet {
  static constexpr std::string_view kName = "Cabinet";
  std::int32_t id = 0;
  std::optional<std::string> note;
  Nillable<std::string> owner;
  Colour colour = Colour::red;
  std::vector<Shelf> shelves;
  std::optional<std::vector<std::optional<std::string>>> tags;

  static constexpr auto fields() {
    using Self = Cabinet;
    return fields_of(field<&Self::id>("Id", {.min = 1, .max = 9}), field<&Self::note>("Note"),
                     field<&Self::owner>("Owner"), field<&Self::colour>("Colour"), field<&Self::shelves>("Shelves"),
                     field<&Self::tags>("Tags", {.item = "string"}));
  }
};

struct CabinetResult {
  static constexpr std::string_view kName = "CabinetResult";
  Result result;
  static constexpr auto fields() { return fields_of(field<&CabinetResult::result>("Result")); }
};

constexpr Rule kFits{"OpenCabinet/fits", Code::ObjectEntityMismatch, "The cabinet fits the room.", Evidence::table};
constexpr Rule kUnasked{"OpenCabinet/unasked", Code::AlreadyExists, "Nobody knows.", Evidence::assumed};

Outcome<CabinetResult, kFits> open_cabinet(Call&, const Cabinet& in) {
  if (in.id == 7) return refuse<kFits>("Id: seven does not fit");
  return CabinetResult{};
}
Outcome<CabinetResult, kUnasked, kFits> paint_cabinet(Call& call, const Cabinet& in) {
  if (const auto opened = open_cabinet(call, in); !opened) return opened;  // passes the helper's refusal on
  if (in.id == 8) return refuse<kUnasked>;
  return CabinetResult{};
}

const FieldDesc& row(std::string_view name) {
  for (const FieldDesc& field : TypeOf<Cabinet>::desc.fields)
    if (field.name == name) return field;
  throw std::logic_error("no such row");
}

TEST(Schema, KeepsUnlistedValuesOutOfTheList) {
  EXPECT_THAT(TypeOf<Shade>::desc.values, ElementsAre("Light", "Dark", "Faded"));
  EXPECT_THAT(TypeOf<Shade>::desc.listed(), ElementsAre("Light", "Dark"));
  EXPECT_THAT(TypeOf<Colour>::desc.listed(), ElementsAre("Red", "Green"));
}

TEST(Schema, TellsThePresenceOfAMemberFromItsType) {
  EXPECT_EQ(row("Id").presence, Presence::plain);
  EXPECT_EQ(row("Note").presence, Presence::optional);
  EXPECT_EQ(row("Owner").presence, Presence::nillable);
  EXPECT_EQ(row("Shelves").presence, Presence::array);
  EXPECT_EQ(row("Tags").presence, Presence::optional_array);
  EXPECT_TRUE(row("Tags").null_items);
  EXPECT_EQ(row("Shelves").item_name(), "Shelf");
  EXPECT_EQ(row("Tags").item_name(), "string");
}

TEST(Schema, WritesNilForNullValueTypesAndNillablesOnly) {
  EXPECT_FALSE(row("Note").nil_when_null());
  EXPECT_TRUE(row("Owner").nil_when_null());
  EXPECT_TRUE(TypeOf<Shelf>::desc.fields[1].nil_when_null());
}

TEST(Schema, ReadsAndWritesMembersThroughTheirRows) {
  Cabinet cabinet;
  *static_cast<std::int32_t*>(row("Id").emplace(&cabinet)) = 4;
  *static_cast<std::string*>(row("Note").emplace(&cabinet)) = "oak";
  *static_cast<std::uint8_t*>(row("Colour").emplace(&cabinet)) = 1;
  static_cast<Shelf*>(row("Shelves").emplace(&cabinet))->label = "top";
  EXPECT_FALSE(row("Tags").present(&cabinet));
  row("Tags").start_array(&cabinet);
  EXPECT_TRUE(row("Tags").present(&cabinet));
  row("Tags").add_null(&cabinet);
  *static_cast<std::string*>(row("Tags").emplace(&cabinet)) = "old";

  EXPECT_EQ(cabinet.id, 4);
  EXPECT_EQ(cabinet.note, "oak");
  EXPECT_EQ(cabinet.colour, Colour::green);
  ASSERT_EQ(row("Shelves").count(&cabinet), 1u);
  EXPECT_EQ(static_cast<const Shelf*>(row("Shelves").find(&cabinet, 0))->label, "top");
  EXPECT_EQ(row("Tags").count(&cabinet), 2u);
  EXPECT_EQ(row("Tags").find(&cabinet, 0), nullptr);
  EXPECT_EQ(*static_cast<const std::string*>(row("Tags").find(&cabinet, 1)), "old");
  EXPECT_EQ(row("Owner").find(&cabinet, 0), nullptr);
}

TEST(Operations, CarryTheRulesOfTheirReturnType) {
  constexpr Operation open = operation<open_cabinet>("OpenCabinet", {.doc = "Opens a cabinet."});
  ASSERT_EQ(open.rules.size(), 1u);
  EXPECT_EQ(open.rules[0]->id, "OpenCabinet/fits");
  EXPECT_THAT(codes_of(open), ElementsAre(Code::Success, Code::UnexpectedError, Code::InvalidInputParameters,
                                          Code::InvalidSoapCredentials, Code::ObjectEntityMismatch));
}

TEST(Operations, DecideByTheirRuleFunction) {
  constexpr Operation open = operation<open_cabinet>("OpenCabinet", {.doc = "Opens a cabinet."});
  std::optional<Refusal> refusal;
  open.with_messages(
      [](void* context, void* request, void* response) {
        Call call;
        static_cast<Cabinet*>(request)->id = 7;
        *static_cast<std::optional<Refusal>*>(context) =
            operation<open_cabinet>("OpenCabinet", {.doc = ""}).decide(call, request, response);
      },
      &refusal);
  ASSERT_TRUE(refusal);
  EXPECT_EQ(refusal->rule, &kFits);
  EXPECT_EQ(refusal->detail, "Id: seven does not fit");
}

TEST(Codes, EveryCodeHasOneRow) {
  for (const CodeInfo& row : codes()) EXPECT_EQ(&info(row.code), &row);
  EXPECT_EQ(info(Code::EntityExpired).name, "EntityExpired");
}

TEST(Questions, AreSortedByIdAndComplete) {
  std::string_view last;
  for (const Question& question : questions()) {
    EXPECT_LT(last, question.id);
    last = question.id;
    EXPECT_EQ(find_question(question.id), &question);
    EXPECT_FALSE(question.question.empty() || question.assumed().empty() || question.settled_by().empty())
        << question.id;
  }
  EXPECT_EQ(find_question("Q-nothing"), nullptr);
}

TEST(Questions, HaveAnswersWhereTheyAreSwitchesAndAReasonWhereTheyAreFacts) {
  for (const Question& question : questions()) {
    const bool switched = question.kind == QuestionKind::switched;
    EXPECT_EQ(question.choices().size() >= 2, switched) << question.id;
    EXPECT_EQ(question.why.empty(), question.kind != QuestionKind::fact) << question.id;
    std::set<std::string_view> names;
    for (const Answer& answer : question.choices()) {
      EXPECT_TRUE(names.insert(answer.name).second) << question.id << ": " << answer.name;
      EXPECT_FALSE(answer.says.empty()) << question.id << ": " << answer.name;
      if (answer.code) {
        EXPECT_EQ(info(*answer.code).name, answer.name) << question.id;
      }
    }
  }
}

TEST(Questions, KeepTheCodeOfTheRuleUnderTheAssumedAnswer) {
  for (const Question& question : kSwitches) {
    const bool by_code =
        std::ranges::any_of(question.choices(), [](const Answer& one) { return one.code.has_value(); });
    EXPECT_EQ(question.answers.front().code.has_value(), by_code) << question.id;
    EXPECT_EQ(question.answers.front().checks, FieldChecks::as_declared) << question.id;
  }
}

TEST(Profiles, AnswerAsAssumedUntilTheyAreToldOtherwise) {
  Profile profile;
  EXPECT_TRUE((profile.is<"Q-cancel-expired", "refused">()));
  EXPECT_TRUE(profile.is_assumed());
  profile.choose("Q-cancel-expired", "cancelled");
  EXPECT_TRUE((profile.is<"Q-cancel-expired", "cancelled">()));
  EXPECT_FALSE((profile.is<"Q-cancel-expired", "refused">()));
  EXPECT_FALSE(profile.is_assumed());
  ASSERT_EQ(profile.differences().size(), 1u);
  EXPECT_EQ(profile.differences().front()->id, "Q-cancel-expired");
  ASSERT_NE(profile.chosen("Q-cancel-expired"), nullptr);
  EXPECT_EQ(profile.chosen("Q-cancel-expired")->name, "cancelled");
  EXPECT_EQ(profile.chosen("Q-element-order"), nullptr);
}

std::string complaint_about(std::string_view question, std::string_view answer) {
  Profile profile;
  try {
    profile.choose(question, answer);
  } catch (const UnknownAnswer& error) {
    EXPECT_TRUE(profile.is_assumed());
    return error.what();
  }
  return "nothing";
}

TEST(Profiles, RefuseWhatTheRegisterDoesNotHoldAndNameTheNearest) {
  EXPECT_EQ(complaint_about("Q-cancel-expird", "refused"),
            "there is no question 'Q-cancel-expird'; did you mean 'Q-cancel-expired'?");
  EXPECT_EQ(complaint_about("Q-cancel-expired", "canceled"),
            "Q-cancel-expired has no answer 'canceled', only refused, cancelled; did you mean 'cancelled'?");
  EXPECT_EQ(complaint_about("Q-element-order", "x"),
            "Q-element-order is no switch: the real WSDL settles it, see --wsdl");
  EXPECT_THAT(complaint_about("Q-code-numbers", "x"), testing::StartsWith("Q-code-numbers is no switch: "));
}

TEST(Registry, FindsPagesWithoutRegardToCaseAndOperationsExactly) {
  static constexpr Operation kOperations[] = {operation<open_cabinet>("OpenCabinet", {.doc = "Opens a cabinet."})};
  static constexpr Service kService{.name = "CabinetService", .doc = "Cabinets.", .operations = kOperations};
  static constexpr const Service* kServices[] = {&kService};
  const Registry registry(kServices);
  EXPECT_EQ(registry.find_service("cabinetSERVICE"), &kService);
  EXPECT_EQ(registry.find_service("Cabinet"), nullptr);
  EXPECT_NE(Registry::find_operation(kService, "OpenCabinet"), nullptr);
  EXPECT_EQ(Registry::find_operation(kService, "opencabinet"), nullptr);
}

TEST(Registry, ComplainsAboutAssumptionsWithoutAQuestion) {
  static constexpr Operation kOperations[] = {
      operation<open_cabinet>("OpenCabinet", {.doc = "Opens.", .request = Evidence::table}),
      operation<paint_cabinet>("PaintCabinet",
                               {.doc = "Paints.", .response = Evidence::assumed, .question = "Q-nothing"})};
  static constexpr Service kService{.name = "CabinetService", .doc = "Cabinets.", .operations = kOperations};
  static constexpr const Service* kServices[] = {&kService};
  const auto complaints = check(Registry(kServices));
  EXPECT_THAT(complaints, testing::Contains(HasSubstr("unknown question Q-nothing")));
  EXPECT_THAT(complaints, testing::Contains(HasSubstr("CabinetResult.Result is assumed")));
  EXPECT_THAT(complaints, testing::Contains(HasSubstr("rule OpenCabinet/unasked is assumed")));
  EXPECT_THAT(complaints, testing::Not(testing::Contains(HasSubstr("OpenCabinet: "))));
}

TEST(Registry, SaysWhatAFieldDemands) {
  EXPECT_EQ(describe_rules(row("Id")), "must be >= 1; must be <= 9");
  EXPECT_EQ(describe_rules(TypeOf<Shelf>::desc.fields[0]), "must not be empty");
  EXPECT_THAT(describe_rules(row("Colour")), IsEmpty());
}

Outcome<CabinetResult, kUnasked, kFits> paint_twice(Call& call, const Cabinet& in) { return open_cabinet(call, in); }

TEST(Spelling, CountsEditsAndNotTheCaseOfLetters) {
  EXPECT_EQ(edits("", ""), 0u);
  EXPECT_EQ(edits("", "abc"), 3u);
  EXPECT_EQ(edits("abc", ""), 3u);
  EXPECT_EQ(edits("TargetEntityID", "targetentityid"), 0u);
  EXPECT_EQ(edits("DiskQoutaGB", "DiskQuotaGB"), 2u);
  EXPECT_EQ(edits("Entity", "Entities"), 3u);
  EXPECT_TRUE(same_letters("EMail", "Email"));
  EXPECT_FALSE(same_letters("EMail", "EMails"));
}

TEST(Outcome, TakesOverAHelpersValueAsWellAsItsRefusal) {
  Call call;
  Cabinet in;
  EXPECT_TRUE(paint_twice(call, in));
  in.id = 7;
  const auto refused = paint_twice(call, in);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.refusal().rule, &kFits);
}

}  // namespace
}  // namespace contract
