#include "state/image_check.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "state/sandbox.hpp"
#include "state/schema.hpp"

namespace state {
namespace {

using testing::HasSubstr;

std::string bytes_of(const Snapshot& image) {
  return {reinterpret_cast<const char*>(image.data()), static_cast<std::size_t>(image.size())};
}

// A sandbox with one entity, after `change`, as bytes.
std::string image_after(std::string_view change = {}) {
  Sandbox sandbox;
  {
    Transaction transaction(sandbox.database);
    sandbox.entities.add({.id = 1, .type = EntityType::infrascale, .name = "Infrascale"});
    transaction.commit();
  }
  if (!change.empty()) sandbox.database.script(change);
  return bytes_of(sandbox.database.take());  // as it is: the sandbox would write its clock once more
}

std::string complaint(std::string_view bytes) {
  try {
    checked_image(bytes);
    return "accepted";
  } catch (const BadImage& error) {
    return std::string(error.other_version ? "other version: " : "") + error.what();
  }
}

TEST(ImageCheck, TakesWhatASandboxGave) {
  const std::string bytes = image_after();
  Sandbox other;
  other.restore(checked_image(bytes));
  EXPECT_EQ(other.entities.find(1)->name, "Infrascale");
}

TEST(ImageCheck, RefusesWhatIsNoDatabase) {
  for (const std::string& bytes : {std::string(), std::string("SQLite format 3"), std::string(5000, 'x')})
    EXPECT_EQ(complaint(bytes), "the bytes are no snapshot: they do not begin as an SQLite database does");
}

TEST(ImageCheck, RefusesADatabaseOfAnotherProgram) {
  EXPECT_EQ(complaint(image_after("PRAGMA application_id = 7")),
            "the bytes are no snapshot: they are a database of another program");
}

TEST(ImageCheck, TellsAnotherVersionOfTheSchema) {
  EXPECT_EQ(complaint(image_after("PRAGMA user_version = 2")),
            "other version: the snapshot has schema version 2; this program reads " + std::to_string(schema_version()));
}

TEST(ImageCheck, RefusesOtherTablesAndWhateverRunsByItself) {
  for (const char* change : {"CREATE TABLE more(x)", "DROP INDEX due_subject", "CREATE VIEW mine AS SELECT 1",
                             "CREATE TRIGGER mine AFTER UPDATE ON sandbox BEGIN DELETE FROM entity; END",
                             "ALTER TABLE due ADD COLUMN more INTEGER"})
    EXPECT_EQ(complaint(image_after(change)), "the bytes are no snapshot: its tables are not those of a sandbox")
        << change;
}

TEST(ImageCheck, RefusesValuesThatNoReaderTakes) {
  EXPECT_EQ(complaint(image_after("UPDATE entity SET status = 99")),
            "the bytes are no snapshot: a value of entity.status is out of bounds");
  EXPECT_EQ(complaint(image_after("UPDATE entity SET trial_end = 'x'")),
            "the bytes are no snapshot: a value of entity.trial_end is out of bounds");
  EXPECT_EQ(complaint(image_after("UPDATE sandbox SET clock_frozen_at = -1")),
            "the bytes are no snapshot: a value of sandbox.clock_frozen_at is out of bounds");
  EXPECT_EQ(complaint(image_after("UPDATE sandbox SET clock_offset = 9223372036854775807")),
            "the bytes are no snapshot: a value of sandbox.clock_offset is out of bounds");
  EXPECT_EQ(complaint(image_after("INSERT INTO event_source(id, entity_id, account_type, name, name_key, system_key)"
                                  " VALUES (1, 1, 0, 'a', 'a', '');"
                                  "INSERT INTO event(source_id, category, at) VALUES (1, 90000, 0)")),
            "the bytes are no snapshot: a value of event.category is out of bounds");
  EXPECT_EQ(complaint(image_after("DELETE FROM sandbox")), "the bytes are no snapshot: it tells of no clock");
}

TEST(ImageCheck, RefusesReferencesThatLeadNowhere) {
  EXPECT_EQ(
      complaint(image_after("PRAGMA foreign_keys = OFF;"
                            "INSERT INTO api_user(entity_id, login, login_key, password) VALUES (7, 'a', 'a', 'p')")),
      "the bytes are no snapshot: it refers to what is not there");
}

// Every byte of the first pages and some of the rest turned over: refused, or read to the end without a crash.
TEST(ImageCheck, SurvivesDamageAnywhere) {
  const std::string bytes = image_after();
  int refused = 0;
  int tried = 0;
  for (std::size_t at = 0; at < bytes.size(); at += at < 200 ? 1 : 997) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x5A);
    ++tried;
    if (complaint(damaged) != "accepted") ++refused;
  }
  EXPECT_GT(refused, tried / 8);
  for (std::size_t size = 0; size < bytes.size(); size += 20'011)
    EXPECT_THAT(complaint(bytes.substr(0, size)), HasSubstr("no snapshot")) << size;
}

}  // namespace
}  // namespace state
