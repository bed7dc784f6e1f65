// The fields of a journalled request, as the control surface looks at them.
#pragma once
#include <vector>

#include "control/call_reader.hpp"

namespace http {

// control::ReadFields over wire's reader of XML, and over forms for the bindings of plain HTTP. A text that breaks off
// gives the fields up to there.
std::vector<control::RequestField> request_fields(const control::Call& call, const contract::Operation* operation);

}  // namespace http
