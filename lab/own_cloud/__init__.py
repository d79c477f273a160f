"""The walk of docs/own-cloud.md: its blocks run on a user's computer, with the lab as the cloud."""
