// The reports a run leaves as files.
#pragma once
#include <ostream>
#include <string>
#include <vector>

#include "conformance/report.hpp"

namespace conformance {

struct ReportFiles {
  std::string junit = {};
};

// Writes each that is named: first beside its place, then moved there, so that a report is whole or the old one. Tells
// of those that cannot be written; whether all were.
bool write_reports(const ReportFiles& files, const Report& report, const std::vector<ScenarioRun>& runs,
                   std::ostream& err);

}  // namespace conformance
