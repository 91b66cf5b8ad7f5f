"""What every part of a report looks at."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pawpress.analysis.recorded_samples import RecordedSamples
from pawpress.analysis.recording import Recording
from pawpress.core.annotation import Annotation
from pawpress.core.calibration import Totals
from pawpress.core.events import Quality
from pawpress.core.force_line import PressGraded
from pawpress.core.grading import GradingLimits
from pawpress.core.layout import Layout
from pawpress.core.presses import Group
from pawpress.core.safety import Episode
from pawpress.recording import Manifest
from pawpress.recording.alarm_log import LoggedAlarm, alarm_log
from pawpress.report.said import nice_n
from pawpress.settings.layout_files import default_layout


@dataclass(frozen=True, slots=True)
class ReportedSession:
    """A recording, judged, with the sums of hands."""

    name: str
    manifest: Manifest
    recovered: bool
    samples: RecordedSamples
    layout: Layout
    groups: tuple[Group, ...]
    totals_n: NDArray[np.float64]
    """Force of each hand or pad, shape (n, groups), newtons."""
    presses: list[PressGraded]
    alarm_log: list[LoggedAlarm]
    quality: list[Quality]
    annotations: list[Annotation]
    nice_n: tuple[float, float] | None
    """What the partner called nice of one hand, newtons; None where they have not said so."""

    @property
    def alarms(self) -> list[Episode]:
        """Every alarm, in order of start."""
        return [logged.episode for logged in self.alarm_log]

    @property
    def limits(self) -> GradingLimits:
        """What the verdicts are held against."""
        return self.manifest.limits

    @property
    def end_s(self) -> float:
        """Length of the session, seconds."""
        return float(self.samples.t_s[-1]) if len(self.samples.t_s) else 0.0

    def column(self, name: str | None) -> NDArray[np.float64]:
        """Return the force of a hand or pad, of all together for None, shape (n,), newtons."""
        for number, group in enumerate(self.groups):
            if group.name == name:
                return self.totals_n[:, number]
        return self.totals_n.sum(axis=1)


def look_at(recording: Recording) -> ReportedSession:
    """Judge a recording and add up its hands."""
    samples = recording.samples()
    pipeline = samples.judged.pipeline
    layout = pipeline.layout or default_layout(len(samples.pads))
    groups = layout.groups
    force_n = samples.force_n if len(samples.t_s) else np.empty((0, len(layout.pad)))
    annotations = recording.annotations()
    totals_n = Totals([group.columns for group in groups]).of(force_n).T
    return ReportedSession(
        name=recording.path.stem,
        manifest=recording.manifest,
        recovered=recording.recovered,
        samples=samples,
        layout=layout,
        groups=groups,
        totals_n=totals_n,
        presses=samples.judged.presses,
        alarm_log=alarm_log(annotations, pipeline.episodes()),
        quality=samples.judged.quality,
        annotations=annotations,
        nice_n=nice_n(annotations, recording.manifest.limits, samples.judged.presses, samples.t_s, totals_n),
    )
