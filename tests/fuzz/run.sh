#!/usr/bin/env bash
# run.sh TARGET SCRATCH SEEDS...: first what was once found (regressions/TARGET), then fuzzing for
# STANDOFF_FUZZ_SECONDS (20). What is learnt stays in SCRATCH/corpus; an input that breaks a
# promise stays in SCRATCH.
set -euo pipefail
here=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")
target=$1 scratch=$2
name=$(basename -- "$target")
shift 2
mkdir -p -- "$scratch/corpus"
limits=(-timeout=20 -rss_limit_mb=2048 -verbosity=1 -print_final_stats=0)

shopt -s nullglob
once=("$here/regressions/$name"/*)
if ((${#once[@]})); then
  "$target" "${limits[@]}" -artifact_prefix="$scratch/" "${once[@]}" 2>"$scratch/regressions.log" || {
    tail -n 60 -- "$scratch/regressions.log"
    exit 1
  }
fi

seeds=()
for folder in "$@"; do
  if [[ -d $folder ]]; then seeds+=("$folder"); fi
done
dictionary=()
if [[ -f $here/$name.dict ]]; then dictionary=(-dict="$here/$name.dict"); fi
"$target" "${limits[@]}" "${dictionary[@]}" -max_len=8192 -max_total_time="${STANDOFF_FUZZ_SECONDS:-20}" \
  -artifact_prefix="$scratch/" "$scratch/corpus" "${seeds[@]}" >"$scratch/log" 2>&1 || {
  tail -n 60 -- "$scratch/log"
  exit 1
}
tail -n 2 -- "$scratch/log"
