# Keeps a control plane from refusing this computer. Where clients' addresses reach the nodes, the firewall in the machine config has the admin
# prefixes, and only the Talos API could undo a wrong one. TRY: seconds after which Talos takes a tried configuration back.

# Prints the documents of a machine config that are rules of the firewall (1), or the others (0).
documents() {
  awk -v rules="$2" 'function flush() { if (text != "" && (text ~ /(^|\n)kind: NetworkRuleConfig\n/) == rules) printf "---\n%s", text; text = "" }
    /^---/ { flush(); next }
    { text = text $0 "\n" }
    END { flush() }' "$1"
}

# Prints the CIDRs from which the firewall in a machine config allows the Talos API.
allowed_prefixes() {
  documents "$1" 1 | awk 'function flush() { if (name == "tcp-50000") printf "%s", prefixes; name = prefixes = "" }
    /^---/ { flush(); next }
    /^name:/ { name = $2 }
    /^ *- subnet:/ { prefixes = prefixes $3 "\n" }
    END { flush() }' | sort
}

# The load balancer selects a control plane for each connection, so one connection shows nothing.
is_refused() {
  connections=40
  while [ "$connections" -gt 0 ]; do
    timeout 5 openssl s_client -connect "$TALOS_ENDPOINT:50000" </dev/null 2>/dev/null | grep -q "BEGIN CERTIFICATE" || return 0
    connections=$((connections - 1))
  done
  return 1
}

# Ends the script before anything is applied, if the planned firewall would refuse this computer.
require_own_access() {
  [ "$ROLE" = control-plane ] || return 0
  allowed_prefixes "$folder/running.yaml" >"$folder/allowed"
  allowed_prefixes "$folder/planned.yaml" >"$folder/allowed-then"
  removed=$(comm -23 "$folder/allowed" "$folder/allowed-then" | tr '\n' ' ')
  [ -n "$removed" ] || return 0
  { documents "$folder/running.yaml" 0; documents "$folder/planned.yaml" 1; } >"$folder/tried.yaml"
  report "tries the planned firewall, which refuses ${removed% }, for $TRY s"
  if ! talos "$ADDRESS" apply-config --mode try --timeout "${TRY}s" --file "$folder/tried.yaml" >"$folder/error" 2>&1; then
    reason >"$folder/problems"
    stop "Talos did not try the planned firewall; nothing was applied" "Make the Talos API at $ADDRESS reachable."
  fi
  sleep 1
  is_refused || return 0
  sleep "$TRY"
  echo "$MACHINE: its firewall would refuse the address of this computer" >"$folder/problems"
  stop "the planned firewall refuses this computer; the machine has its former one again" \
    "Correct access.adminPrefixes: this computer's address, or the prefix with it, must stay in it. To give it up, run this update from a computer whose address stays."
}
