#include "control/generate.hpp"

#include <fstream>

#include "state/generator.hpp"
#include "state/sandbox.hpp"

namespace control {
namespace {

// Nobody finds half a world under the name: it is written beside it first.
void write(const state::Snapshot& image, const std::filesystem::path& out) {
  std::filesystem::path part = out;
  part += ".part";
  std::ofstream file(part, std::ios::binary | std::ios::trunc);
  file.write(reinterpret_cast<const char*>(image.data()), static_cast<std::streamsize>(image.size()));
  file.close();
  std::error_code failed;
  if (file) std::filesystem::rename(part, out, failed);
  if (file && !failed) return;
  std::filesystem::remove(part, failed);
  throw GenerateError("cannot write " + out.string());
}

}  // namespace

void generate_database(const Generate& what) {
  if (std::filesystem::exists(what.out)) throw GenerateError(what.out.string() + " is there already");
  {
    // Told before minutes have passed, not after.
    std::filesystem::path part = what.out;
    part += ".part";
    std::ofstream probe(part, std::ios::binary | std::ios::trunc);
    if (!probe) throw GenerateError("cannot write " + what.out.string());
  }
  state::Sandbox sandbox(":memory:", what.seed);
  state::generate(sandbox, {.accounts = what.accounts, .events = what.events, .seed = what.seed});
  write(sandbox.take(), what.out);
}

}  // namespace control
