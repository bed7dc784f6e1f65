// XML Schema as far as a document/literal service uses it, read into plain structs: elements, their types, their order.
#pragma once
#include <deque>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "overlay/files.hpp"

namespace overlay {

inline constexpr std::string_view kXsd = "http://www.w3.org/2001/XMLSchema";

struct XsdType;

// One element declaration, where it is used.
struct XsdElement {
  std::string_view name = {};
  std::string_view namespace_uri = {};  // empty when it is unqualified
  const XsdType* type = nullptr;
  bool optional = false;  // minOccurs="0", or one of a choice
  bool repeated = false;  // maxOccurs above 1
  bool nillable = false;
  Place place = {};
};

// A type with everything it inherits.
struct XsdType {
  enum class Shape { simple, enumeration, complex };
  struct Remark {  // something of it that messages here cannot show
    std::string text;
    Place place;
  };

  std::string_view name = {};  // empty: it stands inside of an element
  Shape shape = Shape::simple;
  std::string_view base = {};                 // of a simple one: the built-in type it comes down to, "int", "guid"
  std::vector<std::string_view> values = {};  // of an enumeration
  std::vector<XsdElement> elements = {};      // of a complex one, in order
  std::vector<Remark> remarks = {};
  Place place = {};

  // The item of a type that is nothing but an array; nullptr for any other.
  const XsdElement* array_item() const {
    const bool array = shape == Shape::complex && elements.size() == 1 && elements.front().repeated;
    return array ? &elements.front() : nullptr;
  }
};

// The schemas of one service. Everything handed out lives as long as this object and its files.
class Schemas {
 public:
  explicit Schemas(Files& files) : files_(files) {}

  // Takes in an <xsd:schema>, and all it includes and imports. `inherited` is the namespace of a schema that has none
  // of its own and is included.
  void add(const Place& schema, std::string_view inherited = {});

  // The global element of that name; fails, naming `user`, when there is none.
  const XsdElement& element(const QualifiedName& name, const Place& user);

  // Every schema file that was followed to, in order.
  const std::vector<const Document*>& documents() const { return documents_; }

 private:
  struct Declaration {
    Place place;
    std::string_view target_namespace;
    bool qualified;  // elementFormDefault
  };
  using Declarations = std::map<QualifiedName, Declaration>;

  void follow(const Place& reference, std::string_view target);
  void declare(Declarations& declarations, const Place& place, std::string_view target, bool qualified);
  const XsdType& type(const QualifiedName& name, const Place& user);
  const XsdType& builtin(std::string_view name);
  const XsdType& inline_type(const Declaration& declaration);
  XsdElement local_element(const Declaration& element);
  const XsdType& type_of(const Declaration& element);
  void complex_content(XsdType& type, const Declaration& declaration);
  void particles(XsdType& type, const Declaration& group, bool optional, bool repeated);
  void simple_content(XsdType& type, const Declaration& declaration);
  static Declaration inside(const Declaration& outer, const wire::XmlNode& node);

  Files& files_;
  Declarations elements_;
  Declarations types_;
  Declarations groups_;
  std::set<std::pair<const wire::XmlNode*, std::string_view>> added_;
  std::vector<const Document*> documents_;
  std::deque<XsdType> made_;
  std::deque<XsdElement> made_elements_;
  std::map<QualifiedName, const XsdType*> by_name_;
  std::map<QualifiedName, const XsdElement*> element_by_name_;
  std::map<std::string_view, const XsdType*> builtins_;
  int depth_ = 0;
};

}  // namespace overlay
