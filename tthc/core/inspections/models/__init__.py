"""Tables of inspections: the programme of a year, its rounds, and what they found."""

from __future__ import annotations

from tthc.core.inspections.models.findings import InspectionFinding, InspectionFindingStep, InspectionProof, InspectionRemedy
from tthc.core.inspections.models.minutes import InspectionMinutes, InspectionSignature
from tthc.core.inspections.models.programme import InspectionClass, InspectionObject, InspectionProgramme
from tthc.core.inspections.models.returns import InspectionReturn
from tthc.core.inspections.models.rounds import InspectionItem, InspectionItemFile, InspectionMember, InspectionRound, InspectionTerm

__all__ = [
    "InspectionClass",
    "InspectionFinding",
    "InspectionFindingStep",
    "InspectionItem",
    "InspectionItemFile",
    "InspectionMember",
    "InspectionMinutes",
    "InspectionObject",
    "InspectionProgramme",
    "InspectionProof",
    "InspectionRemedy",
    "InspectionReturn",
    "InspectionRound",
    "InspectionSignature",
    "InspectionTerm",
]
