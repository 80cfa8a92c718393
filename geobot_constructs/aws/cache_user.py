"""Login of one workload at the cache: AWS::ElastiCache::User."""

from __future__ import annotations

from aws_cdk import aws_elasticache as elasticache
from constructs import Construct

from geobot_constructs.aws.secret import password
from geobot_constructs.model.binding import Secret

RIGHTS = (
    "resetchannels -@all +@read +@write +@connection +@transaction "
    # Taken away last, since later rules win: FLUSHALL and KEYS are dangerous, CLIENT KILL is admin, FUNCTION LOAD is
    # scripting; SCAN and RANDOMKEY answer with keys of others, no pattern limits them.
    "-@admin -@dangerous -@scripting -scan -randomkey"
)
"""Commands a workload may use. Source: Valkey documentation, ACL: rules apply from left to right, 2026-11-24."""


class CacheUser(Construct):
    """One user that reads and writes keys of its workload, `<workload>:*`, and nothing else."""

    def __init__(self, scope: Construct, id: str, *, credential: Secret) -> None:
        """Define the user.

        Args:
            scope: Cache it belongs to.
            id: Part of the logical id; renaming it fails, since the name is taken.
            credential: User name, workload, and the secret that holds the password.

        Source: AWS::ElastiCache::User, CloudFormation reference.
        """
        super().__init__(scope, id)
        resource = elasticache.CfnUser(
            self,
            "Resource",
            engine="valkey",
            user_id=credential.user,
            user_name=credential.user,
            access_string=f"on ~{credential.workload}:* {RIGHTS}",
            authentication_mode={"Type": "password", "Passwords": [password(credential)]},
        )
        self.user_id: str = resource.ref
        """Id of the user; a token, so for stacks only."""
