// Which hosts are real: nothing is sent to them unless somebody says that it is meant.
#pragma once
#include <string_view>

namespace recording {

// Whether the host is one of the vendor's production hosts: below its domains, and no name in it that speaks of a
// sandbox, test, staging, development or demonstration system.
bool is_production(std::string_view address);

}  // namespace recording
