// What a target says of one service, fetched into files: its WSDL with all it refers to.
#pragma once
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/endpoint.hpp"

namespace conformance::drift {

// A file that cannot be written; the message names it and says why.
struct Unwritable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Writes the whole text. Throws Unwritable.
void write_whole(const std::filesystem::path& file, std::string_view text);

struct FetchedWsdl {
  // Why there is none, in words ("?WSDL answers 404", "?WSDL is an HTML page (Sign in)"); empty when it is there.
  std::string trouble = {};
  bool missing = false;                   // nothing is said at ?WSDL: another status than 200
  bool absent = false;                    // the target has no such page at all: 404 or 410
  std::string fingerprint = {};           // as wsdl_fingerprint()
  std::vector<std::string> remarks = {};  // what a person should know: references to other hosts
};

// Fetches `page`?WSDL and every document that it imports or includes, always from this target, whatever host a
// reference names. They become <directory>/<name>.wsdl and files in <directory>/<name>/, with references by relative
// names. Throws Unreachable and Unwritable.
FetchedWsdl fetch_wsdl(Endpoint& endpoint, const std::string& page, const std::filesystem::path& directory,
                       const std::string& name);

// The answer of a page. Throws Unreachable, also when the target still says that there were too many requests.
HttpResponse get(Endpoint& endpoint, const std::string& target);

// What stands at a page where something else was expected: "answers 404", "is an HTML page (Sign in)", "is empty".
std::string words_for(const HttpResponse& answer);

}  // namespace conformance::drift
