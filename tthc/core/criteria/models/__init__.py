"""Tables of criteria: the sets as data, and what communes score by them."""

from __future__ import annotations

from tthc.core.criteria.models.assessments import (
    Assessment,
    AssessmentComment,
    AssessmentMeeting,
    AssessmentPaper,
    AssessmentStep,
    AssessmentTerms,
    ScoreLine,
    ScoreProof,
)
from tthc.core.criteria.models.sets import CriteriaSet, Criterion, CriterionIndicator

__all__ = [
    "Assessment",
    "AssessmentComment",
    "AssessmentMeeting",
    "AssessmentPaper",
    "AssessmentStep",
    "AssessmentTerms",
    "CriteriaSet",
    "Criterion",
    "CriterionIndicator",
    "ScoreLine",
    "ScoreProof",
]
