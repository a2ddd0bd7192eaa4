"""One map of rights: every right is used, every action asks for one, and who has which stands here as a table."""

import ast
from dataclasses import dataclass

import pytest

from tests.house.sources import called, modules, tree
from tthc.kernel.actor import Actor, Holding, Role, system
from tthc.kernel.policy import POLICY, Can, may
from tthc.kernel.relations import appraises, in_agency, in_own_desk, in_own_unit, is_member, is_system, of_agency_itself

# Public functions of actions.py that ask for no right, and why. Everything else calls ensure.
WITHOUT = {
    "files.register": "notes bytes that are stored already; whoever offers them as something asks",
    "audit.record": "is called by every other action, inside its transaction",
    "audit.record_many": "is called by other actions, inside their transaction",
    "people.facts": "puts values in order",
    "people.same_version": "compares two numbers",
    "people.logged": "a step of every action on units, people and posts, which have asked",
    "plans.outline": "a step of keep and replace, which have asked",
    "dossiers.open_apologies": "a step of settle and of the night: compares tables, writes what late dossiers ask for",
    "dossiers.settle_apologies": "settles rows for actions that have asked",
    "dossiers.settle_dossiers": "settles rows for actions that have asked",
    "dossiers.take_back_apologies": "a step of settle and of the night: takes back what late dossiers no longer ask for",
    "inspections.refuse_own": "a step of cancel and of the register's removal, which have asked",
    "feedback.set_clocks": "a step of settle and take, which have asked",
    "feedback.surroundings": "reads what a step needs of the office",
    "feedback.step": "makes one row for an action that has asked",
    "inspections.drop_file": "takes a file off a line for actions that have asked",
    "inspections.follow": "settles rounds for actions that have asked",
    "inspections.keep_file": "keeps a file of a line for actions that have asked",
    "inspections.put_mark": "writes one line of a sheet for callers that have asked for the whole",
    "postings.keep_sheets": "a step of settle and of actions on places and decisions, which have asked",
    "postings.places_of": "a step of settle: the first sheet of an agency makes its places",
    "postings.settle_postings": "settles rows for actions that have asked",
    "procedures.holding": "narrows rows that somebody may see",
    "procedures.keep_life": "a step of settle",
    "procedures.loaded": "reads rows for settle",
    "procedures.settle_announcements": "settles rows for actions that have asked",
    "procedures.settle_procedures": "settles rows for actions that have asked",
    "procedures.touched_by": "reads rows for settle",
    "registers.put": "a step of edit and load, which have asked",
    "sealed.record": "a step of every action in a safe, which has asked",
    "tasks.move": "a step of evidence actions, which have asked",
    "tasks.take_back": "a step of evidence actions, which have asked",
    "tasks.check_version": "compares two numbers",
    "tasks.doers_of": "puts values in order",
    "tasks.occurrence_of": "makes one row for an action that has asked",
    "tasks.reassign": "a step of assign and revise, which have asked",
    "tasks.replace_duties": "a step of assign and revise, which have asked",
}
# office role -> rights at role level; the rows are the whole of what a post entitles to.
READS = {
    Can.TASK_READ,
    Can.PLAN_READ,
    Can.REPORT_READ,
    Can.INDICATOR_READ,
    Can.EVIDENCE_READ,
    Can.OFFICE_USE,
    Can.PLAN_EXPORT,
    Can.REGISTER_READ,
    Can.CRITERIA_READ,
    Can.INSPECTION_READ,
    Can.INSPECTION_RUN,
    Can.INSPECTION_UNSEAL,
}
WORKS = READS | {Can.EVIDENCE_SUBMIT, Can.INDICATOR_ENTER, Can.REPORT_SEAL, Can.TASK_TRIGGER, Can.REGISTER_WRITE, Can.FEEDBACK_HANDLE}
WORKS |= {Can.CRITERIA_SCORE, Can.INSPECTION_ANSWER, Can.REGISTER_KEEP}
RIGHTS = {
    Role.OFFICER: WORKS,
    Role.HEAD: WORKS | {Can.EVIDENCE_VERIFY, Can.TASK_OVERSEE, Can.FEEDBACK_DIRECT},
    Role.CLERK: WORKS
    | {
        Can.EVIDENCE_VERIFY,
        Can.TASK_OVERSEE,
        Can.TASK_ASSIGN,
        Can.PLAN_IMPORT,
        Can.PLAN_SHARE,
        Can.PLAN_CASCADE,
        Can.REPORT_DRAFT,
        Can.REGISTER_SET_UP,
        Can.FEEDBACK_DIRECT,
    }
    | {Can.ARCHIVE_READ, Can.ARCHIVE_EXPORT, Can.CRITERIA_SET_UP}
    | {Can.INSPECTION_FIND, Can.INSPECTION_PLAN, Can.INSPECTION_RECHECK, Can.INSPECTION_SEAL},
    Role.LEADER: READS
    | {Can.CRITERIA_DECIDE, Can.INSPECTION_ANSWER, Can.INSPECTION_RECHECK, Can.INSPECTION_SEAL}
    | {Can.EVIDENCE_VERIFY, Can.TASK_OVERSEE, Can.REPORT_SEAL, Can.REPORT_SIGN, Can.ARCHIVE_READ, Can.ARCHIVE_EXPORT, Can.AUDIT_READ},
    Role.INSPECTOR: READS
    | {Can.REGISTER_KEEP, Can.TASK_OVERSEE, Can.INSPECTION_FIND, Can.INSPECTION_PLAN, Can.INSPECTION_RECHECK, Can.INSPECTION_SEAL},
    Role.APPRAISER: READS | {Can.TASK_OVERSEE, Can.CRITERIA_APPRAISE, Can.CRITERIA_SET_UP},
    Role.AUDITOR: READS | {Can.TASK_OVERSEE, Can.ARCHIVE_READ, Can.AUDIT_READ},
    Role.ADMIN: {Can.OFFICE_USE, Can.PEOPLE_MANAGE, Can.CALENDAR_MANAGE, Can.CRITERIA_SET_UP},
}
# Lines that need no agency of a thing: they are about no thing.
ABOUT_NO_THING = {Can.OFFICE_USE, Can.CALENDAR_MANAGE}
# Rights that reach across agencies: a unit answers whoever inspects it, an agency judges what was sent to it.
ACROSS = {Can.INSPECTION_ANSWER, Can.CRITERIA_APPRAISE, Can.CRITERIA_DECIDE, Can.CRITERIA_READ}


