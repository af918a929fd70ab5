/* Every statement of the SQLite backend: one list gives number and text. */
#ifndef CH_STORE_SQLITE_STATEMENTS_H
#define CH_STORE_SQLITE_STATEMENTS_H

/* What a filter asks of a row of a list; and, where it asks for a second list,
 * of the same event's row there. */
#define CH_LIST_ROWS " FROM event_lists l" CH_LIST_WHERE
#define CH_LIST_WHERE                                                                         \
  " WHERE l.list = ?1 AND l.day BETWEEN ?2 AND ?3"                         \
  " AND l.day + l.days >= ?4 AND (?5 >> (l.kind & 31)) & 1 AND (?6 >> (l.kind >> 5 & 7)) & 1"
#define CH_LIST_ALSO                                                                          \
  " AND EXISTS(SELECT 1 FROM event_lists o WHERE o.list = ?7 AND o.day = l.day"               \
  " AND o.key = l.key AND o.event = l.event)"
/* The articles, no copies, that report such events, by day of publication. */
#define CH_LIST_TOLD                                                                          \
  " FROM event_lists l CROSS JOIN mentions m ON m.event = l.event"                            \
  " CROSS JOIN articles a ON a.no = m.no >> 16"
#define CH_LIST_BY_DAY " AND a.copy_kind = 0 AND a.published IS NOT NULL GROUP BY a.published"
#define CH_LIST_REPORTS CH_LIST_TOLD CH_LIST_WHERE CH_LIST_BY_DAY
#define CH_LIST_REPORTS_ALSO CH_LIST_TOLD CH_LIST_WHERE CH_LIST_ALSO CH_LIST_BY_DAY
#define CH_LIST_ORDER " ORDER BY l.day, l.key, l.event LIMIT ?8 OFFSET ?9"

#define CH_DIGITS_OF(n) #n
#define CH_DIGITS(n) CH_DIGITS_OF(n) /* of a number that has a name */

#define CH_MENTION_RUN "no >> 29" /* those of 8192 articles */

#define CH_DAY_OF_DYAD(order)                                                                  \
  "(SELECT l.day FROM event_lists l WHERE l.list = d.list AND l.day < 2147483647"             \
  " ORDER BY l.day" order " LIMIT 1)"

