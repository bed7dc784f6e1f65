// What a browser sees at the root: the services and the control surface.
#pragma once
#include <string_view>

#include "contract/registry.hpp"
#include "http/message.hpp"

namespace http {

// A plain list of links, each of which begins with `prefix`; no script.
Response start_page(const contract::Registry& registry, std::string_view prefix);

}  // namespace http
