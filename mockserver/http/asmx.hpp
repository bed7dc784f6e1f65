// The .asmx pages: SOAP over POST, descriptions over GET, and what the host says to everything else.
#pragma once
#include <string>
#include <string_view>

#include "contract/registry.hpp"
#include "control/sandboxes.hpp"
#include "http/host_settings.hpp"
#include "http/message.hpp"
#include "overlay/overlay.hpp"

namespace http {

// A path that ends in a page of the host: /WebApi/AccountManagementService/<Service>.asmx[/<Operation>], letter case
// and doubled slashes not minding (host rule 97).
struct AsmxPage {
  const contract::Service* service = nullptr;
  std::string operation = {};      // what follows the page's name, without its slash; empty for the page itself
  bool has_trailing_path = false;  // there was a slash after the page's name
};

// Answers requests to the pages of a registry. Keeps no state of its own; any thread may call it.
class AsmxHost {
 public:
  // `overlay`, if any, is where the registry is from: its documents are served in place of our own.
  AsmxHost(const contract::Registry& registry, const HostSettings& settings, const overlay::Overlay* overlay = nullptr)
      : registry_(registry), settings_(settings), overlay_(overlay) {}

  const contract::Registry& registry() const { return registry_; }

  // The page a path names; `service` is null when it names none.
  AsmxPage find(std::string_view path) const;

  // Answers, runs the operation on the sandbox if it comes to that, and records SOAP calls in the sandbox's journal.
  // With `by_credentials` the login of a SOAP call may lead to another one.
  Response answer(const AsmxPage& page, const Request& request, control::Sandbox& sandbox,
                  control::Sandboxes* by_credentials = nullptr) const;

 private:
  Response describe(const contract::Service& service, const Request& request) const;

  const contract::Registry& registry_;
  const HostSettings& settings_;
  const overlay::Overlay* overlay_;
};

}  // namespace http
