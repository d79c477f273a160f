"""The sinks of audit events in the lab's Internet: an archive (versitygw), and a SIEM (rsyslog) for RFC 5424 over TLS.

They run if a stack file names a bucket. Clusters get their credentials as an operator's do: encrypted with SOPS and age, in Git."""
