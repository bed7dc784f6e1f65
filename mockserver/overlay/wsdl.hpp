// WSDL 1.1 documents of document/literal services, read into plain structs.
#pragma once
#include <memory>
#include <string_view>
#include <vector>

#include "overlay/files.hpp"
#include "overlay/xsd.hpp"

namespace overlay {

struct WsdlOperation {
  std::string_view name = {};    // of the port type
  std::string_view action = {};  // SOAPAction, without quotes
  const XsdElement* request = nullptr;
  const XsdElement* response = nullptr;
  const XsdElement* header = nullptr;  // of the request; nullptr when it binds none
  Place place = {};                    // in the binding
};

// One way to call a service: a port and what its binding says.
struct WsdlPort {
  enum class Protocol { soap11, soap12, http_get, http_post, other };
  struct Bound {
    std::string_view operation = {};
    std::string_view action = {};  // SOAPAction, without quotes
  };

  std::string_view name = {};
  Protocol protocol = Protocol::other;
  std::string_view address = {};
  std::vector<Bound> operations = {};
  Place place = {};
};

// One service with its schemas. The files it was read from must outlive it.
struct WsdlService {
  std::string_view name = {};
  std::vector<WsdlOperation> operations = {};  // of its SOAP 1.1 port, or of its 1.2 port if it has no other
  std::vector<WsdlPort> ports = {};            // in their order
  Place place = {};
  std::vector<const Document*> documents = {};  // the main file, then those it imports, in order
  std::unique_ptr<Schemas> schemas = {};
};

// Reads the services a file defines, itself or in what it imports; none if it only has parts for other files. Throws
// WsdlError where the file is no WSDL, is incomplete, or describes anything but document/literal.
std::vector<WsdlService> read_wsdl(Files& files, const Document& main);

}  // namespace overlay
