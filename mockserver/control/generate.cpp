#include "control/generate.hpp"

#include <system_error>

#include "state/generator.hpp"
#include "state/sandbox.hpp"

namespace control {
namespace {

// The file, and what SQLite leaves beside it when a journal is switched off while the file is held.
void remove_with_journal(const std::filesystem::path& file) {
  std::error_code failed;
  std::filesystem::remove(file, failed);
  std::filesystem::remove(file.string() + "-journal", failed);
}

// Everything in one go and no way back: without a journal, and with memory for all pages that are still to be written.
void hurry(state::Database& database) {
  database.script("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -4000000;");
}

}  // namespace

// Nobody finds half a world under the name: it is made under another one.
void generate_database(const Generate& what) {
  if (std::filesystem::exists(what.out)) throw GenerateError(what.out.string() + " is there already");
  std::filesystem::path part = what.out;
  part += ".part";
  remove_with_journal(part);
  try {
    state::Sandbox sandbox(part.string(), what.seed);
    hurry(sandbox.database);
    state::generate(sandbox, {.accounts = what.accounts, .events = what.events, .seed = what.seed});
  } catch (const std::exception& error) {
    remove_with_journal(part);
    throw GenerateError("cannot write " + what.out.string() + ": " + error.what());
  }
  std::error_code failed;
  std::filesystem::rename(part, what.out, failed);
  remove_with_journal(part);
  if (failed) throw GenerateError("cannot write " + what.out.string() + ": " + failed.message());
}

}  // namespace control
