"""Writing the ledger: every block gets the role of what was read from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tthc.planreader.appendices import Appendix
from tthc.planreader.appendix import coded_rows
from tthc.planreader.blocks import Block
from tthc.planreader.draft import DraftReportDeadline, DraftTarget, DraftTask, LedgerRow
from tthc.planreader.figure_tables import figure_tables
from tthc.planreader.head import is_head_line
from tthc.planreader.ledger import Ledger
from tthc.planreader.outline import Item, Node
from tthc.planreader.regions import Regions, is_mandate, is_post, is_recipients
from tthc.planreader.tables import task_tables

_MOST_IN_SECTION = 200


def account(
    blocks: Sequence[Block],
    regions: Regions,
    body: Node,
    appendices: Sequence[Appendix],
    tasks: Sequence[DraftTask],
    duties: Sequence[DraftTask],
    targets: Sequence[DraftTarget],
    reports: Sequence[DraftReportDeadline],
) -> tuple[LedgerRow, ...]:
    """The ledger of a plan; earlier marks stand, so the most telling come first."""
    ledger = Ledger(blocks)
    for block in (one for one in blocks if one.place):
        ledger.mark([block], "text" if block.place == "footnote" else "ignored")
    _mark_opening(ledger, regions.opening)
    _mark_closing(ledger, regions.closing)
    ledger.mark([task.block for task in tasks if task.block], "task")
    ledger.mark([duty.block for duty in duties if duty.block], "duty")
    target_texts = _by_section((target.task_section, target.text) for target in targets)
    report_texts = _by_section((report.section, report.text) for report in reports)
    for appendix in appendices:
        ledger.mark(appendix.title_blocks, "ignored" if appendix.is_form else "heading", "" if appendix.is_form else appendix.code)
        if appendix.is_form:
            ledger.mark(appendix.blocks, "ignored")
    for node in [one for root in (body, *(appendix.root for appendix in appendices)) for one in root.walk()]:
        if node.block:
            ledger.mark([node.block, *node.more], "heading", node.code)
        for item in node.items:
            _mark_item(ledger, node, item, target_texts, report_texts)
        _mark_tables(ledger, node)
    return ledger.rows()


def _by_section(texts: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The first texts of each section: enough for any plan."""
    found: dict[str, list[str]] = {}
    for section, text in texts:
        if len(found.setdefault(section, [])) < _MOST_IN_SECTION:
            found[section].append(text)
    return found


def _mark_opening(ledger: Ledger, blocks: Iterable[Block]) -> None:
    in_preamble = False
    for block in blocks:
        in_preamble = in_preamble or not is_head_line(block)
        ledger.mark([block], "basis" if in_preamble else "head")


def _mark_closing(ledger: Ledger, blocks: Iterable[Block]) -> None:
    role = "signature"
    for block in blocks:
        if is_recipients(block.text) or any(is_recipients(cell or "") for cell in block.cells):
            role = "recipient"
        elif is_mandate(block.text) or is_post(block.text):
            role = "signature"
        ledger.mark([block], role)


def _mark_item(ledger: Ledger, node: Node, item: Item, targets: Mapping[str, Sequence[str]], reports: Mapping[str, Sequence[str]]) -> None:
    if item.kind == "labels":
        ledger.mark([item.block, *item.more], "label", node.code)
    elif item.text and any(text in item.text for text in targets.get(node.code, ())):
        ledger.mark([item.block], "target", node.code)
    elif item.text and any(text in item.text for text in reports.get(node.code, ())):
        ledger.mark([item.block], "report", node.code)
    else:
        ledger.mark([item.block], "text", node.code)


def _mark_tables(ledger: Ledger, node: Node) -> None:
    blocks = [item.block for item in node.items if item.kind == "row"]
    for table in [*task_tables(blocks), *figure_tables(blocks)]:
        work = "target" if "figure" in table.roles else "task"
        for header in table.headers:
            ledger.mark_cells(header, ["label"] * len(header.cells), node.code)
        for coded in coded_rows(table, node.code):
            width = len(coded.row.block.cells)
            cells = [work if role in ("number", "content", "object") else "label" if role else "text" for role in table.roles]
            ledger.mark_cells(coded.row.block, ["heading"] * width if coded.row.is_group else cells[:width], coded.code)
