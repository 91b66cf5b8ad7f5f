"""Bulk: takes files by the thousand, gives one answer per file and tables of them all. Knows nothing of screens."""

from pawpress.analysis.grade_files import UNJUDGED, GradeOptions, grade_file
from pawpress.bulk.batch import FileOutcome, Job
from pawpress.bulk.judge_all import judge_all
from pawpress.bulk.pools import Pool

__all__ = ["UNJUDGED", "FileOutcome", "GradeOptions", "Job", "Pool", "grade_file", "judge_all"]
