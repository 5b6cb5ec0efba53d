#!/bin/sh
# 公示站点在代码托管平台或办公机上要跑的作业。What a host, or a machine of the office, runs for a Gongshi site.
# Written by `gongshi init --ci HOST`; docs/ci/ of Gongshi says what to set.
#
#   sh ci/gongshi.sh install                        the program, of the version and digest below
#   sh ci/gongshi.sh review URL BASE HEAD [MERGE]   what a proposal changes, into gongshi-work/review/
#   sh ci/gongshi.sh preview BASE                   check what is checked out, build it into gongshi-work/site/
#   sh ci/gongshi.sh publish DIR                    check and build what is checked out into DIR
#   sh ci/gongshi.sh published [DIR]                the commit that is published
#   sh ci/gongshi.sh close PERIOD [WORD…]           close a month on a branch of its own
#   sh ci/gongshi.sh withdraw BRANCH DIR            build a withdrawal, and nothing else, into DIR
#
# Exit: 0 fine, 1 a person has to look at it, 2 could not run. It needs git 2.38, curl and jq.
set -eu

# ---- 先填好 / fill in --------------------------------------------------------------------------------------------
# 程序的版本、下载地址（https:// 或 file://，单个可执行文件）、SHA-256
# The program's version, where it is fetched from (https:// or file://, one executable file), its SHA-256
: "${GONGSHI_VERSION:=FILL-IN}"
: "${GONGSHI_URL:=FILL-IN}"
: "${GONGSHI_SHA256:=FILL-IN}"
# 网站的网址，如 https://gongshi.example.gov.cn/；第一次发布前写 none
# Where the site stands, such as https://gongshi.example.gov.cn/; `none` before the first publication
: "${GONGSHI_PUBLISHED:=FILL-IN}"
# 站点在仓库里的目录 / the site's folder in the repository
: "${GONGSHI_ROOT:=.}"
# ------------------------------------------------------------------------------------------------------------------

cd "$(dirname "$0")/.."
work=gongshi-work
mkdir -p "$work/bin"
echo '*' > "$work/.gitignore"
PATH="$PWD/$work/bin:$PATH"
marker='<!-- gongshi-diff -->'

say() { printf 'gongshi.sh: %s\n' "$*" >&2; }
stop() { say "$@"; exit 2; }
need() { for program; do command -v "$program" > /dev/null || stop "缺少 $program / $program is missing"; done; }
filled() { [ "$2" != FILL-IN ] || stop "先填好 ci/gongshi.sh 开头的 $1 / fill in $1 at the top of ci/gongshi.sh first"; }
site_file() { if [ "$GONGSHI_ROOT" = . ]; then echo "$1"; else echo "$GONGSHI_ROOT/$1"; fi; }

install() {
  filled GONGSHI_VERSION "$GONGSHI_VERSION"
  filled GONGSHI_URL "$GONGSHI_URL"
  filled GONGSHI_SHA256 "$GONGSHI_SHA256"
  need curl sha256sum
  rm -f "$work/bin/gongshi" "$work/fetched"
  curl --fail --silent --show-error --location --proto '=https,file' --output "$work/fetched" "$GONGSHI_URL" ||
    stop "取不到程序 / cannot fetch the program: $GONGSHI_URL"
  printf '%s  %s\n' "$GONGSHI_SHA256" "$work/fetched" | sha256sum -c > /dev/null 2>&1 ||
    stop "程序的 SHA-256 不符，没有安装 / the program's SHA-256 is another; not installed"
  chmod 755 "$work/fetched"
  mv "$work/fetched" "$work/bin/gongshi"
  found=$(gongshi --version)
  [ "$found" = "gongshi $GONGSHI_VERSION" ] || { rm "$work/bin/gongshi"; stop "版本是 $found / the version is $found"; }
}

# ---- review: commits are read from a repository without a checkout; nothing of a proposal is ever run ----------------

git_() { git --git-dir "$work/review.git" -c core.hooksPath=/dev/null "$@"; }
fetch() { url=$1; shift; git_ fetch --quiet --no-tags --no-recurse-submodules "$url" "$@"; }

# Worst first, as `gongshi diff` orders them; a word that is not known here is taken for the worst.
rank() {
  case $1 in
    none) echo 9 ;; wording) echo 8 ;; appended) echo 7 ;; open) echo 6 ;; revised) echo 5 ;;
    rewritten) echo 4 ;; method) echo 3 ;; destroyed) echo 2 ;; privacy) echo 1 ;; *) echo 0 ;;
  esac
}

