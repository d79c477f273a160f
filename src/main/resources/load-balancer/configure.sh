#!/bin/sh
# Applies new configuration of HAProxy and keepalived on a load balancer: docs/adr/0016. systemd runs it for each connection of stunnel,
# which has verified the client's certificate. The argument, which only tests give, replaces the root folder.
# stdin: lines "haproxy.cfg BASE64" and, on a server of a pair, "keepalived.conf BASE64"; then "end".
# stdout: one line: "unchanged DIGEST", "applied DIGEST" or "refused: REASON".
set -eu
umask 077
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
root=${1:-}
haproxy=$root/etc/haproxy/haproxy.cfg
keepalived=$root/etc/keepalived/keepalived.conf
state=$root/run/slipway-configure
new=$state/new
old=$state/old
log=$state/log

refuse() {
  echo "refused: $(printf %s "$*" | tr '\n' ' ' | cut -c 1-500)"
  exit 0
}

receive() {
  rm -rf "$new"
  mkdir "$new"
  while read -r name content; do
    case $name in
      end) return ;;
      haproxy.cfg | keepalived.conf) printf %s "$content" | base64 -d >"$new/$name" 2>"$log" || refuse "$name is not valid base64" ;;
      *) refuse "unknown line; allowed: haproxy.cfg, keepalived.conf, end" ;;
    esac
  done
  refuse "the request ends before the line \"end\""
}

# The section global can load code and name users and files: it never changes.
global() { awk '/^[^ ]/ { inside = $1 == "global" } inside' "$1"; }

# Outside of the section global only these lines are allowed: none of them names a file or a program.
check_haproxy() {
  [ -s "$new/haproxy.cfg" ] || refuse "haproxy.cfg is missing"
  [ "$(global "$new/haproxy.cfg")" = "$(global "$haproxy")" ] ||
    refuse "the section global differs; it is fixed when the server is created: replace the server"
  other=$(awk '/^[^ ]/ { inside = $1 == "global" } !inside' "$new/haproxy.cfg" | grep -vE '^(defaults|(frontend|backend) [a-z0-9-]+)$|^  (mode tcp|log global|load-server-state-from-file global|option [a-z-]+( [0-9]+)?|timeout [a-z-]+ [0-9]+(ms|s|m|h)|retries [0-9]+|maxconn [0-9]+|balance [a-z]+|default_backend [a-z0-9-]+|default-server [a-z0-9 -]+|bind [0-9.:]+|stick-table [a-z0-9 _(),]+|tcp-request connection [a-z0-9 _{}-]+|server [a-z0-9-]+ [0-9.]+:[0-9]+( [a-z0-9 -]+)?)$' | head -n 1) || true
  [ -z "$other" ] || refuse "haproxy.cfg has a line that is not allowed: $other"
  haproxy -c -f "$new/haproxy.cfg" >"$log" 2>&1 || refuse "haproxy -c: $(grep ALERT "$log" || cat "$log")"
}

# A line of keepalived.conf that is not in the present file may contain a number or an address, and nothing else.
check_keepalived() {
  [ -e "$keepalived" ] || refuse "this server has no keepalived"
  other=$(grep -vxF -f "$keepalived" "$new/keepalived.conf" | grep -vE '^ *((interval|fall|rise|priority|advert_int) )?[0-9.]+(/[0-9]+)?$' | head -n 1) || true
  [ -z "$other" ] || refuse "keepalived.conf has a line that is not allowed: $other"
  keepalived --config-test -f "$new/keepalived.conf" >"$log" 2>&1 || refuse "keepalived --config-test: $(cat "$log")"
}

is_current() { # FILE NAME
  [ ! -e "$new/$2" ] || cmp -s "$new/$2" "$1"
}

save() {
  rm -rf "$old" "$old.tmp"
  mkdir "$old.tmp"
  cp -p "$haproxy" "$old.tmp/"
  [ ! -e "$keepalived" ] || cp -p "$keepalived" "$old.tmp/"
  mv "$old.tmp" "$old"
}

install_from() { # FOLDER
  for file in "$haproxy" "$keepalived"; do
    name=${file##*/}
    [ -e "$1/$name" ] || continue
    cp "$1/$name" "$file.slipway"
    chmod 644 "$file.slipway"
    mv "$file.slipway" "$file"
  done
}

# Sends one command to HAProxy's socket.
ask() { # SOCKET COMMAND
  perl -MIO::Socket::UNIX -e 'my $s = IO::Socket::UNIX->new(Peer => $ARGV[0]) or exit 1;
    print $s "$ARGV[1]\n"; $s->flush; print while <$s>' "$1" "$2"
}

listens() { # PORT
  perl -MIO::Socket::INET -e 'exit !IO::Socket::INET->new(PeerAddr => "127.0.0.1", PeerPort => $ARGV[0], Timeout => 2)' "$1"
}

worker() { ask "$1" "show info" 2>/dev/null | sed -n 's/^Pid: //p'; }

# Succeeds when another worker process, which has read the new file, serves every port. Existing connections stay with their worker.
reload_haproxy() {
  socket=$(sed -n 's/^  stats socket \([^ ]*\).*/\1/p' "$haproxy")
  states=$(sed -n 's/^  server-state-file //p' "$haproxy")
  before=$(worker "$socket") || true
  # Without it the new worker would send connections to servers that are down, until its own checks have failed.
  [ -z "$before" ] || ask "$socket" "show servers state" >"$states"
  systemctl reload-or-restart haproxy >"$log" 2>&1 || return 1
  tries=0
  until now=$(worker "$socket") && [ -n "$now" ] && [ "$now" != "$before" ]; do
    tries=$((tries + 1))
    [ "$tries" -lt 40 ] || { echo "no new worker process within 20 s" >"$log"; return 1; }
    sleep 0.5
  done
  rm -f "$states"
  ports=$(sed -n 's/^  bind .*:\([0-9]*\)$/\1/p' "$haproxy")
  for port in $ports; do
    listens "$port" || { echo "nothing listens on port $port" >"$log"; return 1; }
  done
}

reload_all() {
  reload_haproxy || return 1
  [ -e "$keepalived" ] || return 0
  [ -e "$state/keepalived" ] || return 0
  systemctl reload-or-restart keepalived >"$log" 2>&1 || return 1
  sleep 1
  systemctl is-active --quiet keepalived
}

mkdir -p "$state"
exec 9>"$state/lock"
flock -w 60 9 || refuse "another call is running"
receive
check_haproxy
[ ! -e "$new/keepalived.conf" ] || check_keepalived
digest=$(cat "$new/"* | sha256sum | cut -c 1-12)
# The file "pending" is there from before the installation until the new configuration serves: a call that was killed leaves it.
if [ ! -e "$state/pending" ]; then
  if is_current "$haproxy" haproxy.cfg && is_current "$keepalived" keepalived.conf; then
    echo "unchanged $digest"
    exit 0
  fi
  save
fi
if [ -e "$new/keepalived.conf" ] && ! cmp -s "$new/keepalived.conf" "$old/keepalived.conf"; then touch "$state/keepalived"; fi
touch "$state/pending"
install_from "$new"
if reload_all; then
  rm -f "$state/pending" "$state/keepalived"
  echo "applied $digest"
  exit 0
fi
reason=$(cat "$log")
install_from "$old"
if reload_all; then
  rm -f "$state/pending" "$state/keepalived"
  refuse "the reload failed, and the old configuration serves again: $reason"
fi
refuse "the reload failed, and so did the reload of the old configuration: $reason"
