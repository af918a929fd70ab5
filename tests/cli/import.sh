#!/usr/bin/env bash
# Events that others coded, from their tables into a record.
set -u
. tests/cli/check.inc
# Tables below are written with a blank for each tab, _ for a blank and . for an empty cell.
table() { sed 's/ /\t/g; s/\t\.\t/\t\t/g; s/\t\.\t/\t\t/g; s/\t\.$/\t/; s/_/ /g'; }
import() { "$chancery" import --store "$work/r.db" "$@" >"$work/out" 2>"$work/err"; }
shows() { # shows FIELDS ROW: a row of the timeline, tabs as blanks
  "$chancery" timeline -q --fields "$1" "$work/r.db" | tr '\t' ' ' | grep -qxF -- "$2"
}

{
  echo 'Event_ID Event_Date Source_Name Source_Sectors Source_Country CAMEO_Code Intensity Target_Name Target_Sectors Target_Country Publisher City Country Latitude Longitude'
  echo '1001 2017-08-31 State_Department_(Peru) Executive,Government Peru 161 -4 Chile . Republic_of_Chile Andes_Wire Lima Peru -12.05 -77.04'
  echo '1002 8/14/2017 Peru . Peru 040 1 Chile . Chile Andes_Wire NA Peru NA NA'
  echo '1003 2017-08-14 Chile . Chile 040 1 Peru . Peru Andes_Wire NA Peru NA NA'
  echo '1004 2017-08-32 Peru . Peru 040 1 Chile . Chile Andes_Wire . . . .'
  echo '1005 2017-08-30 Peru . Peru 40 1 Chile . Chile Andes_Wire . . . .'
  echo '1006 2017-08-30 Peru . Utopia 040 1 Chile . Chile Andes_Wire . . . .'
  echo '1007 2017-08-30 Peru . Peru 010 0 . . . Andes_Wire . . . .'
  echo '1008 2017-08-30 Peru . Peru 999 0 . . . Andes_Wire . . . .'
  echo '1009 2017-08-30 Peru . Peru 130 -4 Chile . Chile Andes_Wire . . . . one more'
} | table >"$work/weekly.tab"
check 'a table of ICEWS: bad rows: status 1' test "$(import "$work/weekly.tab"; echo $?)" = 1
check '... counts' has err '2 events new, 0 already known, 2 passed over, 5 refused'
check '... a day that is none' has err "weekly.tab:5: '2017-08-32' is no date"
check '... a zero that is lost' has err "weekly.tab:6: '40' is no CAMEO code: it has lost a zero"
check '... a country that is none' has err "weekly.tab:7: 'Utopia' is no country"
check '... a code that is none' has err "weekly.tab:9: '999' is no CAMEO code"
check '... too many cells' has err 'weekly.tab:10: 17 cells, not 15'
check '... an event' shows day,actor,recipient,type,cameo,goldstein,place '2017-08-31 PER CHL SANCTION 161 -4 Lima'
check '... month first' shows day,actor,recipient,type,cameo '2017-08-14 PER CHL CONSULT 040'
check '... no sentence is claimed' shows day,sentence '2017-08-31 [no sentence: coded by ICEWS, event 1001, row 2 of weekly.tab]'
import "$work/weekly.tab"
check 'the same again changes nothing' has err '0 events new, 2 already known'
id=$("$chancery" timeline -q --fields day,id "$work/r.db" | grep '^2017-08-31' | cut -f2)
check 'explain leads to the row' status 0 "$chancery" explain --json "$id" "$work/r.db"
check '... with its publisher' has out '"name":"Andes Wire"'
check '... and words of the row for the actor' has out '"text":"State Department (Peru)"'
check '... and says what it is' has out '"imported":"ICEWS, event 1001, row 2 of weekly.tab"'
check 'ours goes on being read' status 0 "$chancery" sources -q "$work/r.db"
check '... the data set as an outlet' has out 'ICEWS'

