# stdin: secrets bundle. stdout: talosconfig whose endpoint is TALOS_ENDPOINT.
cat > "$folder/secrets.yaml"
talosctl gen config "$CLUSTER" "$ENDPOINT" --with-secrets "$folder/secrets.yaml" \
  --talos-version "$TALOS_CONTRACT" --output-types talosconfig --output "$folder/talosconfig" >&2
talosctl --talosconfig "$folder/talosconfig" config endpoint "$TALOS_ENDPOINT" >&2
cat "$folder/talosconfig"
