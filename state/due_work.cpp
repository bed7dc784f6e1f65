#include "state/due_work.hpp"

namespace state {

void DueWork::perform(const Due& due) {
  switch (due.kind) {
    case DueKind::purge_files:
      return purge_files(due.subject, due.at);
    case DueKind::deactivate_license:
      return licenses_.remove(due.subject);
    case DueKind::end_tokens:
      return tokens_.end(due.at);
    case DueKind::no_backup_1:
    case DueKind::no_backup_2:
      return monitoring_.notice_no_backup(due.subject, due.at, due.kind == DueKind::no_backup_2);
    case DueKind::no_progress_1:
    case DueKind::no_progress_2:
      return monitoring_.notice_no_progress(due.subject, due.at, due.kind == DueKind::no_progress_2);
  }
}

void DueWork::purge_files(std::int32_t account_id, Instant at) {
  database_.run("UPDATE account SET own_used_kb = 0 WHERE id = ?1", account_id);
  database_.run("UPDATE device SET used_kb = 0 WHERE account_id = ?1", account_id);
  monitoring_.check_quota(account_id, at);
}

}  // namespace state
