#!/usr/bin/env bash
# issue.sh CODE REPORT   opens or updates the issue with the differences, or closes it if CODE, the exit code of drift.sh, is 0.
# GITLAB_TOKEN is a project access token with the scope api.
set -euo pipefail
code=$1 report=$2
marker='<!-- slipway drift -->'
api="projects/$CI_PROJECT_ID/issues"

case $code in
  0) text='Nothing differs from the plans.' ;;
  3) text='A cloud or a cluster differs from its plan. What to do: docs/runbooks/drift-found.md of Slipway.' ;;
  *) text='Something could not be compared with its plan.' ;;
esac
printf '%s\n\n%s\n\n%s\n\n' "$marker" "$text" "$CI_JOB_URL" >issue.md
[ ! -s "$report" ] || head -c 900000 "$report" >>issue.md # a description has at most 1048576 characters

# Only an issue of the token's own user is changed; a person can write the marker too.
user=$(glab api user | jq .id)
id=$(glab api --paginate "$api?state=opened&author_id=$user&per_page=100" |
  jq --arg marker "$marker" '.[] | select(.description // "" | startswith($marker)) | .iid' | head -n 1)
if [ -z "$id" ]; then
  [ "$code" = 0 ] || glab api --method POST "$api" --field title=Drift --field description=@issue.md >/dev/null
elif [ "$code" = 0 ]; then
  glab api --method PUT "$api/$id" --field state_event=close --field description=@issue.md >/dev/null
else
  glab api --method PUT "$api/$id" --field description=@issue.md >/dev/null
fi
