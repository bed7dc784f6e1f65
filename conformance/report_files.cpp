#include "conformance/report_files.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "conformance/html.hpp"
#include "conformance/json_lines.hpp"
#include "conformance/junit.hpp"
#include "conformance/tap.hpp"

namespace conformance {
bool write_file(const std::string& path, std::ostream& err, const std::function<void(std::ostream&)>& write) {
  if (path.empty()) return true;
  const bool special = std::filesystem::exists(path) && !std::filesystem::is_regular_file(path);  // /dev/stdout
  const std::string beside = special ? path : path + ".part";
  errno = 0;
  std::ofstream file(beside, std::ios::binary);
  if (file) write(file);
  file.close();
  if (file && (special || std::rename(beside.c_str(), path.c_str()) == 0)) return true;
  err << "conformance: cannot write " << path << ": " << (errno ? std::strerror(errno) : "no space or no rights")
      << "\n";
  if (!special) std::remove(beside.c_str());
  return false;
}

bool write_reports(const ReportFiles& files, const Report& report, const RunFacts& facts, const Coverage& coverage,
                   const std::vector<ScenarioRun>& runs, std::ostream& err) {
  bool all = true;
  all &= write_file(files.junit, err, [&](std::ostream& out) { write_junit(out, report, runs); });
  all &= write_file(files.tap, err, [&](std::ostream& out) { write_tap(out, report, runs); });
  all &= write_file(files.json_lines, err, [&](std::ostream& out) { write_json_lines(out, report, facts, runs); });
  all &= write_file(files.html, err, [&](std::ostream& out) { write_html(out, report, facts, coverage, runs); });
  return all;
}

}  // namespace conformance
