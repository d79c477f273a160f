#!/usr/bin/env bash
# drift.sh   compares every stack with its plan, and prints the differences as Markdown.
# Exit code: 0 nothing differs, 3 something differs, else 1: something could not be compared.
set -euo pipefail
result=0
stacks=$(./slipway stacks | awk 'NR > 1 { print $1 }')
for stack in $stacks; do
  code=0
  ./slipway drift "$stack" >differences.txt 2>&1 || code=$?
  printf '## %s: exit code %s\n\n' "$stack" "$code"
  sed 's/^/    /' differences.txt # four spaces make a block of code, which no text of a cloud can end
  printf '\n'
  case $code in
    0) ;;
    3) result=3 ;;
    *) [ "$result" = 3 ] || result=1 ;;
  esac
done
exit "$result"
