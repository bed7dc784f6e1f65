// The real service's own description laid over the built-in contract (docs/adr/0005): read once at the start, so that
// names, order, types and presence on the wire follow it, and the rules stay what they are.
#pragma once
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "contract/registry.hpp"
#include "overlay/difference.hpp"
#include "overlay/operations.hpp"
#include "overlay/publication.hpp"

namespace overlay {

// Does not change after construction: any thread may use it.
class Overlay {
 public:
  // Reads every *.wsdl file directly in `directory`, and what these refer to. A service without a WSDL keeps the
  // built-in contract. A file says whose service it describes by the service's name, or else by its own: for
  // "EntityManagementService.wsdl" the service may be called Entity. Throws WsdlError when a file cannot be used, or
  // none describes a service of the contract.
  Overlay(const contract::Registry& contract, const std::filesystem::path& directory);
  Overlay(const Overlay&) = delete;
  Overlay& operator=(const Overlay&) = delete;

  // Every service of the contract, in its order.
  const contract::Registry& registry() const { return registry_; }

  // Their documents of a service of registry(); nullptr when it keeps the built-in contract.
  const Publication* publication(const contract::Service& service) const;

  // What those documents say of it; nullptr when it keeps the built-in contract.
  const WsdlService* description(const contract::Service& service) const;

  const Differences& differences() const { return differences_; }
  // Names of services that have a WSDL, in the contract's order.
  std::vector<std::string> described() const;
  // Names that secrets go by, or may go by, in these files and not in the contract; for whoever masks them.
  std::vector<std::string> secret_names() const;

 private:
  struct Described {
    std::unique_ptr<ServiceOverlay> overlay;
    std::unique_ptr<Publication> publication;
  };

  const Described* find(const contract::Service& service) const;

  Files files_;
  Differences differences_;
  std::vector<Described> described_;
  std::vector<const contract::Service*> services_;
  contract::Registry registry_;
};

// What is told at the start: one line about the whole, then one for each difference, those first that are not followed.
std::string report(const Overlay& overlay);

}  // namespace overlay
