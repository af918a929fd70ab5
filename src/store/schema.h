/* The tables of a record in SQLite, schema version 1.
 *
 * Days are counts since 1970-01-01. Mentions are what coding wrote, never
 * changed; events, their parties, seeks and links are worked out from them and
 * may be dropped and made again.
 */
#ifndef CH_STORE_SCHEMA_H
#define CH_STORE_SCHEMA_H

#define CH_SCHEMA_VERSION 1
#define CH_APPLICATION_ID 0x4368636Eu /* "Chcn" in the file's header */

static const char CH_SCHEMA[] =
    /* 'words': the word classes that events were merged by (record/words.h). */
    "CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE articles("
    " no INTEGER PRIMARY KEY,"
    " id TEXT NOT NULL UNIQUE,"
    " hash INTEGER NOT NULL,"       /* of outlet, day, title and text */
    " outlet TEXT NOT NULL, title TEXT NOT NULL, byline TEXT NOT NULL,"
    " dateline TEXT NOT NULL, address TEXT NOT NULL, language TEXT NOT NULL,"
    " file TEXT NOT NULL,"
    " published INTEGER, minute INTEGER,"
    " origin TEXT NOT NULL,"        /* id of the article it copies, else its own */
    " copy_kind TEXT NOT NULL, copy_share REAL NOT NULL,"
    " print BLOB NOT NULL,"         /* record/copies.h */
    " text_bytes INTEGER NOT NULL, text BLOB NOT NULL" /* zlib */
    ") STRICT;"
    "CREATE TABLE article_keys("
    " bucket INTEGER NOT NULL, key INTEGER NOT NULL, article INTEGER NOT NULL,"
    " PRIMARY KEY(bucket, key, article)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE copy_pairs("
    " a INTEGER NOT NULL, b INTEGER NOT NULL, PRIMARY KEY(a, b)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE mentions("
    " no INTEGER PRIMARY KEY,"
    " key INTEGER NOT NULL,"        /* hash of the id */
    " article INTEGER NOT NULL REFERENCES articles(no),"
    " block INTEGER NOT NULL,"
    " near_from INTEGER, near_to INTEGER," /* when it is placed in time */
    " sentence INTEGER NOT NULL, span_from INTEGER NOT NULL, span_to INTEGER NOT NULL,"
    " type TEXT NOT NULL, mode TEXT NOT NULL, cameo TEXT NOT NULL,"
    " quad INTEGER, goldstein REAL, status TEXT NOT NULL, claimed INTEGER NOT NULL,"
    " about TEXT NOT NULL,"
    " actor TEXT NOT NULL, recipient TEXT NOT NULL,"
    " day_from INTEGER, day_to INTEGER, basis TEXT NOT NULL,"
    " deadline_from INTEGER, deadline_to INTEGER,"
    " place TEXT NOT NULL, ordinal INTEGER,"
    " trigger_from INTEGER NOT NULL, trigger_to INTEGER NOT NULL, rule TEXT NOT NULL,"
    " json TEXT NOT NULL"           /* the whole mention */
    ") STRICT;"
    "CREATE INDEX mentions_key ON mentions(key);"
    "CREATE INDEX mentions_block ON mentions(block, near_from, near_to);"
    "CREATE INDEX mentions_article ON mentions(article);"
    /* Mentions that share a feature are compared (record/traits.h). */
    "CREATE TABLE mention_features("
    " feature INTEGER NOT NULL, mention INTEGER NOT NULL,"
    " PRIMARY KEY(feature, mention)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE events("
    " key INTEGER PRIMARY KEY,"     /* the digits of the id */
    " id TEXT NOT NULL,"
    " component INTEGER NOT NULL,"  /* events that merge anew together */
    " digest INTEGER NOT NULL,"
    " type TEXT NOT NULL, mode TEXT NOT NULL, cameo TEXT NOT NULL,"
    " quad INTEGER, goldstein REAL, status TEXT NOT NULL, claimed INTEGER NOT NULL,"
    " actor TEXT NOT NULL, recipient TEXT NOT NULL,"
    " day INTEGER, day_from INTEGER, day_to INTEGER,"
    " deadline_from INTEGER, deadline_to INTEGER,"
    " reports INTEGER NOT NULL, outlets INTEGER NOT NULL, copies INTEGER NOT NULL,"
    " content BLOB NOT NULL"        /* record/content.h */
    ") STRICT;"
    "CREATE INDEX events_component ON events(component);"
    "CREATE INDEX events_day ON events(day);"
    "CREATE TABLE event_mentions("
    " event INTEGER NOT NULL, mention INTEGER NOT NULL,"
    " PRIMARY KEY(event, mention)) STRICT, WITHOUT ROWID;"
    "CREATE UNIQUE INDEX event_mentions_mention ON event_mentions(mention);"
    "CREATE TABLE event_parties("
    " code TEXT NOT NULL, day INTEGER NOT NULL, event INTEGER NOT NULL,"
    " acts INTEGER NOT NULL,"       /* 1: acts in it; 0: is acted upon */
    " type INTEGER NOT NULL,"       /* ch_type, as a bit */
    " PRIMARY KEY(code, day, event, acts)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX event_parties_event ON event_parties(event);"
    "CREATE TABLE event_seeks("
    /* Key first: SQLite 3.40's integrity check mistakes another order for damage. */
    " code TEXT NOT NULL, day_to INTEGER NOT NULL, event INTEGER NOT NULL,"
    " acts INTEGER NOT NULL, types INTEGER NOT NULL, day_from INTEGER NOT NULL,"
    " PRIMARY KEY(code, day_to, event, acts, types)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX event_seeks_event ON event_seeks(event);"
    "CREATE TABLE links("
    " from_event INTEGER NOT NULL, kind INTEGER NOT NULL, to_event INTEGER NOT NULL,"
    " stated INTEGER NOT NULL, mention TEXT NOT NULL,"
    " PRIMARY KEY(from_event, kind, to_event)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX links_to ON links(to_event);"
    /* What people decided about merging, by mention ids; not read yet. */
    "CREATE TABLE decisions("
    " no INTEGER PRIMARY KEY, kind TEXT NOT NULL, a TEXT NOT NULL, b TEXT NOT NULL,"
    " who TEXT NOT NULL, note TEXT NOT NULL, day INTEGER NOT NULL) STRICT;";

#endif
