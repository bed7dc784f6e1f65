// The reports a run leaves as files.
#pragma once
#include <functional>
#include <ostream>
#include <string>
#include <vector>

#include "conformance/coverage.hpp"
#include "conformance/report.hpp"

namespace conformance {

struct ReportFiles {
  std::string junit = {};
  std::string tap = {};
  std::string json_lines = {};
  std::string html = {};
};

// Writes a file as a whole or not at all; nothing for an empty path. Whether it succeeded; if not, `err` tells why.
bool write_file(const std::string& path, std::ostream& err, const std::function<void(std::ostream&)>& write);

// Writes each that is named: first beside its place, then moved there, so that a report is whole or the old one. Tells
// of those that cannot be written; whether all were.
bool write_reports(const ReportFiles& files, const Report& report, const RunFacts& facts, const Coverage& coverage,
                   const std::vector<ScenarioRun>& runs, std::ostream& err);

}  // namespace conformance
