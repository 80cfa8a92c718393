"""App `smoke-test` of the QA team: asks the region's API a question every five minutes."""

from __future__ import annotations

import cdk8s
import cdk8s_plus_27 as kplus
from constructs import Construct

from geobot_constructs.model.platform import Region


class SmokeTest(cdk8s.Chart):
    """A CronJob and what it may talk to."""

    def __init__(self, scope: Construct, id: str, *, region: Region) -> None:
        """Define the test.

        Args:
            scope: App of the region.
            id: Name of the app.
            region: The region.
        """
        super().__init__(scope, id, namespace=region.namespace, disable_resource_name_hashes=True)
        account = kplus.ServiceAccount(self, "ServiceAccount", metadata=cdk8s.ApiObjectMetadata(name=id))
        api = region.workload("geo-bot-api").spec
        job = kplus.CronJob(
            self,
            "CronJob",
            metadata=cdk8s.ApiObjectMetadata(name=id),
            schedule=cdk8s.Cron(minute="*/5", hour="*", day="*", month="*", week_day="*"),
            concurrency_policy=kplus.ConcurrencyPolicy.FORBID,
            starting_deadline=cdk8s.Duration.seconds(60),
            successful_jobs_retained=1,
            failed_jobs_retained=3,
            backoff_limit=0,
            active_deadline=cdk8s.Duration.seconds(120),
            service_account=account,
            restart_policy=kplus.RestartPolicy.NEVER,
        )
        job.add_container(
            name=id,
            image=region.image("geobot/smoke-test"),
            image_pull_policy=kplus.ImagePullPolicy.IF_NOT_PRESENT,
            env_variables={"API_URL": kplus.EnvValue.from_value(f"http://{api.name}.{region.namespace}.svc:{api.port}")},
            resources=kplus.ContainerResources(
                cpu=kplus.CpuResources(request=kplus.Cpu.millis(50)),
                memory=kplus.MemoryResources(request=cdk8s.Size.mebibytes(64), limit=cdk8s.Size.mebibytes(64)),
                ephemeral_storage=kplus.EphemeralStorageResources(request=cdk8s.Size.gibibytes(1), limit=cdk8s.Size.gibibytes(1)),
            ),
        )
        # cdk8s-plus-27 has no field for it; this one passes its patch filter.
        cdk8s.ApiObject.of(job).add_json_patch(
            cdk8s.JsonPatch.add("/spec/jobTemplate/spec/template/spec/priorityClassName", "geo-bot-background")
        )
        policy = kplus.NetworkPolicy(
            self,
            "NetworkPolicy",
            metadata=cdk8s.ApiObjectMetadata(name=id),
            selector=job,
            egress=kplus.NetworkPolicyTraffic(default=kplus.NetworkPolicyTrafficDefault.DENY),
            ingress=kplus.NetworkPolicyTraffic(default=kplus.NetworkPolicyTrafficDefault.DENY),
        )
        everywhere = kplus.Namespaces.select(self, "KubeSystem", names=["kube-system"])
        dns = kplus.Pods.select(self, "Dns", labels={"k8s-app": "kube-dns"}, namespaces=everywhere)
        policy.add_egress_rule(dns, [kplus.NetworkPolicyPort.udp(53), kplus.NetworkPolicyPort.tcp(53)])
        target = kplus.Pods.select(self, "Api", labels={"app.kubernetes.io/name": api.name})
        policy.add_egress_rule(target, [kplus.NetworkPolicyPort.tcp(api.port)])
