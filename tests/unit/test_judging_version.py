"""The version of an answer covers every module that has a part in it."""

from __future__ import annotations

import grimp
import pytest

from pawpress.analysis.judging_version import JUDGING, READERS, answer_version, judging_version

JUDGED_BY = "pawpress.core.pipeline"
ANSWERED_BY = ("pawpress.analysis.grade_files", "pawpress.library.found")
NO_PART = {
    "pawpress",  # the version and the public names
    "pawpress.core.annotation",  # what people said, which judges nothing
    "pawpress.bulk",
    "pawpress.analysis.find_files",  # which files there are
    "pawpress.system.extras",  # how an extra is installed
    "pawpress.analysis.judging_version",
    "pawpress.library",
    "pawpress.library.card",  # stamped by itself
    "pawpress.rig.link",
    "pawpress.system.new_file",
    "pawpress.system.child_process",  # how a process is started
    "pawpress.system.import_path",
    "pawpress.core.sink",
}


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("pawpress")


def covered(module: str, parts: tuple[str, ...]) -> bool:
    path = module.removeprefix("pawpress.").replace(".", "/")
    return any(path == part.removesuffix(".py") or path.startswith(f"{part}/") for part in parts)


def test_what_judges_a_stream_is_in_the_version_of_the_judging(graph: grimp.ImportGraph):
    modules = {JUDGED_BY, *graph.find_upstream_modules(JUDGED_BY)} - NO_PART
    assert {module for module in modules if not covered(module, JUDGING)} == set()


def test_what_makes_an_answer_is_in_its_version(graph: grimp.ImportGraph):
    modules = {found for root in ANSWERED_BY for found in (root, *graph.find_upstream_modules(root))} - NO_PART
    missing = {module for module in modules if not covered(module, JUDGING + READERS)}
    assert missing == set()


def test_the_two_versions_differ():
    assert judging_version() != answer_version()
    assert judging_version().partition("+")[0] == answer_version().partition("+")[0]
