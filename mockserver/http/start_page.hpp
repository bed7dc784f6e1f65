// What a browser sees at the root: the services and the control surface.
#pragma once
#include "contract/registry.hpp"
#include "http/message.hpp"

namespace http {

// A plain list of links; no script.
Response start_page(const contract::Registry& registry);

}  // namespace http
