# stdin: talosconfig. Bootstraps etcd on NODE; a cluster that has been bootstrapped before is left as it is.
set -eu
umask 077
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/talosconfig"
deadline=$(($(date +%s) + PATIENCE))
until said=$(timeout 30 talosctl --talosconfig "$folder/talosconfig" --nodes "$NODE" bootstrap 2>&1); do
  case $said in *AlreadyExists*) break ;; esac
  if [ "$(date +%s)" -ge "$deadline" ]; then
    echo "no Talos API on $NODE within $PATIENCE s: $said" >&2
    echo "see the server's console log, and whether this machine is one of access.adminPrefixes" >&2
    exit 1
  fi
  sleep 1
done
