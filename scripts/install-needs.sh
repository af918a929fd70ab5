# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154  # build_needs and assume_yes are shared with those who source it
#
# Installs what is missing on Debian, Ubuntu or with Homebrew. Sourced by
# ./start and ./test, which set `assume_yes`.
#
#   need_packages NAME…   names of the table below: what to look for, and what
#                         each system calls the package
#
# Asks once, uses sudo where the user is not root, and ends with a clear message
# and status 2 when something cannot be had.

# name | how to tell that it is there | Debian and Ubuntu | Homebrew
needs_table='
compiler|have cc|gcc libc6-dev|
clang|have clang|clang|llvm
clang-runtime|have_clang_runtime|libclang-rt-VERSION-dev|llvm
cmake|have cmake|cmake|cmake
ninja|have ninja|ninja-build|ninja
pkg-config|have pkg-config|pkg-config|pkg-config
json-c|have_lib json-c|libjson-c-dev|json-c
sqlite|have_lib sqlite3|libsqlite3-dev|sqlite
zlib|have_lib zlib|zlib1g-dev|zlib
xxhash|have_lib libxxhash|libxxhash-dev|xxhash
utf8proc|have_lib libutf8proc|libutf8proc-dev|utf8proc
uchardet|have_lib uchardet|libuchardet-dev|uchardet
microhttpd|have_lib libmicrohttpd|libmicrohttpd-dev|libmicrohttpd
cmocka|have_lib cmocka|libcmocka-dev|cmocka
python3|have python3|python3|python3
sqlite3-command|have sqlite3|sqlite3|sqlite
node|have_node|nodejs npm|node
chromium|have_chromium|chromium|
'

have() { command -v "$1" >/dev/null 2>&1; }
have_lib() { have pkg-config && pkg-config --exists "$1"; }
have_clang_runtime() {
  have clang && [ -n "$(find "$(clang -print-resource-dir 2>/dev/null)/lib" -name 'libclang_rt.fuzzer*' 2>/dev/null | head -n 1)" ]
}

# The page is bundled with Node 18 or later.
have_node() { have npm && have node && [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 18 ]; }
have_chromium() { have chromium || have chromium-browser || have google-chrome; }

stop() {
  printf '%s: %s\n' "${0##*/}" "$1" >&2
  exit 2
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif have sudo; then sudo "$@"
  else stop "needs root to run: $* (no sudo here)"
  fi
}

# The sanitizers' and libFuzzer's runtime is packaged by clang's major version.
clang_version() {
  if have clang; then clang -dumpversion | cut -d. -f1
  else apt-cache depends clang 2>/dev/null | sed -n 's/.*Depends: clang-\([0-9]*\)$/\1/p' | head -n 1
  fi
}

row() { printf '%s\n' "$needs_table" | grep "^$1|"; }

need_packages() {
  missing='' packages='' column=3
  have apt-get || column=4
  for name in "$@"; do
    check=$(row "$name" | cut -d'|' -f2)
    $check && continue
    missing="$missing $name"
    packages="$packages $(row "$name" | cut -d'|' -f$column)"
  done
  [ -z "$missing" ] && return 0
  if have apt-get; then install='apt-get install -y --no-install-recommends'
  elif have brew; then install='brew install'
  else stop "please install:$missing (neither apt-get nor brew is here)"
  fi
  printf 'To be installed with %s:%s\n' "${install%% *}" "$packages" >&2
  if [ "$assume_yes" != 1 ]; then
    [ -t 0 ] || stop 'something is missing and nobody is there to ask; run again with --yes'
    printf 'Go on? [Y/n] ' >&2
    read -r answer
    case $answer in [nN]*) stop 'nothing was installed' ;; esac
  fi
  if have apt-get; then
    as_root apt-get update -qq || printf 'could not refresh the package lists; going on with the old ones\n' >&2
    case $packages in *VERSION*) packages=$(printf '%s' "$packages" | sed "s/VERSION/$(clang_version)/") ;; esac
    # shellcheck disable=SC2086
    as_root env DEBIAN_FRONTEND=noninteractive $install $packages >&2 || stop "could not install:$packages"
  else
    # shellcheck disable=SC2086
    $install $packages >&2 || stop "could not install:$packages"
  fi
  for name in $missing; do
    check=$(row "$name" | cut -d'|' -f2)
    $check || stop "$name is still missing after installing$packages"
  done
}

# want_packages WHY NAME…: as need_packages, but goes on without them, where that is
# no test run on CI: they are not to be had everywhere.
want_packages() {
  why=$1
  shift
  (need_packages "$@") && return 0
  [ "${CI:-}" = true ] && exit 2
  printf '%s: going on without %s: %s\n' "${0##*/}" "$*" "$why" >&2
}

build_needs='compiler cmake ninja pkg-config json-c sqlite zlib xxhash utf8proc uchardet microhttpd'

# configure_and_build PRESET [TARGET]
configure_and_build() {
  case $1 in release) folder=build ;; *) folder=build-$1 ;; esac
  cmake --preset "$1" >"$folder.log" 2>&1 || { cat "$folder.log" >&2; rm -f "$folder.log"; stop "cmake could not configure '$1'"; }
  rm -f "$folder.log"
  cmake --build "$folder" --target "${2:-all}" || stop "the build of '$1' failed"
}