#define CH_STATEMENTS(X)                                                                      \
  X(BEGIN, "BEGIN IMMEDIATE")                                                                 \
  X(HOLD, "BEGIN")                                                                            \
  X(COMMIT, "COMMIT")                                                                         \
  X(ROLLBACK, "ROLLBACK")                                                                     \
  X(VERSION, "PRAGMA data_version")                                                           \
  X(META, "SELECT value FROM meta WHERE name = ?1")                                           \
  X(META_PUT, "INSERT OR REPLACE INTO meta(name, value) VALUES(?1, ?2)")                      \
  X(NAME_FIND, "SELECT no FROM names WHERE name = ?1")                                        \
  X(NAME_PUT, "INSERT INTO names(name) VALUES(?1)")                                           \
  X(NAME_OF, "SELECT substr(name, 3) FROM names WHERE no = ?1")                               \
  X(NAMES, "SELECT substr(name, 3) FROM names WHERE name >= ?1 AND name < ?2")                \
  X(NAMES_COUNT, "SELECT count(*) FROM names WHERE name >= ?1 AND name < ?2")                 \
  X(ARTICLE_FIND, "SELECT no, hash, replaced_by IS NULL FROM articles WHERE id = ?1")         \
  X(ARTICLE_PUT,                                                                              \
    "INSERT INTO articles(id, hash, outlet, published, minute, copy_kind, print, pack, mentions)" \
    " VALUES(?1,?2,?3,?4,?5,0,?6,?7,?8)")                                                     \
  X(ARTICLE_OUTLET, "SELECT outlet FROM articles WHERE no = ?1")                              \
  X(ARTICLE_LAST, "SELECT max(no) FROM articles")                                             \
  X(ARTICLES_WHOSE,                                                                           \
    "SELECT no, outlet, published FROM articles INDEXED BY articles_outlet"                   \
    " WHERE replaced_by IS NULL")                                                             \
  X(ARTICLE_WORDS, "INSERT INTO article_words(rowid, title, text) VALUES(?1,?2,?3)")          \
  X(ARTICLE_REPLACE, "UPDATE articles SET replaced_by = ?2 WHERE no = ?1")                    \
  X(ARTICLE_HEAD,                                                                             \
    "SELECT a.id, a.outlet, a.published, a.minute, o.id, a.copy_kind"                         \
    " FROM articles a LEFT JOIN articles o ON o.no = a.origin WHERE a.no = ?1")               \
  X(ARTICLE_PACK, "SELECT pack FROM articles WHERE no = ?1")                                  \
  X(ARTICLE_PRINT, "SELECT print FROM articles WHERE no = ?1")                                \
  X(ARTICLE_COPY, "UPDATE articles SET origin = ?2, copy_kind = ?3 WHERE no = ?1")            \
  X(ARTICLE_IS_COPY, "SELECT copy_kind <> 0 FROM articles WHERE no = ?1")                     \
  X(ARTICLES_ALL,                                                                             \
    "SELECT no FROM articles WHERE replaced_by IS NULL"                                       \
    " ORDER BY published IS NULL, published, id")                                             \
  X(ARTICLE_VERSIONS,                                                                         \
    "SELECT no FROM articles WHERE id = ?1 AND replaced_by IS NOT NULL ORDER BY no DESC")     \
  X(ARTICLES_BY_DAY,                                                                          \
    "SELECT published, count(*), sum(copy_kind <> 0), sum(copy_kind = 0 AND mentions > 0)"    \
    " FROM articles"                                                                          \
    " WHERE published BETWEEN ?1 AND ?2 AND replaced_by IS NULL GROUP BY published")          \
  X(ARTICLES_IN,                                                                              \
    "SELECT count(*) FROM articles WHERE published BETWEEN ?1 AND ?2 AND replaced_by IS NULL") \
  X(ARTICLES_UNDATED,                                                                         \
    "SELECT count(*) FROM articles WHERE published IS NULL AND replaced_by IS NULL")          \
  X(DAY_FIRST,                                                                                \
    "SELECT published FROM articles WHERE published IS NOT NULL AND replaced_by IS NULL"      \
    " ORDER BY published LIMIT 1")                                                            \
  X(DAY_LAST,                                                                                 \
    "SELECT published FROM articles WHERE published IS NOT NULL AND replaced_by IS NULL"      \
    " ORDER BY published DESC LIMIT 1")                                                       \
  X(LAST_DAY, "SELECT max(published) FROM articles")                                          \
  X(KEY_PUT, "INSERT OR IGNORE INTO article_keys(key, article) VALUES(?1,?2)")                \
  X(KEY_DROP, "DELETE FROM article_keys WHERE key = ?1 AND article = ?2")                     \
  X(KEY_FIND, "SELECT article FROM article_keys WHERE key = ?1")                              \
  X(PAIR_PUT, "INSERT OR IGNORE INTO copy_pairs(a, b) VALUES(?1,?2),(?2,?1)")                 \
  X(PAIRS_OF, "SELECT b FROM copy_pairs WHERE a = ?1")                                        \
  X(PAIR_DROP, "DELETE FROM copy_pairs WHERE a = ?1 AND b = ?2")                              \
  X(SEARCH,                                                                                   \
    "SELECT a.no FROM article_words w JOIN articles a ON a.no = w.rowid"                      \
    " WHERE article_words MATCH ?1 AND a.replaced_by IS NULL"                                 \
    " AND (?2 IS NULL OR a.published >= ?2) AND (?3 IS NULL OR a.published <= ?3)"            \
    " ORDER BY a.published DESC, a.id LIMIT ?4")                                                       \
  X(MENTION_PUT, "INSERT INTO mentions(no, key, told, event, speaks) VALUES(?1,?2,?3,0,0)")  \
  X(MENTION_DROP, "DELETE FROM mentions WHERE no = ?1")                                       \
  X(MENTION_DAY_PUT,                                                                          \
    "INSERT OR REPLACE INTO mention_days(block, day_from, day_to, mention, speaks, told)"     \
    " VALUES(?1,?2,?3,?4,?5,?6)")                                                                \
  X(MENTION_DAY_DROP,                                                                         \
    "DELETE FROM mention_days WHERE block = ?1 AND day_from = ?2 AND day_to = ?3"             \
    " AND mention = ?4")                                                                      \
  X(MENTION_DAY_SPEAKS,                                                                       \
    "UPDATE mention_days SET speaks = ?5 WHERE block = ?1 AND day_from = ?2 AND day_to = ?3"  \
    " AND mention = ?4")                                                                      \
  X(FEATURES_CLEAR, "DELETE FROM mention_features")                                           \
  X(FEATURE_PUT,                                                                              \
    "INSERT OR IGNORE INTO mention_features(feature, speaks, told, mention)"                  \
    " VALUES(?1,?2,?3,?4)")                                                                   \
  X(FEATURE_DROP,                                                                             \
    "DELETE FROM mention_features"                                                            \
    " WHERE feature = ?1 AND speaks = ?2 AND told = ?3 AND mention = ?4")                     \
  X(MENTION_PLACE, "UPDATE mentions SET event = ?2, speaks = ?3 WHERE no = ?1")               \
  X(MENTION_HEAD, "SELECT key, event, speaks FROM mentions WHERE no = ?1")                    \
  X(MENTIONS_OF_ARTICLE, "SELECT no FROM mentions WHERE no BETWEEN ?1 << 16 AND (?1 << 16) + 65535") \
  X(MENTIONS_ALL, "SELECT no FROM mentions")                                                  \
  X(MENTIONS_TIMED,                                                                           \
    "SELECT mention, day_from, day_to, told, speaks FROM mention_days WHERE block = ?1"       \
    " AND day_from BETWEEN ?2 AND ?3 AND (speaks OR told >= ?4)")                              \
  X(MENTIONS_WITH,                                                                            \
    "SELECT mention FROM mention_features WHERE feature = ?1 AND speaks = ?4"                 \
    " AND told BETWEEN ?2 AND ?3")                                                            \
  X(MENTIONS_RECALLED,                                                                        \
    "SELECT mention, told FROM mention_features WHERE feature = ?1 AND speaks = 1"            \
    " AND told BETWEEN ?2 AND ?3 ORDER BY told DESC")                                         \
  X(MENTIONS_FIRST,                                                                           \
    "SELECT told FROM mention_features WHERE feature = ?1 AND speaks = 1"                     \
    " AND told BETWEEN ?2 AND ?3 ORDER BY told LIMIT ?4")                                     \
  X(FEATURE_FIRST, "SELECT feature FROM mention_features WHERE feature < ?1 ORDER BY feature LIMIT 1") \
  X(FEATURE_LAST,                                                                             \
    "SELECT feature FROM mention_features WHERE feature < ?1 ORDER BY feature DESC LIMIT 1")  \
  X(MENTIONS_OF_EVENT,                                                                        \
    "SELECT no FROM mentions WHERE event = ?1 AND event <> 0 AND speaks = ?2 AND told >= ?3") \
  X(MENTION_FIND,                                                                             \
    "SELECT no FROM mentions WHERE " CH_MENTION_RUN " = ?2 AND key = ?1 ORDER BY no DESC LIMIT 1") \
  X(MENTION_LAST_RUN, "SELECT " CH_MENTION_RUN " FROM mentions ORDER BY no DESC LIMIT 1")      \
  X(EVENT_KEYS, "SELECT key FROM mentions WHERE event = ?1 AND event <> 0")                                  \
  X(EVENT_HEAD, "SELECT key, mentions, day FROM events WHERE no = ?1")                        \
  X(EVENT_PUT,                                                                                \
    "INSERT OR REPLACE INTO events(no, key, mentions, day, lists, content, shown, answers)"   \
    " VALUES(?1,?2,?3,?4,?5,?6,?7,?8)")                                                       \
  X(EVENT_COUNT, "UPDATE events SET mentions = ?2 WHERE no = ?1")                             \
  X(EVENT_DROP, "DELETE FROM events WHERE no = ?1")                                           \
  X(EVENT_LISTS, "SELECT lists, day, key FROM events WHERE no = ?1")                          \
  X(EVENT_CONTENT, "SELECT content FROM events WHERE no = ?1")                                \
  X(EVENT_SHOWN, "SELECT key, shown, mentions FROM events WHERE no = ?1")                     \
  X(EVENT_LINKING, "SELECT shown, answers FROM events WHERE no = ?1")                         \
  X(EVENT_COUNTED, "SELECT mentions, lists, shown FROM events WHERE no = ?1")                 \
  X(EVENTS_MANY, "SELECT no, lists FROM events WHERE mentions > " CH_DIGITS(CH_WHOLE))        \
  X(MENTIONS_WHOLE, "SELECT no FROM mentions WHERE event = ?1 AND event <> 0")                \
  X(TOLD, "SELECT event, no FROM mentions WHERE event <> 0 ORDER BY event")                   \
  X(ORIGINS,                                                                                  \
    "SELECT no, origin FROM articles INDEXED BY articles_origin WHERE origin IS NOT NULL"     \
    " ORDER BY +no")                                                                          \
  X(DYAD_ADD,                                                                                 \
    "INSERT INTO dyads(list, events, reports, cooperation, conflict) VALUES(?1,?3,?4,?5,?6)"  \
    " ON CONFLICT(list) DO UPDATE SET events = events + excluded.events,"                     \
    " reports = reports + excluded.reports, cooperation = cooperation + excluded.cooperation," \
    " conflict = conflict + excluded.conflict")                                               \
  X(DYAD_DROP, "DELETE FROM dyads WHERE list = ?1 AND events = 0")                            \
  X(HOLDER_ADD,                                                                               \
    "INSERT INTO holders(code, name, events) VALUES(?1,?2,?3)"                                \
    " ON CONFLICT(code, name) DO UPDATE SET events = events + excluded.events")               \
  X(HOLDER_DROP, "DELETE FROM holders WHERE code = ?1 AND name = ?2 AND events = 0")          \
  X(CITE_ADD,                                                                                 \
    "INSERT INTO cites(outlet, name, articles) VALUES(?1,?2,?3)"                              \
    " ON CONFLICT(outlet, name) DO UPDATE SET articles = articles + excluded.articles")       \
  X(CITE_DROP, "DELETE FROM cites WHERE outlet = ?1 AND name = ?2 AND articles = 0")          \
  X(DYADS,                                                                                    \
    "SELECT d.list, d.events, d.reports, d.cooperation, d.conflict, " CH_DAY_OF_DYAD("")      \
    ", " CH_DAY_OF_DYAD(" DESC") " FROM dyads d ORDER BY d.list")                             \
  X(CODES, "SELECT no, substr(name, 3) FROM names WHERE name >= 'c:' AND name < 'c;' ORDER BY no") \
  X(OUTLET_NAMES,                                                                             \
    "SELECT no, substr(name, 3) FROM names WHERE name >= 'o:' AND name < 'o;' ORDER BY no")   \
  X(HOLDERS,                                                                                  \
    "SELECT substr(n.name, 3), h.name, h.events FROM holders h CROSS JOIN names n"            \
    " ON n.no = h.code ORDER BY h.code, h.events DESC, h.name")                               \
  X(OUTLETS,                                                                                  \
    "SELECT a.outlet, count(*), sum(a.copy_kind <> 0), min(a.published), max(a.published)"    \
    " FROM articles a INDEXED BY articles_outlet LEFT JOIN names n ON n.no = a.outlet"        \
    " WHERE a.replaced_by IS NULL GROUP BY a.outlet ORDER BY 4 IS NULL, 4, n.name")           \
  X(CITES, "SELECT outlet, name, articles FROM cites ORDER BY articles DESC, name")           \
  X(COPIED,                                                                                   \
    "SELECT c.outlet, o.outlet, c.copy_kind, c.id, o.id FROM articles c CROSS JOIN articles o" \
    " ON o.no = c.origin WHERE c.origin IS NOT NULL AND c.copy_kind <> 0"                     \
    " AND c.replaced_by IS NULL ORDER BY c.published IS NULL, c.published, c.id")             \
  X(LIST_PUT,                                                                                 \
    "INSERT OR REPLACE INTO event_lists(list, day, key, event, days, kind)"                   \
    " VALUES(?1,?2,?3,?4,?5,?6)")                                                             \
  X(LIST_DROP,                                                                                \
    "DELETE FROM event_lists WHERE list = ?1 AND day = ?2 AND key = ?3 AND event = ?4")       \
  X(SEEK_PUT,                                                                                 \
    "INSERT OR REPLACE INTO event_seeks(code, day_from, day_to, event, acts, types)"          \
    " VALUES(?1,?2,?3,?4,?5,?6)")                                                             \
  X(SEEKS_DROP, "DELETE FROM event_seeks WHERE event = ?1")                                   \
  X(SEEKS_ANY, "SELECT 1 FROM event_seeks WHERE event = ?1 LIMIT 1")                          \
  X(SEEKERS,                                                                                  \
    "SELECT event, day_from, day_to FROM event_seeks WHERE code = ?1"                         \
    " AND day_to >= ?2 AND day_to < ?5"                                                       \
    " AND day_from <= ?2 AND acts = ?3 AND types & ?4")                                       \
  X(DAY_ON,                                                                                   \
    "SELECT day FROM event_lists WHERE list = ?1 AND day > ?2 AND day < ?3"                   \
    " ORDER BY day LIMIT 1 OFFSET ?4")                                                        \
  X(DAY_BACK,                                                                                 \
    "SELECT day FROM event_lists WHERE list = ?1 AND day < ?2 AND day > ?3"                   \
    " ORDER BY day DESC LIMIT 1 OFFSET ?4")                                                   \
  X(CANDIDATES,                                                                               \
    "SELECT event FROM event_lists WHERE list = ?1 AND day BETWEEN ?2 AND ?3"                 \
    " ORDER BY day DESC, key DESC LIMIT ?4")                                                  \
  X(CANDIDATES_AHEAD,                                                                         \
    "SELECT event FROM event_lists WHERE list = ?1 AND day BETWEEN ?2 AND ?3"                 \
    " ORDER BY day, key LIMIT ?4")                                                            \
  X(LINKED, "SELECT DISTINCT to_event FROM links WHERE from_event = ?1")                      \
  X(LINKS_FROM, "SELECT kind, to_event, stated, mention FROM links WHERE from_event = ?1")    \
  X(LINKERS, "SELECT DISTINCT from_event FROM links WHERE to_event = ?1")                     \
  X(LINKS_DROP, "DELETE FROM links WHERE from_event = ?1")                                    \
  X(LINKS_DROP_TO, "DELETE FROM links WHERE to_event = ?1")                                   \
  X(LINK_PUT,                                                                                 \
    "INSERT OR REPLACE INTO links(from_event, kind, to_event, stated, mention)"               \
    " VALUES(?1,?2,?3,?4,?5)")                                                                \
  X(LINKS,                                                                                    \
    "SELECT 0, l.kind, e.key, l.stated, l.mention, e.no FROM links l CROSS JOIN events e"     \
    " ON e.no = l.to_event WHERE l.from_event = ?1 UNION ALL "                                \
    "SELECT 1, l.kind, e.key, l.stated, l.mention, e.no FROM links l CROSS JOIN events e"     \
    " ON e.no = l.from_event WHERE l.to_event = ?1")                                          \
  X(LINKS_ALL, "SELECT from_event, kind, to_event, stated, mention FROM links")               \
  X(LIST_NEXT, "SELECT list FROM event_lists WHERE list > ?1 ORDER BY list LIMIT 1")          \
  X(LIST, "SELECT l.event" CH_LIST_ROWS CH_LIST_ORDER)                                        \
  X(LIST_WHOLE,                                                                               \
    "SELECT day, key, event, days, kind FROM event_lists WHERE list = ?1"                     \
    " ORDER BY day, key, event")                                                              \
  X(MARKS, "SELECT l.day, l.kind" CH_LIST_ROWS)                                               \
  X(MARKS_ALSO, "SELECT l.day, l.kind" CH_LIST_ROWS CH_LIST_ALSO)                             \
  X(REPORTING, "SELECT a.published, count(DISTINCT a.no)" CH_LIST_REPORTS)                    \
  X(REPORTING_ALSO, "SELECT a.published, count(DISTINCT a.no)" CH_LIST_REPORTS_ALSO)          \
  X(LIST_COUNT, "SELECT count(*) FROM (SELECT 1" CH_LIST_ROWS " LIMIT ?8)")                   \
  X(LIST_ALSO, "SELECT l.event" CH_LIST_ROWS CH_LIST_ALSO CH_LIST_ORDER)                      \
  X(LIST_ALSO_COUNT, "SELECT count(*) FROM (SELECT 1" CH_LIST_ROWS CH_LIST_ALSO " LIMIT ?8)") \
  X(DECISIONS, "SELECT no, kind, a, b, who, note, day FROM decisions ORDER BY no")            \
  X(DECISION_PUT,                                                                             \
    "INSERT INTO decisions(kind, a, b, who, note, day) VALUES(?1,?2,?3,?4,?5,?6)")            \
  X(DECISION_DROP, "DELETE FROM decisions WHERE no = ?1")                                    \
  X(REJECTS_THERE, "SELECT 1 FROM sqlite_master WHERE name = 'rejects'")                      \
  X(REJECT_PUT, "INSERT INTO rejects(file, line, byte, kind, reason) VALUES(?1,?2,?3,?4,?5)") \
  X(REJECTS_FORGET, "DELETE FROM rejects WHERE file = ?1")                                    \
  X(REJECTS, "SELECT file, line, byte, kind, reason FROM rejects ORDER BY no")

#endif
