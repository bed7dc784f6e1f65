// A small contract for the harness's own tests: every kind of value and both layouts of messages.
#pragma once
#include "contract/registry.hpp"

namespace contract {
struct Call {};
}  // namespace contract

namespace conformance::test {

using namespace contract;

enum class Colour : std::uint8_t { red, green };

}  // namespace conformance::test
template <>
struct contract::EnumNames<conformance::test::Colour> {
  static constexpr std::string_view kName = "Colour";
  static constexpr std::array<std::string_view, 2> kValues{"Red", "Green"};
};
namespace conformance::test {

struct Shelf {
  static constexpr std::string_view kName = "Shelf";
  std::int32_t number = 0;
  std::optional<std::string> label;
  static constexpr auto fields() {
    return fields_of(field<&Shelf::number>("Number", {.min = 1}), field<&Shelf::label>("Label"));
  }
};

struct OpenRequest {
  static constexpr std::string_view kName = "OpenRequest";
  std::int32_t id = 0;
  std::optional<std::string> owner;
  std::string pass_word;
  std::vector<Shelf> shelves;
  std::vector<std::optional<std::string>> tags;
  static constexpr auto fields() {
    using Self = OpenRequest;
    return fields_of(field<&Self::id>("Id", {.min = 1}), field<&Self::owner>("Owner", {.aliases = {"Ownr"}}),
                     field<&Self::pass_word>("Password", {.secret = true}), field<&Self::shelves>("Shelves"),
                     field<&Self::tags>("Tags"));
  }
};

struct OpenResult {
  static constexpr std::string_view kName = "OpenResult";
  Result result;
  std::int64_t used_kb = 0;
  bool open = false;
  DateTime since;
  std::optional<std::int32_t> height;
  Colour colour = Colour::red;
  std::optional<std::string> note;
  std::optional<std::vector<Shelf>> shelves;
  static constexpr auto fields() {
    using Self = OpenResult;
    return fields_of(field<&Self::result>("Result"), field<&Self::used_kb>("UsedKB"), field<&Self::open>("IsOpen"),
                     field<&Self::since>("Since"), field<&Self::height>("Height"), field<&Self::colour>("Colour"),
                     field<&Self::note>("Note"), field<&Self::shelves>("Shelves"));
  }
};

struct CountRequest {
  static constexpr std::string_view kName = "CountRequest";
  std::string user_name;
  static constexpr auto fields() { return fields_of(field<&CountRequest::user_name>("userName")); }
};
struct CountResponse {
  static constexpr std::string_view kName = "CountResponse";
  Result result;
  std::int32_t total = 0;
  static constexpr auto fields() {
    return fields_of(field<&CountResponse::result>("CountResult"), field<&CountResponse::total>("total"));
  }
};

inline constexpr Rule kKnown{"Open/known", Code::ObjectEntityMismatch, "The cabinet exists.", Evidence::table};

inline Outcome<OpenResult, kKnown> open(Call&, const OpenRequest&) { return OpenResult{}; }
inline Outcome<CountResponse> count(Call&, const CountRequest&) { return CountResponse{}; }

inline constexpr Operation kOperations[] = {operation<open>("Open", {.doc = "Opens a cabinet."}),
                                            operation<count>("Count", {.doc = "Counts.", .style = Style::legacy})};
inline constexpr Service kService{.name = "CabinetService", .doc = "Cabinets.", .operations = kOperations};
inline constexpr const Service* kServices[] = {&kService};
inline constexpr Registry kRegistry{kServices};

}  // namespace conformance::test
