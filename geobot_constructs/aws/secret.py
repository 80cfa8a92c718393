"""A credential: AWS::SecretsManager::Secret."""

from __future__ import annotations

import json

from aws_cdk import RemovalPolicy
from aws_cdk import aws_secretsmanager as secretsmanager
from constructs import Construct

from geobot_constructs.model import naming
from geobot_constructs.model.binding import Secret as Binding

PASSWORD_LENGTH = 48
"""Characters of a password; letters and digits alone, which stand in a URL as they are."""


class Secret(Construct):
    """The AWS end of one secret binding: user name and generated password as JSON, copied to the region that uses it."""

    def __init__(self, scope: Construct, id: str, *, platform: str, binding: Binding, database: str) -> None:
        """Define the secret.

        Args:
            scope: Stack of the region that makes it; the key's alias must exist in both regions before.
            id: Part of the logical id; renaming it fails, since the name is taken.
            platform: Name of the platform, for the key's alias.
            binding: Name, user, class of data and both regions.
            database: Database that a credential of the class `programme-data` opens, from `naming.database_name`.

        Source: AWS::SecretsManager::Secret, CloudFormation reference.
        """
        super().__init__(scope, id)
        key = naming.key_alias(platform, binding.data_class)
        known = {"username": binding.user}
        if binding.data_class == "programme-data":
            known["dbname"] = database
        replica = secretsmanager.CfnSecret.ReplicaRegionProperty(region=binding.region, kms_key_id=key)
        resource = secretsmanager.CfnSecret(
            self,
            "Resource",
            name=binding.name,
            kms_key_id=key,
            generate_secret_string=secretsmanager.CfnSecret.GenerateSecretStringProperty(
                secret_string_template=json.dumps(known),
                generate_string_key="password",
                password_length=PASSWORD_LENGTH,
                exclude_punctuation=True,
            ),
            replica_regions=None if binding.region == binding.home else [replica],
        )
        resource.apply_removal_policy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)


def password(binding: Binding) -> str:
    """Reference that CloudFormation replaces by the password at deploy time, so that no template holds it.

    Source: CloudFormation user guide, Get a secret or secret value from Secrets Manager.
    """
    return f"{{{{resolve:secretsmanager:{binding.name}:SecretString:password}}}}"
