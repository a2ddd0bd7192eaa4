"""Count what is asked of the database."""

from contextlib import contextmanager

from sqlalchemy import event


@contextmanager
def counted(session):
    """The statements of the block, in a list that fills up."""
    seen, engine = [], session.get_bind()

    def listen(*call):
        seen.append(call[2])

    session.flush()
    event.listen(engine, "before_cursor_execute", listen)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", listen)
