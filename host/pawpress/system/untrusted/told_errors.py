"""What makes a file that people wrote useless, in one line for them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

from pawpress.core.user_error import UserError


@contextmanager
def told_as(
    kind: type[UserError], origin: object, *, unread: str = "", no_text: str = "", unfit: str = ""
) -> Iterator[None]:
    """Raise what is wrong with a TOML file as an error for people: the file, the reason, and what to do.

    Parameters
    ----------
    kind : type of UserError
        The error.
    origin : object
        The file, as it was named.
    unread, unfit : str
        What to do where it cannot be read, and where it is no TOML or does not fit.
    no_text : str
        Reason and what to do where it is no UTF-8; left out, it is told as what cannot be read.
    """
    try:
        yield
    except OSError as error:
        raise kind(f"{origin}: cannot be read ({error.strerror}). {unread}") from error
    except UnicodeDecodeError as error:
        raise kind(f"{origin}: {no_text or f'cannot be read (it is no text). {unread}'}") from error
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise kind(f"{origin}: {error}. {unfit}") from error
