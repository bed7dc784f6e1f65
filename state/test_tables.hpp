// Whole sandboxes side by side, table by table, for tests.
#pragma once
#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "state/sandbox.hpp"

namespace state {

using Tables = std::map<std::string, std::vector<std::string>>;  // by name, each row as text

namespace tables {

using Handle = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;

// Columns of a table that say nothing about the state, and rows to pass over.
struct Leave {
  std::string columns;  // what to select in the place of all columns
  std::string rest = "";
};

// Reasons: how often a file was opened is no part of what it holds; where the blocks of accounts begin follows from the
// order in which accounts came, only what they count matters; a day whose sums went away with a company that was moved
// says the same as no row.
inline const std::map<std::string, Leave>& left_out() {
  static const std::map<std::string, Leave> all{
      {"sandbox", {"clock_offset, clock_frozen_at, ids_seed, ids_position, correlation_position, shadowprotect_fails"}},
      {"account_block", {"entity_id, sum(accounts), sum(active_accounts)", " GROUP BY entity_id"}},
      {"event_day", {"*", " WHERE events <> 0 OR files <> 0 OR bytes <> 0"}}};
  return all;
}

inline std::vector<std::string> rows(sqlite3* handle, const std::string& sql) {
  sqlite3_stmt* raw = nullptr;
  if (sqlite3_prepare_v2(handle, sql.c_str(), -1, &raw, nullptr) != SQLITE_OK)
    throw std::runtime_error(sql + ": " + sqlite3_errmsg(handle));
  const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> statement(raw, sqlite3_finalize);
  std::vector<std::string> out;
  while (sqlite3_step(raw) == SQLITE_ROW) {
    std::string& row = out.emplace_back();
    for (int at = 0; at < sqlite3_column_count(raw); ++at) {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(raw, at));
      row += std::string(at == 0 ? "" : "|") + sqlite3_column_name(raw, at) + "=" + (text ? text : "(null)");
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace tables

// Every table of an image.
inline Tables tables_of(const Snapshot& image) {
  sqlite3* raw = nullptr;
  if (sqlite3_open(":memory:", &raw) != SQLITE_OK) throw std::runtime_error("cannot open a database");
  const tables::Handle handle(raw, sqlite3_close);
  const auto size = static_cast<std::size_t>(image.size());
  auto* copy = static_cast<unsigned char*>(sqlite3_malloc64(size));
  std::memcpy(copy, image.data(), size);
  if (sqlite3_deserialize(raw, "main", copy, image.size(), image.size(), SQLITE_DESERIALIZE_FREEONCLOSE) != SQLITE_OK)
    throw std::runtime_error("cannot read an image");
  Tables out;
  for (const std::string& row : tables::rows(raw, "SELECT name FROM sqlite_schema WHERE type = 'table'")) {
    const std::string name = row.substr(row.find('=') + 1);
    const auto found = tables::left_out().find(name);
    const tables::Leave leave = found == tables::left_out().end() ? tables::Leave{"*"} : found->second;
    out[name] = tables::rows(raw, "SELECT " + leave.columns + " FROM " + name + leave.rest);
  }
  return out;
}

// Every table of a sandbox. The counts of its lists are taken anew in a copy: once a stretch of time was split it stays
// so, whatever becomes of its entries, and no answer depends on it.
inline Tables tables_of(Sandbox& sandbox) {
  Sandbox copy;
  copy.restore(sandbox.take());
  copy.timelines.count_everything();
  return tables_of(copy.database.take());
}

}  // namespace state
