"""The files that the page downloads: the official addresses, with content from the toolchain's results."""

import re
from pathlib import Path

from own_cloud import downloads
from own_cloud.downloads import Downloads

GITHUB = "https://github.com"
PLUGINS = "https://get.pulumi.com/releases/plugins"
ARGOCD = "https://raw.githubusercontent.com/argoproj/argo-cd"
FACTORY = "https://factory.talos.dev/image"
SCHEMATIC = "376567988ad370138ad8b2698212367b8edcb69b5fd68c80be1f2ec7d603b4ba"  # Talos' default: no extensions, no kernel arguments


def provide(files: Downloads, profile: Path, page: str) -> None:
    """Adds every file, in the versions that the page names."""
    _programs(files, profile / "bin", page)
    _plugins(files, profile / "pulumi-home/plugins")
    _manifests(files, profile / "share", page)
    _image(files, page)


def version(page: str, pattern: str) -> str:
    """Returns the only version that the page has at a pattern with one group."""
    (found,) = set(re.findall(pattern, page))
    return found


def _programs(files: Downloads, programs: Path, page: str) -> None:
    _pulumi(files, programs, version(page, r"pulumi-v([\d.]+)-linux-x64"))
    _kubectl(files, programs, version(page, r"release/v([\d.]+)/bin/linux/amd64/kubectl"))
    _talosctl(files, programs, version(page, r"talos/releases/download/v([\d.]+)/"))
    _helm(files, programs, version(page, r"get\.helm\.sh/helm-v([\d.]+)-linux"))
    _kubelogin(files, programs, version(page, r"kubelogin/releases/download/v([\d.]+)/"))


def _pulumi(files: Downloads, programs: Path, number: str) -> None:
    name = f"pulumi-v{number}-linux-x64.tar.gz"
    archive = downloads.tar({f"pulumi/{one}": programs / one for one in ("pulumi", "pulumi-language-java")})
    sums = f"{GITHUB}/pulumi/pulumi/releases/download/v{number}/pulumi-{number}-checksums.txt"
    files.add_with_sum(f"https://get.pulumi.com/releases/sdk/{name}", archive, sums, name=name)


def _kubectl(files: Downloads, programs: Path, number: str) -> None:
    url = f"https://dl.k8s.io/release/v{number}/bin/linux/amd64/kubectl"
    files.add_with_sum(url, (programs / "kubectl").read_bytes(), f"{url}.sha256")


def _talosctl(files: Downloads, programs: Path, number: str) -> None:
    release, name = f"{GITHUB}/siderolabs/talos/releases/download/v{number}", "talosctl-linux-amd64"
    files.add_with_sum(f"{release}/{name}", (programs / "talosctl").read_bytes(), f"{release}/sha256sum.txt", name=name)


def _helm(files: Downloads, programs: Path, number: str) -> None:
    name = f"helm-v{number}-linux-amd64.tar.gz"
    archive = downloads.tar({"linux-amd64/helm": programs / "helm"})
    files.add_with_sum(f"https://get.helm.sh/{name}", archive, f"https://get.helm.sh/{name}.sha256sum", name=name)


def _kubelogin(files: Downloads, programs: Path, number: str) -> None:
    release, name = f"{GITHUB}/int128/kubelogin/releases/download/v{number}", "kubelogin_linux_amd64.zip"
    archive = downloads.zipped("kubelogin", programs / "kubectl-oidc_login")
    files.add_with_sum(f"{release}/{name}", archive, f"{release}/{name}.sha256", name=name)


def _plugins(files: Downloads, plugins: Path) -> None:
    for folder in sorted(plugins.glob("resource-*")):
        kind, number = folder.name.removeprefix("resource-").rsplit("-", 1)
        program = f"pulumi-resource-{kind}"
        files.add(f"{PLUGINS}/{program}-{number}-linux-amd64.tar.gz", downloads.tar({program: folder / program}))


def _manifests(files: Downloads, share: Path, page: str) -> None:
    argocd = version(page, r"argocd: \{ version: ([\d.]+)")
    files.add(f"{ARGOCD}/v{argocd}/manifests/core-install.yaml", (share / "argocd/core-install.yaml").read_bytes())
    (chart,) = (share / "cilium-chart").iterdir()
    files.add_chart("quay.io", "cilium/charts/cilium", version(page, r"cilium/render ([\d.]+)"), chart.read_bytes())


def _image(files: Downloads, page: str) -> None:
    talos = version(page, rf"{SCHEMATIC}/v([\d.]+)/")
    files.add(f"{FACTORY}/{SCHEMATIC}/v{talos}/openstack-amd64.raw.xz", downloads.compressed_image())
