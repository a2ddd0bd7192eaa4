"""The chapters of the registers, in the order in which the demonstration tells them."""

from __future__ import annotations

from tthc.commands import (
    demo_communication,
    demo_criteria_sets,
    demo_feedback,
    demo_findings,
    demo_one_stop,
    demo_programme,
    demo_publication,
    demo_reviews,
    demo_rounds,
    demo_scoring,
    demo_sealed,
    demo_trainings,
    demo_visits,
)

# In the order of the job: findings follow rounds, scores follow sets.
REGISTERS = (
    demo_publication,
    demo_one_stop,
    demo_visits,
    demo_feedback,
    demo_communication,
    demo_reviews,
    demo_trainings,
    demo_programme,
    demo_rounds,
    demo_findings,
    demo_sealed,
    demo_criteria_sets,
    demo_scoring,
)
