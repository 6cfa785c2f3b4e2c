"""The app on a fixed day."""

import pytest
from sessions import session_of

from tui.session import Session


@pytest.fixture
def session() -> Session:
    """The home case, Day 1 on 1 December 2026, today 9 December."""
    return session_of()