@dataclass(frozen=True)
class Thing:
    agency_id: int = 1
    unit_id: int = 20
    submitted_by_id: int = 9
    drafted_by_id: int = 9
    is_settled: bool = True
    team: frozenset = frozenset()
    appraising_agency_id: int | None = None


def person(role, *, agency=1, unit=10, person_id=7, desk=frozenset()):
    return Actor(person_id, "Người", agency, (Holding(1, unit, role, "", desk),))


def rights_named(paths, caller):
    """Every `Can.X` inside a call of `caller`."""
    found = set()
    for path in paths:
        for call in (n for n in ast.walk(tree(path)) if isinstance(n, ast.Call) and ast.unparse(n.func).split(".")[-1] == caller):
            found |= {
                ast.unparse(n).removeprefix("Can.")
                for n in ast.walk(call)
                if isinstance(n, ast.Attribute) and ast.unparse(n).startswith("Can.")
            }
    return found


def public_actions():
    for path in modules("tthc/core"):
        if path.name != "actions.py" and "actions" not in path.parts:
            continue
        for node in tree(path).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield pytest.param(path, node.name, id=f"{path.parts[2]}.{node.name}")


def asks(path, name, seen=frozenset()):
    """Whether a function calls ensure, itself or through functions of its module."""
    local = {node.name: node for node in tree(path).body if isinstance(node, ast.FunctionDef)}
    names = called(local[name])
    return "ensure" in names or any(asks(path, n, seen | {name}) for n in names if n in local and n not in seen | {name})


def test_every_right_has_its_row_and_no_row_is_empty():
    assert set(POLICY) == set(Can)
    assert all(lines and all(lines) for lines in POLICY.values())


@pytest.mark.parametrize("can", list(Can))
def test_every_right_is_used_by_a_view_or_an_action(can):
    desks = [*modules("tthc/blueprints"), *modules("tthc/web")]
    views = rights_named(desks, "needs") | rights_named(desks, "ensure")
    actions = rights_named(modules("tthc/core"), "ensure")
    assert can.name in views | actions


@pytest.mark.parametrize(("path", "name"), list(public_actions()))
def test_every_action_asks(path, name):
    key = f"{path.parts[2]}.{name}"
    assert asks(path, name) != (key in WITHOUT), f"{key} must call ensure, or stand in WITHOUT with its reason (and not both)"


def test_the_list_of_exceptions_is_not_older_than_the_code():
    assert set(WITHOUT) <= {param.id for param in public_actions()}


@pytest.mark.parametrize("role", list(Role))
def test_the_table_of_rights(role):
    assert {can for can in Can if may(person(role), can)} == RIGHTS[role]


def test_nobody_may_do_nothing_and_a_person_without_a_post_neither():
    former = Actor(7, "Người", 1)
    assert [can for can in Can if may(None, can) or may(former, can)] == []


@pytest.mark.parametrize("can", sorted(set(Can) - ABOUT_NO_THING - ACROSS))
def test_no_right_reaches_into_another_agency(can):
    assert not any(may(person(role, agency=2, unit=20, desk=frozenset({20})), can, Thing()) for role in Role)
    assert all(in_agency in line or line == (is_system,) for line in POLICY[can])


@pytest.mark.parametrize("can", sorted(ACROSS))
def test_what_reaches_across_agencies_does_so_by_one_relation(can):
    far = [person(role, agency=2, unit=30, desk=frozenset({30})) for role in Role]
    assert not any(may(one, can, Thing()) for one in far)
    bound = {in_agency, appraises, in_own_unit, in_own_desk, of_agency_itself}
    assert all(bound & set(line) or line == (is_system,) for line in POLICY[can])


