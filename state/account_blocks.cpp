#include "state/account_blocks.hpp"

#include <tuple>

namespace state {
namespace {

struct Block {
  std::string first_key;
  std::int64_t accounts = 0;
  std::int64_t active_accounts = 0;
  static constexpr auto columns() { return std::tuple(&Block::first_key, &Block::accounts, &Block::active_accounts); }
};

}  // namespace

AccountPosition account_position(Database& database, std::int32_t entity_id, bool active_only, std::int64_t offset) {
  if (offset <= kLargestAccountBlock) return {.skip = offset};
  AccountPosition out{.skip = offset};
  for (Block& block : database.all<Block>(
           "SELECT first_key, accounts, active_accounts FROM account_block WHERE entity_id = ?1 ORDER BY first_key",
           entity_id)) {
    const std::int64_t count = active_only ? block.active_accounts : block.accounts;
    out.first_key = std::move(block.first_key);
    if (out.skip < count) return out;
    out.skip -= count;
  }
  out.skip += kLargestAccountBlock;  // past the end: beyond the last block's rows
  return out;
}

void split_account_block(Database& database, std::int32_t entity_id, std::string_view username_key) {
  const auto block = database.one<Block>(
      "SELECT first_key, accounts, active_accounts FROM account_block WHERE entity_id = ?1 AND first_key <= ?2"
      " ORDER BY first_key DESC LIMIT 1",
      entity_id, username_key);
  if (!block || block->accounts <= kLargestAccountBlock) return;
  const std::int64_t kept = block->accounts / 2;
  const auto middle = *database.one<std::string>(
      "SELECT username_key FROM account WHERE entity_id = ?1 AND username_key >= ?2 ORDER BY username_key"
      " LIMIT 1 OFFSET ?3",
      entity_id, block->first_key, kept);
  const auto kept_active = *database.one<std::int64_t>(
      "SELECT count(*) FROM account WHERE entity_id = ?1 AND status = 0 AND username_key >= ?2 AND username_key < ?3",
      entity_id, block->first_key, middle);
  database.run("UPDATE account_block SET accounts = ?3, active_accounts = ?4 WHERE entity_id = ?1 AND first_key = ?2",
               entity_id, block->first_key, kept, kept_active);
  database.run("INSERT INTO account_block(entity_id, first_key, accounts, active_accounts) VALUES (?1, ?2, ?3, ?4)",
               entity_id, middle, block->accounts - kept, block->active_accounts - kept_active);
}

}  // namespace state
