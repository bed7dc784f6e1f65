// The sample messages of an operation page: a whole HTTP message with placeholders in the place of values.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "contract/operation.hpp"

namespace describe {

struct Sample {
  std::string text;
  std::vector<std::pair<std::size_t, std::size_t>> placeholders;  // begin and end in text, ascending
};

// Where a request line and its Host header point to.
struct Target {
  std::string_view host;  // without port, as the host's own samples have it
  std::string_view path;  // of the page
};

enum class SoapVersion { soap11, soap12 };

// Host rule 78: envelopes declare xsi, xsd and soap in this order; arrays show two items; classes more than three
// levels below the body's element are shown as nil.
Sample soap_request(const contract::Operation& operation, const Target& target, SoapVersion version);
Sample soap_response(const contract::Operation& operation, SoapVersion version);

// Only for operations with has_http_binding().
Sample http_get_request(const contract::Operation& operation, const Target& target);
Sample http_post_request(const contract::Operation& operation, const Target& target);
Sample http_response(const contract::Operation& operation);

}  // namespace describe
