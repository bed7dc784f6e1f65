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

// Writes a file, if `path` is not empty: first beside its place, then moved there, so that it is whole or the old one.
// Tells in `err` when it cannot be written; whether it was.
bool write_file(const std::string& path, std::ostream& err, const std::function<void(std::ostream&)>& write);

// Writes each report that is named, as write_file() does. Whether all were.
bool write_reports(const ReportFiles& files, const Report& report, const RunFacts& facts, const Coverage& coverage,
                   const std::vector<ScenarioRun>& runs, std::ostream& err);

}  // namespace conformance
