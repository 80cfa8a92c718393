"""A real kube-apiserver with its etcd, on loopback, in a folder of its own."""

import contextlib
import json
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

TOKEN = "admin-of-a-test"  # noqa: S105 - of a server that lives for minutes on loopback


class ControlPlane:
    """A running API server and the way to talk to it."""

    def __init__(self, kubectl: Path, kubeconfig: Path) -> None:
        self._command = [str(kubectl), "--kubeconfig", str(kubeconfig)]

    def kubectl(self, *arguments: str, stdin: str | None = None, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run kubectl as the administrator."""
        done = subprocess.run([*self._command, *arguments], input=stdin, capture_output=True, text=True, check=False)
        assert not check or done.returncode == 0, f"kubectl {' '.join(arguments)}\n{done.stdout[-2000:]}{done.stderr[-4000:]}"
        return done

    def apply(self, *paths: Path) -> list[str]:
        """Apply files server-side, as Argo CD does; the lines kubectl prints, one an object."""
        files = [argument for path in paths for argument in ("-f", str(path))]
        return self.kubectl("apply", "--server-side", "--field-manager=argocd-controller", "-R", *files).stdout.splitlines()

    def refusal(self, body: dict[str, Any]) -> str:
        """What the server says when it refuses to create an object; empty where it would accept."""
        return self.kubectl("create", "--dry-run=server", "-f", "-", stdin=json.dumps(body), check=False).stderr.strip()

    def may(self, group: str, verb: str, resource: str, namespace: str | None = None) -> bool:
        """Whether a member of a group may do something; `pods:exec` is a subresource, `pods/a` an object."""
        resource, _, subresource = resource.partition(":")
        scope = [*(["-n", namespace] if namespace else []), *([f"--subresource={subresource}"] if subresource else [])]
        done = self.kubectl("auth", "can-i", verb, resource, "--as", "somebody", "--as-group", group, *scope, "--quiet", check=False)
        return done.returncode == 0


@contextlib.contextmanager
def control_plane(programs: dict[str, Path], folder: Path) -> Iterator[ControlPlane]:
    """Start etcd and the API server, and end both by their own process."""
    client, peer, secure = _free_ports(3)
    key = folder / "service-account.key"
    subprocess.run(["openssl", "genrsa", "-out", key, "2048"], check=True, capture_output=True)
    (folder / "tokens.csv").write_text(f"{TOKEN},admin,1,system:masters\n")
    etcd = [
        programs["etcd"],
        *("--data-dir", folder / "etcd", "--log-level", "error", "--unsafe-no-fsync"),
        *("--listen-client-urls", f"http://127.0.0.1:{client}", "--advertise-client-urls", f"http://127.0.0.1:{client}"),
        *("--listen-peer-urls", f"http://127.0.0.1:{peer}", "--initial-advertise-peer-urls", f"http://127.0.0.1:{peer}"),
        *("--initial-cluster", f"default=http://127.0.0.1:{peer}"),
    ]
    server = [
        programs["kube-apiserver"],
        *("--etcd-servers", f"http://127.0.0.1:{client}", "--bind-address", "127.0.0.1", "--secure-port", str(secure)),
        *("--cert-dir", folder / "certs", "--token-auth-file", folder / "tokens.csv", "--authorization-mode", "RBAC"),
        *("--service-account-key-file", key, "--service-account-signing-key-file", key),
        *("--service-account-issuer", "https://kubernetes.default.svc", "--service-cluster-ip-range", "10.0.0.0/16"),
    ]
    with contextlib.ExitStack() as stack:
        for name, command in (("etcd", etcd), ("apiserver", server)):
            stack.enter_context(_running(command, folder / f"{name}.log"))
        kubeconfig = folder / "kubeconfig"
        kubeconfig.write_text(yaml.safe_dump(_kubeconfig(secure)))
        plane = ControlPlane(programs["kubectl"], kubeconfig)
        _wait_until_ready(plane, folder / "apiserver.log")
        yield plane


@contextlib.contextmanager
def _running(command: list[Any], log: Path) -> Iterator[None]:
    with log.open("wb") as output, subprocess.Popen(command, stdout=output, stderr=output) as process:
        try:
            yield
        finally:
            process.terminate()
            process.wait(timeout=60)


def _wait_until_ready(plane: ControlPlane, log: Path) -> None:
    deadline = time.monotonic() + 120
    while plane.kubectl("get", "--raw", "/readyz", check=False).stdout != "ok":
        assert time.monotonic() < deadline, log.read_text()[-3000:]
        time.sleep(0.5)


def _kubeconfig(port: int) -> dict[str, Any]:
    cluster = {"server": f"https://127.0.0.1:{port}", "insecure-skip-tls-verify": True}
    return {
        "apiVersion": "v1",
        "kind": "Config",
        "clusters": [{"name": "test", "cluster": cluster}],
        "users": [{"name": "admin", "user": {"token": TOKEN}}],
        "contexts": [{"name": "test", "context": {"cluster": "test", "user": "admin"}}],
        "current-context": "test",
    }


def _free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