# The one region that an account reports for, by the table of the target branch; nothing for those of the city.
region_of() {
  git_ show "refs/gongshi/base:$(site_file data/owners.csv)" 2> /dev/null | tr -d '\r' | WHO=${1#@} awk -F, '
    { gsub(/^[ @]+|[ ]+$/, "", $2); gsub(/ /, "", $1) }
    tolower($2) == tolower(ENVIRON["WHO"]) {
      if ($1 ~ /^(statistics|law|cases|presentation)$/) city = 1
      else if ($1 ~ /^[0-9A-Za-z_-]+$/) { regions++; region = $1 }
    }
    END { if (!city && regions == 1) print region }'
}

diff_() { gongshi diff --git-dir "$work/review.git" --root "$GONGSHI_ROOT" "$old" "$new" "$@"; }

review() {
  need git jq gongshi
  out=$work/review
  rm -rf "$work/review.git" "$out"
  mkdir -p "$out"
  git init --quiet --bare --template= "$work/review.git"
  fetch "$1" "+$2:refs/gongshi/base" "+$3:refs/gongshi/head" || stop "取不到提交 / cannot fetch the commits: $2 $3"
  old=$(git_ rev-parse refs/gongshi/base)
  head=$(git_ rev-parse refs/gongshi/head)
  new=
  # The host's own merge counts if it is of these two; else it is made here, in memory.
  if [ -n "${4-}" ] && fetch "$1" "+$4:refs/gongshi/merge" 2> /dev/null; then
    parents=$(git_ log -1 --format=%P refs/gongshi/merge)
    [ "$parents" != "$old $head" ] || new=$(git_ rev-parse refs/gongshi/merge)
  fi
  if [ -z "$new" ] && tree=$(git_ merge-tree --write-tree "$old" "$head" 2> /dev/null); then
    new=$(printf 'merge\n' | git_ -c user.name=gongshi -c user.email=gongshi@localhost \
      commit-tree -p "$old" -p "$head" "$tree")
  fi
  title=
  if [ -z "$new" ]; then
    new=$head
    title='（有冲突，与分支点比较 · conflicts: compared with where it left）'
  fi
  status=0
  for format in json html markdown; do
    code=0
    diff_ --format "$format" --output "$out/review.$format" || code=$?
    [ "$code" -le "$status" ] || status=$code
  done
  if [ "$status" -gt 1 ]; then
    printf '### 🔴 没有比成，见作业日志 · could not be compared, see the log\n\n<!-- gongshi-class 0 errors -->\n%s\n' \
      "$marker" > "$out/comment.md"
    exit 2
  fi
  class=$(jq -r '.verdict.class // "none"' "$out/review.json")
  more=
  region=
  [ -z "${GONGSHI_PROPOSER-}" ] || region=$(region_of "$GONGSHI_PROPOSER")
  if [ -n "$region" ]; then
    more=$(diff_ --only "$region" --format json --output /dev/null 2>&1) || status=1
  fi
  {
    sed -e "1s|\$|$title|" -e "/^$marker\$/d" "$out/review.markdown"
    [ -z "$more" ] || printf '🔴 %s\n\n' "$more"
    printf '<!-- gongshi-class %s %s -->\n%s\n' "$(rank "$class")" "$class" "$marker"
  } > "$out/comment.md"
  if [ "$(wc -c < "$out/comment.md")" -gt 60000 ]; then
    {
      head -n 1 "$out/review.markdown"
      printf '\n太长，全文见 review.html · too long, see review.html\n\n<!-- gongshi-class %s %s -->\n%s\n' \
        "$(rank "$class")" "$class" "$marker"
    } > "$out/comment.md"
  fi
  head -n 1 "$out/comment.md" >&2
  exit "$status"
}

# ---- publish -----------------------------------------------------------------------------------------------------

preview() {
  gongshi check --root "$GONGSHI_ROOT" --since "$1" --format "${GONGSHI_FORMAT:-human}" || exit $?
  gongshi build --root "$GONGSHI_ROOT" --output "$work/site"
}

# What is published says of itself, in $work/manifest.json; no such file before the first publication.
remember() {
  need jq
  rm -f "$work/manifest.json"
  if [ -n "${1-}" ] && [ -e "$1/manifest.json" ]; then
    cp "$1/manifest.json" "$work/manifest.json"
    return
  fi
  filled GONGSHI_PUBLISHED "$GONGSHI_PUBLISHED"
  [ "$GONGSHI_PUBLISHED" != none ] || return 0
  need curl
  curl --fail --silent --show-error --location --header 'Cache-Control: no-cache' \
    --output "$work/manifest.json" "${GONGSHI_PUBLISHED%/}/manifest.json" ||
    stop "取不到已发布的 manifest.json；第一次发布写 GONGSHI_PUBLISHED=none / cannot fetch what is published; before the first publication: GONGSHI_PUBLISHED=none"
}

published() {
  remember "${1-}"
  [ ! -e "$work/manifest.json" ] || jq -r '.commit // empty' "$work/manifest.json"
}

# Builds $1 into $2, held against what is published where the program can do that.
build() {
  set -- --root "$1" --output "$2"
  if [ -e "$work/manifest.json" ] && gongshi build --help | grep -q -e --published; then
    set -- "$@" --published "$work/manifest.json"
  fi
  gongshi build "$@"
}

publish() {
  need git gongshi
  was=$(published "$1") || exit $?
  # A withdrawal is published before it is merged. What does not hold it yet would bring the withdrawn thing back.
  if [ -n "$was" ] && [ "${GONGSHI_REPUBLISH-}" != yes ] && ! git merge-base --is-ancestor "$was" HEAD 2> /dev/null; then
    say "已发布的 $was 不在这个分支里：多半是撤回还没有合并。先合并（用合并提交，不要压缩），再发布；确认无误的，设 GONGSHI_REPUBLISH=yes"
    say "$was, which is published, is not part of this branch: probably a withdrawal is not merged yet. Merge it first (by a merge commit, not squashed); if you are sure, GONGSHI_REPUBLISH=yes"
    exit 1
  fi
  gongshi check --root "$GONGSHI_ROOT" --format "${GONGSHI_FORMAT:-human}" || exit $?
  build "$GONGSHI_ROOT" "$1"
}

close() {
  need git gongshi
  gongshi close --help > /dev/null 2>&1 || stop "这个版本没有 gongshi close / this version has no gongshi close"
  case $1 in '' | *[!0-9A-Za-z._-]*) stop "期号不对 / no period: $1" ;; esac
  git checkout --quiet -B "close/$1"
  (cd "$GONGSHI_ROOT" && gongshi close "$@") >&2 || exit $?
  git add -A -- "$(site_file data/editions)"
  if git diff --cached --quiet; then
    say "$1 已封存，没有变化 / is closed already, nothing differs"
    exit 0
  fi
  git -c core.hooksPath=/dev/null -c user.name=gongshi -c user.email=gongshi@localhost \
    commit --quiet -m "封存 $1 / close $1"
  git push --quiet "${GONGSHI_REMOTE:-origin}" "HEAD:refs/heads/close/$1"
  echo "close/$1"
}

