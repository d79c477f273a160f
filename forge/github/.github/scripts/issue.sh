#!/usr/bin/env bash
# issue.sh CODE REPORT   opens or updates the issue with the differences, or closes it if CODE, the exit code of drift.sh, is 0.
# GH_TOKEN is a token with the permission issues: write.
set -euo pipefail
code=$1 report=$2
run="$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID"
marker='<!-- slipway drift -->'
api="repos/$GITHUB_REPOSITORY/issues"

case $code in
  0) text='Nothing differs from the plans.' ;;
  3) text='A cloud or a cluster differs from its plan. What to do: docs/runbooks/drift-found.md of Slipway.' ;;
  *) text='Something could not be compared with its plan.' ;;
esac
printf '%s\n\n%s\n\n%s\n\n' "$marker" "$text" "$run" >issue.md
[ ! -s "$report" ] || head -c 60000 "$report" >>issue.md # a body has at most 65536 characters

# Only an issue of this workflow is changed; a person can write the marker too.
id=$(gh api --paginate "$api?state=open&creator=github-actions%5Bbot%5D" --jq ".[] | select(.body // \"\" | startswith(\"$marker\")) | .number" | head -n 1)
if [ -z "$id" ]; then
  [ "$code" = 0 ] || gh api --silent --method POST "$api" --field title="Drift" --field body=@issue.md
elif [ "$code" = 0 ]; then
  gh api --silent --method PATCH "$api/$id" --field state=closed --field body=@issue.md
else
  gh api --silent --method PATCH "$api/$id" --field body=@issue.md
fi
