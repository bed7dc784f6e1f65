// What a service's own description says otherwise than the built-in contract, element by element.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace overlay {

struct Difference {
  enum class Kind {
    service,    // a service without a WSDL, or a WSDL without a service
    port,       // how the service is called: its ports, their names, what they bind
    operation,  // its name or SOAPAction
    layout,     // the elements around the members: wrapped or bare, or their names
    renamed,
    reordered,
    added,    // theirs only: an element or an operation
    dropped,  // ours only
    retyped,
    presence,  // minOccurs or nillable
    value,     // of an enumeration
    other      // attributes, wildcards, namespaces
  };
  Kind kind = Kind::other;
  bool followed = true;      // false: it cannot be mapped, and `says` tells what happens instead
  std::string service = {};  // "PartnerManagementService"
  std::string path = {};     // of the built-in element, or of theirs where there is none: "CreatePartner/request/Name"
  std::string says = {};     // "is called PartnerTitle (the nearest name)"
  std::string place = {};    // "Partner.wsdl:31"; empty where no file has it
};

using Differences = std::vector<Difference>;

// "renamed", "dropped", ...
std::string_view name_of(Difference::Kind kind);

// One line: "PartnerManagementService CreatePartner/request/Name: is called Title (the nearest name)
// [Partner.wsdl:31]".
std::string text_of(const Difference& difference);

}  // namespace overlay
