// Ids and names of a recorded session in the words of the target that it is sent to now.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "conformance/effects.hpp"
#include "conformance/json.hpp"
#include "contract/operation.hpp"

namespace conformance {

// What the target calls otherwise than it was recorded is learnt from pairs of answers, and used in later requests.
class Translation {
 public:
  // Looks at two answers of one operation: where both name something in the same place, the one stands for the other.
  void learn(const contract::TypeDesc& type, const Json& recorded, const Json& now);
  // The body with every such name of an element that names an entity, a user or another object replaced. What is no
  // XML, or names nothing that is called otherwise, is left as it is, byte by byte.
  std::string translated(const std::string& body) const;

 private:
  std::map<std::pair<Address::Kind, std::string>, std::string> names_;
};

// Every text in both trees that stands in the same place.
void for_each_text(const Json& recorded, const Json& now,
                   const std::function<void(const std::string&, const std::string&)>& use);

}  // namespace conformance
