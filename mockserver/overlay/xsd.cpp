// Schema documents into types: names are looked up once everything is taken in, so order does not matter.
#include "overlay/xsd.hpp"

#include <algorithm>

namespace overlay {
namespace {

constexpr int kDeepest = 64;  // of types inside of types: nobody writes more by hand or by machine
constexpr std::string_view kGuids = "http://microsoft.com/wsdl/types/";

bool is_xsd(const wire::XmlNode& node, std::string_view name) {
  return node.namespace_uri == kXsd && node.name == name;
}

template <class Visit>
void each_child(const Place& place, const Visit& visit) {
  const wire::XmlDocument& xml = place.document->xml;
  for (const wire::XmlNode* child = xml.first_child(*place.node); child; child = xml.next_sibling(*child))
    visit(*child);
}

bool is_true(std::string_view value) { return value == "true" || value == "1"; }

}  // namespace

Schemas::Declaration Schemas::inside(const Declaration& outer, const wire::XmlNode& node) {
  return {{outer.place.document, &node}, outer.target_namespace, outer.qualified};
}

void Schemas::add(const Place& schema, std::string_view inherited) {
  if (!is_xsd(*schema.node, "schema")) fail(schema, "expected an <xsd:schema>");
  const std::string_view own = attribute(schema, "targetNamespace");
  const std::string_view target = own.empty() ? inherited : own;
  if (!added_.insert({schema.node, target}).second) return;
  if (schema.node == schema.document->xml.root() && !std::ranges::count(documents_, schema.document))
    documents_.push_back(schema.document);
  const bool qualified = attribute(schema, "elementFormDefault") == "qualified";
  each_child(schema, [&](const wire::XmlNode& child) {
    const Place place{schema.document, &child};
    if (is_xsd(child, "element"))
      declare(elements_, place, target, qualified);
    else if (is_xsd(child, "complexType") || is_xsd(child, "simpleType"))
      declare(types_, place, target, qualified);
    else if (is_xsd(child, "group"))
      declare(groups_, place, target, qualified);
    else if (is_xsd(child, "include") || is_xsd(child, "import"))
      follow(place, target);
    else if (is_xsd(child, "redefine"))
      fail(place, "redefined schemas are not read");
  });
}

void Schemas::follow(const Place& reference, std::string_view target) {
  const std::string_view location = attribute(reference, "schemaLocation");
  const bool import = reference.node->name == "import";
  if (location.empty()) {
    if (!import) fail(reference, "needs a schemaLocation");
    return;  // the namespace is another schema's of the same WSDL: a name that is missing will be told where it is used
  }
  const Document& document = files_.resolve(reference, location);
  const Place schema{&document, &document.root()};
  const std::string_view found = attribute(schema, "targetNamespace");
  const std::string_view wanted = import ? attribute(reference, "namespace") : target;
  if (found != wanted && (import || !found.empty()))
    fail(reference, document.name + " is of namespace '" + std::string(found) + "', not '" + std::string(wanted) + "'");
  add(schema, import ? std::string_view{} : target);
}

void Schemas::declare(Declarations& declarations, const Place& place, std::string_view target, bool qualified) {
  const std::string_view name = attribute(place, "name");
  if (name.empty()) fail(place, "needs a name");
  const auto [it, fresh] = declarations.try_emplace({target, name}, Declaration{place, target, qualified});
  if (!fresh) fail(place, "is declared twice, first at " + it->second.place.text());
}

const XsdElement& Schemas::element(const QualifiedName& name, const Place& user) {
  const auto known = element_by_name_.find(name);
  if (known != element_by_name_.end()) return *known->second;
  const auto declared = elements_.find(name);
  if (declared == elements_.end()) fail(user, "the element " + text_of(name) + " is declared nowhere");
  const Declaration& declaration = declared->second;
  made_elements_.push_back({.name = declared->first.name,
                            .namespace_uri = declaration.target_namespace,
                            .nillable = is_true(attribute(declaration.place, "nillable")),
                            .place = declaration.place});
  XsdElement& made = made_elements_.back();
  element_by_name_[declared->first] = &made;
  made.type = &type_of(declaration);
  return made;
}

const XsdType& Schemas::type(const QualifiedName& name, const Place& user) {
  if (name.namespace_uri == kXsd) return builtin(name.name);
  if (name.namespace_uri == kGuids && name.name == "guid") return builtin(name.name);
  const auto known = by_name_.find(name);
  if (known != by_name_.end()) return *known->second;
  const auto declared = types_.find(name);
  if (declared == types_.end()) fail(user, "the type " + text_of(name) + " is declared nowhere");
  XsdType& made = made_.emplace_back();
  by_name_[declared->first] = &made;  // before its content, which may refer to it
  made.name = declared->first.name;
  made.place = declared->second.place;
  if (++depth_ > kDeepest) fail(user, "types are nested too deep");
  if (made.place.node->name == "simpleType")
    simple_content(made, declared->second);
  else
    complex_content(made, declared->second);
  --depth_;
  return made;
}

const XsdType& Schemas::builtin(std::string_view name) {
  const XsdType*& known = builtins_[name];
  if (!known) known = &made_.emplace_back(XsdType{.name = name, .base = name});
  return *known;
}

// The type of an element: named, inside of it, or anything at all.
const XsdType& Schemas::type_of(const Declaration& element) {
  if (!attribute(element.place, "type").empty()) return type(qualified(element.place, "type"), element.place);
  return inline_type(element);
}

const XsdType& Schemas::inline_type(const Declaration& declaration) {
  const wire::XmlNode* found = nullptr;
  each_child(declaration.place, [&](const wire::XmlNode& child) {
    if (is_xsd(child, "complexType") || is_xsd(child, "simpleType")) found = &child;
  });
  if (!found) return builtin("anyType");
  XsdType& made = made_.emplace_back();
  made.place = {declaration.place.document, found};
  if (++depth_ > kDeepest) fail(declaration.place, "types are nested too deep");
  if (found->name == "simpleType")
    simple_content(made, inside(declaration, *found));
  else
    complex_content(made, inside(declaration, *found));
  --depth_;
  return made;
}

XsdElement Schemas::local_element(const Declaration& declaration) {
  const Place& place = declaration.place;
  XsdElement element;
  if (!attribute(place, "ref").empty()) {
    element = this->element(qualified(place, "ref"), place);
    if (!element.type) fail(place, "an element inside of itself is not read");
  } else {
    element.name = attribute(place, "name");
    if (element.name.empty()) fail(place, "needs a name or a ref");
    const std::string_view form = attribute(place, "form");
    const bool qualified_form = form.empty() ? declaration.qualified : form == "qualified";
    if (qualified_form) element.namespace_uri = declaration.target_namespace;
    element.nillable = is_true(attribute(place, "nillable"));
    element.type = &type_of(declaration);
  }
  element.place = place;
  const std::string_view max = attribute(place, "maxOccurs");
  element.optional = attribute(place, "minOccurs") == "0";
  element.repeated = !max.empty() && max != "0" && max != "1";
  return element;
}

void Schemas::complex_content(XsdType& type, const Declaration& declaration) {
  type.shape = XsdType::Shape::complex;
  each_child(declaration.place, [&](const wire::XmlNode& child) {
    const Declaration part = inside(declaration, child);
    if (is_xsd(child, "sequence") || is_xsd(child, "all") || is_xsd(child, "choice") || is_xsd(child, "group")) {
      particles(type, part, false, false);
    } else if (is_xsd(child, "complexContent") || is_xsd(child, "simpleContent")) {
      each_child(part.place, [&](const wire::XmlNode& derivation) {
        if (!is_xsd(derivation, "extension") && !is_xsd(derivation, "restriction")) return;
        const Declaration derived = inside(part, derivation);
        const XsdType& base = this->type(qualified(derived.place, "base"), derived.place);
        if (base.shape != XsdType::Shape::complex) {
          type.remarks.push_back({"a value with attributes is read without them", derived.place});
          type.shape = base.shape;
          type.base = base.base;
          type.values = base.values;
          return;
        }
        if (derivation.name == "extension" || part.place.node->name == "simpleContent") {
          type.elements = base.elements;
          type.remarks.insert(type.remarks.end(), base.remarks.begin(), base.remarks.end());
        }
        complex_content(type, derived);
      });
    } else if (is_xsd(child, "attribute") || is_xsd(child, "attributeGroup")) {
      type.remarks.push_back({"attributes are not read or written", part.place});
    }
  });
}

// The elements of a sequence, choice, all or group, in order.
void Schemas::particles(XsdType& type, const Declaration& group, bool optional, bool repeated) {
  if (!attribute(group.place, "ref").empty()) {
    const QualifiedName name = qualified(group.place, "ref");
    const auto declared = groups_.find(name);
    if (declared == groups_.end()) fail(group.place, "the group " + text_of(name) + " is declared nowhere");
    if (++depth_ > kDeepest) fail(group.place, "groups are nested too deep");
    each_child(declared->second.place, [&](const wire::XmlNode& child) {
      if (child.namespace_uri == kXsd && child.name != "annotation")
        particles(type, inside(declared->second, child), optional, repeated);
    });
    --depth_;
    return;
  }
  const std::string_view max = attribute(group.place, "maxOccurs");
  const bool all_optional =
      optional || group.place.node->name == "choice" || attribute(group.place, "minOccurs") == "0";
  const bool all_repeated = repeated || (!max.empty() && max != "0" && max != "1");
  each_child(group.place, [&](const wire::XmlNode& child) {
    const Declaration part = inside(group, child);
    if (is_xsd(child, "element")) {
      XsdElement element = local_element(part);
      element.optional = element.optional || all_optional;
      element.repeated = element.repeated || all_repeated;
      type.elements.push_back(element);
    } else if (is_xsd(child, "sequence") || is_xsd(child, "choice") || is_xsd(child, "all") || is_xsd(child, "group")) {
      particles(type, part, all_optional, all_repeated);
    } else if (is_xsd(child, "any")) {
      type.remarks.push_back({"elements of any name are read past and never written", part.place});
    }
  });
}

void Schemas::simple_content(XsdType& type, const Declaration& declaration) {
  bool described = false;
  each_child(declaration.place, [&](const wire::XmlNode& child) {
    const Declaration part = inside(declaration, child);
    if (is_xsd(child, "list") || is_xsd(child, "union")) {
      type.base = "string";
      type.remarks.push_back({"a " + std::string(child.name) + " is treated as text", part.place});
      described = true;
    } else if (is_xsd(child, "restriction")) {
      described = true;
      const XsdType& base = attribute(part.place, "base").empty()
                                ? inline_type(part)
                                : this->type(qualified(part.place, "base"), part.place);
      type.base = base.base;
      type.values = base.values;
      std::vector<std::string_view> values;
      each_child(part.place, [&](const wire::XmlNode& facet) {
        if (is_xsd(facet, "enumeration")) values.push_back(attribute({part.place.document, &facet}, "value"));
      });
      if (!values.empty()) type.values = std::move(values);
      if (!type.values.empty()) type.shape = XsdType::Shape::enumeration;
    }
  });
  if (!described) fail(declaration.place, "expected a restriction, list or union");
}

}  // namespace overlay
