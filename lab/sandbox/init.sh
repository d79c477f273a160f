#!/usr/bin/env bash
# Process 1 of the world until supervisord takes over: mounts, network, configuration.
set -euo pipefail

lab=$LAB_REPO/lab
external4=(198.51.100.1/24 198.51.100.16/24 198.51.100.17/24) # jump host, login.example.net, git.example.net
external6=2001:db8:100::1/64
shared=("203.0.113.0/24 via 198.51.100.20" "2001:db8:200::/64 via 2001:db8:100::20") # the shared network's router

private_mounts() {
  mount --make-rprivate /
  mount -t proc proc /proc
  mount -t sysfs sysfs /sys
  mount -t tmpfs -o mode=755 tmpfs /run
  mkdir -p /run/netns /run/lock /run/lab/{servers,cloud,etc}
  mount --bind "$LAB_STATE/cloud" /run/lab/cloud
}

# Names and trust of the world's small Internet; no resolver, since none could be reached.
private_names() {
  mount --bind "$LAB_STATE/etc/hosts" /etc/hosts
  mount --bind /dev/null /etc/resolv.conf
  mount --bind "$LAB_STATE/pki/bundle.crt" /etc/ssl/certs/ca-certificates.crt
  hostname jump
}

# labund carries the tunnels between the hypervisors, labext is the external network.
# Both are without any interface that leads out of the world.
network() {
  ip link set lo up
  # With a MAC of its own: else a bridge takes the lowest of its ports', another whenever one comes or goes,
  # and OVN's routers go on sending to the one that they learned.
  ip link add labund address 02:00:00:00:00:01 type bridge
  ip link add labext address 02:00:00:00:00:02 type bridge
  ip link set labund up
  ip link set labext up
  for address in "${external4[@]}"; do
    ip address add "$address" dev labext
  done
  ip -6 address add "$external6" dev labext nodad
  # The jump host is every router's way out too, so it passes on what is for the shared network.
  echo 1 >/proc/sys/net/ipv4/ip_forward
  echo 0 | tee /proc/sys/net/ipv4/conf/{all,labext}/send_redirects >/dev/null
  for route in "${shared[@]}"; do
    # shellcheck disable=SC2086 # words
    ip route add $route
  done
  # Open vSwitch's userspace datapath takes unfinished checksums for broken packets
  ethtool -K labext tx off >/dev/null
}

# The administrator's and the services'; made with the template, and copied with it.
service_password() {
  [[ -s $1 ]] || (umask 077; openssl rand -hex 16 >"$1")
}

private_mounts
private_names
network
service_password /run/lab/cloud/password
python "$lab/openstack/configure.py" /run/lab/etc
python "$lab/openstack/projects.py" --admin
python "$lab/sandbox/programs.py" >/run/lab/supervisord.conf
exec supervisord --nodaemon --silent --configuration /run/lab/supervisord.conf
