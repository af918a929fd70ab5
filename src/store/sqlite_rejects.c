/* What could not be read, in SQLite: a table that comes with its first row, so that records
 * made before there was one are as good. */
#include "store/sqlite.h"

static const char TABLE[] =
    "CREATE TABLE IF NOT EXISTS rejects("
    " no INTEGER PRIMARY KEY, file TEXT NOT NULL, line INTEGER NOT NULL,"
    " byte INTEGER NOT NULL," /* -1: untold */
    " kind TEXT NOT NULL, reason TEXT NOT NULL) STRICT;"
    "CREATE INDEX IF NOT EXISTS rejects_file ON rejects(file);";

static bool is_there(ch_backend *b, bool *there, ch_error *error) {
  const char *doing = "looking for what was refused";
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_REJECTS_THERE, doing, error);
  bool failed = false;
  *there = false;
  if (!st) return false;
  while (ch_sqlite_row(b, st, doing, &failed, error)) *there = true;
  return !failed;
}

bool ch_sqlite_reject_put(ch_backend *b, const ch_reject *r, ch_error *error) {
  const char *doing = "noting what was refused";
  bool there;
  if (!is_there(b, &there, error)) return false;
  if (!there && sqlite3_exec(b->db, TABLE, NULL, NULL, NULL) != SQLITE_OK)
    return ch_sqlite_fault(b, doing, error);
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_REJECT_PUT, doing, error);
  if (!st) return false;
  ch_bind_str(st, 1, r->file);
  ch_bind_u64(st, 2, r->line);
  sqlite3_bind_int64(st, 3, r->has_byte ? (int64_t)r->byte : -1);
  ch_bind_str(st, 4, r->kind);
  ch_bind_str(st, 5, r->reason);
  return ch_sqlite_run(b, st, doing, error);
}

bool ch_sqlite_rejects_forget(ch_backend *b, ch_str file, ch_error *error) {
  const char *doing = "forgetting what was refused";
  bool there;
  if (!is_there(b, &there, error)) return false;
  if (!there) return true;
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_REJECTS_FORGET, doing, error);
  if (!st) return false;
  ch_bind_str(st, 1, file);
  return ch_sqlite_run(b, st, doing, error);
}

bool ch_sqlite_rejects(ch_backend *b, ch_arena *arena, ch_rejects *out, ch_error *error) {
  const char *doing = "reading what was refused";
  bool there, failed = false, no_memory = false;
  if (!is_there(b, &there, error)) return false;
  if (!there) return true;
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_REJECTS, doing, error);
  if (!st) return false;
  while (ch_sqlite_row(b, st, doing, &failed, error)) {
    ch_reject *r = CH_PUSH(arena, out);
    if (r) *r = (ch_reject){.file = ch_column(st, 0, arena, &no_memory),
                            .line = (uint64_t)sqlite3_column_int64(st, 1),
                            .has_byte = sqlite3_column_int64(st, 2) >= 0,
                            .byte = (uint64_t)sqlite3_column_int64(st, 2),
                            .kind = ch_column(st, 3, arena, &no_memory),
                            .reason = ch_column(st, 4, arena, &no_memory)};
    if (!r || no_memory) {
      ch_sqlite_stop(st);
      return ch_sqlite_no_memory(error);
    }
  }
  return !failed;
}
