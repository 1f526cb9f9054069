# What ./standoff and ./test share: packages and builds. To be sourced by bash, with `root` set to
# the folder of the tree and `me` to the name that messages begin with. All words go to stderr.

say() { printf '%s: %s\n' "$me" "$*" >&2; }
fail() {
  say "$@"
  exit 70
}

# as_root COMMAND...: runs it as root, by sudo where needed.
as_root() {
  if ((EUID == 0)); then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo -- "$@"
  else
    say "this needs root or sudo: $*"
    return 1
  fi
}

# packages_in FILE...: the names, one a line.
packages_in() { sed -e 's/#.*//' -e '/^[[:space:]]*$/d' -- "$@"; }

# install_packages LOG FILE...: whatever the lists name and dpkg does not have. Works offline when
# nothing is missing. Elsewhere than on Debian and its relatives it only says what is needed.
install_packages() {
  local log=$1 package
  local -a missing=() apt
  shift
  if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    say "no apt-get here; these Debian packages, or what your system calls them, have to be there:"
    say "  $(packages_in "$@" | tr '\n' ' ')"
    return 0
  fi
  while read -r package; do
    [[ $(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) == installed ]] ||
      missing+=("$package")
  done < <(packages_in "$@")
  ((${#missing[@]})) || return 0
  say "installing ${missing[*]} (apt-get; the log is $log)"
  apt=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends
       -o DPkg::Lock::Timeout=300)
  # The first try fails at once where the package lists are absent or out of date.
  if ! as_root "${apt[@]}" install "${missing[@]}" </dev/null >>"$log" 2>&1; then
    say "fetching the package lists (apt-get update)"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq update </dev/null >>"$log" 2>&1 ||
      say "apt-get update did not succeed; trying with the lists that are there"
    as_root "${apt[@]}" install "${missing[@]}" </dev/null >>"$log" 2>&1 || {
      tail -n 20 -- "$log" >&2
      fail "the packages could not be installed; the whole log is $log"
    }
  fi
}

# build PRESET WHAT [-DNAME=VALUE...]: configures when there is no build.ninja yet, then lets ninja
# see to it; says WHAT is being built only when there is something to build.
build() {
  local preset=$1 what=$2 dir=$root/build/$1 line said= code
  shift 2
  local log=$dir/log
  if [[ ! -f $dir/build.ninja ]]; then
    said=yes
    say "building $what in build/$preset (only needed once)"
    (cd -- "$root" && cmake --preset "$preset" "$@") </dev/null >"$log" 2>&1 || {
      rm -f -- "$dir/build.ninja"
      build_failed "$log"
    }
  fi
  # Each line of ninja goes to the log; on a terminal the counter is shown as well.
  NINJA_STATUS='[%f/%t] ' ninja -C "$dir" </dev/null 2>&1 | {
    while IFS= read -r line; do
      case $line in
        *'Re-checking globbed directories'* | *'no work to do'* | *'Entering directory'*) continue ;;
      esac
      if [[ -z $said ]]; then
        said=yes
        : >"$log"
        say "building $what in build/$preset (something changed)"
      fi
      printf '%s\n' "$line" >>"$log"
      if [[ -t 2 && $line =~ ^\[([0-9]+/[0-9]+)\] ]]; then
        printf '\r%s: %s ' "$me" "${BASH_REMATCH[1]}" >&2
        touch -- "$dir/.counter"
      fi
    done
  }
  code=${PIPESTATUS[0]}
  if [[ -f $dir/.counter ]]; then
    printf '\r\033[K' >&2
    rm -f -- "$dir/.counter"
  fi
  ((code == 0)) || build_failed "$log"
}

build_failed() {
  tail -n 40 -- "$1" >&2
  # Perhaps a package went away: look again next time.
  rm -f -- "${1%/log}/stamp"
  fail "the build failed; the whole log is $1"
}

# prepare PRESET FILE...: packages once per state of the lists, and a build folder that belongs to
# this very place (a tree copied together with its build folder starts afresh).
prepare() {
  local dir=$root/build/$1 stamp want
  shift
  stamp=$dir/stamp
  want="$root
$(cat -- "$@")"
  [[ -f $stamp && $(<"$stamp") == "$want" ]] && return
  if [[ -f $dir/CMakeCache.txt ]] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$dir/CMakeCache.txt"; then
    rm -rf -- "$dir"
  fi
  mkdir -p -- "$dir"
  install_packages "$dir/packages.log" "$@"
  printf '%s\n' "$want" >"$stamp"
}

# prepare_web: what the tests of the workbench need: a Node.js that is new enough, first on PATH, and
# the packages of web/package-lock.json, once per state of that file.
prepare_web() {
  local stamp=$root/web/node_modules/.stamp log=$root/build/web.log
  local -r new_enough='const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)'
  if ! { command -v node && command -v npm && node -e "$new_enough"; } >/dev/null 2>&1; then
    # Debian 12 has an older one; its npm can fetch another.
    local -r here=$root/build/node
    if [[ ! -x $here/node_modules/.bin/node ]]; then
      install_packages "$log" "$root/scripts/packages/node.txt"
      say "installing Node.js 20 in build/node (npm; the log is $log)"
      mkdir -p -- "$here"
      npm install --no-audit --no-fund --prefix "$here" node@20 </dev/null >>"$log" 2>&1 ||
        fail "Node.js could not be installed; the whole log is $log"
    fi
    export PATH=$here/node_modules/.bin:$PATH
  fi
  [[ -f $stamp ]] && cmp -s -- "$root/web/package-lock.json" "$stamp" && return
  say "installing the packages of web/ (npm; the log is $log)"
  (cd -- "$root/web" && npm ci --no-audit --no-fund) </dev/null >>"$log" 2>&1 || {
    tail -n 20 -- "$log" >&2
    fail "the packages of web/ could not be installed; the whole log is $log"
  }
  cp -- "$root/web/package-lock.json" "$stamp"
}

# lock: one builder at a time; the lock ends with the shell, or with `unlock`.
lock() {
  mkdir -p -- "$root/build"
  exec 9>"$root/build/lock"
  flock --nonblock 9 && return
  say "waiting for another build of this tree to end"
  flock 9
}
unlock() { exec 9>&-; }
