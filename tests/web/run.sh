#!/usr/bin/env bash
# What needs Node to be tested: run.sh unit | dist | figures | browser STANDOFF
#   unit     vitest
#   dist     what is committed in web/dist is what its sources build
#   figures  the figures in a real browser: no label overlaps another or is cut off
#   browser  the program and the workbench together, in a real browser
# Skipped (77) where Node or web/node_modules is absent; ./test installs both.
set -euo pipefail

web=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../../web" && pwd)
if ! command -v node >/dev/null || [[ ! -d $web/node_modules ]]; then
  echo "no Node, or no web/node_modules (npm ci)"
  exit 77
fi

case $1 in
  unit)
    npm --prefix "$web" run --silent check
    npm --prefix "$web" run --silent test
    ;;
  dist)
    copy=$(mktemp -d)
    trap 'rm -rf -- "$copy"' EXIT
    # Built elsewhere, so that a failed comparison leaves the tree as it is.
    mkdir -- "$copy/web"
    cp -R -- "$web"/{index.html,package.json,public,scripts,src,tsconfig.json,vite.config.ts} "$copy/web"
    cp -R -- "$web/../schema" "$copy/schema"
    ln -s -- "$web/node_modules" "$copy/web/node_modules"
    (cd -- "$copy/web" && npm run --silent build >"$copy/log" 2>&1) || {
      cat -- "$copy/log"
      exit 1
    }
    if ! diff -rq -- "$copy/web/dist" "$web/dist"; then
      echo "web/dist is not what web/src builds: run 'npm run build' in web/ and commit the result"
      exit 1
    fi
    ;;
  figures) exec node "$web/../tests/figure/overlap_test.mjs" "$2" ;;
  browser)
    command -v chromium >/dev/null || {
      echo "no chromium"
      exit 77
    }
    npm --prefix "$web" run --silent e2e -- "$2"
    ;;
esac
