#!/usr/bin/env bash
# comment.sh NUMBER REPORT   writes a report into the comment of a merge request, which is found by its first line and updated.
# GITLAB_TOKEN is a project access token with the scope api.
set -euo pipefail
number=$1 report=$2
marker='<!-- slipway preview -->'
api="projects/$CI_PROJECT_ID/merge_requests/$number/notes"

# A comment has at most 1000000 characters: folded differences that do not fit are left out, those of the last stacks first.
shorten() {
  LC_ALL=C awk -v limit=900000 -v link="$CI_JOB_URL" '
    function flush() { if (!full && size + length(part) <= limit) { printf "%s", part; size += length(part) } else full = 1; part = "" }
    /^<details>/ { flush() }
    { part = part $0 "\n" }
    /^<\/details>/ { flush() }
    END { flush(); if (full) print "\nDifferences are left out. The complete report: " link }'
}

if [ -s "$report" ]; then
  body=$(shorten <"$report")
else
  body=$(printf '%s\n\nNothing was previewed: %s\n' "$marker" "$CI_JOB_URL")
fi
printf '%s\n' "$body" >comment.md

# Only a comment of the token's own user is edited; a person can write the marker too.
user=$(glab api user | jq .id)
id=$(glab api --paginate "$api?per_page=100" |
  jq --argjson user "$user" --arg marker "$marker" '.[] | select(.author.id == $user and (.body | startswith($marker))) | .id' | head -n 1)
if [ -n "$id" ]; then
  glab api --method PUT "$api/$id" --field body=@comment.md >/dev/null
else
  glab api --method POST "$api" --field body=@comment.md >/dev/null
fi
