// A WSDL of what the samples of help pages show.
#pragma once
#include <memory>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "contract/operation.hpp"

namespace conformance::drift {

// The page of one operation.
struct SampledOperation {
  std::string name = {};
  std::string action = {};          // SOAPAction, without quotes
  pugi::xml_document request = {};  // the envelopes of SOAP 1.1
  pugi::xml_document response = {};
  bool soap12 = false;  // what else the page has samples for
  bool http_get = false;
  bool http_post = false;
};

// The first element in an envelope's Body, and in its Header; null when there is none.
pugi::xml_node body_of(const pugi::xml_document& envelope);
pugi::xml_node header_of(const pugi::xml_document& envelope);

// Placeholders become types ("int", "A or B"), two equal elements in a row an array. What samples do not show is as
// `ours` has it where the element has our name, else as .NET writes its types.
std::unique_ptr<pugi::xml_document> schema_of_samples(const contract::Service& ours,
                                                      const std::vector<SampledOperation>& operations,
                                                      const std::string& address);

}  // namespace conformance::drift
