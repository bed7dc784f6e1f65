// Where in an entity's accounts, by username, a page begins: accounts are counted in blocks.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "state/database.hpp"

namespace state {

inline constexpr std::int64_t kLargestAccountBlock = 1024;

// A username to start from, and how many rows from there on are still to be passed over.
struct AccountPosition {
  std::string first_key = {};
  std::int64_t skip = 0;
};

// The place of the account that `offset` others of the entity come before; counting the active ones only, or all.
AccountPosition account_position(Database& database, std::int32_t entity_id, bool active_only, std::int64_t offset);

// Call it after an account was added: the block it came into is split when it has grown too large.
void split_account_block(Database& database, std::int32_t entity_id, std::string_view username_key);

}  // namespace state
