#!/usr/bin/env bash
# No step reaches back: a folder of src/ includes headers of itself and of the
# steps before it, and the command includes the public header alone. The server
# too reaches the record as any other program would.
set -u
order='base ingest text parse read code import record store analyse show api serve'
bad=0
allowed=''
for step in $order; do
  allowed="$allowed $step"
  while IFS=: read -r file line; do
    included=${line#*\"}
    included=${included%%\"*}
    folder=${included%%/*}
    [ "$folder" = "$included" ] && continue # a file beside it
    case " $allowed " in
      *" $folder "*) ;;
      *) printf '%s reaches back to %s\n' "$file" "$included"; bad=1 ;;
    esac
  done < <(grep -H '^[[:space:]]*#[[:space:]]*include "' src/"$step"/*.[ch] 2>/dev/null)
done
if grep -nE '#include "(base|ingest|text|parse|read|code|import|record|store|analyse|show|api|serve)/' src/cli/*; then
  printf 'the command may use the public header alone\n'
  bad=1
fi
if grep -nE '#include "(ingest|text|parse|read|code|import|store|analyse|show|api)/' src/serve/*; then
  printf 'the server may use the public header, base and the writing of JSON alone\n'
  bad=1
fi
# The library neither prints nor exits.
for step in $order; do
  if grep -nE '\b(v?f?printf|f?puts|f?putc|perror|_?exit|abort)\(' "src/$step"/*.c; then
    printf 'the library may not print or exit\n'
    bad=1
  fi
done
exit $bad
