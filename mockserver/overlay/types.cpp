// Types of ours under the names, in the order and of the types of theirs.
#include "overlay/types.hpp"

#include <algorithm>

#include "contract/spelling.hpp"
#include "overlay/simple_types.hpp"

namespace overlay {
namespace {

using contract::FieldDesc;
using contract::Kind;
using contract::Presence;
using contract::TypeDesc;
using contract::WhenNull;

using DifferenceKind = Difference::Kind;

// The element whose type is that of the items, for a member that can hold several.
const XsdElement* item_of(const XsdElement& element) {
  return element.repeated ? &element : element.type->array_item();
}

std::size_t listed_count(const TypeDesc& type) {
  return static_cast<std::size_t>(
      std::ranges::count_if(type.fields, [](const FieldDesc& f) { return !f.rules.unlisted; }));
}

Fit fit_of(const TypeDesc& ours, const XsdType& theirs) {
  const bool complex = theirs.shape == XsdType::Shape::complex;
  if (ours.kind == Kind::object) {
    if (!complex || theirs.array_item()) return Fit::none;
    const std::size_t common = TypeMapper::common_members(ours, theirs);
    return common * 2 >= listed_count(ours) ? Fit::distinctive : common ? Fit::convertible : Fit::none;
  }
  if (complex) return Fit::none;
  if (theirs.shape == XsdType::Shape::enumeration) {
    if (ours.kind != Kind::enumeration) return ours.kind == Kind::string ? Fit::convertible : Fit::none;
    const bool share =
        std::ranges::any_of(ours.values, [&](std::string_view v) { return std::ranges::count(theirs.values, v) != 0; });
    return share ? Fit::distinctive : Fit::convertible;
  }
  const auto kind = kind_of(theirs.base);
  if (!kind) return Fit::none;
  if (*kind == ours.kind) return Fit::same;
  return can_be_sent_as(ours.kind, *kind) ? Fit::convertible : Fit::none;
}

Fit fit_of(const FieldDesc& ours, const XsdElement& theirs) {
  if (!ours.is_array()) return theirs.repeated ? Fit::none : fit_of(*ours.type, *theirs.type);
  const XsdElement* item = item_of(theirs);
  const Fit fit = item ? fit_of(*ours.type, *item->type) : Fit::none;
  return fit == Fit::same ? Fit::distinctive : fit;
}

bool same_row(const FieldDesc& a, const FieldDesc& b) {
  return a.name == b.name && a.type == b.type && a.when_null == b.when_null && a.flat == b.flat &&
         a.item_name() == b.item_name() && a.rules.aliases == b.rules.aliases;
}

// What their schema demands of a null.
WhenNull null_in(const XsdElement& theirs) {
  if (theirs.nillable) return WhenNull::nil;
  return theirs.optional ? WhenNull::left_out : WhenNull::written;
}

std::string type_name(const XsdElement& element) {
  const XsdElement* item = element.type->array_item();
  if (item) return type_name(*item) + "[]";
  std::string name(element.type->name.empty() ? element.type->base : element.type->name);
  if (name.empty()) name = "a class of its own";
  return element.repeated ? name + "[]" : name;
}

std::string type_name(const FieldDesc& field) { return std::string(field.type->name) + (field.is_array() ? "[]" : ""); }

}  // namespace

void TypeMapper::report(DifferenceKind kind, bool followed, const std::string& path, std::string says,
                        const Place& place) {
  differences_.push_back({.kind = kind,
                          .followed = followed,
                          .service = service_,
                          .path = path,
                          .says = std::move(says),
                          .place = place.document ? place.text() : ""});
}

std::size_t TypeMapper::common_members(const TypeDesc& ours, const XsdType& theirs) {
  std::size_t common = 0;
  for (const FieldDesc& field : ours.fields)
    if (!field.rules.unlisted)
      common += std::ranges::any_of(theirs.elements,
                                    [&](const XsdElement& e) { return contract::same_letters(e.name, field.name); });
  return common;
}

std::vector<Pair> TypeMapper::pairs_of(const TypeDesc& ours, const XsdType& theirs) const {
  std::vector<Ours> rows;
  std::vector<std::vector<Fit>> fits;
  for (const FieldDesc& row : ours.fields) {
    rows.push_back({.name = row.name, .aliases = row.rules.aliases, .listed = !row.rules.unlisted});
    for (std::vector<Fit>& line = fits.emplace_back(); const XsdElement& element : theirs.elements)
      line.push_back(fit_of(row, element));
  }
  std::vector<std::string_view> names;
  for (const XsdElement& element : theirs.elements) names.push_back(element.name);
  return match(rows, names, fits);
}

const TypeDesc& TypeMapper::object(const TypeDesc& ours, const XsdType& theirs, const std::string& path) {
  const auto [known, fresh] = made_.try_emplace({&ours, &theirs}, &ours);
  if (!fresh) return *known->second;
  remarks(theirs, path);
  std::vector<Pair> pairs = pairs_of(ours, theirs);
  Fields rows;
  std::vector<bool> found(ours.fields.size());
  auto pair = pairs.begin();
  for (std::size_t t = 0; t < theirs.elements.size(); ++t) {
    const XsdElement& element = theirs.elements[t];
    const std::string their_path = path + "/" + std::string(element.name);
    if (element.namespace_uri != contract::kNamespace)
      report(DifferenceKind::other, false, their_path,
             "is of namespace '" + std::string(element.namespace_uri) + "', and read and written in '" +
                 std::string(contract::kNamespace) + "'",
             element.place);
    if (pair == pairs.end() || pair->theirs != t) {
      report(DifferenceKind::added, true, their_path, "is theirs alone, of type " + type_name(element), element.place);
      rows.push_back(foreign_field(element));
      continue;
    }
    const FieldDesc& row = ours.fields[pair->ours];
    const std::string our_path = path + "/" + std::string(row.name);
    found[pair->ours] = true;
    if (pair->reason != Reason::same_name)
      report(DifferenceKind::renamed, true, our_path,
             "is called " + std::string(element.name) + " (" + std::string(words_of(pair->reason)) + ")",
             element.place);
    if (const FieldDesc* mapped = field(row, element, our_path)) {
      rows.push_back(*mapped);
    } else {
      report(
          DifferenceKind::retyped, false, our_path,
          "is " + type_name(row) + " here and " + type_name(element) + " there: read and forgotten, and written empty",
          element.place);
      rows.push_back(foreign_field(element));
    }
    ++pair;
  }
  for (std::size_t i = 0; i < found.size(); ++i) {
    const FieldDesc& row = ours.fields[i];
    if (found[i] || row.rules.unlisted) continue;
    // Perhaps one of those that are theirs alone carries it now.
    if (row.rules.secret)
      for (const FieldDesc& theirs_alone : rows)
        if (!theirs_alone.find) secret_names_.emplace_back(theirs_alone.name);
    report(DifferenceKind::dropped, true, path + "/" + std::string(row.name),
           row.rules.required ? "is not theirs: not read any more, though the operation needs it"
                              : "is not theirs: neither read nor written",
           theirs.place);
  }
  compare_order(ours, pairs, path, theirs.place);
  const std::string_view name = theirs.name.empty() ? ours.name : theirs.name;
  if (name == ours.name && std::ranges::equal(rows, ours.fields, same_row)) return ours;
  fields_.push_back(std::move(rows));
  types_.push_back({.name = name, .kind = Kind::object, .fields = fields_.back()});
  return *(made_[{&ours, &theirs}] = &types_.back());
}

const FieldDesc* TypeMapper::field(const FieldDesc& ours, const XsdElement& theirs, const std::string& path) {
  FieldDesc row = ours;
  row.name = theirs.name;
  row.rules.aliases = {};  // which of the spellings is right is settled
  row.rules.unlisted = false;
  if (row.rules.secret && theirs.name != ours.name) secret_names_.emplace_back(theirs.name);
  if (ours.is_array()) {
    const XsdElement* item = item_of(theirs);
    if (!item) return nullptr;
    const std::string item_path = theirs.repeated ? path : path + "/" + std::string(ours.item_name());
    row.flat = theirs.repeated;
    if (row.flat)
      report(DifferenceKind::layout, true, path, "has its items with no element around them", theirs.place);
    else if (item->name != ours.item_name())
      report(DifferenceKind::renamed, true, item_path, "is called " + std::string(item->name), item->place);
    row.rules.item = item->name;
    row.type = value(*ours.type, *item->type, item_path, item->place);
    row.when_null = row.flat ? WhenNull::left_out : null_in(theirs);
    if (!row.flat) compare_presence(ours, theirs, path);
  } else {
    if (theirs.repeated) return nullptr;
    row.type = value(*ours.type, *theirs.type, path, theirs.place);
    row.when_null = null_in(theirs);
    compare_presence(ours, theirs, path);
    // A member that is never null has nothing to say of null, but what its row says is compared with ours.
    if (row.when_null == WhenNull::written && !ours.nil_when_null() && ours.presence == Presence::plain)
      row.when_null = ours.when_null;
  }
  if (!row.type) return nullptr;
  return &single_fields_.emplace_back(row);
}

const TypeDesc* TypeMapper::value(const TypeDesc& ours, const XsdType& theirs, const std::string& path,
                                  const Place& place) {
  if (theirs.shape == XsdType::Shape::complex)
    return ours.kind == Kind::object && !theirs.array_item() ? &object(ours, theirs, path) : nullptr;
  if (ours.kind == Kind::object) return nullptr;
  if (!theirs.remarks.empty()) remarks(theirs, path);
  const TypeDesc* sent = nullptr;
  if (theirs.shape == XsdType::Shape::enumeration) {
    if (ours.kind == Kind::enumeration) return &enumeration(ours, theirs, path, place);
    if (ours.kind != Kind::string) return nullptr;
    sent = &foreign_type(theirs);
  } else {
    sent = simple(theirs.base);
    if (!sent) return nullptr;
    if (sent->kind == ours.kind && !is_part_of_date_time(sent->name)) {
      if (sent->name != ours.name)
        report(DifferenceKind::retyped, true, path, "is " + std::string(sent->name) + ", not " + std::string(ours.name),
               place);
      return sent->name == ours.name ? &ours : sent;
    }
    if (sent->kind != ours.kind && !can_be_sent_as(ours.kind, sent->kind)) return nullptr;
  }
  const auto [known, fresh] = made_.try_emplace({&ours, &theirs}, nullptr);
  if (fresh) {
    types_.push_back({.name = sent->name, .kind = Kind::adapted, .sent = sent, .stored = &ours});
    known->second = &types_.back();
  }
  report(DifferenceKind::retyped, true, path, "is " + std::string(sent->name) + ", not " + std::string(ours.name),
         place);
  return known->second;
}

const TypeDesc& TypeMapper::enumeration(const TypeDesc& ours, const XsdType& theirs, const std::string& path,
                                        const Place& place) {
  const auto [known, fresh] = made_.try_emplace({&ours, &theirs}, &ours);
  if (!fresh) return *known->second;
  std::vector<Ours> rows;
  for (std::size_t i = 0; i < ours.values.size(); ++i)
    rows.push_back({.name = ours.values[i], .listed = i < ours.listed().size()});
  const std::vector<std::vector<Fit>> fits(rows.size(), std::vector<Fit>(theirs.values.size(), Fit::same));
  std::vector<std::string_view> values(ours.values.begin(), ours.values.end());
  std::vector<bool> ours_found(values.size());
  std::vector<bool> theirs_found(theirs.values.size());
  for (const Pair& pair : match(rows, theirs.values, fits)) {
    ours_found[pair.ours] = theirs_found[pair.theirs] = true;
    if (pair.reason == Reason::same_name) continue;
    values[pair.ours] = theirs.values[pair.theirs];
    report(DifferenceKind::value, true, path + "=" + std::string(ours.values[pair.ours]),
           "is called " + std::string(values[pair.ours]) + " (" + std::string(words_of(pair.reason)) + ")", place);
  }
  for (std::size_t i = 0; i < ours.listed().size(); ++i)
    if (!ours_found[i])
      report(DifferenceKind::value, false, path + "=" + std::string(ours.values[i]),
             "is not theirs: still read, and written where the operation answers it", place);
  for (std::size_t i = 0; i < theirs.values.size(); ++i)
    if (!theirs_found[i])
      report(DifferenceKind::value, false, path + "=" + std::string(theirs.values[i]),
             "is theirs alone: refused when it is sent, and never written", place);
  const std::string_view name = theirs.name.empty() ? ours.name : theirs.name;
  if (name == ours.name && std::ranges::equal(values, ours.values)) return ours;
  values_.push_back(std::move(values));
  types_.push_back({.name = name, .kind = Kind::enumeration, .values = values_.back(), .unlisted = ours.unlisted});
  return *(made_[{&ours, &theirs}] = &types_.back());
}

void TypeMapper::compare_presence(const FieldDesc& ours, const XsdElement& theirs, const std::string& path) {
  const bool ours_nil = ours.nil_when_null();
  const bool ours_optional = ours.is_array() || (ours.type->reference() && !ours_nil);
  if (ours_nil == theirs.nillable && ours_optional == theirs.optional) return;
  const bool can_be_null = ours.presence != Presence::plain && ours.presence != Presence::array;
  const auto facets = [](bool optional, bool nil) {
    return std::string("minOccurs=\"") + (optional ? "0" : "1") + "\"" + (nil ? " nillable=\"true\"" : "");
  };
  std::string says =
      "is " + facets(theirs.optional, theirs.nillable) + ", not " + facets(ours_optional, ours_nil) + ": ";
  if (!can_be_null)
    says += "it is always written";
  else if (theirs.nillable)
    says += "a null is written as nil";
  else
    says += theirs.optional ? "a null is left out" : "a null is written as the type's default";
  report(DifferenceKind::presence, true, path, std::move(says), theirs.place);
}

void TypeMapper::compare_order(const TypeDesc& ours, const std::vector<Pair>& pairs, const std::string& path,
                               const Place& place) {
  if (std::ranges::is_sorted(pairs, {}, &Pair::ours)) return;
  std::string order;
  for (const Pair& pair : pairs) order += (order.empty() ? "" : ", ") + std::string(ours.fields[pair.ours].name);
  report(DifferenceKind::reordered, true, path, "has its elements in the order " + order, place);
}

void TypeMapper::remarks(const XsdType& theirs, const std::string& path) {
  for (const XsdType::Remark& remark : theirs.remarks)
    report(DifferenceKind::other, false, path, remark.text, remark.place);
}

FieldDesc TypeMapper::foreign_field(const XsdElement& theirs) {
  FieldDesc row{.name = theirs.name};
  const XsdElement* item = item_of(theirs);
  row.flat = theirs.repeated;
  if (item) row.presence = Presence::array;
  row.rules.item = item ? item->name : std::string_view{};
  const XsdType& type = item ? *item->type : *theirs.type;
  const bool inside_itself = std::ranges::count(in_progress_, &type) != 0;
  row.type = &foreign_type(type);
  row.when_null = row.flat || inside_itself ? WhenNull::left_out : null_in(theirs);
  row.emplace = forgotten_slot(row.type->kind);
  row.start_array = [](void*) {};
  row.add_null = [](void*) {};
  row.count = [](const void*) { return std::size_t{0}; };
  row.present = [](const void*) { return false; };
  return row;
}

const TypeDesc& TypeMapper::foreign_type(const XsdType& theirs) {
  if (theirs.shape == XsdType::Shape::simple) {
    const TypeDesc* known = simple(theirs.base);
    return known ? *known : contract::TypeOf<std::string>::desc;
  }
  if (const auto known = foreign_.find(&theirs); known != foreign_.end()) return *known->second;
  TypeDesc& made = types_.emplace_back(TypeDesc{.name = theirs.name});
  foreign_[&theirs] = &made;
  if (theirs.shape == XsdType::Shape::enumeration) {
    made.kind = Kind::enumeration;
    made.values = theirs.values;
    return made;
  }
  made.kind = Kind::object;
  Fields rows;
  in_progress_.push_back(&theirs);
  for (const XsdElement& element : theirs.elements) rows.push_back(foreign_field(element));
  in_progress_.pop_back();
  fields_.push_back(std::move(rows));
  made.fields = fields_.back();
  return made;
}

const TypeDesc* TypeMapper::simple(std::string_view base) {
  const auto kind = kind_of(base);
  if (!kind) return nullptr;
  const TypeDesc*& known = simple_[base];
  if (!known) known = &types_.emplace_back(TypeDesc{.name = base, .kind = *kind});
  return known;
}

}  // namespace overlay
