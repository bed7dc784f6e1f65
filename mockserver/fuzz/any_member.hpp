// For clang 14 only, included ahead of a source: it asks for the body of a conversion that the language never calls.
#pragma once
#include <cstdlib>

#include "contract/schema.hpp"

template <class T>
contract::AnyMember::operator T() const {
  std::abort();
}
