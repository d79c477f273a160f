#!/usr/bin/env bash
# issue.sh CODE FILE   opens or updates the issue with the text of a file, or closes it if CODE, the exit code of slipway drift, is 0.
# GITLAB_TOKEN is a project access token with the scope api.
set -euo pipefail
code=$1 file=$2
marker='<!-- slipway drift -->'
api="projects/$CI_PROJECT_ID/issues"

[ -s "$file" ] || printf '%s\n\nNothing was compared: %s\n' "$marker" "$CI_JOB_URL" >"$file"

# Only an issue of the token's own user is changed; a person can write the marker too.
user=$(glab api user | jq .id)
id=$(glab api --paginate "$api?state=opened&author_id=$user&per_page=100" |
  jq --arg marker "$marker" '.[] | select(.description // "" | startswith($marker)) | .iid' | head -n 1)
if [ -z "$id" ]; then
  [ "$code" = 0 ] || glab api --method POST "$api" --field title=Drift --field description=@"$file" >/dev/null
elif [ "$code" = 0 ]; then
  glab api --method PUT "$api/$id" --field state_event=close --field description=@"$file" >/dev/null
else
  glab api --method PUT "$api/$id" --field description=@"$file" >/dev/null
fi
