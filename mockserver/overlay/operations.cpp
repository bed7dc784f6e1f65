// Which operation is which, and how its messages stand in the body.
#include "overlay/operations.hpp"

#include <algorithm>

namespace overlay {
namespace {

using contract::Operation;
using contract::Style;
using contract::TypeDesc;
using Kind = Difference::Kind;

std::string default_action(std::string_view operation) {
  return std::string(contract::kNamespace) + "/" + std::string(operation);
}

// The type of the members of a request: of the body element itself, or of the one element inside of it.
const XsdType& members_of(const XsdType& body) {
  const bool one_class = body.elements.size() == 1 && !body.elements.front().repeated &&
                         body.elements.front().type->shape == XsdType::Shape::complex &&
                         !body.elements.front().type->array_item();
  return one_class ? *body.elements.front().type : body;
}

// Operations are taken for each other under different names only if their requests have the most in common.
Fit fit_of(const Operation& ours, const WsdlOperation& theirs) {
  const XsdType& members = members_of(*theirs.request->type);
  const std::size_t common = std::max(TypeMapper::common_members(*ours.request, members),
                                      TypeMapper::common_members(*ours.request, *theirs.request->type));
  return common > 0 && common * 2 >= ours.request->fields.size() ? Fit::same : Fit::none;
}

}  // namespace

ServiceOverlay::ServiceOverlay(const contract::Service& ours, WsdlService theirs, Differences& differences)
    : theirs_(std::move(theirs)), types_(ours.name, differences) {
  for (const WsdlOperation& operation : theirs_.operations) {
    expect_namespace(*operation.request);
    expect_namespace(*operation.response);
  }
  map_operations(ours);
  // Everything the service points to stays where it is from here on.
  bool own_actions = false;
  for (std::size_t i = 0; i < operations_.size(); ++i)
    own_actions |= action_texts_[i] != default_action(operations_[i].name);
  if (own_actions) actions_.assign(action_texts_.begin(), action_texts_.end());
  service_ = {.name = ours.name,
              .doc = ours.doc,
              .operations = operations_,
              .known_by_name = ours.known_by_name,
              .actions = actions_};
}

void ServiceOverlay::expect_namespace(const XsdElement& element) {
  if (element.namespace_uri != contract::kNamespace)
    fail(element.place, "is of namespace '" + std::string(element.namespace_uri) + "', expected '" +
                            std::string(contract::kNamespace) + "'");
}

void ServiceOverlay::map_operations(const contract::Service& ours) {
  std::vector<Ours> rows;
  std::vector<std::vector<Fit>> fits;
  const auto is_known_by_name = [&](std::string_view name) {
    return std::ranges::any_of(ours.known_by_name,
                               [&](const contract::KnownByName& known) { return known.name == name; });
  };
  for (const Operation& operation : ours.operations) {
    rows.push_back({.name = operation.name, .listed = operation.available});
    for (std::vector<Fit>& line = fits.emplace_back(); const WsdlOperation& theirs : theirs_.operations)
      line.push_back(is_known_by_name(theirs.request->name) ? Fit::none : fit_of(operation, theirs));
  }
  std::vector<std::string_view> names;
  for (const WsdlOperation& theirs : theirs_.operations) names.push_back(theirs.request->name);
  const std::vector<Pair> pairs = match(rows, names, fits);

  std::vector<bool> found(rows.size());
  auto pair = pairs.begin();
  for (std::size_t t = 0; t < theirs_.operations.size(); ++t) {
    const WsdlOperation& theirs = theirs_.operations[t];
    const std::string their_name(theirs.request->name);
    if (pair == pairs.end() || pair->theirs != t) {
      types_.report(Kind::added, false, their_name,
                    is_known_by_name(their_name) ? "is known by its name only: calls are answered as unknown"
                                                 : "is theirs alone: calls are answered as unknown",
                    theirs.place);
      continue;
    }
    found[pair->ours] = true;
    const Operation& declared = ours.operations[pair->ours];
    if (pair->reason != Reason::same_name)
      types_.report(Kind::operation, true, std::string(declared.name),
                    "is called " + their_name + " (" + std::string(words_of(pair->reason)) + ")", theirs.place);
    operations_.push_back(map_operation(declared, theirs));
    std::string action(theirs.action);
    if (action.empty()) {
      action = default_action(their_name);
      types_.report(Kind::operation, false, std::string(declared.name), "has no SOAPAction: it stays " + action,
                    theirs.place);
    } else if (action != default_action(their_name)) {
      types_.report(Kind::operation, true, std::string(declared.name), "has the SOAPAction " + action, theirs.place);
    }
    action_texts_.push_back(std::move(action));
    ++pair;
  }
  for (std::size_t i = 0; i < found.size(); ++i)
    if (!found[i] && rows[i].listed)
      types_.report(Kind::dropped, true, std::string(rows[i].name), "is not theirs: calls are answered as unknown",
                    theirs_.place);
}

ServiceOverlay::Layout ServiceOverlay::layout_of(const TypeDesc& ours, bool wrapped, const XsdType& body) {
  const XsdType& inner = members_of(body);
  if (&inner == &body) return {.members = &body};
  const std::size_t bare_members = TypeMapper::common_members(ours, body);
  const std::size_t inner_members = TypeMapper::common_members(ours, inner);
  const bool is_wrapped = inner_members > bare_members || (inner_members == bare_members && wrapped);
  if (!is_wrapped) return {.members = &body};
  return {.wrapper = &body.elements.front(), .members = &inner};
}

void ServiceOverlay::compare_layout(const std::string& path, bool wrapped, const Layout& layout,
                                    const std::string& wrapper, const XsdElement& body) {
  if (wrapped && !layout.wrapper)
    types_.report(Kind::layout, true, path, "has its members with no <" + wrapper + "> around them", body.place);
  else if (!wrapped && layout.wrapper)
    types_.report(Kind::layout, true, path, "has a <" + std::string(layout.wrapper->name) + "> around its members",
                  body.place);
  else if (wrapped && layout.wrapper->name != wrapper)
    types_.report(Kind::layout, true, path + "/" + wrapper, "is called " + std::string(layout.wrapper->name),
                  layout.wrapper->place);
}

Style ServiceOverlay::style_of(bool wrapped_request, bool wrapped_response) {
  if (wrapped_request) return wrapped_response ? Style::wrapped : Style::wrapped_request;
  return wrapped_response ? Style::mixed : Style::legacy;
}

Operation ServiceOverlay::map_operation(const Operation& ours, const WsdlOperation& theirs) {
  const std::string name(ours.name);
  const Layout request = layout_of(*ours.request, !ours.bare_request(), *theirs.request->type);
  const Layout response = layout_of(*ours.response, !ours.bare_response(), *theirs.response->type);
  compare_layout(name, !ours.bare_request(), request, "request", *theirs.request);
  compare_layout(name + "Response", !ours.bare_response(), response, ours.result_element(), *theirs.response);
  if (theirs.response->name != std::string(theirs.request->name) + "Response")
    types_.report(Kind::layout, true, name + "Response", "is called " + std::string(theirs.response->name),
                  theirs.response->place);
  compare_header(theirs);

  Operation operation = ours;
  operation.name = theirs.request->name;
  operation.style = style_of(request.wrapper, response.wrapper);
  operation.available = true;
  operation.also_wrapped = false;  // where the parameters stand is settled
  operation.built_in = &ours;
  operation.request = &types_.object(*ours.request, *request.members, name + (request.wrapper ? "/request" : ""));
  operation.response = &types_.object(*ours.response, *response.members,
                                      name + "Response" + (response.wrapper ? "/" + ours.result_element() : ""));
  const contract::Wrappers wrappers{.request = request.wrapper ? request.wrapper->name : "request",
                                    .response = theirs.response->name,
                                    .result = response.wrapper ? response.wrapper->name : std::string_view{}};
  const bool own_result = response.wrapper && wrappers.result != operation.result_element();
  if (wrappers.request != "request" || wrappers.response != operation.response_element() || own_result)
    operation.wrappers = &wrappers_.emplace_back(wrappers);
  return operation;
}

void ServiceOverlay::compare_header(const WsdlOperation& theirs) {
  const std::string path = std::string(theirs.request->name) + " header";
  if (!theirs.header)
    return types_.report(Kind::other, false, path, "is not theirs: credentials are demanded all the same",
                         theirs.place);
  if (theirs.header->name != "AuthHeader" || theirs.header->namespace_uri != contract::kNamespace)
    types_.report(Kind::other, false, path,
                  "is " + std::string(theirs.header->name) + ": credentials are read from AuthHeader",
                  theirs.header->place);
  for (const std::string_view member : {"UserName", "Password"})
    if (std::ranges::none_of(theirs.header->type->elements, [&](const XsdElement& e) { return e.name == member; }))
      types_.report(Kind::other, false, path + "/" + std::string(member),
                    "is not theirs: credentials are read from UserName and Password", theirs.header->place);
}

}  // namespace overlay
