#!/usr/bin/env bash
# comment.sh NUMBER FILE   writes the text of a file into the comment of a pull request, which is found by its first line and updated.
# GH_TOKEN is a token with the permission pull-requests: write.
set -euo pipefail
number=$1 file=$2
marker='<!-- slipway preview -->'
api="repos/$GITHUB_REPOSITORY/issues"

[ -s "$file" ] || printf '%s\n\nNothing was previewed: %s\n' "$marker" "$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID" >"$file"

# Only a comment of this workflow is edited; a person can write the marker too.
id=$(gh api --paginate "$api/$number/comments" \
  --jq ".[] | select(.user.login == \"github-actions[bot]\" and (.body | startswith(\"$marker\"))) | .id" | head -n 1)
if [ -n "$id" ]; then
  gh api --silent --method PATCH "$api/comments/$id" --field body=@"$file"
else
  gh api --silent --method POST "$api/$number/comments" --field body=@"$file"
fi
