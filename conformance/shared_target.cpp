#include "conformance/shared_target.hpp"

#include <cstdlib>
#include <stdexcept>

#include "conformance/care.hpp"
#include "conformance/endpoints/in_process.hpp"
#include "conformance/endpoints/remote.hpp"

namespace conformance {

EndpointFactory endpoints_of(const Reach& reach) {
  if (reach.target == kInProcess) return [] { return in_process_endpoint(); };
  const char* token = std::getenv("MOCKSERVER_CONTROL_TOKEN");
  const RemoteOptions remote{.address = reach.target == "mock" ? "http://localhost:8080" : reach.target,
                             .ca_file = reach.ca_file,
                             .control_token = token ? token : "",
                             .timeout_seconds = reach.timeout_seconds,
                             .deadline_seconds = 2 * reach.timeout_seconds};
  if (is_production(remote.address) && !reach.production)
    throw std::runtime_error("--target " + remote.address +
                             " looks like a production host of the vendor; --production says that it is meant");
  return [remote, pace = std::make_shared<Pace>(reach.rate)] { return gentle_endpoint(remote_endpoint(remote), pace); };
}

}  // namespace conformance
