#!/usr/bin/env bash
# Drop results, get a site: takes reports of tests into a content folder and builds the site of it.
set -euo pipefail

usage() {
  cat <<'TEXT'
Usage: results-to-site.sh [options] [--] RESULTS...

RESULTS are reports (JUnit XML, CTRF, TAP, KTAP, KCIDB, pytest-json-report), records and files captured on the
machine, or folders of these. A name that no file has is read as a pattern: results/**/*.xml

  --content FOLDER  what the site is made of, and where runs are added (default: content/ of the project)
  --context FILE    what the reports do not say: machine, stack, settings
  --with PATH       a file or folder captured on the machine; may be given more than once
  --date DATE       when the runs took place, where a report does not say
  --out FOLDER      where the site goes (default: dist/ of the project)
  --no-install      the packages of the project are installed already

SITE and BASE in the environment say where the site will stand, as for npm run build.

Exit codes:
  0  the site is built, its links hold, and it is as its editions promised
  1  a report was refused, or the site is not as it must be; a site that was there before is untouched
     unless the new one is whole
  2  the arguments cannot be used
TEXT
}

fail() {
  printf 'error: %s\n' "$1" >&2
  exit 2
}

project=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
here=$PWD

# Paths are the caller's; what begins with a dash must not be taken for an option.
absolute() {
  case $1 in
    /*) printf '%s' "$1" ;;
    *) printf '%s/%s' "$here" "$1" ;;
  esac
}

content=$project/content
out=$project/dist
install=yes
options=()
patterns=()
while [ $# -gt 0 ]; do
  case $1 in
    --content | --context | --with | --date | --out)
      [ $# -gt 1 ] || fail "$1 needs a value"
      [ -n "$2" ] || fail "$1 is empty"
      case $1 in
        --content) content=$(absolute "$2") ;;
        --out) out=$(absolute "$2") ;;
        --date) options+=("--date=$2") ;;
        --context) options+=("--context=$(absolute "$2")") ;;
        --with) options+=("--with=$(absolute "$2")") ;;
      esac
      shift 2
      ;;
    --no-install)
      install=no
      shift
      ;;
    -h | --help)
      usage
      exit 0
      ;;
    --)
      shift
      patterns+=("$@")
      break
      ;;
    -*) fail "there is no option $1" ;;
    *)
      patterns+=("$1")
      shift
      ;;
  esac
done
[ ${#patterns[@]} -gt 0 ] || fail 'no results are named'
[ -d "$content" ] || fail "there is no folder $content"

# A pattern is expanded without being split at blanks, and a file whose name looks like one is that file.
results=()
shopt -s nullglob
# Older shells have no **.
shopt -s globstar 2> /dev/null || true
for pattern in "${patterns[@]}"; do
  if [ -e "$pattern" ]; then
    found=("$pattern")
  else
    IFS=''
    # shellcheck disable=SC2206
    found=($pattern)
    unset IFS
  fi
  [ ${#found[@]} -gt 0 ] || fail "nothing is called $pattern"
  for one in "${found[@]}"; do
    one=$(absolute "$one")
    if [ -d "$one" ]; then
      inside=0
      while IFS='' read -r -d '' file; do
        results+=("$file")
        inside=$((inside + 1))
      done < <(find "$one" -mindepth 1 -name '.*' -prune -o -type f -print0 | LC_ALL=C sort -z)
      [ "$inside" -gt 0 ] || fail "$one holds no file"
    else
      results+=("$one")
    fi
  done
done

cd -- "$project"
[ "$install" = no ] || npm ci
# The project brings its own Node on Linux.
PATH=$project/node_modules/.bin:$PATH
export FAULTLINE_CONTENT=$content
export NODE_COMPILE_CACHE=$project/.cache/compiled

node scripts/ingest.ts --content "$content" "${options[@]+"${options[@]}"}" -- "${results[@]}"
node scripts/build.ts --out "$out"
node scripts/links.ts --dir "$out"
node scripts/verify.ts --content "$content" -- "$out"
