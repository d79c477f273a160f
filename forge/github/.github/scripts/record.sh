#!/usr/bin/env bash
# record.sh   adds the new lines of record/deployments.jsonl to the branch deployments.
# GH_TOKEN is a token with the permission contents: write; gh hands it to git, so it is in no file and no argument.
set -euo pipefail
cd record
git add --all
git diff --cached --quiet && exit
git -c user.name=slipway -c user.email=slipway@localhost commit --quiet --message "Deployment of $GITHUB_SHA, run $GITHUB_RUN_ID"
git -c credential.helper= -c credential.helper='!gh auth git-credential' push --quiet origin HEAD:deployments
