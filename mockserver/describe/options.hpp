// What a host has switched on, as far as its descriptions show it; and which operations they list then.
#pragma once
#include <vector>

#include "contract/operation.hpp"

namespace describe {

struct Options {
  bool http_get = false;     // the HTTP GET binding (host rule 2)
  bool http_post = false;    // the HTTP POST binding
  bool unavailable = false;  // also list operations that the document marks as not available
};

// The operations a host with these options shows, in the order of the service's list.
std::vector<const contract::Operation*> listed(const contract::Service& service, const Options& options);

// The members of a message that its schema and its samples show: all but the unlisted ones.
std::vector<const contract::FieldDesc*> listed(const contract::TypeDesc& message);

// Whether the operation can be called through HTTP GET and POST: bare scalar parameters, none of them nullable, and
// nothing beside the return value (host rule 98).
bool has_http_binding(const contract::Operation& operation);

}  // namespace describe
