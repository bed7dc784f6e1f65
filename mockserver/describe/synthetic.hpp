// A small made-up contract for the tests of this room: every kind of member, both styles of message.
#pragma once
#include "contract/registry.hpp"

namespace describe::synthetic {

enum class Colour : std::uint8_t { red, green };

}  // namespace describe::synthetic

template <>
struct contract::EnumNames<describe::synthetic::Colour> {
  static constexpr std::string_view kName = "Colour";
  static constexpr std::array<std::string_view, 2> kValues{"Red", "Green"};
};

namespace describe::synthetic {

using contract::field;
using contract::fields_of;

struct Drawer {
  static constexpr std::string_view kName = "Drawer";
  std::string label;
  std::optional<std::vector<std::string>> papers;
  static constexpr auto fields() {
    return fields_of(field<&Drawer::label>("Label"), field<&Drawer::papers>("Papers", {.item = "Paper"}));
  }
};

struct Shelf {
  static constexpr std::string_view kName = "Shelf";
  std::string label;
  std::optional<std::int32_t> height;
  std::vector<Drawer> drawers;
  static constexpr auto fields() {
    return fields_of(field<&Shelf::label>("Label", {.required = true, .doc = "What is written on it."}),
                     field<&Shelf::height>("Height", {.min = 1, .doc = "In cm."}), field<&Shelf::drawers>("Drawers"));
  }
};

struct Cabinet {
  static constexpr std::string_view kName = "BuildCabinetRequest";
  std::int32_t id = 0;
  contract::Guid serial;
  contract::Nillable<std::string> owner;
  std::optional<contract::DateTime> built;
  contract::Bytes drawing;
  Colour colour = Colour::red;
  bool locked = false;
  std::vector<Shelf> shelves;
  std::vector<std::string> tags;
  std::string password;
  std::string riddle;
  static constexpr auto fields() {
    using Self = Cabinet;
    return fields_of(
        field<&Self::id>("Id", {.min = 1, .max = 9, .aliases = {"ID"}, .evidence = contract::Evidence::verified}),
        field<&Self::serial>("Serial"), field<&Self::owner>("Owner"), field<&Self::built>("Built"),
        field<&Self::drawing>("Drawing"), field<&Self::colour>("Colour"), field<&Self::locked>("Locked"),
        field<&Self::shelves>("Shelves"), field<&Self::tags>("Tags"),
        field<&Self::password>("Password", {.secret = true}), field<&Self::riddle>("Riddle", {.unlisted = true}));
  }
};

struct CabinetResult {
  static constexpr std::string_view kName = "BuildCabinetResult";
  contract::Result result;
  std::optional<Shelf> shelf;
  static constexpr auto fields() {
    return fields_of(field<&CabinetResult::result>("Result"), field<&CabinetResult::shelf>("Shelf"));
  }
};

struct Paint {
  static constexpr std::string_view kName = "Paint";
  std::int32_t id = 0;
  std::string note;
  Colour colour = Colour::red;
  static constexpr auto fields() {
    return fields_of(field<&Paint::id>("id"), field<&Paint::note>("note"), field<&Paint::colour>("colour"));
  }
};

struct PaintResponse {
  static constexpr std::string_view kName = "PaintResponse";
  contract::Result result;
  static constexpr auto fields() { return fields_of(field<&PaintResponse::result>("PaintResult")); }
};

struct Nothing {
  static constexpr std::string_view kName = "CountRequest";
  static constexpr std::array<contract::FieldDesc, 0> fields() { return {}; }
};

inline constexpr contract::Rule kFits{"BuildCabinet/fits", contract::Code::ObjectEntityMismatch,
                                      "The cabinet fits <the room>.", contract::Evidence::assumed, "Q-quota-code"};

inline contract::Outcome<CabinetResult, kFits> build_cabinet(contract::Call&, const Cabinet&) {
  return CabinetResult{};
}
inline contract::Outcome<PaintResponse> paint(contract::Call&, const Paint&) { return PaintResponse{}; }
inline contract::Outcome<CabinetResult> count(contract::Call&, const Nothing&) { return CabinetResult{}; }

inline constexpr contract::Operation kOperations[] = {
    contract::operation<paint>("Paint", {.doc = "Paints a cabinet & more.", .style = contract::Style::legacy}),
    contract::operation<build_cabinet>(
        "BuildCabinet",
        {.doc = "Builds a cabinet.", .response = contract::Evidence::example, .question = "Q-quota-code"}),
    contract::operation<count>("Count", {.doc = "Counts.", .available = false}),
};
inline constexpr contract::KnownByName kKnown[] = {{"Polish", "Nobody knows how.", true}};
inline constexpr contract::Service kService{
    .name = "CabinetService", .doc = "Cabinets.", .operations = kOperations, .known_by_name = kKnown};
inline constexpr const contract::Service* kServices[] = {&kService};

}  // namespace describe::synthetic
