// The control surface described for machines: OpenAPI 3.1, derived from the rows of control/api_route.hpp.
#pragma once
#include <nlohmann/json.hpp>
#include <string_view>

namespace control {

// The whole document: every route with its parameters, bodies, answers and the form of its errors. `version` is the
// server's.
nlohmann::ordered_json openapi_document(std::string_view version);

}  // namespace control
