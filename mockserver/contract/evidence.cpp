#include "contract/evidence.hpp"

namespace contract {

std::string_view name_of(Evidence evidence) {
  switch (evidence) {
    case Evidence::verified:
      return "verified";
    case Evidence::example:
      return "example";
    case Evidence::table:
      return "table";
    case Evidence::assumed:
      return "assumed";
    case Evidence::inherited:
      return "inherited";
  }
  return "assumed";
}

}  // namespace contract
