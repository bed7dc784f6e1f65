// The contract as JSON, for programs: stable order, every row with its evidence.
#pragma once
#include <string>

#include "contract/registry.hpp"

namespace describe {

// {"namespace", "services": [{"name", "operations": [{"name", "style", "request", "response", "rules", "codes", ...}],
// "known_by_name": [...]}], "codes": [...]}, indented by 2, ends with a line end. Members that would be empty, false or
// without limit are left out; "fields" of a class and "values" of an enumeration stand in the row that has the type.
std::string contract_json(const contract::Registry& registry);

// [{"id", "question", "answer", "probe", "named_by": ["rule ...", ...]}], by id; ends with a line end.
std::string questions_json(const contract::Registry& registry);

}  // namespace describe
