// Answers altered on purpose, one thing at a time: what a scenario lets pass, it does not prove.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/endpoint.hpp"
#include "contract/operation.hpp"

namespace conformance {

enum class Mutation : std::uint8_t {
  status,           // 200 for 500 and the other way round
  content_type,     // text/html
  fault,            // a fault instead of an answer
  code,             // another code of the operation, with its number
  renamed,          // an element by another name
  other_namespace,  // an element without its namespace
  reordered,        // two neighbouring elements
  duplicated,       // an element twice
  dropped,          // an element
  nil,              // xsi:nil instead of a value
  retyped,          // text where a number, a boolean or a date belongs
  stale,            // another value of the same type
  unchanged,        // the answer of a call that was never carried out
};
inline constexpr std::size_t kMutations = 13;
std::string_view name_of(Mutation mutation);

struct Mutant {
  Mutation mutation{};
  std::string place = {};   // "Entities[3].EntityName"; empty for the whole answer
  bool structural = false;  // the contract alone forbids it, whatever a scenario expects
  HttpResponse response = {};
};

// The mutants of an operation's answer, at most `most` of each kind, the places chosen by the seed. None of an answer
// that is no response of the operation.
std::vector<Mutant> mutants_of(const contract::Operation& operation, const HttpResponse& answer, std::size_t most,
                               std::uint64_t seed);

}  // namespace conformance
