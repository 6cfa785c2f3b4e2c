"""The form of a ledger's file, and the numbered steps that bring an older one to it."""

APPLICATION = 0x5247_4D4E
"""SQLite application id: "RGMN"."""


def _only_added_to(*tables: str) -> tuple[str, ...]:
    """Triggers that refuse every change of what is kept."""
    return tuple(
        f"""
        CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}
        BEGIN SELECT RAISE(ABORT, 'a ledger is only ever added to'); END
        """
        for table in tables
        for verb in ("UPDATE", "DELETE")
    )


_FIRST = (
    """
    CREATE TABLE event (
        course TEXT NOT NULL CHECK (course <> ''),
        seq INTEGER NOT NULL,
        action INTEGER NOT NULL CHECK (action BETWEEN 1 AND seq),
        at_utc TEXT NOT NULL,
        actor TEXT NOT NULL,
        kind TEXT NOT NULL,
        version INTEGER NOT NULL,
        body TEXT NOT NULL,
        reason TEXT,
        PRIMARY KEY (course, seq)
    ) STRICT
    """,
    """
    CREATE TABLE protocol (
        digest TEXT NOT NULL PRIMARY KEY,
        id TEXT NOT NULL,
        version TEXT NOT NULL,
        text TEXT NOT NULL,
        at_utc TEXT NOT NULL,
        actor TEXT NOT NULL,
        UNIQUE (id, version)
    ) STRICT
    """,
    # INSERT OR REPLACE deletes without the trigger below, so what exists must refuse the insert itself.
    """
    CREATE TRIGGER event_follows BEFORE INSERT ON event
    WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM event WHERE course = NEW.course)
    BEGIN SELECT RAISE(ABORT, 'an event follows the last one of its course'); END
    """,
    """
    CREATE TRIGGER protocol_once BEFORE INSERT ON protocol
    WHEN EXISTS (SELECT 1 FROM protocol WHERE digest = NEW.digest OR (id = NEW.id AND version = NEW.version))
    BEGIN SELECT RAISE(ABORT, 'a protocol is kept once'); END
    """,
    *_only_added_to("event", "protocol"),
)

_PRACTICE = (
    """
    CREATE TABLE step (
        attempt INTEGER NOT NULL CHECK (attempt > 0),
        seq INTEGER NOT NULL,
        at_utc TEXT NOT NULL,
        kind TEXT NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (attempt, seq)
    ) STRICT
    """,
    """
    CREATE TRIGGER step_follows BEFORE INSERT ON step
    WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM step WHERE attempt = NEW.attempt)
    BEGIN SELECT RAISE(ABORT, 'a step follows the last one of its attempt'); END
    """,
    *_only_added_to("step"),
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (_FIRST, _PRACTICE)
"""Step n brings a ledger of form n to form n + 1; a step is never changed once a program with it is in use."""

TABLES = (("event", "protocol"), ("step",))
"""Tables that each of those steps brings."""
