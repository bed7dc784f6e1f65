// conformance drift: has the target's contract moved away from ours?
#include <unistd.h>
#include <cstdlib>

#include <filesystem>
#include <stdexcept>

#include "conformance/commands.hpp"
#include "conformance/drift/documents.hpp"
#include "conformance/drift/drift.hpp"
#include "conformance/drift/questions.hpp"
#include "conformance/drift/report.hpp"
#include "conformance/shared_target.hpp"
#include "conformance/stop.hpp"
#include "services/catalog.hpp"

namespace conformance {
namespace {

namespace fs = std::filesystem;

// Where documents are until all is well: beside their place, or in a place of no account. It goes when this goes.
class Staging {
 public:
  explicit Staging(const fs::path& out) {
    std::string name = (out.empty() ? fs::temp_directory_path() / "conformance-drift" : out).string() + ".XXXXXX";
    if (!mkdtemp(name.data()))
      throw drift::Unwritable("cannot make a directory beside " + name.substr(0, name.size() - 7));
    path_ = name;
  }
  Staging(const Staging&) = delete;
  Staging& operator=(const Staging&) = delete;
  ~Staging() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }

  const fs::path& path() const { return path_; }
  void become(const fs::path& out) const {
    std::error_code error;
    fs::permissions(path_,
                    fs::perms::owner_all | fs::perms::group_read | fs::perms::group_exec | fs::perms::others_read |
                        fs::perms::others_exec,
                    error);
    fs::rename(path_, out, error);  // replaces an empty directory
    if (error) throw drift::Unwritable("cannot write " + out.string() + ": " + error.message());
  }

 private:
  fs::path path_;
};

fs::path checked_out(const std::string& out) {
  if (out.empty()) return {};
  fs::path path = fs::path(out).lexically_normal();
  if (!path.has_filename()) path = path.parent_path();
  std::error_code error;
  if (fs::exists(path, error) && (!fs::is_directory(path, error) || !fs::is_empty(path, error)))
    throw std::runtime_error("--out " + out + ": expected a directory that is new or empty");
  return path;
}

int compare(const DriftOptions& options, Endpoint& endpoint, const fs::path& wanted, std::ostream& out,
            std::ostream& err) {
  const contract::Registry& contract = services::catalog();
  const Staging staging(wanted);
  watch_for_stop();
  const drift::Drift found =
      drift::find_drift(endpoint, contract, staging.path(), [&](const drift::ServiceDrift& service) {
        drift::print(out, service);
        return !stop_requested();
      });
  if (stop_requested()) return kInterrupted + stop_signal();
  const auto questions = drift::settled_by(found, contract);
  drift::print_summary(out, found, questions);
  bool written = write_file(options.junit, err, [&](std::ostream& file) { drift::write_junit(file, contract, found); });
  written &= write_file(options.json, err,
                        [&](std::ostream& file) { drift::write_json(file, endpoint.address(), found, questions); });
  if (!wanted.empty() && fs::is_empty(staging.path())) {
    err << "conformance: nothing could be compared, so " << options.out << " is not written\n";
  } else if (!wanted.empty()) {
    staging.become(wanted);
    out << "\nmockserver serve --wsdl " << options.out << " follows what was found.\n";
  }
  if (found.unusable()) return kNoWsdl;
  if (found.count() > 0) return kFailed;
  return written ? kOk : kUnwritable;
}

}  // namespace

int drift_command(const DriftOptions& options, std::ostream& out, std::ostream& err) {
  const fs::path wanted = checked_out(options.out);
  const auto endpoint = endpoints_of({.target = options.target,
                                      .ca_file = options.ca_file,
                                      .production = options.production,
                                      .rate = options.rate,
                                      .timeout_seconds = options.timeout_seconds})();
  try {
    return compare(options, *endpoint, wanted, out, err);
  } catch (const Unreachable& error) {
    if (stop_requested()) return kInterrupted + stop_signal();
    err << "conformance: the target cannot be reached: " << error.what() << "\n";
    return kUnreachable;
  } catch (const drift::Unwritable& error) {
    err << "conformance: " << error.what() << "\n";
    return kUnwritable;
  }
}

}  // namespace conformance
