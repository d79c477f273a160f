#!/usr/bin/env bash
# review.sh   downloads the review of the commit that is checked out to review.json, if its merge request has one.
# GITLAB_TOKEN is a project access token with the scope api.
set -euo pipefail
api="projects/$CI_PROJECT_ID"

# The pipeline file of this commit was approved with it, so its job preview made the artifact. A pipeline started by a person previews again.
[ "$CI_PIPELINE_SOURCE" = push ] || exit 0
pipelines=$(glab api "$api/pipelines?sha=$CI_COMMIT_SHA&source=merge_request_event&per_page=100" | jq '.[].id')
for pipeline in $pipelines; do
  job=$(glab api "$api/pipelines/$pipeline/jobs?scope[]=success&per_page=100" | jq '.[] | select(.name == "preview") | .id' | head -n 1)
  if [ -n "$job" ]; then
    glab api "$api/jobs/$job/artifacts/review.json" >review.json
    exit
  fi
done
echo "no merge request's preview has this commit; it is previewed now"
