import pytest

from geobot_constructs.aws.parameter_group import ParameterGroup
from tests.stacks import new_stack, properties


@pytest.mark.parametrize(("version", "family"), [("16.10", "postgres16"), ("17.6", "postgres17")])
def test_the_family_follows_the_version(version: str, family: str) -> None:
    stack = new_stack()
    ParameterGroup(stack, "ParameterGroup", engine_version=version)
    (group,) = properties(stack, "AWS::RDS::DBParameterGroup")
    assert group["Family"] == family
    assert "DBParameterGroupName" not in group


def test_tls_is_forced_and_changes_are_recorded() -> None:
    stack = new_stack()
    ParameterGroup(stack, "ParameterGroup", engine_version="17.6")
    assert properties(stack, "AWS::RDS::DBParameterGroup")[0]["Parameters"] == {
        "pgaudit.log": "ddl,role,write",
        "rds.force_ssl": "1",
        "shared_preload_libraries": "pg_stat_statements,pgaudit",
    }
