"""first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_SQLITE = "CREATE TRIGGER audit_entry_no_{verb} BEFORE {verb} ON audit_entry BEGIN SELECT RAISE(ABORT, 'audit_entry is append-only'); END"
_POSTGRES_FUNCTION = (
    "CREATE OR REPLACE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'audit_entry is append-only'; END $$"
)
_POSTGRES = "CREATE TRIGGER audit_entry_no_{verb} BEFORE {verb} ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_entry_refuse()"
_TRIGGERS = {
    "sqlite": [_SQLITE.format(verb=verb) for verb in ("update", "delete")],
    "postgresql": [_POSTGRES_FUNCTION, *(_POSTGRES.format(verb=verb) for verb in ("update", "delete"))],
}


def upgrade() -> None:  # noqa: PLR0915 - one table after another

    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor_name", sa.String(length=200), nullable=False),
        sa.Column("verb", sa.String(length=40), nullable=False),
        sa.Column("thing", sa.String(length=40), nullable=False),
        sa.Column("thing_id", sa.Integer(), nullable=True),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("request_key", sa.String(length=64), nullable=True),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
        sa.UniqueConstraint("hash", name=op.f("uq_audit_entry_hash")),
        sa.UniqueConstraint("request_key", name=op.f("uq_audit_entry_request_key")),
    )
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_entry_agency_id_id"), ["agency_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_entry_thing_thing_id_id"), ["thing", "thing_id", "id"], unique=False)

    op.create_table(
        "calendar_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "holiday",
                "compensatory_off",
                "swapped_off",
                "makeup_work",
                name="day_kind",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_day")),
        sa.UniqueConstraint("day", name=op.f("uq_calendar_day_day")),
    )
    op.create_table(
        "login_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("username", sa.String(length=80), nullable=False),
        sa.Column("address", sa.String(length=60), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("succeeded", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_attempt")),
    )
    with op.batch_alter_table("login_attempt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_login_attempt_address_at"), ["address", "at"], unique=False)
        batch_op.create_index(batch_op.f("ix_login_attempt_username_at"), ["username", "at"], unique=False)

    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("username", sa.String(length=80), nullable=False),
        sa.Column("full_name", sa.String(length=200), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("password_expires_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("username", name=op.f("uq_person_username")),
    )
    op.create_table(
        "report_schedule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column(
            "period_kind",
            sa.Enum("month", "quarter", "year", name="period_kind", native_enum=False, create_constraint=True, length=24),
            nullable=False,
        ),
        sa.Column("cutoff_day", sa.Integer(), nullable=False),
        sa.Column("due_before_day", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("cutoff_day BETWEEN 1 AND 31", name=op.f("ck_report_schedule_cutoff_day")),
        sa.CheckConstraint("due_before_day BETWEEN 1 AND 28", name=op.f("ck_report_schedule_due_before_day")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_schedule")),
        sa.UniqueConstraint("agency_id", "period_kind", name=op.f("uq_report_schedule_agency_id_period_kind")),
    )
    with op.batch_alter_table("report_schedule", schema=None) as batch_op:
        batch_op.create_index(
            "uq_report_schedule_default",
            ["period_kind"],
            unique=True,
            sqlite_where=sa.text("agency_id IS NULL"),
            postgresql_where=sa.text("agency_id IS NULL"),
        )

    op.create_table(
        "stored_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.Column("stored_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_file")),
        sa.UniqueConstraint("sha256", name=op.f("uq_stored_file_sha256")),
    )
    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "agency", "department", "desk", "group", "outside", name="unit_kind", native_enum=False, create_constraint=True, length=24
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("short_name", sa.String(length=120), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("succeeded_by_id", sa.Integer(), nullable=True),
        sa.Column("superior", sa.String(length=300), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("symbol", sa.String(length=60), nullable=False),
        sa.Column("public_address", sa.String(length=300), nullable=False),
        sa.Column("feedback_contact", sa.String(length=500), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind = 'agency' OR agency_id IS NOT NULL", name=op.f("ck_unit_has_agency")),
        sa.CheckConstraint("valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from", name=op.f("ck_unit_valid")),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_unit_agency_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["unit.id"], name=op.f("fk_unit_parent_id")),
        sa.ForeignKeyConstraint(["succeeded_by_id"], ["unit.id"], name=op.f("fk_unit_succeeded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
    )
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_agency_id_position_id"), ["agency_id", "position", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_unit_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "apology_terms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("tell_before", sa.Integer(), nullable=False),
        sa.Column("send_within", sa.Integer(), nullable=False),
        sa.Column("basis", sa.String(length=500), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("send_within BETWEEN 0 AND 30", name=op.f("ck_apology_terms_send_within")),
        sa.CheckConstraint("tell_before BETWEEN 0 AND 30", name=op.f("ck_apology_terms_tell_before")),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_apology_terms_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_apology_terms")),
        sa.UniqueConstraint("agency_id", name=op.f("uq_apology_terms_agency_id")),
    )
    op.create_table(
        "archive_package",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("stored_file_id", sa.Integer(), nullable=True),
        sa.Column("manifest_sha256", sa.String(length=64), nullable=True),
        sa.Column("files", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("audit_hash", sa.String(length=64), nullable=False),
        sa.Column("requested_at", sa.DateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_until", sa.DateTime(), nullable=True),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_archive_package_agency_id")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_archive_package_asked_by_id")),
        sa.ForeignKeyConstraint(["stored_file_id"], ["stored_file.id"], name=op.f("fk_archive_package_stored_file_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_archive_package")),
    )
    with op.batch_alter_table("archive_package", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_archive_package_agency_id_year_id"), ["agency_id", "year", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_archive_package_stored_file_id"), ["stored_file_id"], unique=False)

    op.create_table(
        "column_mapping",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("register", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_column_mapping_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_column_mapping")),
        sa.UniqueConstraint("agency_id", "register", "source", name=op.f("uq_column_mapping_agency_id_register_source")),
    )
    op.create_table(
        "communication_topic",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("folded", sa.String(length=300), nullable=False),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("merged_into_id <> id", name=op.f("ck_communication_topic_merged")),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_communication_topic_agency_id")),
        sa.ForeignKeyConstraint(["merged_into_id"], ["communication_topic.id"], name=op.f("fk_communication_topic_merged_into_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_communication_topic")),
        sa.UniqueConstraint("agency_id", "folded", name=op.f("uq_communication_topic_agency_id_folded")),
    )
    with op.batch_alter_table("communication_topic", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_communication_topic_merged_into_id"), ["merged_into_id"], unique=False)

    op.create_table(
        "counter_device",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=True),
        sa.Column("code_expires_at", sa.DateTime(), nullable=True),
        sa.Column("secret_hash", sa.String(length=64), nullable=True),
        sa.Column("paired_at", sa.DateTime(), nullable=True),
        sa.Column("seen_at", sa.DateTime(), nullable=True),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("name <> ''", name=op.f("ck_counter_device_name")),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_counter_device_agency_id")),
        sa.ForeignKeyConstraint(["created_by_id"], ["person.id"], name=op.f("fk_counter_device_created_by_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_counter_device_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counter_device")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_counter_device_code_hash")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_counter_device_secret_hash")),
    )
    with op.batch_alter_table("counter_device", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_counter_device_unit_id"), ["unit_id"], unique=False)
        batch_op.create_index(
            "uq_counter_device_name",
            ["agency_id", "name"],
            unique=True,
            sqlite_where=sa.text("revoked_at IS NULL"),
            postgresql_where=sa.text("revoked_at IS NULL"),
        )

    op.create_table(
        "document_wording",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("register", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("sentences", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_document_wording_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_wording")),
        sa.UniqueConstraint("agency_id", "register", "kind", name=op.f("uq_document_wording_agency_id_register_kind")),
    )
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("file", "document", "nothing", "row", name="evidence_kind", native_enum=False, create_constraint=True, length=24),
            nullable=False,
        ),
        sa.Column("stored_file_id", sa.Integer(), nullable=True),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("doc_number", sa.String(length=120), nullable=False),
        sa.Column("doc_date", sa.Date(), nullable=True),
        sa.Column("issuer", sa.String(length=300), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("register", sa.String(length=40), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=True),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.CheckConstraint("(kind = 'file') = (stored_file_id IS NOT NULL)", name=op.f("ck_evidence_file")),
        sa.CheckConstraint("(kind = 'row') = (row_id IS NOT NULL)", name=op.f("ck_evidence_row")),
        sa.CheckConstraint("kind <> 'document' OR doc_number <> ''", name=op.f("ck_evidence_document")),
        sa.CheckConstraint("kind <> 'nothing' OR note <> ''", name=op.f("ck_evidence_nothing")),
        sa.CheckConstraint("kind <> 'row' OR (register <> '' AND subject <> '')", name=op.f("ck_evidence_row_words")),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_evidence_agency_id")),
        sa.ForeignKeyConstraint(["stored_file_id"], ["stored_file.id"], name=op.f("fk_evidence_stored_file_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_evidence_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_agency_id_id"), ["agency_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_register_row_id"), ["register", "row_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_stored_file_id"), ["stored_file_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "feedback_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=60), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_feedback_draft_agency_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_feedback_draft_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback_draft")),
        sa.UniqueConstraint("person_id", "place", name=op.f("uq_feedback_draft_person_id_place")),
    )
    op.create_table(
        "feedback_reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("use", sa.String(length=24), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("is_left_out", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_feedback_reply_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback_reply")),
        sa.UniqueConstraint("agency_id", "code", name=op.f("uq_feedback_reply_agency_id_code")),
    )
    op.create_table(
        "feedback_term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column(
            "channel",
            sa.Enum(
                "in_person",
                "post",
                "email",
                "phone",
                "survey",
                "portal",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("basis", sa.String(length=300), nullable=False),
        sa.Column("transfer_days", sa.Integer(), nullable=False),
        sa.Column("handle_days", sa.Integer(), nullable=False),
        sa.Column("is_handled_in_working_days", sa.Boolean(), nullable=False),
        sa.Column("publish_days", sa.Integer(), nullable=False),
        sa.Column("update_every", sa.Integer(), nullable=True),
        sa.Column("refuse_days", sa.Integer(), nullable=True),
        sa.Column("supplement_days", sa.Integer(), nullable=True),
        sa.Column("is_stopped_by_supplement", sa.Boolean(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("transfer_days > 0 AND handle_days > 0 AND publish_days > 0", name=op.f("ck_feedback_term_days")),
        sa.CheckConstraint("update_every > 0 AND refuse_days > 0 AND supplement_days > 0", name=op.f("ck_feedback_term_optional_days")),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_feedback_term_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback_term")),
    )
    with op.batch_alter_table("feedback_term", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_feedback_term_agency_id_valid_from"), ["agency_id", "valid_from"], unique=False)

    op.create_table(
        "form_sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(length=12), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("stored_file_id", sa.Integer(), nullable=True),
        sa.Column("requested_at", sa.DateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_until", sa.DateTime(), nullable=True),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_form_sheet_agency_id")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_form_sheet_asked_by_id")),
        sa.ForeignKeyConstraint(["stored_file_id"], ["stored_file.id"], name=op.f("fk_form_sheet_stored_file_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_form_sheet")),
    )
    with op.batch_alter_table("form_sheet", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_form_sheet_agency_id_id"), ["agency_id", "id"], unique=False)

    op.create_table(
        "group_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["unit.id"], name=op.f("fk_group_member_group_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_group_member_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_member")),
        sa.UniqueConstraint("group_id", "unit_id", name=op.f("uq_group_member_group_id_unit_id")),
    )
    with op.batch_alter_table("group_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_group_member_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "login_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.Column("proven_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("address", sa.String(length=60), nullable=False),
        sa.Column("device", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_login_session_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_login_session_token_hash")),
    )
    with op.batch_alter_table("login_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_login_session_person_id"), ["person_id"], unique=False)

    op.create_table(
        "plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("parent_plan_id", sa.Integer(), nullable=True),
        sa.Column("previous_plan_id", sa.Integer(), nullable=True),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("amendments", sa.Integer(), nullable=False),
        sa.Column("amended_on", sa.Date(), nullable=True),
        sa.Column("stored_file_id", sa.Integer(), nullable=True),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column(
            "state", sa.Enum("active", "undone", name="plan_state", native_enum=False, create_constraint=True, length=24), nullable=False
        ),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("year_end", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(length=120), nullable=True),
        sa.Column("place", sa.String(length=120), nullable=True),
        sa.Column("issued_text", sa.String(length=20), nullable=True),
        sa.Column("issuer", sa.String(length=300), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("legal_bases", sa.JSON(), nullable=False),
        sa.Column("signer", sa.JSON(), nullable=False),
        sa.Column("recipients", sa.JSON(), nullable=False),
        sa.Column("report_deadlines", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_plan_agency_id")),
        sa.ForeignKeyConstraint(["parent_plan_id"], ["plan.id"], name=op.f("fk_plan_parent_plan_id")),
        sa.ForeignKeyConstraint(["previous_plan_id"], ["plan.id"], name=op.f("fk_plan_previous_plan_id")),
        sa.ForeignKeyConstraint(["stored_file_id"], ["stored_file.id"], name=op.f("fk_plan_stored_file_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
    )
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_agency_id_state_year_id"), ["agency_id", "state", "year", "id"], unique=False)

    op.create_table(
        "post",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column(
            "role",
            sa.Enum(
                "officer",
                "head",
                "clerk",
                "leader",
                "inspector",
                "appraiser",
                "auditor",
                "admin",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from", name=op.f("ck_post_valid")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_post_person_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_post_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post")),
    )
    with op.batch_alter_table("post", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_post_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_post_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "posting_place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("folded", sa.String(length=200), nullable=False),
        sa.Column(
            "medium",
            sa.Enum(
                "board", "website", "qr", "binder", "screen", "other", name="medium", native_enum=False, create_constraint=True, length=24
            ),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active_from", sa.Date(), nullable=True),
        sa.Column("active_to", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_posting_place_name")),
        sa.CheckConstraint("active_to IS NULL OR active_from IS NULL OR active_to >= active_from", name=op.f("ck_posting_place_active")),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_posting_place_agency_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_posting_place_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posting_place")),
        sa.UniqueConstraint("agency_id", "folded", name=op.f("uq_posting_place_agency_id_folded")),
    )
    with op.batch_alter_table("posting_place", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_posting_place_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "publication_terms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("announce_days", sa.Integer(), nullable=False),
        sa.Column("check_days", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("announce_days >= 0 AND check_days >= 0", name=op.f("ck_publication_terms_days")),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_publication_terms_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication_terms")),
        sa.UniqueConstraint("agency_id", name=op.f("uq_publication_terms_agency_id")),
    )
    op.create_table(
        "register_count",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("register", sa.String(length=40), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("counted_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_register_count_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_count")),
        sa.UniqueConstraint("agency_id", "year", "register", name=op.f("uq_register_count_agency_id_year_register")),
    )
    op.create_table(
        "register_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("register", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("stored_file_id", sa.Integer(), nullable=True),
        sa.Column("requested_at", sa.DateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_until", sa.DateTime(), nullable=True),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "finished_at IS NULL OR problem IS NOT NULL OR stored_file_id IS NOT NULL", name=op.f("ck_register_document_file")
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_register_document_agency_id")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_register_document_asked_by_id")),
        sa.ForeignKeyConstraint(["stored_file_id"], ["stored_file.id"], name=op.f("fk_register_document_stored_file_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_document")),
    )
    with op.batch_alter_table("register_document", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_register_document_agency_id_register_id"), ["agency_id", "register", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_register_document_stored_file_id"), ["stored_file_id"], unique=False)

    op.create_table(
        "register_export",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("register", sa.String(length=40), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("stored_file_id", sa.Integer(), nullable=True),
        sa.Column("requested_at", sa.DateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_until", sa.DateTime(), nullable=True),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_register_export_agency_id")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["person.id"], name=op.f("fk_register_export_asked_by_id")),
        sa.ForeignKeyConstraint(["stored_file_id"], ["stored_file.id"], name=op.f("fk_register_export_stored_file_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_export")),
    )
    with op.batch_alter_table("register_export", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_register_export_agency_id_register_id"), ["agency_id", "register", "id"], unique=False)

    op.create_table(
        "register_figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("numerator", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("denominator", sa.Numeric(precision=20, scale=4), nullable=True),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("counted_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_register_figure_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_figure")),
        sa.UniqueConstraint("agency_id", "year", "period", "code", name=op.f("uq_register_figure_agency_id_year_period_code")),
    )
    op.create_table(
        "register_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("register", sa.String(length=40), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("stored_file_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("is_personal", sa.Boolean(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["added_by_id"], ["person.id"], name=op.f("fk_register_file_added_by_id")),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_register_file_agency_id")),
        sa.ForeignKeyConstraint(["stored_file_id"], ["stored_file.id"], name=op.f("fk_register_file_stored_file_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_file")),
    )
    with op.batch_alter_table("register_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_register_file_register_row_id_id"), ["register", "row_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_register_file_stored_file_id"), ["stored_file_id"], unique=False)

    op.create_table(
        "register_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("register", sa.String(length=40), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "loading",
                "loaded",
                "discarded",
                name="register_import_state",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("stored_file_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("given", sa.JSON(), nullable=False),
        sa.Column("preview", sa.JSON(), nullable=False),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("requested_at", sa.DateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_until", sa.DateTime(), nullable=True),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_register_import_agency_id")),
        sa.ForeignKeyConstraint(["created_by_id"], ["person.id"], name=op.f("fk_register_import_created_by_id")),
        sa.ForeignKeyConstraint(["stored_file_id"], ["stored_file.id"], name=op.f("fk_register_import_stored_file_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_register_import_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_import")),
    )
    with op.batch_alter_table("register_import", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_register_import_agency_id_register_state_id"), ["agency_id", "register", "state", "id"], unique=False
        )

    op.create_table(
        "unit_spelling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("spelling", sa.String(length=500), nullable=False),
        sa.Column("folded", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_unit_spelling_agency_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_spelling_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_spelling")),
        sa.UniqueConstraint("agency_id", "folded", name=op.f("uq_unit_spelling_agency_id_folded")),
    )
    with op.batch_alter_table("unit_spelling", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_spelling_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "visit_setting",
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("target_minutes", sa.Integer(), nullable=False),
        sa.Column("counts_neutral", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("target_minutes BETWEEN 1 AND 600", name=op.f("ck_visit_setting_target")),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_visit_setting_agency_id")),
        sa.PrimaryKeyConstraint("agency_id", name=op.f("pk_visit_setting")),
    )
    op.create_table(
        "announcement",
        sa.Column("number", sa.String(length=120), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("issuer", sa.String(length=300), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("link", sa.String(length=1000), nullable=False),
        sa.Column("procedure_count", sa.Integer(), nullable=False),
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
        sa.CheckConstraint("kind IN ('', 'list', 'internal', 'workflow')", name=op.f("ck_announcement_kind")),
        sa.CheckConstraint("number <> ''", name=op.f("ck_announcement_number")),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_announcement_agency_id")),
        sa.ForeignKeyConstraint(["entered_by_id"], ["person.id"], name=op.f("fk_announcement_entered_by_id")),
        sa.ForeignKeyConstraint(["register_import_id"], ["register_import.id"], name=op.f("fk_announcement_register_import_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_announcement_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcement")),
    )
    with op.batch_alter_table("announcement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_announcement_agency_id_effective_on_id"), ["agency_id", "effective_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_announcement_register_import_id"), ["register_import_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_announcement_unit_id"), ["unit_id"], unique=False)
        batch_op.create_index(
            "uq_announcement_number",
            ["agency_id", "number", "issued_on"],
            unique=True,
            sqlite_where=sa.text("removed_at IS NULL"),
            postgresql_where=sa.text("removed_at IS NULL"),
        )

    op.create_table(
        "communication_item",
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=True),
        sa.Column(
            "channel",
            sa.Enum(
                "loudspeaker",
                "website",
                "zalo",
                "meeting",
                "leaflet",
                "video",
                "other",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("audience", sa.String(length=300), nullable=False),
        sa.Column("reach", sa.Integer(), nullable=True),
        sa.Column("duration", sa.Integer(), nullable=True),
        sa.Column("link", sa.String(length=1000), nullable=False),
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
        sa.CheckConstraint("title <> ''", name=op.f("ck_communication_item_title")),
        sa.CheckConstraint("reach >= 0 AND duration >= 0", name=op.f("ck_communication_item_counts")),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_communication_item_agency_id")),
        sa.ForeignKeyConstraint(["entered_by_id"], ["person.id"], name=op.f("fk_communication_item_entered_by_id")),
        sa.ForeignKeyConstraint(["register_import_id"], ["register_import.id"], name=op.f("fk_communication_item_register_import_id")),
        sa.ForeignKeyConstraint(["topic_id"], ["communication_topic.id"], name=op.f("fk_communication_item_topic_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_communication_item_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_communication_item")),
    )
    with op.batch_alter_table("communication_item", schema=None) as batch_op:
        batch_op.create_index(
            "ix_communication_item_listed", ["agency_id", "held_on", "id", "removed_at", "topic_id", "reach"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_communication_item_register_import_id"), ["register_import_id"], unique=False)
        batch_op.create_index("ix_communication_item_told", ["topic_id", "agency_id", "removed_at", "held_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_communication_item_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "delegation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("from_post_id", sa.Integer(), nullable=False),
        sa.Column("to_post_id", sa.Integer(), nullable=False),
        sa.Column(
            "mode",
            sa.Enum("KT.", "TL.", "Q.", "TUQ.", "TM.", name="sign_mode", native_enum=False, create_constraint=True, length=24),
            nullable=False,
        ),
        sa.Column("basis", sa.String(length=300), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["from_post_id"], ["post.id"], name=op.f("fk_delegation_from_post_id")),
        sa.ForeignKeyConstraint(["to_post_id"], ["post.id"], name=op.f("fk_delegation_to_post_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation")),
    )
    with op.batch_alter_table("delegation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_delegation_from_post_id"), ["from_post_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_delegation_to_post_id"), ["to_post_id"], unique=False)

    op.create_table(
        "dossier",
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("procedure_code", sa.String(length=64), nullable=False),
        sa.Column("field", sa.String(length=300), nullable=False),
        sa.Column("level", sa.String(length=12), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("returned_on", sa.Date(), nullable=True),
        sa.Column("channel", sa.String(length=12), nullable=False),
        sa.Column("is_online_full", sa.Boolean(), nullable=True),
        sa.Column("has_fee", sa.Boolean(), nullable=True),
        sa.Column("fee_online", sa.Boolean(), nullable=True),
        sa.Column("digitised", sa.Boolean(), nullable=True),
        sa.Column("reused", sa.Boolean(), nullable=True),
        sa.Column("no_resupply", sa.Boolean(), nullable=True),
        sa.Column("electronic_transfer", sa.Boolean(), nullable=True),
        sa.Column("satisfaction", sa.String(length=12), nullable=False),
        sa.Column("waiting_minutes", sa.Integer(), nullable=True),
        sa.Column("handling_minutes", sa.Integer(), nullable=True),
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
        sa.CheckConstraint("channel IN ('online', 'direct', 'postal')", name=op.f("ck_dossier_channel")),
        sa.CheckConstraint("code <> ''", name=op.f("ck_dossier_named")),
        sa.CheckConstraint("level IN ('', 'commune', 'district', 'province', 'joined')", name=op.f("ck_dossier_level")),
        sa.CheckConstraint("satisfaction IN ('', 'very', 'satisfied', 'neutral', 'dissatisfied')", name=op.f("ck_dossier_satisfaction")),
        sa.CheckConstraint("due_on >= received_on", name=op.f("ck_dossier_due")),
        sa.CheckConstraint("returned_on >= received_on", name=op.f("ck_dossier_returned")),
        sa.CheckConstraint("waiting_minutes >= 0 AND handling_minutes >= 0", name=op.f("ck_dossier_minutes")),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_dossier_agency_id")),
        sa.ForeignKeyConstraint(["entered_by_id"], ["person.id"], name=op.f("fk_dossier_entered_by_id")),
        sa.ForeignKeyConstraint(["register_import_id"], ["register_import.id"], name=op.f("fk_dossier_register_import_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_dossier_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier")),
    )
    with op.batch_alter_table("dossier", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_dossier_agency_id_code"),
            ["agency_id", "code"],
            unique=True,
            sqlite_where=sa.text("removed_at IS NULL"),
            postgresql_where=sa.text("removed_at IS NULL"),
        )
        batch_op.create_index(
            "ix_dossier_counted",
            ["agency_id", "removed_at", "returned_on", "due_on", "received_on", "level", "field", "channel"],
            unique=False,
        )
        batch_op.create_index(
            "ix_dossier_late",
            ["agency_id", "removed_at", "received_on", "id", "returned_on", "due_on"],
            unique=False,
            sqlite_where=sa.text("returned_on > due_on"),
            postgresql_where=sa.text("returned_on > due_on"),
        )
        batch_op.create_index(
            "ix_dossier_listed", ["agency_id", "removed_at", "received_on", "id", "returned_on", "due_on", "folded"], unique=False
        )
        batch_op.create_index(
            "ix_dossier_oldest",
            ["received_on"],
            unique=False,
            sqlite_where=sa.text("returned_on IS NULL AND removed_at IS NULL"),
            postgresql_where=sa.text("returned_on IS NULL AND removed_at IS NULL"),
        )
        batch_op.create_index(batch_op.f("ix_dossier_register_import_id"), ["register_import_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_dossier_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "dossier_total",
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("level", sa.String(length=12), nullable=False),
        sa.Column("field", sa.String(length=300), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("online", sa.Integer(), nullable=False),
        sa.Column("direct", sa.Integer(), nullable=False),
        sa.Column("carried", sa.Integer(), nullable=False),
        sa.Column("settled", sa.Integer(), nullable=False),
        sa.Column("early", sa.Integer(), nullable=False),
        sa.Column("on_time", sa.Integer(), nullable=False),
        sa.Column("late", sa.Integer(), nullable=False),
        sa.Column("pending", sa.Integer(), nullable=False),
        sa.Column("within", sa.Integer(), nullable=False),
        sa.Column("overdue", sa.Integer(), nullable=False),
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
        sa.CheckConstraint("field <> ''", name=op.f("ck_dossier_total_named")),
        sa.CheckConstraint("level IN ('commune', 'district', 'province', 'joined')", name=op.f("ck_dossier_total_level")),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_dossier_total_days")),
        sa.CheckConstraint(
            "online >= 0 AND direct >= 0 AND carried >= 0 AND early >= 0 AND on_time >= 0 AND late >= 0",
            name=op.f("ck_dossier_total_counted"),
        ),
        sa.CheckConstraint("pending = within + overdue", name=op.f("ck_dossier_total_pending")),
        sa.CheckConstraint("received = online + direct + carried", name=op.f("ck_dossier_total_received")),
        sa.CheckConstraint("received = settled + pending", name=op.f("ck_dossier_total_balance")),
        sa.CheckConstraint("settled = early + on_time + late", name=op.f("ck_dossier_total_settled")),
        sa.CheckConstraint("within >= 0 AND overdue >= 0", name=op.f("ck_dossier_total_left_over")),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_dossier_total_agency_id")),
        sa.ForeignKeyConstraint(["entered_by_id"], ["person.id"], name=op.f("fk_dossier_total_entered_by_id")),
        sa.ForeignKeyConstraint(["register_import_id"], ["register_import.id"], name=op.f("fk_dossier_total_register_import_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_dossier_total_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier_total")),
    )
    with op.batch_alter_table("dossier_total", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_dossier_total_agency_id_last_day_first_day_level_field"),
            ["agency_id", "last_day", "first_day", "level", "field"],
            unique=True,
            sqlite_where=sa.text("removed_at IS NULL"),
            postgresql_where=sa.text("removed_at IS NULL"),
        )
        batch_op.create_index(batch_op.f("ix_dossier_total_register_import_id"), ["register_import_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_dossier_total_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "feedback",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column(
            "channel",
            sa.Enum(
                "in_person",
                "post",
                "email",
                "phone",
                "survey",
                "portal",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("received_time", sa.String(length=8), nullable=False),
        sa.Column("person", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("phone_digits", sa.String(length=20), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("folded_personal", sa.Text(), nullable=False),
        sa.Column("receiver", sa.String(length=200), nullable=False),
        sa.Column(
            "satisfaction",
            sa.Enum("very", "yes", "no", name="satisfaction", native_enum=False, create_constraint=True, length=24),
            nullable=True,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "received",
                "classified",
                "assigned",
                "processing",
                "supplementing",
                "transferred",
                "answered",
                "published",
                "archived",
                "rejected",
                name="feedback_state",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "subject",
            sa.Enum(
                "conduct",
                "impractical",
                "inconsistent",
                "unlawful",
                "treaty",
                "other",
                "solution",
                "initiative",
                name="subject",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column(
            "classed",
            sa.Enum(
                "conduct",
                "rule",
                "rule_outside",
                "conduct_outside",
                name="feedback_class",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column(
            "refusal",
            sa.Enum(
                "complaint",
                "denunciation",
                "secret",
                "no_subject",
                "no_sender",
                "other_matter",
                name="refusal",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("office", sa.String(length=300), nullable=False),
        sa.Column("has_ground", sa.Boolean(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "set_right",
                "explained",
                "no_ground",
                "amended",
                "proposed",
                "new_rule",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answer_document", sa.String(length=200), nullable=False),
        sa.Column("public_content", sa.Text(), nullable=False),
        sa.Column("public_answer", sa.Text(), nullable=False),
        sa.Column("public_link", sa.String(length=1000), nullable=False),
        sa.Column("main_id", sa.Integer(), nullable=True),
        sa.Column("main_number", sa.String(length=20), nullable=False),
        sa.Column("assigned_unit_id", sa.Integer(), nullable=True),
        sa.Column("clock_rule", sa.JSON(), nullable=False),
        sa.Column("reopened_on", sa.Date(), nullable=True),
        sa.Column("earlier_answered_on", sa.Date(), nullable=True),
        sa.Column("earlier_due_on", sa.Date(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("paused_on", sa.Date(), nullable=True),
        sa.Column("paused_days", sa.Integer(), nullable=False),
        sa.Column("extended_to", sa.Date(), nullable=True),
        sa.Column("transfer_due_on", sa.Date(), nullable=True),
        sa.Column("original_due_on", sa.Date(), nullable=True),
        sa.Column("handle_due_on", sa.Date(), nullable=True),
        sa.Column("publish_due_on", sa.Date(), nullable=True),
        sa.Column("next_due_on", sa.Date(), nullable=True),
        sa.Column("turn_on", sa.Date(), nullable=False),
        sa.Column("last_word_on", sa.Date(), nullable=True),
        sa.Column("classified_on", sa.Date(), nullable=True),
        sa.Column("transferred_on", sa.Date(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("resolved_on", sa.Date(), nullable=True),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("archived_on", sa.Date(), nullable=True),
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
        sa.CheckConstraint("content <> ''", name=op.f("ck_feedback_content")),
        sa.CheckConstraint("state <> 'rejected' OR refusal IS NOT NULL", name=op.f("ck_feedback_rejected")),
        sa.CheckConstraint("main_id <> id", name=op.f("ck_feedback_main")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_feedback_number")),
        sa.CheckConstraint("paused_days >= 0", name=op.f("ck_feedback_paused_days")),
        sa.CheckConstraint("published_on IS NULL OR answered_on IS NOT NULL", name=op.f("ck_feedback_published")),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_feedback_agency_id")),
        sa.ForeignKeyConstraint(["entered_by_id"], ["person.id"], name=op.f("fk_feedback_entered_by_id")),
        sa.ForeignKeyConstraint(["main_id"], ["feedback.id"], name=op.f("fk_feedback_main_id")),
        sa.ForeignKeyConstraint(["register_import_id"], ["register_import.id"], name=op.f("fk_feedback_register_import_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_feedback_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
        sa.UniqueConstraint("agency_id", "year", "number", name=op.f("uq_feedback_agency_id_year_number")),
    )
    with op.batch_alter_table("feedback", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_feedback_agency_id_earlier_due_on"), ["agency_id", "earlier_due_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_feedback_agency_id_handle_due_on"), ["agency_id", "handle_due_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_feedback_agency_id_phone_digits"), ["agency_id", "phone_digits"], unique=False)
        batch_op.create_index(batch_op.f("ix_feedback_agency_id_received_on"), ["agency_id", "received_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_feedback_agency_id_state_next_due_on"), ["agency_id", "state", "next_due_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_feedback_agency_id_year_turn_on"), ["agency_id", "year", "turn_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_feedback_main_id"), ["main_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_feedback_register_import_id"), ["register_import_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_feedback_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "import_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum("new", "amend", "roll_over", name="import_purpose", native_enum=False, create_constraint=True, length=24),
            nullable=False,
        ),
        sa.Column("base_plan_id", sa.Integer(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("stored_file_id", sa.Integer(), nullable=True),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column(
            "state",
            sa.Enum("waiting", "loaded", "undone", "discarded", name="import_state", native_enum=False, create_constraint=True, length=24),
            nullable=False,
        ),
        sa.Column("draft", sa.JSON(), nullable=False),
        sa.Column("units", sa.JSON(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("created_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("requested_at", sa.DateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_until", sa.DateTime(), nullable=True),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(purpose = 'new') = (base_plan_id IS NULL)", name=op.f("ck_import_draft_base")),
        sa.CheckConstraint("purpose <> 'roll_over' OR year IS NOT NULL", name=op.f("ck_import_draft_year")),
        sa.CheckConstraint("purpose = 'roll_over' OR stored_file_id IS NOT NULL", name=op.f("ck_import_draft_file")),
        sa.CheckConstraint("state NOT IN ('loaded', 'undone') OR plan_id IS NOT NULL", name=op.f("ck_import_draft_plan")),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_import_draft_agency_id")),
        sa.ForeignKeyConstraint(["base_plan_id"], ["plan.id"], name=op.f("fk_import_draft_base_plan_id")),
        sa.ForeignKeyConstraint(["created_by_id"], ["person.id"], name=op.f("fk_import_draft_created_by_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_import_draft_plan_id")),
        sa.ForeignKeyConstraint(["stored_file_id"], ["stored_file.id"], name=op.f("fk_import_draft_stored_file_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_draft")),
    )
    with op.batch_alter_table("import_draft", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_import_draft_agency_id_state_id"), ["agency_id", "state", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_import_draft_base_plan_id"), ["base_plan_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_import_draft_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "plan_export",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.Enum("docx", "xlsx", name="plan_form", native_enum=False, create_constraint=True, length=24), nullable=False),
        sa.Column("stamp", sa.String(length=64), nullable=False),
        sa.Column("file_name", sa.String(length=255), nullable=False),
        sa.Column("stored_file_id", sa.Integer(), nullable=True),
        sa.Column("requested_at", sa.DateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_until", sa.DateTime(), nullable=True),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("finished_at IS NULL OR problem IS NOT NULL OR stored_file_id IS NOT NULL", name=op.f("ck_plan_export_file")),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_plan_export_agency_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_export_plan_id")),
        sa.ForeignKeyConstraint(["stored_file_id"], ["stored_file.id"], name=op.f("fk_plan_export_stored_file_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_export")),
    )
    with op.batch_alter_table("plan_export", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_export_plan_id_form_id"), ["plan_id", "form", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_export_stored_file_id"), ["stored_file_id"], unique=False)

    op.create_table(
        "plan_node",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_node_plan_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_node")),
        sa.UniqueConstraint("plan_id", "position", name=op.f("uq_plan_node_plan_id_position")),
    )
    op.create_table(
        "plan_paragraph",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_paragraph_plan_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_paragraph")),
        sa.UniqueConstraint("plan_id", "position", name=op.f("uq_plan_paragraph_plan_id_position")),
    )
    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column(
            "period",
            sa.Enum("q1", "q2", "q3", "year", name="report_period", native_enum=False, create_constraint=True, length=24),
            nullable=False,
        ),
        sa.Column(
            "kind", sa.Enum("period", "section", name="report_kind", native_enum=False, create_constraint=True, length=24), nullable=False
        ),
        sa.Column(
            "section",
            sa.Enum(
                "direction",
                "publication",
                "one_stop",
                "feedback",
                "communication",
                "new_rural",
                "review",
                "inspection",
                name="section",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "submitted",
                "returned",
                "approved",
                "signed",
                name="report_state",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("wording", sa.JSON(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("signer_post_id", sa.Integer(), nullable=True),
        sa.Column("drafted_by_id", sa.Integer(), nullable=True),
        sa.Column("drafted_at", sa.DateTime(), nullable=False),
        sa.Column("submitted_by_id", sa.Integer(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(kind = 'section') = (section IS NOT NULL)", name=op.f("ck_report_of_section")),
        sa.CheckConstraint(
            "state NOT IN ('submitted', 'approved', 'signed') OR submitted_at IS NOT NULL", name=op.f("ck_report_submitted")
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_report_agency_id")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["person.id"], name=op.f("fk_report_decided_by_id")),
        sa.ForeignKeyConstraint(["drafted_by_id"], ["person.id"], name=op.f("fk_report_drafted_by_id")),
        sa.ForeignKeyConstraint(["signer_post_id"], ["post.id"], name=op.f("fk_report_signer_post_id")),
        sa.ForeignKeyConstraint(["submitted_by_id"], ["person.id"], name=op.f("fk_report_submitted_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
    )
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.create_index(
            "uq_report_period",
            ["agency_id", "year", "period"],
            unique=True,
            sqlite_where=sa.text("kind = 'period'"),
            postgresql_where=sa.text("kind = 'period'"),
        )
        batch_op.create_index(
            "uq_report_section",
            ["agency_id", "year", "section"],
            unique=True,
            sqlite_where=sa.text("kind = 'section'"),
            postgresql_where=sa.text("kind = 'section'"),
        )

    op.create_table(
        "target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column(
            "section",
            sa.Enum(
                "direction",
                "publication",
                "one_stop",
                "feedback",
                "communication",
                "new_rural",
                "review",
                "inspection",
                name="section",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("task_code", sa.String(length=60), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("metric", sa.Text(), nullable=False),
        sa.Column("op", sa.String(length=2), nullable=False),
        sa.Column("value", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("value_max", sa.Numeric(precision=20, scale=4), nullable=True),
        sa.Column("measure", sa.String(length=40), nullable=False),
        sa.Column("removed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_target_agency_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_target_plan_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
    )
    with op.batch_alter_table("target", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_target_plan_id_section_position"), ["plan_id", "section", "position"], unique=False)

    op.create_table(
        "task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("content", "organisation", name="task_kind", native_enum=False, create_constraint=True, length=24),
            nullable=False,
        ),
        sa.Column(
            "section",
            sa.Enum(
                "direction",
                "publication",
                "one_stop",
                "feedback",
                "communication",
                "new_rural",
                "review",
                "inspection",
                name="section",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("section_reason", sa.String(length=300), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("deliverable", sa.Text(), nullable=True),
        sa.Column("time_text", sa.Text(), nullable=True),
        sa.Column("due_rule", sa.JSON(), nullable=False),
        sa.Column("due_explanation", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("doubts", sa.JSON(), nullable=False),
        sa.Column("previous_task_id", sa.Integer(), nullable=True),
        sa.Column("source_task_id", sa.Integer(), nullable=True),
        sa.Column("removed_on", sa.Date(), nullable=True),
        sa.Column("removal_reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(removed_on IS NULL) = (removal_reason = '')", name=op.f("ck_task_removed")),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_task_agency_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_task_plan_id")),
        sa.ForeignKeyConstraint(["previous_task_id"], ["task.id"], name=op.f("fk_task_previous_task_id")),
        sa.ForeignKeyConstraint(["source_task_id"], ["task.id"], name=op.f("fk_task_source_task_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
        sa.UniqueConstraint("agency_id", "source_task_id", name=op.f("uq_task_agency_id_source_task_id")),
    )
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_task_agency_id_section_plan_id"), ["agency_id", "section", "plan_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_task_plan_id_position"), ["plan_id", "position"], unique=False)
        batch_op.create_index(batch_op.f("ix_task_previous_task_id"), ["previous_task_id"], unique=False)
        batch_op.create_index(
            "ix_task_removed",
            ["agency_id"],
            unique=False,
            sqlite_where=sa.text("removed_on IS NOT NULL"),
            postgresql_where=sa.text("removed_on IS NOT NULL"),
        )
        batch_op.create_index(batch_op.f("ix_task_source_task_id"), ["source_task_id"], unique=False)

    op.create_table(
        "topic_year",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("task_code", sa.String(length=60), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("left_out_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_topic_year_agency_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_topic_year_plan_id")),
        sa.ForeignKeyConstraint(["topic_id"], ["communication_topic.id"], name=op.f("fk_topic_year_topic_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic_year")),
        sa.UniqueConstraint("topic_id", "year", name=op.f("uq_topic_year_topic_id_year")),
    )
    with op.batch_alter_table("topic_year", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_topic_year_agency_id_year_position"), ["agency_id", "year", "position"], unique=False)
        batch_op.create_index(batch_op.f("ix_topic_year_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "visit",
        sa.Column("visited_on", sa.Date(), nullable=False),
        sa.Column("counter", sa.String(length=60), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=True),
        sa.Column("ticket_key", sa.String(length=64), nullable=True),
        sa.Column("taken_at", sa.DateTime(), nullable=True),
        sa.Column("called_at", sa.DateTime(), nullable=True),
        sa.Column("waiting_minutes", sa.Numeric(precision=6, scale=1), nullable=True),
        sa.Column("satisfaction", sa.String(length=20), nullable=False),
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
        sa.CheckConstraint("satisfaction IN ('', 'satisfied', 'neutral', 'unsatisfied')", name=op.f("ck_visit_satisfaction")),
        sa.CheckConstraint("called_at >= taken_at", name=op.f("ck_visit_order")),
        sa.CheckConstraint("number > 0", name=op.f("ck_visit_number")),
        sa.CheckConstraint("waiting_minutes >= 0", name=op.f("ck_visit_waiting")),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_visit_agency_id")),
        sa.ForeignKeyConstraint(["device_id"], ["counter_device.id"], name=op.f("fk_visit_device_id")),
        sa.ForeignKeyConstraint(["entered_by_id"], ["person.id"], name=op.f("fk_visit_entered_by_id")),
        sa.ForeignKeyConstraint(["register_import_id"], ["register_import.id"], name=op.f("fk_visit_register_import_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_visit_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
    )
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_visit_agency_id_visited_on_id"), ["agency_id", "visited_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_visit_device_id_ticket_key"), ["device_id", "ticket_key"], unique=True)
        batch_op.create_index(batch_op.f("ix_visit_register_import_id"), ["register_import_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_visit_unit_id"), ["unit_id"], unique=False)
        batch_op.create_index(
            "uq_visit_number",
            ["agency_id", "visited_on", "counter", "number"],
            unique=True,
            sqlite_where=sa.text("removed_at IS NULL"),
            postgresql_where=sa.text("removed_at IS NULL"),
        )

    op.create_table(
        "apology",
        sa.Column("dossier_code", sa.String(length=64), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=True),
        sa.Column("procedure_name", sa.String(length=500), nullable=False),
        sa.Column("applicant", sa.String(length=200), nullable=False),
        sa.Column("original_due", sa.Date(), nullable=True),
        sa.Column("tell_by", sa.Date(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("new_due", sa.Date(), nullable=True),
        sa.Column("signer", sa.String(length=200), nullable=False),
        sa.Column("send_by", sa.Date(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
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
        sa.CheckConstraint("dossier_code <> ''", name=op.f("ck_apology_named")),
        sa.CheckConstraint("sent_on IS NULL OR (new_due IS NOT NULL AND reason <> '')", name=op.f("ck_apology_sent")),
        sa.CheckConstraint("new_due > original_due", name=op.f("ck_apology_new_due")),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_apology_agency_id")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_apology_dossier_id")),
        sa.ForeignKeyConstraint(["entered_by_id"], ["person.id"], name=op.f("fk_apology_entered_by_id")),
        sa.ForeignKeyConstraint(["register_import_id"], ["register_import.id"], name=op.f("fk_apology_register_import_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_apology_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_apology")),
    )
    with op.batch_alter_table("apology", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_apology_agency_id_dossier_code"),
            ["agency_id", "dossier_code"],
            unique=True,
            sqlite_where=sa.text("removed_at IS NULL"),
            postgresql_where=sa.text("removed_at IS NULL"),
        )
        batch_op.create_index("ix_apology_dossier", ["dossier_id"], unique=False)
        batch_op.create_index("ix_apology_listed", ["agency_id", "removed_at", "original_due", "id", "sent_on", "send_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_apology_register_import_id"), ["register_import_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_apology_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "duty",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "lead",
                "implement",
                "coordinate",
                "advise",
                "appraise",
                "monitor",
                name="duty_role",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("written_as", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_duty_task_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_duty_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty")),
        sa.UniqueConstraint("task_id", "unit_id", "role", name=op.f("uq_duty_task_id_unit_id_role")),
    )
    with op.batch_alter_table("duty", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_duty_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "edition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("content_sha256", sa.String(length=64), nullable=False),
        sa.Column("stored_file_id", sa.Integer(), nullable=True),
        sa.Column("frozen_at", sa.DateTime(), nullable=False),
        sa.Column("frozen_by_id", sa.Integer(), nullable=True),
        sa.Column("requested_at", sa.DateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_until", sa.DateTime(), nullable=True),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["frozen_by_id"], ["person.id"], name=op.f("fk_edition_frozen_by_id")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_edition_report_id")),
        sa.ForeignKeyConstraint(["stored_file_id"], ["stored_file.id"], name=op.f("fk_edition_stored_file_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition")),
        sa.UniqueConstraint("report_id", "number", name=op.f("uq_edition_report_id_number")),
    )
    with op.batch_alter_table("edition", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_edition_stored_file_id"), ["stored_file_id"], unique=False)

    op.create_table(
        "feedback_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("feedback_id", sa.Integer(), nullable=False),
        sa.Column(
            "act",
            sa.Enum(
                "receive",
                "classify",
                "reject",
                "assign",
                "transfer",
                "start",
                "update",
                "ask_supplement",
                "supplement",
                "extend",
                "answer",
                "publish",
                "archive",
                "reopen",
                "resolve",
                "link",
                "unlink",
                name="act",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "received",
                "classified",
                "assigned",
                "processing",
                "supplementing",
                "transferred",
                "answered",
                "published",
                "archived",
                "rejected",
                name="feedback_state",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=False),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["done_by_id"], ["person.id"], name=op.f("fk_feedback_step_done_by_id")),
        sa.ForeignKeyConstraint(["feedback_id"], ["feedback.id"], name=op.f("fk_feedback_step_feedback_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_feedback_step_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback_step")),
    )
    with op.batch_alter_table("feedback_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_feedback_step_feedback_id_id"), ["feedback_id", "id"], unique=False)

    op.create_table(
        "indicator_value",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(length=20), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("numerator", sa.Numeric(precision=20, scale=4), nullable=False),
        sa.Column("denominator", sa.Numeric(precision=20, scale=4), nullable=True),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("measure", sa.String(length=60), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("entered_at", sa.DateTime(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("numerator >= 0 AND (denominator IS NULL OR denominator >= 0)", name=op.f("ck_indicator_value_positive")),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_indicator_value_agency_id")),
        sa.ForeignKeyConstraint(["entered_by_id"], ["person.id"], name=op.f("fk_indicator_value_entered_by_id")),
        sa.ForeignKeyConstraint(["target_id"], ["target.id"], name=op.f("fk_indicator_value_target_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_indicator_value_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_value")),
        sa.UniqueConstraint("target_id", "year", "period", name=op.f("uq_indicator_value_target_id_year_period")),
    )
    with op.batch_alter_table("indicator_value", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_indicator_value_agency_id_year_period"), ["agency_id", "year", "period"], unique=False)

    op.create_table(
        "occurrence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column(
            "section",
            sa.Enum(
                "direction",
                "publication",
                "one_stop",
                "feedback",
                "communication",
                "new_rural",
                "review",
                "inspection",
                name="section",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(length=20), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_is_set", sa.Boolean(), nullable=False),
        sa.Column("due_explanation", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "not_started",
                "in_progress",
                "submitted",
                "returned",
                "done",
                "not_applicable",
                "dormant",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("submitted_by_id", sa.Integer(), nullable=True),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column("submitted_at", sa.DateTime(), nullable=True),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("comment_by_id", sa.Integer(), nullable=True),
        sa.Column("comment_on", sa.Date(), nullable=True),
        sa.Column("trigger", sa.String(length=300), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(state IN ('submitted', 'done', 'not_applicable')) = (submitted_on IS NOT NULL)", name=op.f("ck_occurrence_submitted")
        ),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_occurrence_agency_id")),
        sa.ForeignKeyConstraint(["comment_by_id"], ["person.id"], name=op.f("fk_occurrence_comment_by_id")),
        sa.ForeignKeyConstraint(["submitted_by_id"], ["person.id"], name=op.f("fk_occurrence_submitted_by_id")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_occurrence_task_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_occurrence_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occurrence")),
        sa.UniqueConstraint("task_id", "unit_id", "period", name=op.f("uq_occurrence_task_id_unit_id_period")),
    )
    with op.batch_alter_table("occurrence", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_occurrence_agency_id_year_state_due_on_id"), ["agency_id", "year", "state", "due_on", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_occurrence_task_id"), ["task_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_occurrence_unit_id_year_state_due_on_id"), ["unit_id", "year", "state", "due_on", "id"], unique=False
        )

    op.create_table(
        "procedure",
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("short_code", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("field", sa.String(length=300), nullable=False),
        sa.Column("level", sa.String(length=120), nullable=False),
        sa.Column("time_limit", sa.Text(), nullable=False),
        sa.Column("working_days", sa.Integer(), nullable=True),
        sa.Column("fee", sa.Text(), nullable=False),
        sa.Column("online_level", sa.String(length=24), nullable=False),
        sa.Column("nature", sa.String(length=24), nullable=False),
        sa.Column("internal_workflow", sa.String(length=500), nullable=False),
        sa.Column("national_link", sa.String(length=1000), nullable=False),
        sa.Column("steps", sa.Text(), nullable=False),
        sa.Column("ways", sa.Text(), nullable=False),
        sa.Column("components", sa.Text(), nullable=False),
        sa.Column("subjects", sa.Text(), nullable=False),
        sa.Column("authority", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("forms", sa.Text(), nullable=False),
        sa.Column("conditions", sa.Text(), nullable=False),
        sa.Column("legal_basis", sa.Text(), nullable=False),
        sa.Column("change_kind", sa.String(length=24), nullable=False),
        sa.Column("decision_number", sa.String(length=120), nullable=False),
        sa.Column("decision_on", sa.Date(), nullable=True),
        sa.Column("decision_effective_on", sa.Date(), nullable=True),
        sa.Column("decision_issuer", sa.String(length=300), nullable=False),
        sa.Column("announcement_id", sa.Integer(), nullable=True),
        sa.Column("in_force_from", sa.Date(), nullable=True),
        sa.Column("in_force_until", sa.Date(), nullable=True),
        sa.Column("span_count", sa.Integer(), nullable=False),
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
        sa.CheckConstraint("change_kind IN ('', 'new', 'amended', 'abolished')", name=op.f("ck_procedure_change_kind")),
        sa.CheckConstraint("code <> '' AND name <> ''", name=op.f("ck_procedure_named")),
        sa.CheckConstraint("nature IN ('', 'public', 'internal')", name=op.f("ck_procedure_nature")),
        sa.CheckConstraint("online_level IN ('', 'full', 'part', 'none')", name=op.f("ck_procedure_online_level")),
        sa.CheckConstraint("working_days IS NULL OR working_days >= 0", name=op.f("ck_procedure_working_days")),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_procedure_agency_id")),
        sa.ForeignKeyConstraint(["announcement_id"], ["announcement.id"], name=op.f("fk_procedure_announcement_id")),
        sa.ForeignKeyConstraint(["entered_by_id"], ["person.id"], name=op.f("fk_procedure_entered_by_id")),
        sa.ForeignKeyConstraint(["register_import_id"], ["register_import.id"], name=op.f("fk_procedure_register_import_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_procedure_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_procedure")),
    )
    with op.batch_alter_table("procedure", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_procedure_agency_id_field_short_code_id"), ["agency_id", "field", "short_code", "id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_procedure_announcement_id"), ["announcement_id"], unique=False)
        batch_op.create_index(
            "ix_procedure_in_force",
            ["agency_id", "in_force_from", "in_force_until", "span_count", "nature", "decision_on", "removed_at"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_procedure_register_import_id"), ["register_import_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_procedure_unit_id"), ["unit_id"], unique=False)
        batch_op.create_index(
            "uq_procedure_code",
            ["agency_id", "short_code"],
            unique=True,
            sqlite_where=sa.text("removed_at IS NULL"),
            postgresql_where=sa.text("removed_at IS NULL"),
        )

    op.create_table(
        "target_measure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("chosen_by_id", sa.Integer(), nullable=True),
        sa.Column("chosen_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_target_measure_agency_id")),
        sa.ForeignKeyConstraint(["chosen_by_id"], ["person.id"], name=op.f("fk_target_measure_chosen_by_id")),
        sa.ForeignKeyConstraint(["target_id"], ["target.id"], name=op.f("fk_target_measure_target_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target_measure")),
        sa.UniqueConstraint("target_id", name=op.f("uq_target_measure_target_id")),
    )
    with op.batch_alter_table("target_measure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_target_measure_agency_id"), ["agency_id"], unique=False)

    op.create_table(
        "evidence_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("occurrence_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
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
        sa.CheckConstraint("(verdict = 'waiting') = (verified_at IS NULL)", name=op.f("ck_evidence_link_judged")),
        sa.CheckConstraint("verified_by_id <> submitted_by_id", name=op.f("ck_evidence_link_judge")),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_evidence_link_agency_id")),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_evidence_link_evidence_id")),
        sa.ForeignKeyConstraint(["occurrence_id"], ["occurrence.id"], name=op.f("fk_evidence_link_occurrence_id")),
        sa.ForeignKeyConstraint(["submitted_by_id"], ["person.id"], name=op.f("fk_evidence_link_submitted_by_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_evidence_link_unit_id")),
        sa.ForeignKeyConstraint(["verified_by_id"], ["person.id"], name=op.f("fk_evidence_link_verified_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_link")),
    )
    with op.batch_alter_table("evidence_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_link_agency_id_verdict_id"), ["agency_id", "verdict", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_link_evidence_id"), ["evidence_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_evidence_link_occurrence_id_id"), ["occurrence_id", "id"], unique=False)

    op.create_table(
        "posting",
        sa.Column("procedure_code", sa.String(length=64), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("decision_number", sa.String(length=120), nullable=False),
        sa.Column("posted_on", sa.Date(), nullable=True),
        sa.Column("form", sa.String(length=24), nullable=False),
        sa.Column("link", sa.String(length=1000), nullable=False),
        sa.Column("removed_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("marked_by_id", sa.Integer(), nullable=True),
        sa.Column("marked_at", sa.DateTime(), nullable=True),
        sa.Column("short_code", sa.String(length=64), nullable=False),
        sa.Column("procedure_id", sa.Integer(), nullable=True),
        sa.Column("announcement_id", sa.Integer(), nullable=True),
        sa.Column("procedure_name", sa.Text(), nullable=False),
        sa.Column("place_name", sa.String(length=200), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("remove_on", sa.Date(), nullable=True),
        sa.Column("check_by", sa.Date(), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=False),
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
        sa.CheckConstraint("form IN ('', 'paper', 'electronic', 'qr')", name=op.f("ck_posting_form")),
        sa.CheckConstraint("removed_on IS NULL OR posted_on IS NOT NULL", name=op.f("ck_posting_was_posted")),
        sa.CheckConstraint("removed_on IS NULL OR removed_on >= posted_on", name=op.f("ck_posting_days")),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_posting_agency_id")),
        sa.ForeignKeyConstraint(["announcement_id"], ["announcement.id"], name=op.f("fk_posting_announcement_id")),
        sa.ForeignKeyConstraint(["entered_by_id"], ["person.id"], name=op.f("fk_posting_entered_by_id")),
        sa.ForeignKeyConstraint(["marked_by_id"], ["person.id"], name=op.f("fk_posting_marked_by_id")),
        sa.ForeignKeyConstraint(["place_id"], ["posting_place.id"], name=op.f("fk_posting_place_id")),
        sa.ForeignKeyConstraint(["procedure_id"], ["procedure.id"], name=op.f("fk_posting_procedure_id")),
        sa.ForeignKeyConstraint(["register_import_id"], ["register_import.id"], name=op.f("fk_posting_register_import_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_posting_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posting")),
    )
    with op.batch_alter_table("posting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_posting_announcement_id_place_id"), ["announcement_id", "place_id"], unique=False)
        batch_op.create_index(
            "ix_posting_days",
            ["agency_id", "procedure_id", "place_id", "due_on", "posted_on", "remove_on", "removed_on", "removed_at"],
            unique=False,
        )
        batch_op.create_index(
            "ix_posting_listed",
            [
                "agency_id",
                "rank",
                "id",
                "place_id",
                "due_on",
                "posted_on",
                "remove_on",
                "removed_on",
                "removed_at",
                "announcement_id",
                "decision_number",
                "place_name",
            ],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_posting_marked_by_id_marked_at"), ["marked_by_id", "marked_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_posting_register_import_id"), ["register_import_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_posting_unit_id"), ["unit_id"], unique=False)
        batch_op.create_index(
            "uq_posting_duty",
            ["procedure_id", "place_id", "announcement_id"],
            unique=True,
            sqlite_where=sa.text("removed_at IS NULL AND announcement_id IS NOT NULL"),
            postgresql_where=sa.text("removed_at IS NULL AND announcement_id IS NOT NULL"),
        )
        batch_op.create_index(
            "uq_posting_undecided",
            ["procedure_id", "place_id"],
            unique=True,
            sqlite_where=sa.text("removed_at IS NULL AND announcement_id IS NULL"),
            postgresql_where=sa.text("removed_at IS NULL AND announcement_id IS NULL"),
        )

    op.create_table(
        "procedure_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("procedure_id", sa.Integer(), nullable=False),
        sa.Column("announcement_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("new", "amended", "abolished", name="change_kind", native_enum=False, create_constraint=True, length=24),
            nullable=False,
        ),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("has_own_day", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["unit.id"], name=op.f("fk_procedure_change_agency_id")),
        sa.ForeignKeyConstraint(["announcement_id"], ["announcement.id"], name=op.f("fk_procedure_change_announcement_id")),
        sa.ForeignKeyConstraint(["procedure_id"], ["procedure.id"], name=op.f("fk_procedure_change_procedure_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_procedure_change")),
        sa.UniqueConstraint("procedure_id", "announcement_id", name=op.f("uq_procedure_change_procedure_id_announcement_id")),
    )
    with op.batch_alter_table("procedure_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_procedure_change_announcement_id"), ["announcement_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_procedure_change_procedure_id_effective_on_id"), ["procedure_id", "effective_on", "id"], unique=False
        )

    op.create_table(
        "signed_document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("seal", "signature", name="signature_kind", native_enum=False, create_constraint=True, length=24),
            nullable=False,
        ),
        sa.Column("stored_file_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("signer", sa.String(length=300), nullable=False),
        sa.Column("organisation", sa.String(length=300), nullable=False),
        sa.Column("issuer", sa.String(length=300), nullable=False),
        sa.Column("signed_at", sa.DateTime(), nullable=False),
        sa.Column("is_test", sa.Boolean(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("signed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_signed_document_edition_id")),
        sa.ForeignKeyConstraint(["signed_by_id"], ["person.id"], name=op.f("fk_signed_document_signed_by_id")),
        sa.ForeignKeyConstraint(["stored_file_id"], ["stored_file.id"], name=op.f("fk_signed_document_stored_file_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signed_document")),
        sa.UniqueConstraint("edition_id", "kind", name=op.f("uq_signed_document_edition_id_kind")),
    )
    with op.batch_alter_table("signed_document", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signed_document_stored_file_id"), ["stored_file_id"], unique=False)

    op.create_table(
        "signing_order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("seal", "signature", name="signature_kind", native_enum=False, create_constraint=True, length=24),
            nullable=False,
        ),
        sa.Column("ordered_by_id", sa.Integer(), nullable=True),
        sa.Column("ordered_at", sa.DateTime(), nullable=False),
        sa.Column("person", sa.String(length=200), nullable=False),
        sa.Column("post", sa.String(length=200), nullable=False),
        sa.Column("on_behalf", sa.String(length=200), nullable=False),
        sa.Column("requested_at", sa.DateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_until", sa.DateTime(), nullable=True),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("kind = 'seal' OR ordered_by_id IS NOT NULL", name=op.f("ck_signing_order_person")),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_signing_order_edition_id")),
        sa.ForeignKeyConstraint(["ordered_by_id"], ["person.id"], name=op.f("fk_signing_order_ordered_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signing_order")),
        sa.UniqueConstraint("edition_id", "kind", name=op.f("uq_signing_order_edition_id_kind")),
    )

    # Autogenerate sees no triggers: the log is append-only in the database itself (AD-01).
    for statement in _TRIGGERS[op.get_context().dialect.name]:
        op.execute(statement)
