/* The tables of a record in SQLite, schema version 12.
 *
 * Days are counts since 1970-01-01; NO_DAY (sqlite.h) stands for none where a
 * day orders rows. Articles and what coding made of them are packed together
 * and never changed; events, lists, seeks and links are worked out from them
 * and may be dropped and made again.
 *
 * Numbers grow as articles come, so that what is new stands together: a table
 * in the order of a hash would cost a page of the file for each row.
 */
#ifndef CH_STORE_SCHEMA_H
#define CH_STORE_SCHEMA_H

#include "store/sqlite.h"

#define CH_SCHEMA_VERSION 12
#define CH_APPLICATION_ID 0x4368636Eu /* "Chcn" in the file's header */

static const char CH_SCHEMA[] =
    /* 'words': the word classes that events were merged by (record/words.h);
     * 'states': their names and numbers (record/states.h), if a writer told them;
     * numbers of articles, copies, mentions, events; 'changes': how many batches were committed,
     * by which what is kept in memory knows its state (kept.h). */
    "CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;"
    /* Outlets "o:…", codes of parties "c:…", issues "i:…". */
    "CREATE TABLE names(no INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;"
    "CREATE TABLE articles("
    " no INTEGER PRIMARY KEY,"
    " id TEXT NOT NULL,"
    " hash INTEGER NOT NULL,"       /* of outlet, day, title and text */
    " outlet INTEGER NOT NULL,"     /* in names */
    " published INTEGER, minute INTEGER,"
    " origin INTEGER,"              /* the article it copies; its own: NULL */
    " copy_kind INTEGER NOT NULL,"  /* ch_copy_kind */
    " replaced_by INTEGER,"         /* a later version with the same id */
    " mentions INTEGER NOT NULL,"   /* how many */
    " print BLOB NOT NULL,"         /* record/copies.h */
    " pack BLOB NOT NULL"           /* sqlite_pack.c */
    ") STRICT;"
    "CREATE INDEX articles_id ON articles(id);"
    "CREATE INDEX articles_day ON articles(published, replaced_by, copy_kind, mentions);"
    "CREATE INDEX articles_outlet ON articles(outlet, published, copy_kind, replaced_by)"
    " WHERE replaced_by IS NULL;"
    "CREATE INDEX articles_origin ON articles(origin) WHERE origin IS NOT NULL;"
    /* bucket of days << 32 | half a key */
    "CREATE TABLE article_keys("
    " key INTEGER NOT NULL, article INTEGER NOT NULL,"
    " PRIMARY KEY(key, article)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE copy_pairs("
    " a INTEGER NOT NULL, b INTEGER NOT NULL, PRIMARY KEY(a, b)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE mentions("
    " no INTEGER PRIMARY KEY,"      /* article << 16 | place in its pack */
    " key INTEGER NOT NULL,"        /* of the id */
    " event INTEGER NOT NULL,"      /* 0: not placed yet */
    " speaks INTEGER NOT NULL,"     /* for its event (record/merge.h) */
    " told INTEGER NOT NULL"        /* the article's day */
    ") STRICT;"
    /* Keys are hashes: by runs of articles, so that new ones stand together. */
    "CREATE INDEX mentions_key ON mentions(" CH_MENTION_RUN ", key);"
    "CREATE INDEX mentions_event ON mentions(event, speaks, told) WHERE event <> 0;"
    /* Mentions that are near in time, or share a feature, are compared
     * (record/traits.h). A block's long spans of days stand apart. */
    "CREATE TABLE mention_days("
    " block INTEGER NOT NULL, day_from INTEGER NOT NULL, day_to INTEGER NOT NULL,"
    " mention INTEGER NOT NULL,"
    " told INTEGER NOT NULL,"       /* the article's day */
    " speaks INTEGER NOT NULL,"
    " PRIMARY KEY(block, day_from, day_to, mention)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE mention_features("
    " feature INTEGER NOT NULL,"     /* with the period in which it was told before it (sqlite_mentions.c) */
    " speaks INTEGER NOT NULL, told INTEGER NOT NULL,"
    " mention INTEGER NOT NULL,"
    " PRIMARY KEY(feature, speaks, told, mention)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE events("
    " no INTEGER PRIMARY KEY,"      /* number of its first mention */
    " key INTEGER NOT NULL,"        /* digits of the id, as they are ordered */
    " mentions INTEGER NOT NULL,"
    " day INTEGER NOT NULL,"
    " lists BLOB NOT NULL,"         /* those that it stands in */
    " content BLOB NOT NULL,"       /* record/content.h */
    " shown BLOB NOT NULL,"         /* ch_fact_pack; of many mentions, of those that speak */
    " answers BLOB NOT NULL"        /* ch_fact_answers_pack, of the same mentions */
    ") STRICT;"
    "CREATE INDEX events_many ON events(no) WHERE mentions > " CH_DIGITS(CH_WHOLE) ";"
    /* What is counted as events and articles come and go (sqlite_counts.c). By number of a dyad's
     * list; reports of events that have few mentions alone. */
    "CREATE TABLE dyads("
    " list INTEGER PRIMARY KEY, events INTEGER NOT NULL, reports INTEGER NOT NULL,"
    " cooperation INTEGER NOT NULL, conflict INTEGER NOT NULL) STRICT;"
    /* How often the holder of a code is called so. */
    "CREATE TABLE holders("
    " code INTEGER NOT NULL, name TEXT NOT NULL, events INTEGER NOT NULL,"
    " PRIMARY KEY(code, name)) STRICT, WITHOUT ROWID;"
    /* How many articles of an outlet cite another. */
    "CREATE TABLE cites("
    " outlet INTEGER NOT NULL, name TEXT NOT NULL, articles INTEGER NOT NULL,"
    " PRIMARY KEY(outlet, name)) STRICT, WITHOUT ROWID;"
    /* Events by day, then id: all (list 0), of a party, of a party's part in a
     * type of event, of a dyad, of an issue (sqlite_events.c). */
    "CREATE TABLE event_lists("
    " list INTEGER NOT NULL, day INTEGER NOT NULL, key INTEGER NOT NULL, event INTEGER NOT NULL,"
    " days INTEGER NOT NULL,"       /* that it lasts, after the first */
    " kind INTEGER NOT NULL,"       /* type, status, quad class … (sqlite_events.c) */
    " PRIMARY KEY(list, day, key, event)) STRICT, WITHOUT ROWID;"
    /* What an event looks for (record/links.h). Of what it looks for ahead, code and days stand with
     * their signs turned, so that day_to is the end that counts first. */
    "CREATE TABLE event_seeks("
    /* Key first: SQLite 3.40's integrity check mistakes another order for damage. */
    " code INTEGER NOT NULL, day_to INTEGER NOT NULL, event INTEGER NOT NULL,"
    " acts INTEGER NOT NULL, types INTEGER NOT NULL, day_from INTEGER NOT NULL,"
    " PRIMARY KEY(code, day_to, event, acts, types)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX event_seeks_event ON event_seeks(event);"
    "CREATE TABLE links("
    " from_event INTEGER NOT NULL, kind INTEGER NOT NULL, to_event INTEGER NOT NULL,"
    " stated INTEGER NOT NULL, mention TEXT NOT NULL,"
    " PRIMARY KEY(from_event, kind, to_event)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX links_to ON links(to_event);"
    /* What people decided (record/decisions.h). a: the mentions named; b: of a
     * split, those left. */
    "CREATE TABLE decisions("
    " no INTEGER PRIMARY KEY, kind TEXT NOT NULL, a TEXT NOT NULL, b TEXT NOT NULL,"
    " who TEXT NOT NULL, note TEXT NOT NULL, day INTEGER NOT NULL) STRICT;"
    /* Words of articles; a row holds no text of its own. */
    "CREATE VIRTUAL TABLE article_words USING fts5("
    " title, text, content='', columnsize=0, detail=none, tokenize='unicode61 remove_diacritics 2');";

#endif
