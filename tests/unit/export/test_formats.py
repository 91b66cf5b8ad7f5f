"""The formats list themselves: in Python, on the command line and in the reference."""

from __future__ import annotations

from pathlib import Path

import pytest

from pawpress.export import formats
from tests.conftest import RunCommand

TESTS = Path(__file__).parent


@pytest.mark.parametrize("name", formats.names())
def test_every_format_says_what_it_is_and_has_its_tests(name: str):
    assert formats.load(name).meaning.endswith(".")
    tests = (TESTS / f"test_to_{name}.py").read_text(encoding="utf-8")
    assert "(WriterContract)" in tests
    assert f'to = "{name}"' in tests


def test_a_format_that_is_not_there_is_refused_with_those_that_are(pawpress: RunCommand):
    with pytest.raises(ValueError, match=r"docx: there is no such format\. There are csv, mat, parquet, xdf\."):
        formats.load("docx")
    done = pawpress("export", "a.paw", "--to", "docx")
    assert done.returncode == 2
    assert "is none of csv, mat, parquet, xdf" in done.stderr


def test_an_option_of_another_format_is_wrong_use(pawpress: RunCommand):
    done = pawpress("export", "a.paw", "--to", "xdf", "--decimal-comma")
    assert (done.returncode, done.stderr) == (2, "pawpress: --to xdf does not know --decimal-comma. Leave it out.\n")
