// The product's contract: every service with its operations, in the order of the API document.
#pragma once
#include "contract/registry.hpp"

namespace services {

// The one registry. A view over constants: free to call from any thread.
const contract::Registry& catalog();

}  // namespace services
