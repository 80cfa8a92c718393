"""How errors read."""

from geobot_constructs.errors import InputError, Problem


def test_a_problem_says_where_what_got_and_remedy() -> None:
    problem = Problem("regions/a.yaml", 5, "cache.replicas", "should be 5 or less", "9", "lower it")
    assert str(problem) == "regions/a.yaml:5: cache.replicas: should be 5 or less, got 9; lower it"
    assert str(Problem("regions/a.yaml", 1, "", "is empty", "", "fill it")) == "regions/a.yaml:1: is empty; fill it"


def test_an_input_error_shows_every_problem_on_its_own_line() -> None:
    problems = tuple(Problem("a", line, "f", "p", "", "r") for line in (1, 2))
    assert str(InputError(problems)) == "a:1: f: p; r\na:2: f: p; r"
