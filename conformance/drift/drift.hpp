// The drift of the contract: what a target says of its services against the tables of this program.
#pragma once
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "conformance/endpoint.hpp"
#include "contract/registry.hpp"
#include "overlay/difference.hpp"

namespace conformance::drift {

// What a service was known by: its WSDL, its help pages, or neither.
enum class Witness { wsdl, help_pages, none };

struct ServiceDrift {
  const contract::Service* service = nullptr;
  Witness witness = Witness::none;
  bool absent = false;                    // the target has no such page
  std::string no_wsdl = {};               // why there is no WSDL, in words: "?WSDL answers 404"
  std::string unusable = {};              // why nothing could be compared, though something is there
  std::string fingerprint = {};           // of the WSDL, as a target file keeps it
  std::size_t operations = 0;             // that the target has
  overlay::Differences differences = {};  // in the order of their elements
  std::vector<std::string> remarks = {};  // what is told and is no drift: an address on another host
};

struct Drift {
  std::vector<ServiceDrift> services = {};  // all of the contract, in its order

  std::size_t count() const;
  // Something is there that could not be compared, or nothing is there at all.
  bool unusable() const;
};

// Compares every service of the contract, and leaves the documents of those that could be compared in `directory`,
// which exists and is empty. `told` is called as each service is done; when it answers false, the rest is left out.
// Throws Unreachable, also for a target that keeps answering 429 or 503, and Unwritable.
Drift find_drift(Endpoint& endpoint, const contract::Registry& contract, const std::filesystem::path& directory,
                 const std::function<bool(const ServiceDrift&)>& told = {});

// How a kind of difference is called where a target is looked at: "missing", "extra", "renamed", ...
std::string_view word_of(overlay::Difference::Kind kind);

}  // namespace conformance::drift
