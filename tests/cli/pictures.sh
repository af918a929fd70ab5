#!/usr/bin/env bash
# Pictures: what is drawn of the sample and of the small dispute is sound, the same each time, and
# the same from the verbs as over HTTP.
set -u
. tests/cli/check.inc
"$chancery" add -q --store "$work/r.db" examples/us-russia-2017/articles || exit 1
for view in timeline ledger series tension volume; do
  "$chancery" $view -q --svg --between USA RUS "$work/r.db" >"$work/$view.svg"
  "$chancery" $view -q --svg --between USA RUS --by month --from 2017-05 "$work/r.db" >"$work/$view-month.svg"
  "$chancery" serve "$work/r.db" --get "/api/$view.svg?between=USA,RUS" >"$work/get"
  check "$view over HTTP is what the verb draws" cmp -s "$work/$view.svg" "$work/get"
done
"$chancery" timeline -q --svg "$work/r.db" >"$work/all.svg"
"$chancery" timeline -q --svg --between USA RUS --from 2017-08-28 --to 2017-09-03 "$work/r.db" >"$work/week.svg"
"$chancery" timeline -q --svg --between USA RUS --from 1900 --to 2100 "$work/r.db" >"$work/long.svg"
check 'each is sound' python3 tests/cli/pictures.py "$work"/*.svg tests/show/pages/*.svg
check 'the headers say what it is' status 0 "$chancery" serve "$work/r.db" --get '/api/timeline.svg?between=USA,RUS' -i
check '... a picture' has out '^Content-Type: image/svg+xml'
check '... that runs no script' has out "^Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'"
check 'a picture names the sides' grep -q '<title id="title">Timeline: United States and Russia</title>' "$work/timeline.svg"
check '... tells events, reports and outlets' grep -Eq '[0-9]+ events, [0-9]+ reports by [0-9]+ outlets' "$work/timeline.svg"
check '... and has the weightiest acts in words' grep -q '<desc.*expulsion: 35 Russian diplomats' "$work/timeline.svg"
check 'a view without a picture: status 2' status 2 "$chancery" sources --svg "$work/r.db"
check '... with those that have one' has err 'timeline ledger series tension volume'
check 'rows of a picture: status 2' status 2 "$chancery" timeline --svg --limit 5 "$work/r.db"
check '--json= lists the fields' status 0 "$chancery" ledger -q --json= "$work/r.db"
check '... one a line' grep -qx parties "$work/out"
fields=$(paste -sd, "$work/out")
check '... all of which can be had' status 0 "$chancery" ledger -q --csv --fields "$fields" "$work/r.db"
check '... in that order' test "$(head -1 "$work/out")" = "$fields"
check '--json=NAMES has those' status 0 "$chancery" ledger -q --json=id,what "$work/r.db"
check '... and no others' grep -q '^ {"what":"[^"]*","id":"e-[0-9a-f]*"}' "$work/out"
check '--json alone has all' status 0 "$chancery" ledger -q --json "$work/r.db"
check '... as before' grep -q '"sentence":' "$work/out"
for width in 60 80 120; do
  LC_ALL=C.UTF-8 "$chancery" tension -q --table --width $width --between USA RUS "$work/r.db" >"$work/table"
  check "tension fits $width columns" test "$(LC_ALL=C.UTF-8 wc -L <"$work/table")" -le $width
done
check '... and draws a gauge' grep -q '├─*●' "$work/table"
LC_ALL=C "$chancery" tension -q --table --between USA RUS "$work/r.db" >"$work/table"
check '... in ASCII where the locale has no more' grep -q '\[-*o' "$work/table"
check '... and nothing else' test -z "$(tr -d '\000-\177' <"$work/table")"
sed 's/<g /<script \/><g /' "$work/timeline.svg" >"$work/bad"
check 'a script would be found' status 1 python3 tests/cli/pictures.py "$work/bad"
exit $failed
