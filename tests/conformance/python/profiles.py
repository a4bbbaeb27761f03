"""How hard hypothesis tries. As a rule the same examples every time, so that a run says the same twice; with
JIAXIN_LONG more of them and new ones each time (a failing one is printed with what reproduces it)."""

import os

from hypothesis import HealthCheck, settings

LONG = os.environ.get("JIAXIN_LONG") == "1"

_common = dict(deadline=None, database=None, print_blob=True,
               suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example])


def tries(few, many):
    """Decorates a test that is tried `few` times, or `many` in a long run."""
    return settings(max_examples=many if LONG else few, derandomize=not LONG, **_common)
