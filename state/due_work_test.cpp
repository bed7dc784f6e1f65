#include "state/due_work.hpp"

#include <random>

#include "state/test_world.hpp"

namespace state {
namespace {

// A world with something of everything that time brings about, at irregular instants.
class YearTest : public WorldTest {
 protected:
  YearTest() {
    std::mt19937 random(7);
    const auto before = [&random](int days) {
      return kNoon - static_cast<Instant>(random() % 1000) * kTicksPerDay * days / 1000 -
             static_cast<Instant>(random());
    };
    for (int i = 0; i < 60; ++i) {
      const std::int32_t entity_id = std::array{111, 221, 311, 312, 226, 321}[random() % 6];
      const std::string name = "account" + std::to_string(i);
      const auto id = add_account({.entity_id = entity_id, .username = name, .monitored = i % 7 != 0});
      for (const char* system : {"one", "two"}) {
        const auto device = sandbox.devices.add({.account_id = id,
                                                 .name = system,
                                                 .active = random() % 5 != 0,
                                                 .used_kb = static_cast<std::int64_t>(random() % 600'000),
                                                 .registered_at = before(40),
                                                 .last_backup = i % 3 == 0 ? std::nullopt : std::optional(before(9))});
        if (random() % 4 == 0)
          sandbox.monitoring.record(source_of(account(name), system),
                                    Event{.type = EventType::backup_started, .at = before(2)});
        if (random() % 4 == 0)
          sandbox.backups.report(account(name), *sandbox.devices.find(id, system), BackupStep::completed,
                                 {.files = {.uploaded_files = 1, .uploaded_bytes = 9999}});
        EXPECT_TRUE(device);
      }
      sandbox.monitoring.check_quota(id, kNoon);
      if (i % 10 == 0) sandbox.licenses.assign({.account_id = id, .type = LicenseType::sql_backup, .provider_id = 888});
    }
    sandbox.entities.set_trial_end(312, kNoon + 5 * kTicksPerDay + 12345);
    sandbox.tokens.issue(TokenKind::account_authentication, 3);
    sandbox.tokens.issue(TokenKind::password_reset, 4);
    sandbox.flows.cancel(account("account10"));
    sandbox.flows.cancel(entity(226), entity(888));
  }

  // Every row of every table.
  static std::string content(Sandbox& sandbox) {
    const Snapshot image = sandbox.take();
    sqlite3* handle = nullptr;
    sqlite3_open(":memory:", &handle);
    auto* bytes = static_cast<unsigned char*>(sqlite3_malloc64(static_cast<sqlite3_uint64>(image.size())));
    std::copy_n(image.data(), image.size(), bytes);
    sqlite3_deserialize(handle, "main", bytes, image.size(), image.size(), SQLITE_DESERIALIZE_FREEONCLOSE);
    std::string out;
    const auto collect = [](void* into, int count, char** values, char**) {
      for (int i = 0; i < count; ++i)
        static_cast<std::string*>(into)->append(values[i] ? values[i] : "null").append(i + 1 < count ? "|" : "\n");
      return 0;
    };
    std::string tables;
    sqlite3_exec(handle, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name", collect, &tables,
                 nullptr);
    for (std::size_t at = 0, end = 0; (end = tables.find('\n', at)) != tables.npos; at = end + 1) {
      const std::string table = tables.substr(at, end - at);
      out += "== " + table + "\n";
      sqlite3_exec(handle, ("SELECT * FROM " + table).c_str(), collect, &out, nullptr);
    }
    sqlite3_close(handle);
    return out;
  }

  static void pass(Sandbox& sandbox, Instant step, int times) {
    for (int i = 0; i < times; ++i) {
      ASSERT_TRUE(sandbox.clock.advance(step));
      sandbox.catch_up();
    }
  }
};

TEST_F(YearTest, OneStepEndsAsDayByDay) {
  Sandbox daily(":memory:", 7, noon);
  daily.restore(sandbox.take());
  ASSERT_EQ(content(daily), content(sandbox));

  pass(sandbox, 365 * kTicksPerDay, 1);
  pass(daily, kTicksPerDay, 365);
  const std::string in_one_step = content(sandbox);
  EXPECT_EQ(in_one_step, content(daily));
  EXPECT_GT(sandbox.event_lists.history(entity(1), {}, {1, 1}).total, 100);
}

TEST_F(YearTest, NothingIsWaitingInTheEnd) {
  pass(sandbox, 365 * kTicksPerDay, 1);
  EXPECT_EQ(sandbox.schedule.next(), std::nullopt);
  EXPECT_EQ(database.one<int>("SELECT count(*) FROM token WHERE kind >= 0"), 0);
  EXPECT_EQ(account("account10").used_kb, 0);
}

}  // namespace
}  // namespace state
