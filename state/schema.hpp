// The schema's version: what a new database gets, how the file of an older version comes to it, and how to tell what
// version an image has.
#pragma once
#include <optional>
#include <string>

#include "state/database.hpp"

namespace state {

// The one that this program reads and writes.
int schema_version();

// The version of a sandbox's image, told from its header alone; nothing for bytes that are no sandbox's.
std::optional<int> schema_version_of(std::string_view image);
std::optional<int> schema_version_of(const Snapshot& image);

// Gives an empty database the schema.
void make_schema(sqlite3* handle);

// Makes a database file one of this version. An empty one gets the schema. An older one keeps its content: it is
// brought on version by version in one transaction, after a copy of it as it was has been left beside it
// ("sandbox.db.v2.bak"; a copy that is there already is never overwritten). Throws OpenError, and changes nothing, for
// a file that is no sandbox's, is of a newer version, or does not have the tables that its version says.
void bring_up_to_date(sqlite3* handle, const std::string& path);

}  // namespace state
