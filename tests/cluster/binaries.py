"""The programs of a control plane: envtest's where a person has them, else built from source once."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

from tests.support import ROOT

SOURCE = ROOT / "tools" / "kubernetes"
VERSION = "1.36.3"
PROGRAMS = {
    "etcd": "go.etcd.io/etcd/server/v3",
    "kube-apiserver": "k8s.io/kubernetes/cmd/kube-apiserver",
    "kubectl": "k8s.io/kubernetes/cmd/kubectl",
}

# Without these the server reports a version that clients cannot parse.
MAJOR, MINOR, _ = VERSION.split(".")
LDFLAGS = " ".join(
    ["-s", "-w"]
    + [
        f"-X k8s.io/component-base/version.{name}={value}"
        for name, value in (("gitVersion", f"v{VERSION}"), ("gitMajor", MAJOR), ("gitMinor", MINOR))
    ]
)


def available() -> bool:
    """Whether the programs are there or can be built."""
    return bool(os.environ.get("KUBEBUILDER_ASSETS") or shutil.which("go"))


def programs() -> dict[str, Path]:
    """Path of each program; builds what is missing, which takes minutes the first time."""
    if assets := os.environ.get("KUBEBUILDER_ASSETS"):
        return {name: Path(assets) / name for name in PROGRAMS}
    pinned = hashlib.sha256((SOURCE / "go.mod").read_bytes() + LDFLAGS.encode()).hexdigest()[:16]
    folder = ROOT / ".cache" / "cluster" / pinned
    folder.mkdir(parents=True, exist_ok=True)
    for name, package in PROGRAMS.items():
        target = folder / name
        if not target.exists():
            command = ["go", "build", "-trimpath", "-ldflags", LDFLAGS, "-o", f"{target}.part", package]
            subprocess.run(command, cwd=SOURCE, env={**os.environ, "CGO_ENABLED": "0"}, check=True)
            Path(f"{target}.part").rename(target)
    return {name: folder / name for name in PROGRAMS}
