"""A stand-in for the REST APIs of GitHub and GitLab, whose responses are held to their descriptions."""
