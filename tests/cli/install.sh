#!/usr/bin/env bash
# What is installed is enough: a program of somebody else's builds against the
# header and library by pkg-config, the command runs from its new place, and the
# manual page is there.
set -u
build=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cmake --install "$build" --prefix "$work/usr" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
for file in bin/chancery include/chancery.h share/chancery/data/en/states.tsv share/chancery/models/en/model.bin \
  share/man/man1/chancery.1; do
  [ -e "$work/usr/$file" ] || { echo "FAIL $file is not installed"; exit 1; }
done
echo 'Moscow expelled two British diplomats on Friday.' |
  (cd / && "$work/usr/bin/chancery" code -q --published 2017-07-30 -) >"$work/out" || exit 1
grep -q '"type":"SANCTION"' "$work/out" || { echo 'FAIL the installed command coded nothing'; exit 1; }
# The static library of a sanitized build wants the sanitizer's runtime, which a
# stranger's program would not link.
grep -q 'CHANCERY_SANITIZE:STRING=.' "$build/CMakeCache.txt" && exit 0
cat >"$work/program.c" <<'EOF'
#include <chancery.h>
#include <stdio.h>
#include <string.h>
int main(int argc, char **argv) {
  chancery_error error;
  chancery_options options = chancery_options_default();
  options.home = argv[argc - 1];
  chancery *engine = chancery_open(&options, &error);
  chancery_worker *worker = engine ? chancery_worker_new(engine, &error) : NULL;
  if (!worker) return fprintf(stderr, "%s: %s\n", error.code, error.message), 1;
  chancery_article article = {.id = "x", .published = "2017-07-30",
                              .text = "Moscow expelled two British diplomats on Friday."};
  const char *json;
  size_t n;
  if (!chancery_worker_code(worker, &article, &json, &n, &error)) return 1;
  fwrite(json, 1, n, stdout);
  chancery_worker_free(worker);
  chancery_close(engine);
  options.trees_only = 1;
  engine = chancery_open(&options, &error);
  worker = engine ? chancery_worker_new(engine, &error) : NULL;
  if (!worker || chancery_worker_code(worker, &article, &json, &n, &error)) return 3;
  if (strcmp(error.code, "usage") != 0) return 4;
  chancery_worker_free(worker);
  chancery_close(engine);
  options.home = "/nowhere";
  if (chancery_open(&options, &error)) return 2;
  return strcmp(error.code, "io") != 0;
}
EOF
pc=$(dirname "$(find "$work/usr" -name chancery.pc)")
export PKG_CONFIG_PATH=$pc
sed -i "s|^prefix=.*|prefix=$work/usr|; s|^libdir=.*|libdir=$(dirname "$pc")|; s|^includedir=.*|includedir=$work/usr/include|" "$pc/chancery.pc"
# shellcheck disable=SC2046
cc "$work/program.c" -o "$work/program" $(pkg-config --cflags --libs chancery) || { echo 'FAIL a program does not build'; exit 1; }
"$work/program" "$work/usr/share/chancery" >"$work/own" || { echo 'FAIL a program does not run'; exit 1; }
grep -q '"recipient":\[{"code":"GBR"' "$work/own" || { echo 'FAIL a program gets no mention'; exit 1; }
