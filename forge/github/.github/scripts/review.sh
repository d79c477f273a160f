#!/usr/bin/env bash
# review.sh   downloads the review of the files that are checked out to review.json, if their pull request has one.
# GH_TOKEN is a token with the permission actions: read.
set -euo pipefail
name=review-$(git rev-parse 'HEAD^{tree}')
api="repos/$GITHUB_REPOSITORY/actions"

# Every workflow can upload an artifact of this name. GitHub takes preview.yml for this event from main, so only its own runs count.
trusted='select(.event == "pull_request_target" and (.path | split("@")[0]) == ".github/workflows/preview.yml") | .id'
runs=$(gh api "$api/artifacts?name=$name" --jq '.artifacts[] | select(.expired | not) | .workflow_run.id')
for run in $runs; do
  if [ -n "$(gh api "$api/runs/$run" --jq "$trusted")" ]; then
    gh run download "$run" --repo "$GITHUB_REPOSITORY" --name "$name"
    exit
  fi
done
echo "no pull request's preview has these files; they are previewed now"
