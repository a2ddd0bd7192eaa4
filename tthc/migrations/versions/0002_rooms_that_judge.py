"""rooms that judge."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


_SQLITE = (
    "CREATE TRIGGER sealed_entry_no_{verb} BEFORE {verb} ON sealed_entry BEGIN SELECT RAISE(ABORT, 'sealed_entry is append-only'); END"
)
_POSTGRES_FUNCTION = (
    "CREATE OR REPLACE FUNCTION sealed_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'sealed_entry is append-only'; END $$"
)
_POSTGRES = "CREATE TRIGGER sealed_entry_no_{verb} BEFORE {verb} ON sealed_entry FOR EACH ROW EXECUTE FUNCTION sealed_entry_refuse()"
_TRIGGERS = {
    "sqlite": [_SQLITE.format(verb=verb) for verb in ("update", "delete")],
    "postgresql": [_POSTGRES_FUNCTION, *(_POSTGRES.format(verb=verb) for verb in ("update", "delete"))],
}


def upgrade() -> None:  # noqa: PLR0915 - one table after another
    op.create_table(
        "sealed_round",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("object_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("decision_number", sa.String(length=120), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sealed_at", sa.DateTime(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=True),
        sa.Column("opened_round_id", sa.Integer(), nullable=True),
        sa.Column("discarded_at", sa.DateTime(), nullable=True),
        sa.Column("discard_reason", sa.Text(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("last_hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint("(opened_at IS NULL) = (opened_round_id IS NULL)", name=op.f("ck_sealed_round_opened")),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_sealed_round_days")),
        sa.CheckConstraint("opened_at IS NULL OR discarded_at IS NULL", name=op.f("ck_sealed_round_ended")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealed_round")),
    )
    with op.batch_alter_table("sealed_round", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sealed_round_agency_id_starts_on_id"), ["agency_id", "starts_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sealed_round_opened_round_id"), ["opened_round_id"], unique=False)

    op.create_table(
        "budget_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("number > 0 AND title <> ''", name=op.f("ck_budget_group_named")),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_budget_group_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_group")),
        sa.UniqueConstraint("agency_id", "number", name=op.f("uq_budget_group_agency_id_number")),
    )
    op.create_table(
        "criteria_set",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column(
            "subject",
            sa.Enum("new_rural", "law_access", name="subject", native_enum=False, create_constraint=True, length=24),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("least_total", sa.Numeric(precision=7, scale=2), nullable=True),
        sa.Column("least_share", sa.Numeric(precision=5, scale=2), nullable=True),
        sa.Column("conditions", sa.Text(), nullable=False),
        sa.Column("is_unsure", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("shipped_code", sa.String(length=60), nullable=False),
        sa.Column("follows_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_criteria_set_valid")),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_criteria_set_agency_id")),
        sa.ForeignKeyConstraint(["follows_id"], ["criteria_set.id"], name=op.f("fk_criteria_set_follows_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criteria_set")),
    )
    with op.batch_alter_table("criteria_set", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_criteria_set_agency_id_subject_valid_from"), ["agency_id", "subject", "valid_from"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_criteria_set_follows_id"), ["follows_id"], unique=False)

    op.create_table(
        "inspection_programme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("gap_days", sa.Integer(), nullable=False),
        sa.Column("return_due_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("gap_days >= 0", name=op.f("ck_inspection_programme_gap")),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_inspection_programme_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_programme")),
        sa.UniqueConstraint("agency_id", "year", name=op.f("uq_inspection_programme_agency_id_year")),
    )
    op.create_table(
        "inspection_term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("notice_days", sa.Integer(), nullable=False),
        sa.Column("report_days", sa.Integer(), nullable=False),
        sa.Column("conclusion_days", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("notice_days >= 0 AND report_days >= 0 AND conclusion_days >= 1", name=op.f("ck_inspection_term_days")),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_inspection_term_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_term")),
        sa.UniqueConstraint("agency_id", name=op.f("uq_inspection_term_agency_id")),
    )
    op.create_table(
        "review_income",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("gdp_per_head", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("gdp_per_head > 0", name=op.f("ck_review_income_gdp")),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_review_income_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_income")),
        sa.UniqueConstraint("agency_id", "year", name=op.f("uq_review_income_agency_id_year")),
    )
    op.create_table(
        "review_word",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Enum("level", "step", name="word_kind", native_enum=False, create_constraint=True, length=24), nullable=False),
        sa.Column("code", sa.String(length=24), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_used", sa.Boolean(), nullable=False),
        sa.CheckConstraint("title <> ''", name=op.f("ck_review_word_title")),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_review_word_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_word")),
        sa.UniqueConstraint("agency_id", "kind", "code", name=op.f("uq_review_word_agency_id_kind_code")),
    )
    op.create_table(
        "sealed_entry",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("safe_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.String(length=200), nullable=False),
        sa.Column("verb", sa.String(length=40), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("request_key", sa.String(length=64), nullable=True),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["safe_id"], ["sealed_round.id"], name=op.f("fk_sealed_entry_safe_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealed_entry")),
        sa.UniqueConstraint("hash", name=op.f("uq_sealed_entry_hash")),
        sa.UniqueConstraint("request_key", name=op.f("uq_sealed_entry_request_key")),
        sa.UniqueConstraint("safe_id", "number", name=op.f("uq_sealed_entry_safe_id_number")),
    )
    op.create_table(
        "sealed_file",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("safe_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["safe_id"], ["sealed_round.id"], name=op.f("fk_sealed_file_safe_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealed_file")),
    )
    with op.batch_alter_table("sealed_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sealed_file_safe_id_id"), ["safe_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sealed_file_sha256"), ["sha256"], unique=False)

    op.create_table(
        "sealed_item",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("safe_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("above", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["safe_id"], ["sealed_round.id"], name=op.f("fk_sealed_item_safe_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealed_item")),
        sa.UniqueConstraint("safe_id", "position", name=op.f("uq_sealed_item_safe_id_position")),
    )
    op.create_table(
        "sealed_reader",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("safe_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column(
            "role",
            sa.Enum("head", "secretary", "member", "orderer", name="safe_role", native_enum=False, create_constraint=True, length=24),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["safe_id"], ["sealed_round.id"], name=op.f("fk_sealed_reader_safe_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sealed_reader")),
        sa.UniqueConstraint("safe_id", "person_id", name=op.f("uq_sealed_reader_safe_id_person_id")),
    )
    with op.batch_alter_table("sealed_reader", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sealed_reader_person_id"), ["person_id"], unique=False)

    op.create_table(
        "assessment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("set_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "scoring",
                "posted",
                "sent",
                "appraised",
                "decided",
                "announced",
                name="assessment_state",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("appraising_agency_id", sa.Integer(), nullable=True),
        sa.Column("returned_by_agency_id", sa.Integer(), nullable=True),
        sa.Column("own_conditions", sa.JSON(), nullable=False),
        sa.Column("conditions", sa.JSON(), nullable=False),
        sa.Column("posted_place", sa.String(length=300), nullable=False),
        sa.Column("posted_from", sa.Date(), nullable=True),
        sa.Column("posted_to", sa.Date(), nullable=True),
        sa.Column("portal_place", sa.String(length=300), nullable=False),
        sa.Column("portal_from", sa.Date(), nullable=True),
        sa.Column("portal_to", sa.Date(), nullable=True),
        sa.Column("radio_times", sa.Integer(), nullable=True),
        sa.Column("submitted_by_id", sa.Integer(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("letter_number", sa.String(length=120), nullable=False),
        sa.Column("appraised_on", sa.Date(), nullable=True),
        sa.Column("is_met", sa.Boolean(), nullable=True),
        sa.Column("decision_number", sa.String(length=120), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("announced_on", sa.Date(), nullable=True),
        sa.Column("announced_place", sa.String(length=300), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("report_number", sa.String(length=120), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state NOT IN ('decided', 'announced') OR (is_met IS NOT NULL AND decided_on IS NOT NULL)", name=op.f("ck_assessment_decided")
        ),
        sa.CheckConstraint(
            "state NOT IN ('sent', 'appraised', 'decided', 'announced') OR appraising_agency_id IS NOT NULL",
            name=op.f("ck_assessment_sent"),
        ),
        sa.CheckConstraint("posted_to IS NULL OR posted_to >= posted_from", name=op.f("ck_assessment_posted")),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_assessment_agency_id")),
        sa.ForeignKeyConstraint(["appraising_agency_id"], ["unit.id"], name=op.f("fk_assessment_appraising_agency_id")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["person.id"], name=op.f("fk_assessment_decided_by_id")),
        sa.ForeignKeyConstraint(["returned_by_agency_id"], ["unit.id"], name=op.f("fk_assessment_returned_by_agency_id")),
        sa.ForeignKeyConstraint(["set_id"], ["criteria_set.id"], name=op.f("fk_assessment_set_id")),
        sa.ForeignKeyConstraint(["submitted_by_id"], ["person.id"], name=op.f("fk_assessment_submitted_by_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_assessment_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
        sa.UniqueConstraint("agency_id", "set_id", "year", name=op.f("uq_assessment_agency_id_set_id_year")),
    )
    with op.batch_alter_table("assessment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_assessment_appraising_agency_id_year_state"), ["appraising_agency_id", "year", "state"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_assessment_returned_by_agency_id"), ["returned_by_agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_assessment_set_id"), ["set_id"], unique=False)

    op.create_table(
        "assessment_terms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("set_id", sa.Integer(), nullable=False),
        sa.Column("office_days", sa.Integer(), nullable=False),
        sa.Column("portal_days", sa.Integer(), nullable=False),
        sa.Column("radio_times", sa.Integer(), nullable=False),
        sa.Column("send_before", sa.String(length=5), nullable=False),
        sa.Column("supplement_days", sa.Integer(), nullable=False),
        sa.Column("council_most", sa.Integer(), nullable=False),
        sa.Column("quorum_of", sa.Integer(), nullable=False),
        sa.Column("quorum_in", sa.Integer(), nullable=False),
        sa.Column("papers_days", sa.Integer(), nullable=False),
        sa.Column("decide_before", sa.String(length=5), nullable=False),
        sa.Column("announce_days", sa.Integer(), nullable=False),
        sa.Column("report_before", sa.String(length=5), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("is_unsure", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("quorum_of <= quorum_in", name=op.f("ck_assessment_terms_quorum")),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_assessment_terms_agency_id")),
        sa.ForeignKeyConstraint(["set_id"], ["criteria_set.id"], name=op.f("fk_assessment_terms_set_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_terms")),
        sa.UniqueConstraint("agency_id", "set_id", name=op.f("uq_assessment_terms_agency_id_set_id")),
    )
    with op.batch_alter_table("assessment_terms", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assessment_terms_set_id"), ["set_id"], unique=False)

    op.create_table(
        "criterion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("set_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("most_points", sa.Numeric(precision=7, scale=2), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("is_unsure", sa.Boolean(), nullable=False),
        sa.CheckConstraint("most_points IS NULL OR most_points > 0", name=op.f("ck_criterion_points")),
        sa.ForeignKeyConstraint(["set_id"], ["criteria_set.id"], name=op.f("fk_criterion_set_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criterion")),
    )
    with op.batch_alter_table("criterion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_criterion_set_id_position"), ["set_id", "position"], unique=False)

    op.create_table(
        "draft_regulation",
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("drafted_on", sa.Date(), nullable=False),
        sa.Column("drafter", sa.String(length=300), nullable=False),
        sa.Column("has_procedures", sa.Boolean(), nullable=True),
        sa.Column("is_assessed", sa.Boolean(), nullable=True),
        sa.Column("assessed_on", sa.Date(), nullable=True),
        sa.Column("opinion_number", sa.String(length=120), nullable=False),
        sa.Column("opinion_on", sa.Date(), nullable=True),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(length=24), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("removal_reason", sa.Text(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("register_import_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind <> '' AND (kind = 'none' OR title <> '')", name=op.f("ck_draft_regulation_title")),
        sa.CheckConstraint("kind <> 'none' OR has_procedures IS NULL", name=op.f("ck_draft_regulation_nothing")),
        sa.CheckConstraint("kind IN ('', 'decision', 'resolution', 'other', 'none')", name=op.f("ck_draft_regulation_kind")),
        sa.CheckConstraint("outcome IN ('', 'drafting', 'issued', 'withdrawn')", name=op.f("ck_draft_regulation_outcome")),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_draft_regulation_agency_id")),
        sa.ForeignKeyConstraint(["entered_by_id"], ["person.id"], name=op.f("fk_draft_regulation_entered_by_id")),
        sa.ForeignKeyConstraint(["register_import_id"], ["register_import.id"], name=op.f("fk_draft_regulation_register_import_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_draft_regulation_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_regulation")),
    )
    with op.batch_alter_table("draft_regulation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_draft_regulation_agency_id_drafted_on_id"), ["agency_id", "drafted_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_draft_regulation_register_import_id"), ["register_import_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_draft_regulation_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "inspection_return",
        sa.Column("year", sa.String(length=4), nullable=False),
        sa.Column("object_id", sa.Integer(), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("number", sa.String(length=120), nullable=False),
        sa.Column("units_total", sa.Integer(), nullable=False),
        sa.Column("units_inspected", sa.Integer(), nullable=False),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.Column("put_right", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("removal_reason", sa.Text(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("register_import_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("put_right <= found", name=op.f("ck_inspection_return_findings")),
        sa.CheckConstraint("units_inspected <= units_total", name=op.f("ck_inspection_return_units")),
        sa.CheckConstraint("units_inspected >= 0 AND put_right >= 0", name=op.f("ck_inspection_return_counts")),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_inspection_return_agency_id")),
        sa.ForeignKeyConstraint(["entered_by_id"], ["person.id"], name=op.f("fk_inspection_return_entered_by_id")),
        sa.ForeignKeyConstraint(["object_id"], ["unit.id"], name=op.f("fk_inspection_return_object_id")),
        sa.ForeignKeyConstraint(["register_import_id"], ["register_import.id"], name=op.f("fk_inspection_return_register_import_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_inspection_return_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_return")),
    )
    with op.batch_alter_table("inspection_return", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inspection_return_agency_id_year_object_id"), ["agency_id", "year", "object_id"], unique=False)
        batch_op.create_index("ix_inspection_return_listed", ["agency_id", "year", "reported_on", "id", "removed_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_inspection_return_object_id"), ["object_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_inspection_return_register_import_id"), ["register_import_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_inspection_return_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "inspection_round",
        sa.Column(
            "form",
            sa.Enum("planned", "unannounced", "online", name="form", native_enum=False, create_constraint=True, length=24),
            nullable=False,
        ),
        sa.Column("body", sa.String(length=300), nullable=False),
        sa.Column("object_id", sa.Integer(), nullable=False),
        sa.Column("object_name", sa.String(length=300), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("decision_number", sa.String(length=120), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("notified_on", sa.Date(), nullable=True),
        sa.Column("report_due_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("minutes_on", sa.Date(), nullable=True),
        sa.Column("conclusion_number", sa.String(length=120), nullable=False),
        sa.Column("concluded_on", sa.Date(), nullable=True),
        sa.Column("conclusion_due_on", sa.Date(), nullable=True),
        sa.Column("conclusion", sa.Text(), nullable=False),
        sa.Column("cancelled_on", sa.Date(), nullable=True),
        sa.Column("cancel_reason", sa.Text(), nullable=False),
        sa.Column("safe_hash", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("removal_reason", sa.Text(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("register_import_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_inspection_round_days")),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_inspection_round_agency_id")),
        sa.ForeignKeyConstraint(["entered_by_id"], ["person.id"], name=op.f("fk_inspection_round_entered_by_id")),
        sa.ForeignKeyConstraint(["object_id"], ["unit.id"], name=op.f("fk_inspection_round_object_id")),
        sa.ForeignKeyConstraint(["register_import_id"], ["register_import.id"], name=op.f("fk_inspection_round_register_import_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_inspection_round_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_round")),
    )
    with op.batch_alter_table("inspection_round", schema=None) as batch_op:
        batch_op.create_index("ix_inspection_round_listed", ["agency_id", "starts_on", "id", "removed_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_inspection_round_object_id_starts_on"), ["object_id", "starts_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_inspection_round_register_import_id"), ["register_import_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_inspection_round_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "review",
        sa.Column("subject", sa.String(length=500), nullable=False),
        sa.Column("procedure_codes", sa.String(length=500), nullable=False),
        sa.Column("is_planned", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=24), nullable=False),
        sa.Column("reason_words", sa.Text(), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("product", sa.String(length=500), nullable=False),
        sa.Column("finished_on", sa.Date(), nullable=True),
        sa.Column("necessity", sa.String(length=24), nullable=False),
        sa.Column("necessity_words", sa.Text(), nullable=False),
        sa.Column("reasonableness", sa.String(length=24), nullable=False),
        sa.Column("reasonableness_words", sa.Text(), nullable=False),
        sa.Column("legality", sa.String(length=24), nullable=False),
        sa.Column("legality_words", sa.Text(), nullable=False),
        sa.Column("cost", sa.String(length=24), nullable=False),
        sa.Column("cost_words", sa.Text(), nullable=False),
        sa.Column("proposal", sa.String(length=24), nullable=False),
        sa.Column("proposal_2", sa.String(length=24), nullable=False),
        sa.Column("proposal_3", sa.String(length=24), nullable=False),
        sa.Column("proposal_words", sa.Text(), nullable=False),
        sa.Column("level", sa.String(length=24), nullable=True),
        sa.Column("submission_number", sa.String(length=120), nullable=False),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column("result", sa.String(length=24), nullable=False),
        sa.Column("decision_number", sa.String(length=120), nullable=False),
        sa.Column("decision_on", sa.Date(), nullable=True),
        sa.Column("result_words", sa.Text(), nullable=False),
        sa.Column("cost_before", sa.BigInteger(), nullable=True),
        sa.Column("cost_after", sa.BigInteger(), nullable=True),
        sa.Column("saving", sa.BigInteger(), nullable=True),
        sa.Column("saving_percent", sa.Numeric(precision=20, scale=2), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("removal_reason", sa.Text(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("register_import_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("cost IN ('', 'met', 'partly', 'unmet')", name=op.f("ck_review_cost")),
        sa.CheckConstraint("legality IN ('', 'met', 'partly', 'unmet')", name=op.f("ck_review_legality")),
        sa.CheckConstraint("necessity IN ('', 'met', 'partly', 'unmet')", name=op.f("ck_review_necessity")),
        sa.CheckConstraint(
            "proposal IN ('', 'abolish', 'merge', 'replace', 'cut_papers', 'cut_time', 'cut_fee', 'cut_conditions', 'simplify_form', 'online', 'delegate', 'keep')",
            name=op.f("ck_review_proposal"),
        ),
        sa.CheckConstraint(
            "proposal_2 IN ('', 'abolish', 'merge', 'replace', 'cut_papers', 'cut_time', 'cut_fee', 'cut_conditions', 'simplify_form', 'online', 'delegate', 'keep')",
            name=op.f("ck_review_proposal_2"),
        ),
        sa.CheckConstraint(
            "proposal_3 IN ('', 'abolish', 'merge', 'replace', 'cut_papers', 'cut_time', 'cut_fee', 'cut_conditions', 'simplify_form', 'online', 'delegate', 'keep')",
            name=op.f("ck_review_proposal_3"),
        ),
        sa.CheckConstraint("reason IN ('', 'direction', 'own', 'feedback')", name=op.f("ck_review_reason")),
        sa.CheckConstraint("reasonableness IN ('', 'met', 'partly', 'unmet')", name=op.f("ck_review_reasonableness")),
        sa.CheckConstraint("result IN ('', 'waiting', 'adopted', 'partly', 'refused')", name=op.f("ck_review_result")),
        sa.CheckConstraint("begins_on <= ends_on", name=op.f("ck_review_days")),
        sa.CheckConstraint("cost_before >= 0 AND cost_after >= 0", name=op.f("ck_review_costs")),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_review_agency_id")),
        sa.ForeignKeyConstraint(["entered_by_id"], ["person.id"], name=op.f("fk_review_entered_by_id")),
        sa.ForeignKeyConstraint(["register_import_id"], ["register_import.id"], name=op.f("fk_review_register_import_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_review_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
    )
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_review_agency_id_decision_on_result"), ["agency_id", "decision_on", "result"], unique=False)
        batch_op.create_index(batch_op.f("ix_review_agency_id_ends_on_id"), ["agency_id", "ends_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_review_register_import_id"), ["register_import_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_review_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "training",
        sa.Column("content", sa.String(length=500), nullable=False),
        sa.Column("organiser", sa.String(length=300), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("place", sa.String(length=300), nullable=False),
        sa.Column("audience", sa.String(length=300), nullable=False),
        sa.Column("invited", sa.Integer(), nullable=True),
        sa.Column("attended", sa.Integer(), nullable=True),
        sa.Column("doc_number", sa.String(length=120), nullable=False),
        sa.Column("doc_on", sa.Date(), nullable=True),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("removal_reason", sa.Text(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("register_import_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("content <> ''", name=op.f("ck_training_content")),
        sa.CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_training_days")),
        sa.CheckConstraint("invited >= 0 AND attended >= 0", name=op.f("ck_training_counts")),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_training_agency_id")),
        sa.ForeignKeyConstraint(["entered_by_id"], ["person.id"], name=op.f("fk_training_entered_by_id")),
        sa.ForeignKeyConstraint(["register_import_id"], ["register_import.id"], name=op.f("fk_training_register_import_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_training_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training")),
    )
    with op.batch_alter_table("training", schema=None) as batch_op:
        batch_op.create_index("ix_training_listed", ["agency_id", "starts_on", "id", "removed_at", "invited", "attended"], unique=False)
        batch_op.create_index(batch_op.f("ix_training_register_import_id"), ["register_import_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_training_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "assessment_meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind", sa.Enum("commune", "council", name="meeting_kind", native_enum=False, create_constraint=True, length=24), nullable=False
        ),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("papers_on", sa.Date(), nullable=True),
        sa.Column("place", sa.String(length=300), nullable=False),
        sa.Column("chair", sa.String(length=200), nullable=False),
        sa.Column("secretary", sa.String(length=200), nullable=False),
        sa.Column("members", sa.Text(), nullable=False),
        sa.Column("present", sa.Integer(), nullable=False),
        sa.Column("in_favour", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("present >= 0 AND (in_favour IS NULL OR in_favour <= present)", name=op.f("ck_assessment_meeting_present")),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name=op.f("fk_assessment_meeting_assessment_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_meeting")),
        sa.UniqueConstraint("assessment_id", "kind", name=op.f("uq_assessment_meeting_assessment_id_kind")),
    )
    op.create_table(
        "assessment_paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("stored_file_id", sa.Integer(), nullable=True),
        sa.Column("requested_at", sa.DateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_until", sa.DateTime(), nullable=True),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "finished_at IS NULL OR problem IS NOT NULL OR stored_file_id IS NOT NULL", name=op.f("ck_assessment_paper_file")
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_assessment_paper_agency_id")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_assessment_paper_asked_by_id")),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name=op.f("fk_assessment_paper_assessment_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["stored_file_id"], ["stored_file.id"], name=op.f("fk_assessment_paper_stored_file_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_paper")),
    )
    with op.batch_alter_table("assessment_paper", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_assessment_paper_assessment_id_agency_id_kind_id"), ["assessment_id", "agency_id", "kind", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_assessment_paper_stored_file_id"), ["stored_file_id"], unique=False)

    op.create_table(
        "assessment_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("move", sa.String(length=24), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name=op.f("fk_assessment_step_assessment_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["done_by_id"], ["person.id"], name=op.f("fk_assessment_step_done_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_step")),
    )
    with op.batch_alter_table("assessment_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assessment_step_assessment_id_id"), ["assessment_id", "id"], unique=False)

    op.create_table(
        "budget_line",
        sa.Column("budget_year", sa.String(length=4), nullable=False),
        sa.Column("group_number", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.Column("content", sa.String(length=500), nullable=False),
        sa.Column("estimate", sa.BigInteger(), nullable=False),
        sa.Column("spent", sa.BigInteger(), nullable=True),
        sa.Column("doc_number", sa.String(length=120), nullable=False),
        sa.Column("doc_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("removal_reason", sa.Text(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("register_import_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("budget_year BETWEEN '2000' AND '2100' AND length(budget_year) = 4", name=op.f("ck_budget_line_year")),
        sa.CheckConstraint("content <> ''", name=op.f("ck_budget_line_content")),
        sa.CheckConstraint("estimate >= 0 AND spent >= 0", name=op.f("ck_budget_line_money")),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_budget_line_agency_id")),
        sa.ForeignKeyConstraint(["entered_by_id"], ["person.id"], name=op.f("fk_budget_line_entered_by_id")),
        sa.ForeignKeyConstraint(["register_import_id"], ["register_import.id"], name=op.f("fk_budget_line_register_import_id")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_budget_line_task_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_budget_line_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget_line")),
    )
    with op.batch_alter_table("budget_line", schema=None) as batch_op:
        batch_op.create_index(
            "ix_budget_line_listed", ["agency_id", "budget_year", "group_number", "removed_at", "estimate", "spent"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_budget_line_register_import_id"), ["register_import_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_budget_line_task_id"), ["task_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_budget_line_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "criterion_indicator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("criterion_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("pass", "percent", "points", name="indicator_kind", native_enum=False, create_constraint=True, length=24),
            nullable=False,
        ),
        sa.Column("threshold", sa.Numeric(precision=7, scale=2), nullable=True),
        sa.Column("most_points", sa.Numeric(precision=7, scale=2), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("is_unsure", sa.Boolean(), nullable=False),
        sa.CheckConstraint("most_points IS NULL OR most_points > 0", name=op.f("ck_criterion_indicator_points")),
        sa.CheckConstraint("threshold IS NULL OR threshold >= 0", name=op.f("ck_criterion_indicator_threshold")),
        sa.ForeignKeyConstraint(["criterion_id"], ["criterion.id"], name=op.f("fk_criterion_indicator_criterion_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criterion_indicator")),
    )
    with op.batch_alter_table("criterion_indicator", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_criterion_indicator_criterion_id_position"), ["criterion_id", "position"], unique=False)

    op.create_table(
        "inspection_class",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("quota", sa.Numeric(precision=7, scale=2), nullable=False),
        sa.Column("is_number", sa.Boolean(), nullable=False),
        sa.Column("is_internal", sa.Boolean(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("removal_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("title <> ''", name=op.f("ck_inspection_class_title")),
        sa.CheckConstraint("quota > 0 AND (is_number OR quota <= 100)", name=op.f("ck_inspection_class_quota")),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_inspection_class_agency_id")),
        sa.ForeignKeyConstraint(["target_id"], ["target.id"], name=op.f("fk_inspection_class_target_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_class")),
        sa.UniqueConstraint("agency_id", "year", "position", name=op.f("uq_inspection_class_agency_id_year_position")),
    )
    with op.batch_alter_table("inspection_class", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inspection_class_target_id"), ["target_id"], unique=False)

    op.create_table(
        "inspection_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("above", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column(
            "mark",
            sa.Enum("pass", "fail", "not_applicable", name="mark", native_enum=False, create_constraint=True, length=24),
            nullable=True,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("marked_by_id", sa.Integer(), nullable=True),
        sa.Column("marked_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(mark IS NULL) = (marked_at IS NULL)", name=op.f("ck_inspection_item_marked")),
        sa.ForeignKeyConstraint(["marked_by_id"], ["person.id"], name=op.f("fk_inspection_item_marked_by_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_inspection_item_plan_id")),
        sa.ForeignKeyConstraint(["round_id"], ["inspection_round.id"], name=op.f("fk_inspection_item_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_item")),
        sa.UniqueConstraint("round_id", "position", name=op.f("uq_inspection_item_round_id_position")),
    )
    with op.batch_alter_table("inspection_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inspection_item_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "inspection_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column(
            "role",
            sa.Enum("head", "secretary", "member", name="member_role", native_enum=False, create_constraint=True, length=24),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_inspection_member_person_id")),
        sa.ForeignKeyConstraint(["round_id"], ["inspection_round.id"], name=op.f("fk_inspection_member_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_member")),
        sa.UniqueConstraint("round_id", "person_id", name=op.f("uq_inspection_member_round_id_person_id")),
    )
    with op.batch_alter_table("inspection_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inspection_member_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_inspection_member_round_id_id"), ["round_id", "id"], unique=False)

    op.create_table(
        "inspection_minutes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(length=300), nullable=False),
        sa.Column("unit_side", sa.Text(), nullable=False),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["inspection_round.id"], name=op.f("fk_inspection_minutes_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_minutes")),
        sa.UniqueConstraint("round_id", name=op.f("uq_inspection_minutes_round_id")),
    )
    op.create_table(
        "inspection_signature",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.Enum("team", "unit", name="side", native_enum=False, create_constraint=True, length=24), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("stored_file_id", sa.Integer(), nullable=True),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("signed_at", sa.DateTime(), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("person_id IS NOT NULL OR stored_file_id IS NOT NULL", name=op.f("ck_inspection_signature_signed")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_inspection_signature_person_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["person.id"], name=op.f("fk_inspection_signature_recorded_by_id")),
        sa.ForeignKeyConstraint(["round_id"], ["inspection_round.id"], name=op.f("fk_inspection_signature_round_id")),
        sa.ForeignKeyConstraint(["stored_file_id"], ["stored_file.id"], name=op.f("fk_inspection_signature_stored_file_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_signature")),
    )
    with op.batch_alter_table("inspection_signature", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inspection_signature_round_id_id"), ["round_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_inspection_signature_stored_file_id"), ["stored_file_id"], unique=False)

    op.create_table(
        "review_cost",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("gdp_year", sa.Integer(), nullable=False),
        sa.Column("gdp_per_head", sa.BigInteger(), nullable=False),
        sa.Column("before_times", sa.Numeric(precision=12, scale=4), nullable=False),
        sa.Column("before_subjects", sa.Integer(), nullable=False),
        sa.Column("after_times", sa.Numeric(precision=12, scale=4), nullable=False),
        sa.Column("after_subjects", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "before_times >= 0 AND after_times >= 0 AND before_subjects >= 0 AND after_subjects >= 0", name=op.f("ck_review_cost_volume")
        ),
        sa.CheckConstraint("gdp_per_head > 0", name=op.f("ck_review_cost_gdp")),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"], name=op.f("fk_review_cost_review_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_cost")),
        sa.UniqueConstraint("review_id", name=op.f("uq_review_cost_review_id")),
    )
    op.create_table(
        "review_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("before_hours", sa.Numeric(precision=12, scale=4), nullable=True),
        sa.Column("before_hired", sa.BigInteger(), nullable=True),
        sa.Column("before_materials", sa.BigInteger(), nullable=True),
        sa.Column("before_travel", sa.BigInteger(), nullable=True),
        sa.Column("before_fee", sa.BigInteger(), nullable=True),
        sa.Column("after_hours", sa.Numeric(precision=12, scale=4), nullable=True),
        sa.Column("after_hired", sa.BigInteger(), nullable=True),
        sa.Column("after_materials", sa.BigInteger(), nullable=True),
        sa.Column("after_travel", sa.BigInteger(), nullable=True),
        sa.Column("after_fee", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("after_hours >= 0 AND after_hired >= 0 AND after_materials >= 0", name=op.f("ck_review_step_after")),
        sa.CheckConstraint("after_travel >= 0 AND after_fee >= 0", name=op.f("ck_review_step_after_money")),
        sa.CheckConstraint("before_hours >= 0 AND before_hired >= 0 AND before_materials >= 0", name=op.f("ck_review_step_before")),
        sa.CheckConstraint("before_travel >= 0 AND before_fee >= 0", name=op.f("ck_review_step_before_money")),
        sa.ForeignKeyConstraint(["review_id"], ["review.id"], name=op.f("fk_review_step_review_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_step")),
        sa.UniqueConstraint("review_id", "position", name=op.f("uq_review_step_review_id_position")),
    )
    op.create_table(
        "assessment_comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=True),
        sa.Column("sender", sa.String(length=200), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("words <> ''", name=op.f("ck_assessment_comment_words")),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name=op.f("fk_assessment_comment_assessment_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["indicator_id"], ["criterion_indicator.id"], name=op.f("fk_assessment_comment_indicator_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_comment")),
    )
    with op.batch_alter_table("assessment_comment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assessment_comment_assessment_id_id"), ["assessment_id", "id"], unique=False)

    op.create_table(
        "inspection_finding",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("until_year", sa.Integer(), nullable=False),
        sa.Column("found_on", sa.Date(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("observation", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("remedy", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("original_due_on", sa.Date(), nullable=True),
        sa.Column("handed_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("reopened_on", sa.Date(), nullable=True),
        sa.Column("repeat_of_id", sa.Integer(), nullable=True),
        sa.Column("repeats", sa.String(length=200), nullable=False),
        sa.Column("turn_on", sa.Date(), nullable=False),
        sa.Column("is_copied", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("removal_reason", sa.Text(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("register_import_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("observation <> ''", name=op.f("ck_inspection_finding_observation")),
        sa.CheckConstraint("closed_on >= found_on", name=op.f("ck_inspection_finding_closed")),
        sa.CheckConstraint("due_on >= found_on", name=op.f("ck_inspection_finding_due")),
        sa.CheckConstraint("repeat_of_id <> id", name=op.f("ck_inspection_finding_repeat")),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_inspection_finding_agency_id")),
        sa.ForeignKeyConstraint(["entered_by_id"], ["person.id"], name=op.f("fk_inspection_finding_entered_by_id")),
        sa.ForeignKeyConstraint(["item_id"], ["inspection_item.id"], name=op.f("fk_inspection_finding_item_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["unit.id"], name=op.f("fk_inspection_finding_owner_id")),
        sa.ForeignKeyConstraint(["register_import_id"], ["register_import.id"], name=op.f("fk_inspection_finding_register_import_id")),
        sa.ForeignKeyConstraint(["repeat_of_id"], ["inspection_finding.id"], name=op.f("fk_inspection_finding_repeat_of_id")),
        sa.ForeignKeyConstraint(["round_id"], ["inspection_round.id"], name=op.f("fk_inspection_finding_round_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_inspection_finding_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_finding")),
    )
    with op.batch_alter_table("inspection_finding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inspection_finding_agency_id_owner_id_year"), ["agency_id", "owner_id", "year"], unique=False)
        batch_op.create_index(batch_op.f("ix_inspection_finding_item_id"), ["item_id"], unique=False)
        batch_op.create_index(
            "ix_inspection_finding_listed",
            ["agency_id", "turn_on", "id", "year", "until_year", "removed_at", "handed_on", "closed_on", "due_on"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_inspection_finding_owner_id_closed_on_due_on"), ["owner_id", "closed_on", "due_on"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_inspection_finding_register_import_id"), ["register_import_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_inspection_finding_repeat_of_id"), ["repeat_of_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_inspection_finding_round_id"), ["round_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_inspection_finding_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "inspection_item_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("stored_file_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("is_answer", sa.Boolean(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["added_by_id"], ["person.id"], name=op.f("fk_inspection_item_file_added_by_id")),
        sa.ForeignKeyConstraint(["item_id"], ["inspection_item.id"], name=op.f("fk_inspection_item_file_item_id")),
        sa.ForeignKeyConstraint(["round_id"], ["inspection_round.id"], name=op.f("fk_inspection_item_file_round_id")),
        sa.ForeignKeyConstraint(["stored_file_id"], ["stored_file.id"], name=op.f("fk_inspection_item_file_stored_file_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_item_file")),
    )
    with op.batch_alter_table("inspection_item_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inspection_item_file_item_id_id"), ["item_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_inspection_item_file_round_id"), ["round_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_inspection_item_file_stored_file_id"), ["stored_file_id"], unique=False)

    op.create_table(
        "inspection_object",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["class_id"], ["inspection_class.id"], name=op.f("fk_inspection_object_class_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_inspection_object_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_object")),
        sa.UniqueConstraint("class_id", "unit_id", name=op.f("uq_inspection_object_class_id_unit_id")),
    )
    with op.batch_alter_table("inspection_object", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inspection_object_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "score_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("is_passed", sa.Boolean(), nullable=True),
        sa.Column("figure", sa.Numeric(precision=7, scale=2), nullable=True),
        sa.Column("is_not_applicable", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column(
            "verdict",
            sa.Enum("agreed", "lowered", "asked", name="line_verdict", native_enum=False, create_constraint=True, length=24),
            nullable=True,
        ),
        sa.Column("appraised_is_passed", sa.Boolean(), nullable=True),
        sa.Column("appraised_figure", sa.Numeric(precision=7, scale=2), nullable=True),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("appraised_by_id", sa.Integer(), nullable=True),
        sa.Column("appraised_at", sa.DateTime(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("replied_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("NOT is_not_applicable OR reason <> ''", name=op.f("ck_score_line_not_applicable")),
        sa.CheckConstraint("verdict IS NULL OR verdict = 'agreed' OR comment <> ''", name=op.f("ck_score_line_verdict")),
        sa.CheckConstraint("appraised_by_id <> answered_by_id", name=op.f("ck_score_line_appraiser")),
        sa.ForeignKeyConstraint(["answered_by_id"], ["person.id"], name=op.f("fk_score_line_answered_by_id")),
        sa.ForeignKeyConstraint(["appraised_by_id"], ["person.id"], name=op.f("fk_score_line_appraised_by_id")),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name=op.f("fk_score_line_assessment_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["indicator_id"], ["criterion_indicator.id"], name=op.f("fk_score_line_indicator_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score_line")),
        sa.UniqueConstraint("assessment_id", "indicator_id", name=op.f("uq_score_line_assessment_id_indicator_id")),
    )
    with op.batch_alter_table("score_line", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_score_line_indicator_id"), ["indicator_id"], unique=False)

    op.create_table(
        "inspection_finding_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("finding_id", sa.Integer(), nullable=False),
        sa.Column(
            "act",
            sa.Enum(
                "enter", "hand_in", "close", "reopen", "repeat", name="finding_act", native_enum=False, create_constraint=True, length=24
            ),
            nullable=False,
        ),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=False),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["done_by_id"], ["person.id"], name=op.f("fk_inspection_finding_step_done_by_id")),
        sa.ForeignKeyConstraint(["finding_id"], ["inspection_finding.id"], name=op.f("fk_inspection_finding_step_finding_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_finding_step")),
    )
    with op.batch_alter_table("inspection_finding_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inspection_finding_step_finding_id_id"), ["finding_id", "id"], unique=False)

    op.create_table(
        "inspection_remedy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("finding_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum("waiting", "accepted", "returned", name="verdict", native_enum=False, create_constraint=True, length=24),
            nullable=False,
        ),
        sa.Column("submitted_at", sa.DateTime(), nullable=False),
        sa.Column("submitted_on", sa.Date(), nullable=False),
        sa.Column("verified_at", sa.DateTime(), nullable=True),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("submitted_by_id", sa.Integer(), nullable=False),
        sa.Column("verified_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(verdict = 'waiting') = (verified_at IS NULL)", name=op.f("ck_inspection_remedy_judged")),
        sa.CheckConstraint("words <> ''", name=op.f("ck_inspection_remedy_words")),
        sa.CheckConstraint("verified_by_id <> submitted_by_id", name=op.f("ck_inspection_remedy_judge")),
        sa.ForeignKeyConstraint(["finding_id"], ["inspection_finding.id"], name=op.f("fk_inspection_remedy_finding_id")),
        sa.ForeignKeyConstraint(["submitted_by_id"], ["person.id"], name=op.f("fk_inspection_remedy_submitted_by_id")),
        sa.ForeignKeyConstraint(["verified_by_id"], ["person.id"], name=op.f("fk_inspection_remedy_verified_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_remedy")),
    )
    with op.batch_alter_table("inspection_remedy", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inspection_remedy_finding_id_id"), ["finding_id", "id"], unique=False)

    op.create_table(
        "score_proof",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("score_line_id", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum("waiting", "accepted", "returned", name="verdict", native_enum=False, create_constraint=True, length=24),
            nullable=False,
        ),
        sa.Column("submitted_at", sa.DateTime(), nullable=False),
        sa.Column("submitted_on", sa.Date(), nullable=False),
        sa.Column("verified_at", sa.DateTime(), nullable=True),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("submitted_by_id", sa.Integer(), nullable=False),
        sa.Column("verified_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(verdict = 'waiting') = (verified_at IS NULL)", name=op.f("ck_score_proof_judged")),
        sa.CheckConstraint("verified_by_id <> submitted_by_id", name=op.f("ck_score_proof_judge")),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_score_proof_evidence_id")),
        sa.ForeignKeyConstraint(["score_line_id"], ["score_line.id"], name=op.f("fk_score_proof_score_line_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["submitted_by_id"], ["person.id"], name=op.f("fk_score_proof_submitted_by_id")),
        sa.ForeignKeyConstraint(["verified_by_id"], ["person.id"], name=op.f("fk_score_proof_verified_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score_proof")),
        sa.UniqueConstraint("score_line_id", "evidence_id", name=op.f("uq_score_proof_score_line_id_evidence_id")),
    )
    with op.batch_alter_table("score_proof", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_score_proof_evidence_id"), ["evidence_id"], unique=False)

    op.create_table(
        "inspection_proof",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("remedy_id", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_inspection_proof_evidence_id")),
        sa.ForeignKeyConstraint(["remedy_id"], ["inspection_remedy.id"], name=op.f("fk_inspection_proof_remedy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inspection_proof")),
        sa.UniqueConstraint("remedy_id", "evidence_id", name=op.f("uq_inspection_proof_remedy_id_evidence_id")),
    )
    with op.batch_alter_table("inspection_proof", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inspection_proof_evidence_id"), ["evidence_id"], unique=False)

    # Autogenerate sees no triggers: the log of a safe is append-only in the database itself, like the log of the house.
    for statement in _TRIGGERS[op.get_context().dialect.name]:
        op.execute(statement)
