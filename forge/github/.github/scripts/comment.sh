#!/usr/bin/env bash
# comment.sh NUMBER REPORT   writes a report into the comment of a pull request, which is found by its first line and updated.
# GH_TOKEN is a token with the permission pull-requests: write.
set -euo pipefail
number=$1 report=$2
run="$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID"
marker='<!-- slipway preview -->'
api="repos/$GITHUB_REPOSITORY/issues"

# A comment has at most 65536 characters: folded differences that do not fit are left out, those of the last stacks first.
shorten() {
  LC_ALL=C awk -v limit=60000 -v link="$run" '
    function flush() { if (!full && size + length(part) <= limit) { printf "%s", part; size += length(part) } else full = 1; part = "" }
    /^<details>/ { flush() }
    { part = part $0 "\n" }
    /^<\/details>/ { flush() }
    END { flush(); if (full) print "\nDifferences are left out. The complete report: " link }'
}

if [ -s "$report" ]; then
  body=$(shorten <"$report")
else
  body=$(printf '%s\n\nNothing was previewed: %s\n' "$marker" "$run")
fi
printf '%s\n' "$body" >comment.md

# Only a comment of this workflow is edited; a person can write the marker too.
id=$(gh api --paginate "$api/$number/comments" \
  --jq ".[] | select(.user.login == \"github-actions[bot]\" and (.body | startswith(\"$marker\"))) | .id" | head -n 1)
if [ -n "$id" ]; then
  gh api --silent --method PATCH "$api/comments/$id" --field body=@comment.md
else
  gh api --silent --method POST "$api/$number/comments" --field body=@comment.md
fi