gdelt() { # gdelt COLUMNS N=VALUE…: a row of so many columns
  awk -v n="$1" -v cells="${*:2}" 'BEGIN { k = split(cells, c, " "); for (i = 1; i <= k; i++) { split(c[i], p, "="); v[p[1]] = p[2] }
    for (i = 1; i <= n; i++) printf "%s%s", v[i], i < n ? "\t" : "\n" }'
}
{
  gdelt 61 1=900 2=20170901 6=USAGOV 7=WASHINGTON 16=RUS 27=172 31=-5.0 53=Paris,_France 57=48.85 58=2.35 60=20170903120000 61=http://example.org/a
  gdelt 61 1=901 2=20170901 6=COP 16=RUS 27=173 60=20170903120000
  gdelt 61 1=902 2=20170901 6=RUS 16=RUS 27=173 60=20170903120000
  gdelt 58 1=903 2=20170901 6=RUS 16=GBR 27=173 57=20170903
} >"$work/export.CSV"
check 'GDELT 2.0, without names of columns' test "$(import "$work/export.CSV"; echo $?)" = 1
check '... counts' has err '1 event new, 0 already known, 2 passed over, 1 refused'
check '... day, codes, place' shows day,date_basis,actor,recipient,type,cameo,place '2017-09-01 text USA RUS COERCE 172 Paris'
check '... a row of another width' has err 'export.CSV:4: 58 cells, not 61'
gdelt 57 1=904 2=20120901 6=GBR 16=ROMMIL 27=057 31=8.0 57=20120901 >"$work/old.csv"
import "$work/old.csv"
check 'GDELT 1.0; a country code of CAMEO alone' shows day,actor,recipient,type,cameo,goldstein '2012-09-01 GBR ROU SUPPORT 057 8'

{
  echo 'Event_ID Event_Date Event_Type Event_Mode Intensity Contexts Actor_Name Actor_Country Primary_Actor_Sector Recipient_Name Recipient_Country Placename Publication_Date'
  echo '77 2016-05-03 CONSULT visit 4.0 diplomatic;economic Foo PER GOV Bar CHL Santiago 2016-05-04'
  echo '78 2016-05-03 THREATEN violence -3.5 None Foo PER GOV Bar IGO None 2016-05-04'
  echo '79 2016-05-03 QUARREL None -3.5 None Foo PER GOV Bar CHL None 2016-05-04'
} | table >"$work/ngec.txt"
import "$work/ngec.txt"
check 'POLECAT: type and mode' shows day,actor,recipient,type,mode,goldstein,place '2016-05-03 PER CHL CONSULT visit 4 Santiago'
check '... what is threatened has not happened' shows day,recipient,type,status '2016-05-03 IGO THREATEN planned'
check '... a type that is none' has err "ngec.txt:4: 'QUARREL' is no PLOVER type"

printf '20150811\tPERGOV\tCHLMIL\t112\t\ts1_1\n20150812\tPERGOV\t---\t111\t\ts1_2\thttp://example.org\n' >"$work/evts.out"
import "$work/evts.out"
check 'PETRARCH: rows of two widths' has err '2 events new'
check '... codes' shows day,actor,recipient,cameo '2015-08-11 PER CHL 112'

cat >"$work/own.csv" <<'END'
when;SIDE_A;SIDE_B;plover
2014-09-02;"United States";Russia;SANCTION
3/4/2014;GBR;RUS;sanction
14/4/2014;GBR;RUS;sanction
"2014-09-04;GBR;RUS;sanction
END
own="--map date=when --map actor-code=SIDE_A --map recipient-code=SIDE_B --map type=plover"
check 'a table of one'\''s own: columns that are not known: status 1' test "$(import "$work/own.csv"; echo $?)" = 1
check '... says what to do' has err 'own.csv:1: no column holds the date of events; name it with --map date=COLUMN'
import --set Archive $own "$work/own.csv"
check '... with its columns told' has err '2 events new, 0 already known, 0 passed over, 2 refused'
check '... an order of day and month that nothing tells' has err "own.csv:3: '3/4/2014' is no date"
check '... one that can be told' shows day,actor,type '2014-04-14 GBR SANCTION'
check '... an open quote' has err 'own.csv:5: a quote is not closed'
check '... under the name given' shows day,sentence '2014-09-02 [no sentence: coded by Archive, row 2 of own.csv]'
check 'a map that is none: status 2' status 2 "$chancery" import --store "$work/r.db" --map when "$work/own.csv"
check 'a file that is not there: status 1' status 1 "$chancery" import --store "$work/r.db" "$work/none"
printf 'PK\003\004' >"$work/packed.zip"
check 'a packed one: status 1' status 1 "$chancery" import --store "$work/r.db" "$work/packed.zip"
check '... says so' has err 'unpack it first'
mkdir "$work/project"
printf 'store = quarrel.db\n' >"$work/project/.chancery"
(cd "$work/project" && "$chancery" import -q "$work/weekly.tab") 2>"$work/err"
check 'without --store into the record of the project' test -e "$work/project/quarrel.db" -a ! -e "$work/project/record.db"
check 'no file: status 2' status 2 "$chancery" import --store "$work/r.db"
exit $failed
