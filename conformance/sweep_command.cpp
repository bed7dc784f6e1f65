// conformance sweep: what killed runs left at a shared target.
#include <chrono>
#include <stdexcept>

#include "conformance/commands.hpp"
#include "conformance/shared_target.hpp"
#include "conformance/sweep.hpp"
#include "conformance/times.hpp"
#include "services/catalog.hpp"

namespace conformance {

int sweep_command(const SweepOptions& options, std::ostream& out, std::ostream& err) {
  const Material material = load(options.source, services::catalog());
  if (tell(material.complaints, err)) return kBadScenario;
  const auto older_than = read_duration(options.older_than);
  if (!older_than)
    throw std::runtime_error("--older-than '" + options.older_than + "' is no duration such as 1h or 2d");
  const auto endpoint = endpoints_of(
      {.target = options.target, .ca_file = options.ca_file, .production = options.production, .rate = options.rate})();
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  try {
    const Swept swept = sweep(*endpoint, services::catalog(), *material.target,
                              {.ledgers = options.ledgers,
                               .older_than = *older_than,
                               .now = std::chrono::duration_cast<std::chrono::seconds>(now).count(),
                               .allow_writes = options.allow_writes},
                              out);
    out << swept.found << " left behind, " << swept.cancelled << " cancelled, " << swept.failed << " not.\n";
    if (!options.allow_writes && swept.found > 0) out << "--allow-writes cancels them.\n";
    return swept.failed > 0 ? kLeftBehind : kOk;
  } catch (const Complaint& complaint) {
    err << complaint.text() << "\n";
    return kBadScenario;
  } catch (const Unreachable& error) {
    err << "conformance: the target cannot be reached: " << error.what() << "\n";
    return kUnreachable;
  }
}

}  // namespace conformance
