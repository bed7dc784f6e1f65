// The second witness of a service that has no WSDL: its help page, and the samples of the pages of its operations.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "conformance/endpoint.hpp"
#include "contract/operation.hpp"

namespace conformance::drift {

struct HelpPages {
  std::string trouble = {};  // why they tell nothing, in words; empty when they do
  bool absent = false;       // the target has no such page at all: 404 or 410
};

// Fetches `page` and the page of every operation that it lists, and writes what their samples show as a WSDL,
// <directory>/<service>.wsdl: operations, SOAPActions, elements in their order, types, values of enumerations. What
// samples do not show is put there as `ours` has it: presence, the content of what is shown as nil, names of types.
// Throws Unreachable and Unwritable.
HelpPages wsdl_from_help_pages(Endpoint& endpoint, const contract::Service& ours, const std::string& page,
                               const std::filesystem::path& directory);

}  // namespace conformance::drift
