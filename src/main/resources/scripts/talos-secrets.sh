# stdout: a new secrets bundle. TALOS_CONTRACT: for example v1.12.
talosctl gen secrets --talos-version "$TALOS_CONTRACT" --output-file "$folder/secrets.yaml" >&2
cat "$folder/secrets.yaml"
