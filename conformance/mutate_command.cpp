// conformance mutate: how much the scenarios notice.
#include "conformance/commands.hpp"
#include "conformance/mutation_score.hpp"
#include "conformance/shared_target.hpp"
#include "conformance/stop.hpp"
#include "services/catalog.hpp"

namespace conformance {

int mutate_command(const MutateOptions& options, std::ostream& out, std::ostream& err) {
  const Material material = load(options.source, services::catalog());
  if (tell(material.complaints, err)) return kBadScenario;
  const auto selected = select(material.scenarios, options.patterns, options.tags);
  watch_for_stop();
  const MutationScore score = mutation_score(selected, services::catalog(), *material.target, endpoints_of({}),
                                             {.seed = options.seed, .each = options.each, .sample = options.sample});
  print(out, score, options.all);
  if (stop_requested()) return kInterrupted + stop_signal();
  if (score.scenarios == score.unsound) return kNothingProven;
  return score.holes() + static_cast<std::size_t>(score.unsound) > 0 ? kFailed : kOk;
}

}  // namespace conformance
