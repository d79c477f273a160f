#!/usr/bin/env bash
# record.sh   adds the new lines of record/deployments.jsonl to the branch deployments.
# RECORD_TOKEN is a project access token with the scope write_repository; git gets it from this shell, so it is in no file and no argument.
set -euo pipefail
cd record
git add --all
git diff --cached --quiet && exit
git -c user.name=slipway -c user.email=slipway@localhost commit --quiet --message "Deployment of $CI_COMMIT_SHA, job $CI_JOB_ID"
# shellcheck disable=SC2016 # git's shell expands it
helper='!f() { [ "$1" != get ] || printf "username=slipway\npassword=%s\n" "$RECORD_TOKEN"; }; f'
git -c credential.helper= -c "credential.helper=$helper" push --quiet "$CI_SERVER_URL/$CI_PROJECT_PATH.git" HEAD:deployments
