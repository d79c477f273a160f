#!/usr/bin/env bash
# issue.sh CODE FILE   opens or updates the issue with the text of a file, or closes it if CODE, the exit code of slipway drift, is 0.
# GH_TOKEN is a token with the permission issues: write.
set -euo pipefail
code=$1 file=$2
marker='<!-- slipway drift -->'
api="repos/$GITHUB_REPOSITORY/issues"

[ -s "$file" ] || printf '%s\n\nNothing was compared: %s\n' "$marker" "$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID" >"$file"

# Only an issue of this workflow is changed; a person can write the marker too.
id=$(gh api --paginate "$api?state=open&creator=github-actions%5Bbot%5D" --jq ".[] | select(.body // \"\" | startswith(\"$marker\")) | .number" | head -n 1)
if [ -z "$id" ]; then
  [ "$code" = 0 ] || gh api --silent --method POST "$api" --field title="Drift" --field body=@"$file"
elif [ "$code" = 0 ]; then
  gh api --silent --method PATCH "$api/$id" --field state=closed --field body=@"$file"
else
  gh api --silent --method PATCH "$api/$id" --field body=@"$file"
fi
