"""The page docs/how-to/add-a-drill.md: the drill it shows is coached and passed, and it names every key."""

from __future__ import annotations

from pathlib import Path

from pawpress.core.coach import BlockBegan, BlockEnded, Coach, CoachSetup
from pawpress.core.coach.criteria import BLOCK_CRITERIA, PRESS_CRITERIA
from pawpress.core.coach.drill import FEEDBACKS, Drill
from pawpress.settings.drill_files import find_drills
from pawpress.settings.layout_files import default_layout
from tests.coached import LIMITS, judged, of_kind, taken
from tests.walks import code_of

PAGE = Path(__file__).parents[3] / "docs/how-to/add-a-drill.md"


def test_the_drill_of_the_page_works(tmp_path):
    path = tmp_path / "pauses.toml"
    path.write_text(code_of("docs/how-to/add-a-drill.md", "toml")[0])
    drills, wanted = find_drills(str(path))
    one = Coach(CoachSetup(drills=drills, drill=wanted), LIMITS)
    out = one.fit(default_layout(6))
    assert out[0] == BlockBegan("pauses", "before", 5, None, (("en", "Lean in, stay, and leave again."),))
    out += taken(one, [judged(number) for number in range(45)])
    assert of_kind(out, BlockEnded)[-1].skill_passed


def test_the_page_names_every_criterion_and_key():
    text = PAGE.read_text("utf-8")
    keys = set(Drill.__struct_fields__) - {"name", "order", "words"}
    missing = [name for name in (*PRESS_CRITERIA, *BLOCK_CRITERIA, *FEEDBACKS, *keys) if f"`{name}`" not in text]
    assert missing == []
