"""What an operator of the cloud sets up once: service users and endpoints, flavors, images, the external network."""

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
    external_network(cloud.network)


def external_network(network) -> None:
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
