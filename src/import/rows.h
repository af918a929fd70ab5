/* Rows on their way into tables, and what is known about countries and offices.
 * Internal to src/import. */
#ifndef CH_IMPORT_ROWS_H
#define CH_IMPORT_ROWS_H

#include "base/map.h"
#include "import/import.h"

typedef struct ch_import_names {
  ch_str *v;
  size_t n, cap;
} ch_import_names;

/* A row as a file has it: texts, unresolved; absent ones are empty. */
typedef struct ch_import_given {
  const char *file;
  uint64_t line;
  ch_str name;
  ch_import_names aliases;
  ch_str office;   /* "Minister of Foreign Affairs of Peru" */
  ch_str country;  /* a name, a code or an item of Wikidata's */
  ch_str fallback; /* likewise, where neither `country` nor the office tells */
  ch_str sectors;  /* apart by | */
  ch_str kind;     /* of a body: organisations.tsv's, or what Wikidata calls it */
  ch_str seat, surname;
  ch_str from, to;
} ch_import_given;

typedef struct ch_import_row {
  ch_actor_table table;
  const char *file;
  uint64_t line;
  ch_str name;
  ch_import_names aliases;
  ch_str code, sectors, office, kind, seat, surname;
  ch_str from, to; /* YYYY, YYYY-MM or YYYY-MM-DD */
  ch_str region;   /* of a state */
  ch_str division, lat, lon, population; /* of a place */
  ch_str division_key; /* of `divisions`, where `division` is to be found there */
  bool dropped;
} ch_import_row;

/* An entity of Wikidata's, kept until all labels are known. */
typedef struct ch_import_entity {
  const char *file;
  uint64_t line;
  ch_str json, id;
} ch_import_entity;

struct ch_import {
  ch_arena *arena;
  void (*refuse)(void *self, const ch_error *error);
  void *self;
  ch_error *error;       /* of the call that runs */
  ch_map state_of;       /* name, adjective, code, item: index into codes */
  ch_map known;          /* each of our names with its code behind a tab */
  ch_map roles_known;    /* terms and forms */
  ch_map office_of;      /* term or form: index into offices */
  ch_map last_word;      /* of a role's term: index into kinds */
  ch_map owners;         /* "of" */
  ch_map given;          /* given names */
  ch_map cameo;          /* role code: index into sectors */
  ch_map classes;        /* item or its name: index into kinds */
  ch_map sectors;        /* PLOVER's, as roles and bodies have them */
  ch_map regions;        /* state code: index into texts */
  ch_map alpha2;         /* GeoNames' country: index into texts, a state's code */
  ch_map features;       /* GeoNames' "P" or "P.PPLQ": index into texts: place, division or - */
  ch_map divisions;      /* GeoNames' "UA.14": index into texts, its name */
  ch_map labels;         /* item: index into texts */
  ch_map countries;      /* item: index into texts, an item or a code */
  struct { ch_str *v; size_t n, cap; } texts;
  struct { struct ch_import_office { ch_str office, sectors; } *v; size_t n, cap; } offices;
  struct { struct ch_import_kind { ch_str kind, sectors; } *v; size_t n, cap; } kinds;
  struct { ch_import_entity *v; size_t n, cap; } entities;
  struct { ch_import_row *v; size_t n, cap; } rows;
  ch_imported done;
  bool failed;           /* no memory */
};

/* Tells of a row that is refused; always true, since the rest goes on. */
bool ch_import_refuse(ch_import *im, const char *file, uint64_t line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* NULL and `failed` when memory runs out. */
ch_import_row *ch_import_add(ch_import *im, ch_actor_table table, const char *file, uint64_t line);
/* Cleaned of tabs, line ends and `|`, blanks single; empty when nothing is left. */
ch_str ch_import_clean(ch_import *im, ch_str text);
void ch_import_alias(ch_import *im, ch_import_names *names, ch_str alias);
/* ASCII in lower case. */
ch_str ch_import_fold(ch_import *im, ch_str text);
/* The code of a name, adjective, code or item; n = 0. */
ch_str ch_import_state(ch_import *im, ch_str text);
/* Adds `text` under `key` to a map of `texts`. */
void ch_import_put(ch_import *im, ch_map *map, ch_str key, ch_str text);
ch_str ch_import_get(const ch_import *im, const ch_map *map, ch_str key);

/* One office of one person, or one body: resolved and added, or refused. */
void ch_import_person(ch_import *im, const ch_import_given *given);
void ch_import_body(ch_import *im, const ch_import_given *given);

/* A place by its name and country, with degrees and people as the file prints them: added, or
 * refused (NULL). */
ch_import_row *ch_import_place(ch_import *im, const ch_import_given *given, ch_str lat, ch_str lon,
                               ch_str population);

/* "RUSGOV", by CAMEO's letters: a country's or body's code (n = 0 none) and PLOVER sectors apart
 * by |. False for a region, and where behind a state stand letters that tell no sector. */
bool ch_import_cameo_actor(ch_import *im, ch_str code, ch_str *country, ch_str *sectors);

/* The readers. They give false only when memory runs out. */
bool ch_import_wikidata(ch_import *im, const char *file, ch_str bytes);
bool ch_import_wikidata_finish(ch_import *im);
bool ch_import_csv(ch_import *im, const char *file, ch_str bytes);
bool ch_import_dictionary(ch_import *im, const char *file, ch_str bytes);
bool ch_import_geonames(ch_import *im, const char *file, ch_str bytes);
void ch_import_geonames_finish(ch_import *im);

#endif
