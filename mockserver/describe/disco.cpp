// The discovery document: one element per place.
#include "describe/disco.hpp"

#include "describe/indented_xml.hpp"

namespace describe {

std::string disco(const contract::Service& service, std::string_view address) {
  IndentedXml xml;
  xml.open("discovery", {{"xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"},
                         {"xmlns:xsd", "http://www.w3.org/2001/XMLSchema"},
                         {"xmlns", "http://schemas.xmlsoap.org/disco/"}});
  xml.empty("contractRef", {{"ref", std::string(address) + "?wsdl"},
                            {"docRef", address},
                            {"xmlns", "http://schemas.xmlsoap.org/disco/scl/"}});
  const auto soap = [&](std::string_view prefix, std::string_view port) {
    xml.empty("soap", {{"address", address},
                       {"xmlns:" + std::string(prefix), contract::kNamespace},
                       {"binding", std::string(prefix) + ":" + std::string(service.name) + std::string(port)},
                       {"xmlns", "http://schemas.xmlsoap.org/disco/soap/"}});
  };
  soap("q1", "Soap");
  soap("q2", "Soap12");
  xml.close();
  return xml.text();
}

}  // namespace describe
