"""Resources that a cloud's operator creates once: service users, endpoints, flavors, images, shared networks."""

import subprocess

import openstack

import settings
from sandbox import images, layout

ROLES = ("service", "member", "reader", "manager", "creator", "load-balancer_member")
SERVICES = {  # name of the user and the service -> (type, path of the endpoint)
    "glance": ("image", ""),
    "placement": ("placement", ""),
    "nova": ("compute", "/v2.1"),
    "neutron": ("network", ""),
    "octavia": ("load-balancer", ""),
}
FLAVORS = {"l2.c2r4.100": (2, 4096, 100), "l2.c4r8.100": (4, 8192, 100), "l2.c8r16.100": (8, 16384, 100)}  # MiB, GiB
EXTERNAL = "public"
# Outside the admin CIDR 198.51.100.0/28 and the addresses that stacks pin (.32 and up)
POOL4 = {"start": "198.51.100.100", "end": "198.51.100.199"}
POOL6 = {"start": "2001:db8:100::1000", "end": "2001:db8:100::1fff"}
SHARED = "shared"
# Slices of 203.0.113.0/24 from .64 on are for stacks; sandbox/init.sh adds the routes to the router
SHARED_POOL = {"start": "203.0.113.2", "end": "203.0.113.63"}


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
    for name, image_id in images.of_stack_files().items():
        cloud.image.create_image(
            name=name, id=image_id, container_format="bare", disk_format="raw", visibility="public", data=bytes(1024),
            validate_checksum=False,
        )
    public = external_network(cloud.network)
    shared_network(cloud.network, public)


def external_network(network):
    public = network.create_network(
        name=EXTERNAL, is_router_external=True, provider_network_type="flat", provider_physical_network=EXTERNAL
    )
    network.create_subnet(
        network_id=public.id, name="public-v4", ip_version=4, cidr="198.51.100.0/24", gateway_ip=layout.JUMP_HOST[0],
        is_dhcp_enabled=False, allocation_pools=[POOL4],
    )
    network.create_subnet(
        network_id=public.id, name="public-v6", ip_version=6, cidr="2001:db8:100::/64", gateway_ip=layout.JUMP_HOST[1],
        is_dhcp_enabled=False, allocation_pools=[POOL6],
    )
    return public


def shared_network(network, public) -> None:
    """Creates the network in which every project may have ports, routed without NAT, as in clouds without project networks."""
    shared = network.create_network(name=SHARED, is_shared=True)
    router = network.create_router(
        name=SHARED,
        external_gateway_info={
            "network_id": public.id,
            "enable_snat": False,
            "external_fixed_ips": [{"ip_address": address} for address in layout.SHARED_ROUTER],
        },
    )
    subnets = (
        {"ip_version": 4, "cidr": layout.SHARED_CIDRS[0], "is_dhcp_enabled": False, "allocation_pools": [SHARED_POOL]},
        {
            "ip_version": 6, "cidr": layout.SHARED_CIDRS[1], "gateway_ip": "2001:db8:200::1",
            "ipv6_ra_mode": "slaac", "ipv6_address_mode": "slaac",
        },
    )
    for attributes in subnets:
        name = f"shared-v{attributes['ip_version']}"
        subnet = network.create_subnet(network_id=shared.id, name=name, **attributes)
        network.add_interface_to_router(router, subnet_id=subnet.id)
    # No hypervisor runs while the template is created, so Neutron cannot schedule the router's gateway.
    gateway = next(network.ports(device_id=router.id, device_owner="network:router_gateway"))
    chassis = layout.chassis_id(layout.HYPERVISORS[0])
    database = f"--db={layout.OVN_NORTHBOUND}"
    subprocess.run(["ovn-nbctl", database, "lrp-set-gateway-chassis", f"lrp-{gateway.id}", chassis], check=True)
