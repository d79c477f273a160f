#!/usr/bin/env bash
# comment.sh NUMBER FILE   writes the text of a file into the comment of a merge request, which is found by its first line and updated.
# GITLAB_TOKEN is a project access token with the scope api.
set -euo pipefail
number=$1 file=$2
marker='<!-- slipway preview -->'
api="projects/$CI_PROJECT_ID/merge_requests/$number/notes"

[ -s "$file" ] || printf '%s\n\nNothing was previewed: %s\n' "$marker" "$CI_JOB_URL" >"$file"

# Only a comment of the token's own user is edited; a person can write the marker too.
user=$(glab api user | jq .id)
id=$(glab api --paginate "$api?per_page=100" |
  jq --argjson user "$user" --arg marker "$marker" '.[] | select(.author.id == $user and (.body | startswith($marker))) | .id' | head -n 1)
if [ -n "$id" ]; then
  glab api --method PUT "$api/$id" --field body=@"$file" >/dev/null
else
  glab api --method POST "$api" --field body=@"$file" >/dev/null
fi
