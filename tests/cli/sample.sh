#!/usr/bin/env bash
# The sample dispute, told rightly: each principal measure once, with its
# reports, quantity, deadline and what it answers. tests/cli/sample.tsv says how
# far that holds.
set -u
build=$1
chancery=$build/chancery
sample=examples/us-russia-2017
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$chancery" add -q --store "$work/sample.db" $sample/articles || exit 1
"$chancery" export --as jsonl "$work/sample.db" >"$work/record.jsonl" || exit 1
"$chancery" articles $sample/articles >"$work/articles.jsonl" 2>/dev/null || exit 1
if grep -q 'briefed reporters' "$work/record.jsonl"; then
  echo 'an official who briefed reporters met nobody of another state'
  exit 1
fi
if "$chancery" talks -q --tsv "$work/sample.db" | grep -q '^2017-08-02'; then
  echo 'the first encounter since a law was signed was not on the day of the law'
  exit 1
fi
python3 tests/cli/sample_check.py "$work/record.jsonl" "$work/articles.jsonl" $sample/expected.tsv tests/cli/sample.tsv
