"""From the older spelling of `pawpress sessions`, one command of many options, to subcommands."""

from __future__ import annotations

from collections.abc import Sequence

from pawpress.cli.failure import WrongUse

VALUES = {"--json": 0, "--archive": 0, "--compare": 2}
"""How many values an option takes; all others take one."""
DESCRIBES = {"--describe", "--as", "--note", "--add-tag"}
CHANGES = {"--as", "--note", "--add-tag", "--tag"}
READING = {"--time-column", "--force-column", "--unit", "--rate"}
FILTERS = {"--person", "--mode", "--verdict", "--since", "--until", "--text", "--json"}

Option = tuple[str, list[str]]


def as_subcommand(words: Sequence[str]) -> list[str]:
    """Return the words of the subcommand that is meant; raises WrongUse if the options do not go together."""
    options, names = _split(words)
    given = {option for option, _ in options}
    verb = _verb(given, names)
    if verb != "import" and given & READING:
        raise WrongUse("--time-column, --force-column, --unit and --rate go with `sessions import FILE`.")
    marker = {"import": "--import", "forget": "--forget", "compare": "--compare", "archive": "--archive"}.get(verb)
    named = [value for option, values in options for value in values if option in (marker, "--describe")]
    kept = [one for one in options if one[0] not in {marker, "--describe"} | (set() if verb == "list" else FILTERS)]
    named = named or names
    return [verb, *_flat(kept), *(["--"] if named else []), *named]


def _flat(options: Sequence[Option]) -> list[str]:
    """Return options as words, in the spelling of the subcommands."""
    return [word for option, values in options for word in ("--tag" if option == "--add-tag" else option, *values)]


def _verb(given: set[str], names: Sequence[str]) -> str:
    """Return the subcommand, in the order in which the options overruled each other."""
    for verb in ("import", "forget", "archive"):
        if f"--{verb}" in given:
            return verb
    if names or given & DESCRIBES:
        return "tag" if given & CHANGES else "show"
    return "compare" if "--compare" in given else "list"


def _split(words: Sequence[str]) -> tuple[list[Option], list[str]]:
    """Return the options with their values, and what is no option."""
    options: list[Option] = []
    names: list[str] = []
    left = list(words)
    while left:
        word = left.pop(0)
        if word == "--":
            return options, [*names, *left]
        if not word.startswith("--"):
            names.append(word)
            continue
        option, equals, value = word.partition("=")
        taken = [value] if equals else []
        while left and len(taken) < VALUES.get(option, 1):
            taken.append(left.pop(0))
        options.append((option, taken))
    return options, names
