"""What an operator of the cloud sets up once: service users and endpoints, flavors, images, networks of everybody's."""

import subprocess

import openstack

import settings

ROLES = ("service", "member", "reader", "manager", "creator", "load-balancer_member")
SERVICES = {  # user and service -> (type, path of the endpoint)
    "glance": ("image", ""),
    "placement": ("placement", ""),
    "nova": ("compute", "/v2.1"),
    "neutron": ("network", ""),
    "octavia": ("load-balancer", ""),
}
FLAVORS = {"l2.c2r4.100": (2, 4096, 100), "l2.c4r8.100": (4, 8192, 100), "l2.c8r16.100": (8, 16384, 100)}  # MiB, GiB
IMAGES = ("talos-1.12.0", "debian-12")
EXTERNAL = "public"
# Nothing random may land in the admin prefix 198.51.100.0/28 or on an address that a stack pins (.32 and up)
POOL4 = {"start": "198.51.100.100", "end": "198.51.100.199"}
POOL6 = {"start": "2001:db8:100::1000", "end": "2001:db8:100::1fff"}
SHARED = "shared"
# Slices of 203.0.113.0/24 from .64 on are for stacks; world/inside has the routes to the router
SHARED_POOL = {"start": "203.0.113.2", "end": "203.0.113.63"}
SHARED_ROUTER = ("198.51.100.20", "2001:db8:100::20")
LAB1 = "6f1a0000-0000-4000-8000-000000000001"  # the hypervisor's id in OVN


def connect() -> openstack.connection.Connection:
    return openstack.connect(auth=settings.admin(), region_name=settings.REGION, identity_interface="public")


def identities() -> None:
    identity = connect().identity
    project = identity.create_project(name="service", domain_id="default")
    roles = {role.name: role for role in identity.roles()}
    for name in set(ROLES) - set(roles):
        roles[name] = identity.create_role(name=name)
    for name, (kind, path) in SERVICES.items():
        user = identity.create_user(name=name, password=settings.password(), domain_id="default")
        for role in ("admin", "service"):
            identity.assign_project_role_to_user(project, user, roles[role])
        service = identity.create_service(name=name, type=kind)
        for interface in ("public", "internal", "admin"):
            identity.create_endpoint(
                service_id=service.id, interface=interface, url=settings.url(name) + path, region_id=settings.REGION
            )


def resources() -> None:
    cloud = connect()
    for name, (cores, memory, disk) in FLAVORS.items():
        cloud.compute.create_flavor(name=name, vcpus=cores, ram=memory, disk=disk)
    for name in IMAGES:
        cloud.image.create_image(
            name=name, container_format="bare", disk_format="raw", visibility="public", data=bytes(1024), validate_checksum=False
        )
    public = external_network(cloud.network)
    shared_network(cloud.network, public)


def external_network(network):
    public = network.create_network(
        name=EXTERNAL, is_router_external=True, provider_network_type="flat", provider_physical_network=EXTERNAL
    )
    network.create_subnet(
        network_id=public.id, name="public-v4", ip_version=4, cidr="198.51.100.0/24", gateway_ip="198.51.100.1",
        is_dhcp_enabled=False, allocation_pools=[POOL4],
    )
    network.create_subnet(
        network_id=public.id, name="public-v6", ip_version=6, cidr="2001:db8:100::/64", gateway_ip="2001:db8:100::1",
        is_dhcp_enabled=False, allocation_pools=[POOL6],
    )
    return public


def shared_network(network, public) -> None:
    """In which every project may have ports, routed without address translation, as on clouds without tenant networks."""
    shared = network.create_network(name=SHARED, is_shared=True)
    router = network.create_router(
        name=SHARED,
        external_gateway_info={
            "network_id": public.id,
            "enable_snat": False,
            "external_fixed_ips": [{"ip_address": address} for address in SHARED_ROUTER],
        },
    )
    subnets = (
        {"ip_version": 4, "cidr": "203.0.113.0/24", "is_dhcp_enabled": False, "allocation_pools": [SHARED_POOL]},
        {
            "ip_version": 6, "cidr": "2001:db8:200::/64", "gateway_ip": "2001:db8:200::1",
            "ipv6_ra_mode": "slaac", "ipv6_address_mode": "slaac",
        },
    )
    for settings_of in subnets:
        name = f"shared-v{settings_of['ip_version']}"
        subnet = network.create_subnet(network_id=shared.id, name=name, **settings_of)
        network.add_interface_to_router(router, subnet_id=subnet.id)
    # No hypervisor runs while the template is made, so Neutron finds none for the router's gateway.
    gateway = next(network.ports(device_id=router.id, device_owner="network:router_gateway"))
    database = "--db=unix:/run/lab/ovnnb.sock"
    subprocess.run(["ovn-nbctl", database, "lrp-set-gateway-chassis", f"lrp-{gateway.id}", LAB1], check=True)
