#!/usr/bin/env bash
# Option over environment over project over user over default; told with where each comes from.
set -u
. tests/cli/check.inc
export HOME=$work/home XDG_CONFIG_HOME=
unset CHANCERY_STORE CHANCERY_CODEBOOK CHANCERY_THREADS
mkdir -p "$HOME/.config/chancery" "$work/project/sub/deep" "$work/xdg/chancery"
articles=$PWD/examples/us-russia-2017/articles
cd "$work/project/sub/deep" || exit 1
origin() { "$chancery" config --show-origin "${@:2}" | sed -n "s/^$1	//p" | tr '\t' ' '; }
check 'nothing is set: the default' test "$(origin store)" = 'record.db default'
printf '# mine\nstore = mine.db\nthreads=2\ncolor = never\n' >"$HOME/.config/chancery/config"
check 'the user' test "$(origin store)" = "$HOME/.config/chancery/mine.db $HOME/.config/chancery/config:2"
printf 'color = always\n' >"$work/xdg/chancery/config"
check 'the user, in XDG_CONFIG_HOME' test "$(XDG_CONFIG_HOME=$work/xdg origin color)" = "always $work/xdg/chancery/config:1"
printf 'store = quarrel.db\n\ncodebook = book\ncodebook = /books/other\n' >"$work/project/.chancery"
check 'the project over the user, from a folder below' test "$(origin store)" = "$work/project/quarrel.db $work/project/.chancery:1"
check '... what it leaves out is still the user'"'"'s' test "$(origin threads)" = "2 $HOME/.config/chancery/config:3"
check '... several values' test "$(origin codebook | wc -l)" = 2
check 'the environment over the project' test "$(CHANCERY_STORE=env.db origin store)" = 'env.db CHANCERY_STORE'
check '... several values' test "$(CHANCERY_CODEBOOK=a:b origin codebook | tr '\n' ';')" = 'a CHANCERY_CODEBOOK;b CHANCERY_CODEBOOK;'
check 'the option over all' test "$(CHANCERY_STORE=env.db origin store --store given.db)" = 'given.db option'
check 'without --show-origin the values alone' test "$("$chancery" config | sed -n 's/^store\t//p')" = "$work/project/quarrel.db"

printf 'store = quarrel.db\n' >"$work/project/.chancery"
check 'add writes there' status 0 "$chancery" add -q "$articles"/01*
check '...' test -s "$work/project/quarrel.db"
check 'views read there' status 0 "$chancery" timeline --tsv
lines=$(wc -l <"$work/out")
check '... what was added' test "$lines" -gt 1
check 'an argument still names a record' status 2 "$chancery" timeline none.db
check '...' has err none.db
check 'serve reads there' status 0 "$chancery" serve --get /api/summary.json

printf 'stone = quarrel.db\n' >"$work/project/.chancery"
check 'a line that is none: status 2' status 2 "$chancery" timeline
check '... tells file and line' has err "$work/project/.chancery:1: expected"
check '... help is there all the same' status 0 "$chancery" help
check '... of every verb' status 0 "$chancery" timeline --help
rm "$work/project/.chancery"
if [ "$(id -u)" = 0 ]; then
  printf 'store = theirs.db\n' >"$work/project/.chancery"
  chown 12345 "$work/project/.chancery"
  check "another user's project is passed over" test "$(origin store 2>"$work/err")" = "$HOME/.config/chancery/mine.db $HOME/.config/chancery/config:2"
  check '... which is said' has err "another user's"
fi
exit $failed
