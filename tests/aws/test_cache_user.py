from geobot_constructs.aws.cache_user import CacheUser
from geobot_constructs.model.binding import Secret
from tests.stacks import new_stack, properties


def test_a_user_reaches_keys_of_its_workload_only() -> None:
    stack = new_stack()
    credential = Secret("geo-bot/c", "geo-bot-eu-west-1-api", "answers", home="eu-west-1", region="eu-west-1", workload="geo-bot-api")
    CacheUser(stack, "User", credential=credential)
    (user,) = properties(stack, "AWS::ElastiCache::User")
    rules = user["AccessString"].split()
    assert rules[:4] == ["on", "~geo-bot-api:*", "resetchannels", "-@all"]
    # Later rules win, so whatever is taken away comes after whatever is given.
    assert max(index for index, rule in enumerate(rules) if rule.startswith("+")) < rules.index("-@admin") < rules.index("-@dangerous")
    assert user["AuthenticationMode"] == {
        "Type": "password",
        "Passwords": ["{{resolve:secretsmanager:geo-bot/c:SecretString:password}}"],
    }
    assert (user["UserId"], user["UserName"]) == ("geo-bot-eu-west-1-api", "geo-bot-eu-west-1-api")
