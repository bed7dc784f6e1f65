#include "conformance/commands.hpp"

#include <stdexcept>

#include "conformance/coverage.hpp"
#include "conformance/lint.hpp"
#include "services/catalog.hpp"

namespace conformance {

int coverage_command(const CoverageOptions& options, std::ostream& out, std::ostream& err) {
  const Material material = load(options.source, services::catalog());
  if (tell(material.complaints, err)) return kBadScenario;
  const Coverage found = coverage(services::catalog(), material.scenarios);
  if (options.json)
    out << to_json(found).dump(2) << "\n";
  else
    print(out, found, options.missing);
  return options.require_all && !found.complete() ? kFailed : kOk;
}

int lint_command(const MaterialSource& source, std::ostream& out, std::ostream& err) {
  const Material material = load(source, services::catalog());
  if (tell(material.complaints, err)) return kBadScenario;
  if (material.scenarios.empty()) throw std::runtime_error("there are no scenarios");
  const auto missing = questions_without_probe(material.scenarios);
  for (const std::string_view question : missing)
    err << "scenarios/probes/" << question << ".json: is missing: every question that is a switch has its probe\n";
  if (!missing.empty()) return kBadScenario;
  out << material.scenarios.size() << " scenarios are sound.\n";
  return kOk;
}

}  // namespace conformance
