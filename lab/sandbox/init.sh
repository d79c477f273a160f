#!/usr/bin/env bash
# init.sh   sets up the sandbox as its process 1 (mounts, network, configuration), then becomes supervisord.
set -euo pipefail

cd /
lab=$LAB_REPO/lab
read -ra jump_host <<<"$LAB_JUMP_HOST"
read -ra sink_addresses <<<"$LAB_SINK_ADDRESSES"
read -ra shared_router <<<"$LAB_SHARED_ROUTER"
read -ra shared_cidrs <<<"$LAB_SHARED_CIDRS"

mount_file_systems() {
  mount --make-rprivate /
  mount -t proc proc /proc
  mount -t sysfs sysfs /sys
  mount -t tmpfs -o mode=755 tmpfs /run
  mkdir -p /run/netns /run/lock "$LAB_RUN"/{servers,cloud,etc}
  mount --bind "$LAB_STATE/cloud" "$LAB_RUN/cloud"
}

# Host names and CA bundle of the sandbox; no DNS resolver, since none can be reached.
configure_names() {
  mount --bind "$LAB_STATE/etc/hosts" /etc/hosts
  mount --bind /dev/null /etc/resolv.conf
  mount --bind "$LAB_STATE/pki/bundle.crt" /etc/ssl/certs/ca-certificates.crt
  hostname jump
}

# Creates two bridges: labund carries the tunnels between the hypervisors, labext is the external network.
# Neither has an interface that leads out of the sandbox.
configure_network() {
  ip link set lo up
  # With a fixed MAC: a bridge otherwise takes the lowest MAC of its ports, which changes when one is added or removed,
  # and OVN's routers keep sending to the MAC that they learned.
  ip link add labund address 02:00:00:00:00:01 type bridge
  ip link add labext address 02:00:00:00:00:02 type bridge
  ip link set labund up
  ip link set labext up
  for address in "${jump_host[0]}" "$LAB_ISSUER_ADDRESS" "$LAB_GIT_ADDRESS" "${sink_addresses[@]}"; do
    ip address add "$address/24" dev labext
  done
  ip -6 address add "${jump_host[1]}/64" dev labext nodad
  # The jump host is also the default gateway of all routers, so it forwards packets to the shared network.
  echo 1 >/proc/sys/net/ipv4/ip_forward
  echo 0 | tee /proc/sys/net/ipv4/conf/{all,labext}/send_redirects >/dev/null
  ip route add "${shared_cidrs[0]}" via "${shared_router[0]}"
  ip route add "${shared_cidrs[1]}" via "${shared_router[1]}"
  # Open vSwitch's userspace datapath drops packets whose checksum is left to the hardware
  ethtool -K labext tx off >/dev/null
}

# Creates the password of the administrator and the services with the template; labs copy it.
create_service_password() {
  [[ -s $1 ]] || (umask 077; openssl rand -hex 16 >"$1")
}

mount_file_systems
configure_names
configure_network
create_service_password "$LAB_RUN/cloud/password"
python "$lab/openstack/configure.py" "$LAB_RUN/etc"
python "$lab/openstack/projects.py" --admin
python -m sandbox.programs >"$LAB_RUN/supervisord.conf"
exec supervisord --nodaemon --silent --configuration "$LAB_RUN/supervisord.conf"