def test_rights_that_are_about_no_thing():
    assert POLICY[Can.OFFICE_USE] == ((is_member,),)
    assert not may(system(), Can.OFFICE_USE)


def test_the_program_itself_hands_in_verifies_and_signs_nothing():
    refused = {Can.EVIDENCE_SUBMIT, Can.EVIDENCE_VERIFY, Can.REPORT_SIGN, Can.OFFICE_USE}
    refused |= {Can.CRITERIA_APPRAISE, Can.CRITERIA_DECIDE}
    refused |= {Can.INSPECTION_ANSWER, Can.INSPECTION_RECHECK, Can.INSPECTION_SEAL, Can.INSPECTION_UNSEAL}
    assert {can for can in Can if not may(system(1), can, Thing())} == refused


CASES = [
    ("officer of the unit", person(Role.OFFICER, unit=20), Can.EVIDENCE_SUBMIT, Thing(), True),
    ("officer of another unit", person(Role.OFFICER), Can.EVIDENCE_SUBMIT, Thing(), False),
    ("head for his desk", person(Role.HEAD, desk=frozenset({20})), Can.EVIDENCE_SUBMIT, Thing(), True),
    ("clerk for the agency itself", person(Role.CLERK), Can.EVIDENCE_SUBMIT, Thing(unit_id=1), True),
    ("clerk for another unit", person(Role.CLERK), Can.EVIDENCE_SUBMIT, Thing(), False),
    ("head of the desk", person(Role.HEAD, desk=frozenset({20})), Can.EVIDENCE_VERIFY, Thing(), True),
    ("head of another desk", person(Role.HEAD), Can.EVIDENCE_VERIFY, Thing(), False),
    ("head, his own", person(Role.HEAD, desk=frozenset({20}), person_id=9), Can.EVIDENCE_VERIFY, Thing(), False),
    ("clerk, another unit", person(Role.CLERK), Can.EVIDENCE_VERIFY, Thing(), True),
    ("clerk, own unit", person(Role.CLERK, unit=20), Can.EVIDENCE_VERIFY, Thing(), False),
    ("clerk, his own", person(Role.CLERK, person_id=9), Can.EVIDENCE_VERIFY, Thing(), False),
    ("leader", person(Role.LEADER, unit=20), Can.EVIDENCE_VERIFY, Thing(), True),
    ("leader, his own", person(Role.LEADER, person_id=9), Can.EVIDENCE_VERIFY, Thing(), False),
    ("officer reads what is settled", person(Role.OFFICER), Can.EVIDENCE_READ, Thing(), True),
    ("officer reads no draft of others", person(Role.OFFICER), Can.EVIDENCE_READ, Thing(is_settled=False), False),
    ("officer reads the drafts of his unit", person(Role.OFFICER, unit=20), Can.EVIDENCE_READ, Thing(is_settled=False), True),
    ("head reads the drafts of his desk", person(Role.HEAD, desk=frozenset({20})), Can.EVIDENCE_READ, Thing(is_settled=False), True),
    ("auditor reads drafts", person(Role.AUDITOR), Can.EVIDENCE_READ, Thing(is_settled=False), True),
    ("officer enters the figures of his unit", person(Role.OFFICER, unit=20), Can.INDICATOR_ENTER, Thing(), True),
    ("officer enters no others", person(Role.OFFICER), Can.INDICATOR_ENTER, Thing(), False),
    ("clerk enters any", person(Role.CLERK), Can.INDICATOR_ENTER, Thing(), True),
    ("officer wakes the work of his unit", person(Role.OFFICER, unit=20), Can.TASK_TRIGGER, Thing(), True),
    ("officer wakes no others", person(Role.OFFICER), Can.TASK_TRIGGER, Thing(), False),
    ("head directs feedback of his desk", person(Role.HEAD, desk=frozenset({20})), Can.FEEDBACK_DIRECT, Thing(), True),
    ("head directs no other's", person(Role.HEAD), Can.FEEDBACK_DIRECT, Thing(), False),
    ("clerk directs any feedback", person(Role.CLERK), Can.FEEDBACK_DIRECT, Thing(), True),
    ("officer handles the feedback of his unit", person(Role.OFFICER, unit=20), Can.FEEDBACK_HANDLE, Thing(), True),
    ("officer handles no other's", person(Role.OFFICER), Can.FEEDBACK_HANDLE, Thing(), False),
    ("leader reads no names", person(Role.LEADER), Can.FEEDBACK_HANDLE, Thing(), False),
    ("leader signs what another drafted", person(Role.LEADER), Can.REPORT_SIGN, Thing(), True),
    ("leader does not sign his own draft", person(Role.LEADER, person_id=9), Can.REPORT_SIGN, Thing(), False),
]


@pytest.mark.parametrize(("actor", "can", "thing", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_rights_about_a_thing(actor, can, thing, expected):
    assert may(actor, can, thing) is expected