# From the last published commit, with nothing but the withdrawal: what others have merged meanwhile stays out.
withdraw() {
  need git jq gongshi
  case $1 in '' | -* | *[!0-9A-Za-z._/-]*) stop "分支名不对 / no name of a branch: $1" ;; esac
  was=$(published "$2") || exit $?
  [ -n "$was" ] || stop "还没有发布过 / nothing is published yet"
  git fetch --quiet --no-tags "${GONGSHI_REMOTE:-origin}" "+refs/heads/$1:refs/gongshi/withdrawal" ||
    stop "没有这个分支 / no such branch: $1"
  tip=$(git rev-parse refs/gongshi/withdrawal)
  git merge-base --is-ancestor "$was" "$tip" 2> /dev/null ||
    stop "分支要从已发布的提交开始 / the branch has to begin at what is published: git switch -c $1 $was"
  gongshi diff "$was" "$tip" --root "$GONGSHI_ROOT" || exit $?
  gongshi diff "$was" "$tip" --root "$GONGSHI_ROOT" --format json --output "$work/withdrawal.json" || exit $?
  own="^$(site_file '' | sed 's|[.]|[.]|g')(content/cases/|data/ledger/(enforcement/|notices[.]csv)|data/corrections[.]toml|data/named[.]csv)"
  jq -e --arg own "$own" '
    (.changes | length > 0) and (.files.outside == []) and all(.files.of_site[]; test($own))
    and ([.counts[("privacy", "destroyed", "method", "rewritten", "appended")] // 0] | add == 0)' \
    "$work/withdrawal.json" > /dev/null || {
    say "不只是撤回，没有发布 / more than a withdrawal; not published"
    exit 1
  }
  git worktree remove --force "$work/withdrawal" 2> /dev/null || true
  git -c core.hooksPath=/dev/null worktree add --quiet --detach "$work/withdrawal" "$tip"
  at=$work/withdrawal/$GONGSHI_ROOT
  code=0
  { gongshi check --root "$at" --format "${GONGSHI_FORMAT:-human}" && build "$at" "$2"; } || code=$?
  git worktree remove --force "$work/withdrawal"
  [ "$code" = 0 ] || exit "$code"
  say "已生成；发布后合并 $1（用合并提交） / built; publish it, then merge $1 by a merge commit"
}

task=${1-}
[ $# = 0 ] || shift
case $task in
  install | review | preview | publish | published | close | withdraw) "$task" "$@" ;;
  *) sed -n '2,14s/^# \{0,1\}//p' ci/gongshi.sh >&2; exit 2 ;;
esac
