BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
CREATE TABLE announcement (
	number VARCHAR(120) NOT NULL, 
	issued_on DATE NOT NULL, 
	effective_on DATE NOT NULL, 
	subject TEXT NOT NULL, 
	issuer VARCHAR(300) NOT NULL, 
	kind VARCHAR(24) NOT NULL, 
	link VARCHAR(1000) NOT NULL, 
	procedure_count INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	entered_at DATETIME NOT NULL, 
	folded TEXT NOT NULL, 
	removed_at DATETIME, 
	removal_reason TEXT NOT NULL, 
	agency_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	entered_by_id INTEGER, 
	register_import_id INTEGER, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_announcement PRIMARY KEY (id), 
	CONSTRAINT ck_announcement_number CHECK (number <> ''), 
	CONSTRAINT ck_announcement_kind CHECK (kind IN ('', 'list', 'internal', 'workflow')), 
	CONSTRAINT fk_announcement_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT fk_announcement_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT fk_announcement_entered_by_id FOREIGN KEY(entered_by_id) REFERENCES person (id), 
	CONSTRAINT fk_announcement_register_import_id FOREIGN KEY(register_import_id) REFERENCES register_import (id)
);
CREATE TABLE apology (
	dossier_code VARCHAR(64) NOT NULL, 
	dossier_id INTEGER, 
	procedure_name VARCHAR(500) NOT NULL, 
	applicant VARCHAR(200) NOT NULL, 
	original_due DATE, 
	tell_by DATE, 
	told_on DATE, 
	reason TEXT NOT NULL, 
	new_due DATE, 
	signer VARCHAR(200) NOT NULL, 
	send_by DATE, 
	sent_on DATE, 
	id INTEGER NOT NULL, 
	entered_at DATETIME NOT NULL, 
	folded TEXT NOT NULL, 
	removed_at DATETIME, 
	removal_reason TEXT NOT NULL, 
	agency_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	entered_by_id INTEGER, 
	register_import_id INTEGER, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_apology PRIMARY KEY (id), 
	CONSTRAINT ck_apology_named CHECK (dossier_code <> ''), 
	CONSTRAINT ck_apology_new_due CHECK (new_due > original_due), 
	CONSTRAINT ck_apology_sent CHECK (sent_on IS NULL OR (new_due IS NOT NULL AND reason <> '')), 
	CONSTRAINT fk_apology_dossier_id FOREIGN KEY(dossier_id) REFERENCES dossier (id), 
	CONSTRAINT fk_apology_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT fk_apology_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT fk_apology_entered_by_id FOREIGN KEY(entered_by_id) REFERENCES person (id), 
	CONSTRAINT fk_apology_register_import_id FOREIGN KEY(register_import_id) REFERENCES register_import (id)
);
CREATE TABLE apology_terms (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	tell_before INTEGER NOT NULL, 
	send_within INTEGER NOT NULL, 
	basis VARCHAR(500) NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_apology_terms PRIMARY KEY (id), 
	CONSTRAINT uq_apology_terms_agency_id UNIQUE (agency_id), 
	CONSTRAINT ck_apology_terms_tell_before CHECK (tell_before BETWEEN 0 AND 30), 
	CONSTRAINT ck_apology_terms_send_within CHECK (send_within BETWEEN 0 AND 30), 
	CONSTRAINT fk_apology_terms_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id)
);
CREATE TABLE archive_package (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	year INTEGER NOT NULL, 
	name VARCHAR(100) NOT NULL, 
	asked_at DATETIME NOT NULL, 
	asked_by_id INTEGER, 
	stored_file_id INTEGER, 
	manifest_sha256 VARCHAR(64), 
	files INTEGER NOT NULL, 
	bytes INTEGER NOT NULL, 
	audit_hash VARCHAR(64) NOT NULL, 
	requested_at DATETIME, 
	attempts INTEGER NOT NULL, 
	lease_until DATETIME, 
	progress INTEGER NOT NULL, 
	problem TEXT, 
	finished_at DATETIME, 
	CONSTRAINT pk_archive_package PRIMARY KEY (id), 
	CONSTRAINT fk_archive_package_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT fk_archive_package_asked_by_id FOREIGN KEY(asked_by_id) REFERENCES person (id), 
	CONSTRAINT fk_archive_package_stored_file_id FOREIGN KEY(stored_file_id) REFERENCES stored_file (id)
);
INSERT INTO "archive_package" VALUES(1,1,2024,'luu-tru-2024-ubnd-phuong-xa-la','2024-08-15 02:00:00.000000',3,4,'1b3205ec7e5bc4fb536dfbc59e0619f92e8cca79ccb905bec842720ccf1d87ec',17,20565,'1abfacf4416cb30fe35ba789ffcb64d6bdf72af5fbc3224e0b4cbcfb968fd962','2024-08-15 02:00:00.000000',1,NULL,100,NULL,'2026-11-21 10:33:00.914205');
CREATE TABLE assessment (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	set_id INTEGER NOT NULL, 
	year INTEGER NOT NULL, 
	state VARCHAR(24) NOT NULL, 
	appraising_agency_id INTEGER, 
	returned_by_agency_id INTEGER, 
	own_conditions JSON NOT NULL, 
	conditions JSON NOT NULL, 
	posted_place VARCHAR(300) NOT NULL, 
	posted_from DATE, 
	posted_to DATE, 
	portal_place VARCHAR(300) NOT NULL, 
	portal_from DATE, 
	portal_to DATE, 
	radio_times INTEGER, 
	submitted_by_id INTEGER, 
	sent_on DATE, 
	letter_number VARCHAR(120) NOT NULL, 
	appraised_on DATE, 
	is_met BOOLEAN, 
	decision_number VARCHAR(120) NOT NULL, 
	decided_on DATE, 
	decided_by_id INTEGER, 
	announced_on DATE, 
	announced_place VARCHAR(300) NOT NULL, 
	reported_on DATE, 
	report_number VARCHAR(120) NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_assessment PRIMARY KEY (id), 
	CONSTRAINT ck_assessment_decided CHECK (state NOT IN ('decided', 'announced') OR (is_met IS NOT NULL AND decided_on IS NOT NULL)), 
	CONSTRAINT ck_assessment_sent CHECK (state NOT IN ('sent', 'appraised', 'decided', 'announced') OR appraising_agency_id IS NOT NULL), 
	CONSTRAINT ck_assessment_posted CHECK (posted_to IS NULL OR posted_to >= posted_from), 
	CONSTRAINT fk_assessment_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT fk_assessment_appraising_agency_id FOREIGN KEY(appraising_agency_id) REFERENCES unit (id), 
	CONSTRAINT fk_assessment_decided_by_id FOREIGN KEY(decided_by_id) REFERENCES person (id), 
	CONSTRAINT fk_assessment_returned_by_agency_id FOREIGN KEY(returned_by_agency_id) REFERENCES unit (id), 
	CONSTRAINT fk_assessment_set_id FOREIGN KEY(set_id) REFERENCES criteria_set (id), 
	CONSTRAINT fk_assessment_submitted_by_id FOREIGN KEY(submitted_by_id) REFERENCES person (id), 
	CONSTRAINT fk_assessment_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_assessment_agency_id_set_id_year UNIQUE (agency_id, set_id, year), 
	CONSTRAINT ck_assessment_assessment_state CHECK (state IN ('scoring', 'posted', 'sent', 'appraised', 'decided', 'announced'))
);
CREATE TABLE assessment_comment (
	id INTEGER NOT NULL, 
	assessment_id INTEGER NOT NULL, 
	indicator_id INTEGER, 
	sender VARCHAR(200) NOT NULL, 
	received_on DATE NOT NULL, 
	words TEXT NOT NULL, 
	answer TEXT NOT NULL, 
	answered_on DATE, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_assessment_comment PRIMARY KEY (id), 
	CONSTRAINT ck_assessment_comment_words CHECK (words <> ''), 
	CONSTRAINT fk_assessment_comment_assessment_id FOREIGN KEY(assessment_id) REFERENCES assessment (id) ON DELETE CASCADE, 
	CONSTRAINT fk_assessment_comment_indicator_id FOREIGN KEY(indicator_id) REFERENCES criterion_indicator (id)
);
CREATE TABLE assessment_meeting (
	id INTEGER NOT NULL, 
	assessment_id INTEGER NOT NULL, 
	kind VARCHAR(24) NOT NULL, 
	held_on DATE NOT NULL, 
	papers_on DATE, 
	place VARCHAR(300) NOT NULL, 
	chair VARCHAR(200) NOT NULL, 
	secretary VARCHAR(200) NOT NULL, 
	members TEXT NOT NULL, 
	present INTEGER NOT NULL, 
	in_favour INTEGER, 
	words TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_assessment_meeting PRIMARY KEY (id), 
	CONSTRAINT ck_assessment_meeting_present CHECK (present >= 0 AND (in_favour IS NULL OR in_favour <= present)), 
	CONSTRAINT fk_assessment_meeting_assessment_id FOREIGN KEY(assessment_id) REFERENCES assessment (id) ON DELETE CASCADE, 
	CONSTRAINT uq_assessment_meeting_assessment_id_kind UNIQUE (assessment_id, kind), 
	CONSTRAINT ck_assessment_meeting_meeting_kind CHECK (kind IN ('commune', 'council'))
);
CREATE TABLE assessment_paper (
	id INTEGER NOT NULL, 
	assessment_id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	asked_by_id INTEGER, 
	file_name VARCHAR(255) NOT NULL, 
	stored_file_id INTEGER, 
	requested_at DATETIME, 
	attempts INTEGER NOT NULL, 
	lease_until DATETIME, 
	progress INTEGER NOT NULL, 
	problem TEXT, 
	finished_at DATETIME, 
	CONSTRAINT pk_assessment_paper PRIMARY KEY (id), 
	CONSTRAINT ck_assessment_paper_file CHECK (finished_at IS NULL OR problem IS NOT NULL OR stored_file_id IS NOT NULL), 
	CONSTRAINT fk_assessment_paper_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT fk_assessment_paper_asked_by_id FOREIGN KEY(asked_by_id) REFERENCES person (id), 
	CONSTRAINT fk_assessment_paper_assessment_id FOREIGN KEY(assessment_id) REFERENCES assessment (id) ON DELETE CASCADE, 
	CONSTRAINT fk_assessment_paper_stored_file_id FOREIGN KEY(stored_file_id) REFERENCES stored_file (id)
);
CREATE TABLE assessment_step (
	id INTEGER NOT NULL, 
	assessment_id INTEGER NOT NULL, 
	move VARCHAR(24) NOT NULL, 
	words TEXT NOT NULL, 
	done_by_id INTEGER, 
	done_on DATE NOT NULL, 
	done_at DATETIME NOT NULL, 
	CONSTRAINT pk_assessment_step PRIMARY KEY (id), 
	CONSTRAINT fk_assessment_step_assessment_id FOREIGN KEY(assessment_id) REFERENCES assessment (id) ON DELETE CASCADE, 
	CONSTRAINT fk_assessment_step_done_by_id FOREIGN KEY(done_by_id) REFERENCES person (id)
);
CREATE TABLE assessment_terms (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	set_id INTEGER NOT NULL, 
	office_days INTEGER NOT NULL, 
	portal_days INTEGER NOT NULL, 
	radio_times INTEGER NOT NULL, 
	send_before VARCHAR(5) NOT NULL, 
	supplement_days INTEGER NOT NULL, 
	council_most INTEGER NOT NULL, 
	quorum_of INTEGER NOT NULL, 
	quorum_in INTEGER NOT NULL, 
	papers_days INTEGER NOT NULL, 
	decide_before VARCHAR(5) NOT NULL, 
	announce_days INTEGER NOT NULL, 
	report_before VARCHAR(5) NOT NULL, 
	basis TEXT NOT NULL, 
	is_unsure BOOLEAN NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_assessment_terms PRIMARY KEY (id), 
	CONSTRAINT ck_assessment_terms_quorum CHECK (quorum_of <= quorum_in), 
	CONSTRAINT fk_assessment_terms_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT fk_assessment_terms_set_id FOREIGN KEY(set_id) REFERENCES criteria_set (id) ON DELETE CASCADE, 
	CONSTRAINT uq_assessment_terms_agency_id_set_id UNIQUE (agency_id, set_id)
);
CREATE TABLE audit_entry (
	id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	agency_id INTEGER, 
	actor_id INTEGER, 
	actor_name VARCHAR(200) NOT NULL, 
	verb VARCHAR(40) NOT NULL, 
	thing VARCHAR(40) NOT NULL, 
	thing_id INTEGER, 
	"before" TEXT NOT NULL, 
	"after" TEXT NOT NULL, 
	request_key VARCHAR(64), 
	previous_hash VARCHAR(64) NOT NULL, 
	hash VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_audit_entry PRIMARY KEY (id), 
	CONSTRAINT uq_audit_entry_request_key UNIQUE (request_key), 
	CONSTRAINT uq_audit_entry_hash UNIQUE (hash)
);
INSERT INTO "audit_entry" VALUES(1,'2024-08-15 02:00:00.000000',1,9,'Worker.3','submit','occurrence',3,'{"state":"not_started"}','{"evidence":[1],"state":"submitted"}',NULL,'0000000000000000000000000000000000000000000000000000000000000000','900081614de874c9a366769f820b674e440dd53e5228793531dea888b0b87b79');
INSERT INTO "audit_entry" VALUES(2,'2024-08-15 02:00:00.000000',1,3,'Người lạ clerk','section_report','report',1,'{}','{"content_sha256":"f903404571b94d289b935f1ed5be5720fd8c39cc538c7b85cd559c5c62e0a4fd","edition":1,"state":"approved"}',NULL,'900081614de874c9a366769f820b674e440dd53e5228793531dea888b0b87b79','0f15d9136b055c4f727a7e03f93cb7c597f50fef877168ca5b0dc26111ffe331');
INSERT INTO "audit_entry" VALUES(3,'2024-08-15 02:00:00.000000',1,3,'Người lạ clerk','draft','report',2,'{}','{"changes":[],"figures":3,"state":"draft"}',NULL,'0f15d9136b055c4f727a7e03f93cb7c597f50fef877168ca5b0dc26111ffe331','9f62e4983a8ae2ba0fc5bb937971d613a4cf305f6f17423166b17055fcc3603e');
INSERT INTO "audit_entry" VALUES(4,'2024-08-15 02:00:00.000000',1,3,'Người lạ clerk','ask','archive_package',1,'{}','{"year":2024}',NULL,'9f62e4983a8ae2ba0fc5bb937971d613a4cf305f6f17423166b17055fcc3603e','52989a099dd26fc68d2d6f5d75206a925969d6014a5570c8c9e7c64e6dc4cfb3');
INSERT INTO "audit_entry" VALUES(5,'2024-08-15 02:00:00.000000',1,3,'Người lạ clerk','stage','import_draft',1,'{}','{"file":"ke-hoach.txt","sha256":"d6c9ef1792f73c56d564e59ed0aa4f595b8db509e22d9c263d5faedbdd55a804"}',NULL,'52989a099dd26fc68d2d6f5d75206a925969d6014a5570c8c9e7c64e6dc4cfb3','1abfacf4416cb30fe35ba789ffcb64d6bdf72af5fbc3224e0b4cbcfb968fd962');
INSERT INTO "audit_entry" VALUES(6,'2026-11-21 10:33:00.820286',1,NULL,'Hệ thống','print','report',1,'{}','{"edition":1,"sha256":"3ef80dd0e4f2a87cd2b30e9434793015f4bdbc3ef1b7b98133d34d3927bd7f6d","state":"approved"}',NULL,'1abfacf4416cb30fe35ba789ffcb64d6bdf72af5fbc3224e0b4cbcfb968fd962','1715fee34ab3a5bb082a905161cb2d10dc179bf22e1bcda29448880c47f86f43');
INSERT INTO "audit_entry" VALUES(7,'2026-11-21 10:33:00.820286',1,NULL,'Hệ thống','order_signature','signing_order',1,'{}','{"edition":1,"kind":"seal"}',NULL,'1715fee34ab3a5bb082a905161cb2d10dc179bf22e1bcda29448880c47f86f43','4032c5addd50d3ad196efe4c1f20eec02227cd529bec1e461d0979736e277561');
INSERT INTO "audit_entry" VALUES(8,'2026-11-21 10:33:00.835197',1,NULL,'Hệ thống','attach_signature','signed_document',1,'{}','{"edition":1,"kind":"seal","sha256":"78d6817a39358f0f428a57d62753bc5a18d4333a3d01912dbee40747a4bc7b8f","signer":"ỦY BAN NHÂN DÂN PHƯỜNG XA LẠ"}',NULL,'4032c5addd50d3ad196efe4c1f20eec02227cd529bec1e461d0979736e277561','2e646b0694442d2e8b72071e7fd87505f55a6062a0aa8bbc2b43eafed624615a');
INSERT INTO "audit_entry" VALUES(9,'2026-11-21 10:33:00.835197',1,NULL,'Hệ thống','sign','report',1,'{}','{"edition":1,"state":"signed"}',NULL,'2e646b0694442d2e8b72071e7fd87505f55a6062a0aa8bbc2b43eafed624615a','6050353a90b53ffebfef03870cd62a13a188f5c791533bf0f87b46d6b7706f8c');
INSERT INTO "audit_entry" VALUES(10,'2026-11-21 10:33:00.914205',1,NULL,'Hệ thống','seal','archive_package',1,'{}','{"files":17,"manifest_sha256":"1b3205ec7e5bc4fb536dfbc59e0619f92e8cca79ccb905bec842720ccf1d87ec","year":2024}',NULL,'6050353a90b53ffebfef03870cd62a13a188f5c791533bf0f87b46d6b7706f8c','91650c1b39a5217eef9db3e820d48b8083ad6fd9c427a363ee0fd3cea4298f13');
CREATE TABLE budget_group (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	title VARCHAR(300) NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_budget_group PRIMARY KEY (id), 
	CONSTRAINT ck_budget_group_named CHECK (number > 0 AND title <> ''), 
	CONSTRAINT fk_budget_group_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT uq_budget_group_agency_id_number UNIQUE (agency_id, number)
);
CREATE TABLE budget_line (
	budget_year VARCHAR(4) NOT NULL, 
	group_number INTEGER NOT NULL, 
	task_id INTEGER, 
	content VARCHAR(500) NOT NULL, 
	estimate BIGINT NOT NULL, 
	spent BIGINT, 
	doc_number VARCHAR(120) NOT NULL, 
	doc_on DATE, 
	note TEXT NOT NULL, 
	id INTEGER NOT NULL, 
	entered_at DATETIME NOT NULL, 
	folded TEXT NOT NULL, 
	removed_at DATETIME, 
	removal_reason TEXT NOT NULL, 
	agency_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	entered_by_id INTEGER, 
	register_import_id INTEGER, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_budget_line PRIMARY KEY (id), 
	CONSTRAINT ck_budget_line_year CHECK (budget_year BETWEEN '2000' AND '2100' AND length(budget_year) = 4), 
	CONSTRAINT ck_budget_line_content CHECK (content <> ''), 
	CONSTRAINT ck_budget_line_money CHECK (estimate >= 0 AND spent >= 0), 
	CONSTRAINT fk_budget_line_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT fk_budget_line_entered_by_id FOREIGN KEY(entered_by_id) REFERENCES person (id), 
	CONSTRAINT fk_budget_line_register_import_id FOREIGN KEY(register_import_id) REFERENCES register_import (id), 
	CONSTRAINT fk_budget_line_task_id FOREIGN KEY(task_id) REFERENCES task (id), 
	CONSTRAINT fk_budget_line_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id)
);
CREATE TABLE calendar_day (
	id INTEGER NOT NULL, 
	day DATE NOT NULL, 
	kind VARCHAR(24) NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	source VARCHAR(500) NOT NULL, 
	CONSTRAINT pk_calendar_day PRIMARY KEY (id), 
	CONSTRAINT uq_calendar_day_day UNIQUE (day), 
	CONSTRAINT ck_calendar_day_day_kind CHECK (kind IN ('holiday', 'compensatory_off', 'swapped_off', 'makeup_work'))
);
CREATE TABLE column_mapping (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	register VARCHAR(40) NOT NULL, 
	source VARCHAR(64) NOT NULL, 
	mapping JSON NOT NULL, 
	CONSTRAINT pk_column_mapping PRIMARY KEY (id), 
	CONSTRAINT uq_column_mapping_agency_id_register_source UNIQUE (agency_id, register, source), 
	CONSTRAINT fk_column_mapping_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id)
);
CREATE TABLE communication_item (
	title VARCHAR(500) NOT NULL, 
	topic_id INTEGER, 
	channel VARCHAR(24) NOT NULL, 
	held_on DATE NOT NULL, 
	author VARCHAR(200) NOT NULL, 
	audience VARCHAR(300) NOT NULL, 
	reach INTEGER, 
	duration INTEGER, 
	link VARCHAR(1000) NOT NULL, 
	id INTEGER NOT NULL, 
	entered_at DATETIME NOT NULL, 
	folded TEXT NOT NULL, 
	removed_at DATETIME, 
	removal_reason TEXT NOT NULL, 
	agency_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	entered_by_id INTEGER, 
	register_import_id INTEGER, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_communication_item PRIMARY KEY (id), 
	CONSTRAINT ck_communication_item_counts CHECK (reach >= 0 AND duration >= 0), 
	CONSTRAINT ck_communication_item_title CHECK (title <> ''), 
	CONSTRAINT fk_communication_item_topic_id FOREIGN KEY(topic_id) REFERENCES communication_topic (id), 
	CONSTRAINT ck_communication_item_channel CHECK (channel IN ('loudspeaker', 'website', 'zalo', 'meeting', 'leaflet', 'video', 'other')), 
	CONSTRAINT fk_communication_item_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT fk_communication_item_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT fk_communication_item_entered_by_id FOREIGN KEY(entered_by_id) REFERENCES person (id), 
	CONSTRAINT fk_communication_item_register_import_id FOREIGN KEY(register_import_id) REFERENCES register_import (id)
);
CREATE TABLE communication_topic (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	title VARCHAR(300) NOT NULL, 
	folded VARCHAR(300) NOT NULL, 
	merged_into_id INTEGER, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_communication_topic PRIMARY KEY (id), 
	CONSTRAINT uq_communication_topic_agency_id_folded UNIQUE (agency_id, folded), 
	CONSTRAINT ck_communication_topic_merged CHECK (merged_into_id <> id), 
	CONSTRAINT fk_communication_topic_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT fk_communication_topic_merged_into_id FOREIGN KEY(merged_into_id) REFERENCES communication_topic (id)
);
CREATE TABLE counter_device (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	name VARCHAR(60) NOT NULL, 
	code_hash VARCHAR(64), 
	code_expires_at DATETIME, 
	secret_hash VARCHAR(64), 
	paired_at DATETIME, 
	seen_at DATETIME, 
	created_by_id INTEGER, 
	created_at DATETIME NOT NULL, 
	revoked_at DATETIME, 
	CONSTRAINT pk_counter_device PRIMARY KEY (id), 
	CONSTRAINT ck_counter_device_name CHECK (name <> ''), 
	CONSTRAINT fk_counter_device_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT fk_counter_device_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_counter_device_code_hash UNIQUE (code_hash), 
	CONSTRAINT uq_counter_device_secret_hash UNIQUE (secret_hash), 
	CONSTRAINT fk_counter_device_created_by_id FOREIGN KEY(created_by_id) REFERENCES person (id)
);
CREATE TABLE criteria_set (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	subject VARCHAR(24) NOT NULL, 
	title VARCHAR(300) NOT NULL, 
	basis TEXT NOT NULL, 
	valid_from DATE NOT NULL, 
	valid_to DATE, 
	least_total NUMERIC(7, 2), 
	least_share NUMERIC(5, 2), 
	conditions TEXT NOT NULL, 
	is_unsure BOOLEAN NOT NULL, 
	note TEXT NOT NULL, 
	shipped_code VARCHAR(60) NOT NULL, 
	follows_id INTEGER, 
	withdrawn_on DATE, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_criteria_set PRIMARY KEY (id), 
	CONSTRAINT ck_criteria_set_valid CHECK (valid_to IS NULL OR valid_to >= valid_from), 
	CONSTRAINT fk_criteria_set_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT fk_criteria_set_follows_id FOREIGN KEY(follows_id) REFERENCES criteria_set (id), 
	CONSTRAINT ck_criteria_set_subject CHECK (subject IN ('new_rural', 'law_access'))
);
CREATE TABLE criterion (
	id INTEGER NOT NULL, 
	set_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	number VARCHAR(20) NOT NULL, 
	title TEXT NOT NULL, 
	most_points NUMERIC(7, 2), 
	note TEXT NOT NULL, 
	is_unsure BOOLEAN NOT NULL, 
	CONSTRAINT pk_criterion PRIMARY KEY (id), 
	CONSTRAINT ck_criterion_points CHECK (most_points IS NULL OR most_points > 0), 
	CONSTRAINT fk_criterion_set_id FOREIGN KEY(set_id) REFERENCES criteria_set (id) ON DELETE CASCADE
);
CREATE TABLE criterion_indicator (
	id INTEGER NOT NULL, 
	criterion_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	number VARCHAR(20) NOT NULL, 
	title TEXT NOT NULL, 
	kind VARCHAR(24) NOT NULL, 
	threshold NUMERIC(7, 2), 
	most_points NUMERIC(7, 2), 
	evidence TEXT NOT NULL, 
	note TEXT NOT NULL, 
	is_unsure BOOLEAN NOT NULL, 
	CONSTRAINT pk_criterion_indicator PRIMARY KEY (id), 
	CONSTRAINT ck_criterion_indicator_points CHECK (most_points IS NULL OR most_points > 0), 
	CONSTRAINT ck_criterion_indicator_threshold CHECK (threshold IS NULL OR threshold >= 0), 
	CONSTRAINT fk_criterion_indicator_criterion_id FOREIGN KEY(criterion_id) REFERENCES criterion (id) ON DELETE CASCADE, 
	CONSTRAINT ck_criterion_indicator_indicator_kind CHECK (kind IN ('pass', 'percent', 'points'))
);
CREATE TABLE delegation (
	id INTEGER NOT NULL, 
	from_post_id INTEGER NOT NULL, 
	to_post_id INTEGER NOT NULL, 
	mode VARCHAR(24) NOT NULL, 
	basis VARCHAR(300) NOT NULL, 
	valid_from DATE NOT NULL, 
	valid_to DATE, 
	CONSTRAINT pk_delegation PRIMARY KEY (id), 
	CONSTRAINT fk_delegation_from_post_id FOREIGN KEY(from_post_id) REFERENCES post (id), 
	CONSTRAINT fk_delegation_to_post_id FOREIGN KEY(to_post_id) REFERENCES post (id), 
	CONSTRAINT ck_delegation_sign_mode CHECK (mode IN ('KT.', 'TL.', 'Q.', 'TUQ.', 'TM.'))
);
CREATE TABLE document_wording (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	register VARCHAR(40) NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	sentences JSON NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_document_wording PRIMARY KEY (id), 
	CONSTRAINT uq_document_wording_agency_id_register_kind UNIQUE (agency_id, register, kind), 
	CONSTRAINT fk_document_wording_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id)
);
CREATE TABLE dossier (
	code VARCHAR(64) NOT NULL, 
	procedure_code VARCHAR(64) NOT NULL, 
	field VARCHAR(300) NOT NULL, 
	level VARCHAR(12) NOT NULL, 
	received_on DATE NOT NULL, 
	due_on DATE, 
	returned_on DATE, 
	channel VARCHAR(12) NOT NULL, 
	is_online_full BOOLEAN, 
	has_fee BOOLEAN, 
	fee_online BOOLEAN, 
	digitised BOOLEAN, 
	reused BOOLEAN, 
	no_resupply BOOLEAN, 
	electronic_transfer BOOLEAN, 
	satisfaction VARCHAR(12) NOT NULL, 
	waiting_minutes INTEGER, 
	handling_minutes INTEGER, 
	id INTEGER NOT NULL, 
	entered_at DATETIME NOT NULL, 
	folded TEXT NOT NULL, 
	removed_at DATETIME, 
	removal_reason TEXT NOT NULL, 
	agency_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	entered_by_id INTEGER, 
	register_import_id INTEGER, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_dossier PRIMARY KEY (id), 
	CONSTRAINT ck_dossier_named CHECK (code <> ''), 
	CONSTRAINT ck_dossier_due CHECK (due_on >= received_on), 
	CONSTRAINT ck_dossier_returned CHECK (returned_on >= received_on), 
	CONSTRAINT ck_dossier_minutes CHECK (waiting_minutes >= 0 AND handling_minutes >= 0), 
	CONSTRAINT ck_dossier_channel CHECK (channel IN ('online', 'direct', 'postal')), 
	CONSTRAINT ck_dossier_level CHECK (level IN ('', 'commune', 'district', 'province', 'joined')), 
	CONSTRAINT ck_dossier_satisfaction CHECK (satisfaction IN ('', 'very', 'satisfied', 'neutral', 'dissatisfied')), 
	CONSTRAINT fk_dossier_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT fk_dossier_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT fk_dossier_entered_by_id FOREIGN KEY(entered_by_id) REFERENCES person (id), 
	CONSTRAINT fk_dossier_register_import_id FOREIGN KEY(register_import_id) REFERENCES register_import (id)
);
CREATE TABLE dossier_total (
	first_day DATE NOT NULL, 
	last_day DATE NOT NULL, 
	level VARCHAR(12) NOT NULL, 
	field VARCHAR(300) NOT NULL, 
	received INTEGER NOT NULL, 
	online INTEGER NOT NULL, 
	direct INTEGER NOT NULL, 
	carried INTEGER NOT NULL, 
	settled INTEGER NOT NULL, 
	early INTEGER NOT NULL, 
	on_time INTEGER NOT NULL, 
	late INTEGER NOT NULL, 
	pending INTEGER NOT NULL, 
	within INTEGER NOT NULL, 
	overdue INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	entered_at DATETIME NOT NULL, 
	folded TEXT NOT NULL, 
	removed_at DATETIME, 
	removal_reason TEXT NOT NULL, 
	agency_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	entered_by_id INTEGER, 
	register_import_id INTEGER, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_dossier_total PRIMARY KEY (id), 
	CONSTRAINT ck_dossier_total_named CHECK (field <> ''), 
	CONSTRAINT ck_dossier_total_level CHECK (level IN ('commune', 'district', 'province', 'joined')), 
	CONSTRAINT ck_dossier_total_days CHECK (last_day >= first_day), 
	CONSTRAINT ck_dossier_total_counted CHECK (online >= 0 AND direct >= 0 AND carried >= 0 AND early >= 0 AND on_time >= 0 AND late >= 0), 
	CONSTRAINT ck_dossier_total_left_over CHECK (within >= 0 AND overdue >= 0), 
	CONSTRAINT ck_dossier_total_received CHECK (received = online + direct + carried), 
	CONSTRAINT ck_dossier_total_settled CHECK (settled = early + on_time + late), 
	CONSTRAINT ck_dossier_total_pending CHECK (pending = within + overdue), 
	CONSTRAINT ck_dossier_total_balance CHECK (received = settled + pending), 
	CONSTRAINT fk_dossier_total_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT fk_dossier_total_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT fk_dossier_total_entered_by_id FOREIGN KEY(entered_by_id) REFERENCES person (id), 
	CONSTRAINT fk_dossier_total_register_import_id FOREIGN KEY(register_import_id) REFERENCES register_import (id)
);
CREATE TABLE draft_regulation (
	title VARCHAR(500) NOT NULL, 
	kind VARCHAR(24) NOT NULL, 
	drafted_on DATE NOT NULL, 
	drafter VARCHAR(300) NOT NULL, 
	has_procedures BOOLEAN, 
	is_assessed BOOLEAN, 
	assessed_on DATE, 
	opinion_number VARCHAR(120) NOT NULL, 
	opinion_on DATE, 
	opinion TEXT NOT NULL, 
	outcome VARCHAR(24) NOT NULL, 
	id INTEGER NOT NULL, 
	entered_at DATETIME NOT NULL, 
	folded TEXT NOT NULL, 
	removed_at DATETIME, 
	removal_reason TEXT NOT NULL, 
	agency_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	entered_by_id INTEGER, 
	register_import_id INTEGER, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_draft_regulation PRIMARY KEY (id), 
	CONSTRAINT ck_draft_regulation_title CHECK (kind <> '' AND (kind = 'none' OR title <> '')), 
	CONSTRAINT ck_draft_regulation_nothing CHECK (kind <> 'none' OR has_procedures IS NULL), 
	CONSTRAINT ck_draft_regulation_kind CHECK (kind IN ('', 'decision', 'resolution', 'other', 'none')), 
	CONSTRAINT ck_draft_regulation_outcome CHECK (outcome IN ('', 'drafting', 'issued', 'withdrawn')), 
	CONSTRAINT fk_draft_regulation_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT fk_draft_regulation_entered_by_id FOREIGN KEY(entered_by_id) REFERENCES person (id), 
	CONSTRAINT fk_draft_regulation_register_import_id FOREIGN KEY(register_import_id) REFERENCES register_import (id), 
	CONSTRAINT fk_draft_regulation_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id)
);
CREATE TABLE duty (
	id INTEGER NOT NULL, 
	task_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	role VARCHAR(24) NOT NULL, 
	written_as VARCHAR(500) NOT NULL, 
	CONSTRAINT pk_duty PRIMARY KEY (id), 
	CONSTRAINT uq_duty_task_id_unit_id_role UNIQUE (task_id, unit_id, role), 
	CONSTRAINT fk_duty_task_id FOREIGN KEY(task_id) REFERENCES task (id) ON DELETE CASCADE, 
	CONSTRAINT fk_duty_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT ck_duty_duty_role CHECK (role IN ('lead', 'implement', 'coordinate', 'advise', 'appraise', 'monitor'))
);
INSERT INTO "duty" VALUES(1,1,3,'lead','Văn phòng Xa Lạ');
CREATE TABLE edition (
	id INTEGER NOT NULL, 
	report_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	content JSON NOT NULL, 
	content_sha256 VARCHAR(64) NOT NULL, 
	stored_file_id INTEGER, 
	frozen_at DATETIME NOT NULL, 
	frozen_by_id INTEGER, 
	requested_at DATETIME, 
	attempts INTEGER NOT NULL, 
	lease_until DATETIME, 
	progress INTEGER NOT NULL, 
	problem TEXT, 
	finished_at DATETIME, 
	CONSTRAINT pk_edition PRIMARY KEY (id), 
	CONSTRAINT uq_edition_report_id_number UNIQUE (report_id, number), 
	CONSTRAINT fk_edition_report_id FOREIGN KEY(report_id) REFERENCES report (id), 
	CONSTRAINT fk_edition_stored_file_id FOREIGN KEY(stored_file_id) REFERENCES stored_file (id), 
	CONSTRAINT fk_edition_frozen_by_id FOREIGN KEY(frozen_by_id) REFERENCES person (id)
);
INSERT INTO "edition" VALUES(1,1,1,'{"form": "section", "agency": {"superior": "UBND TH\u1eca X\u00c3 M\u1eaaU", "name": "\u1ee6Y BAN NH\u00c2N D\u00c2N PH\u01af\u1edcNG XA L\u1ea0", "place": "An B\u00ecnh"}, "number": null, "symbol": "BC-UBND", "date": "2024-08-15", "title": "B\u00c1O C\u00c1O", "subject": "Ti\u1ebfn \u0111\u1ed9 th\u1ef1c hi\u1ec7n n\u1ed9i dung \"C\u00f4ng b\u1ed1, c\u00f4ng khai\" n\u0103m 2024", "addressee": ["\u1ee6y ban nh\u00e2n d\u00e2n th\u1ecb x\u00e3 M\u1eabu"], "bases": [], "opening": "Th\u1ef1c hi\u1ec7n K\u1ebf ho\u1ea1ch xa l\u1ea1, \u1ee6y ban nh\u00e2n d\u00e2n ph\u01b0\u1eddng Xa L\u1ea1 b\u00e1o c\u00e1o k\u1ebft qu\u1ea3 n\u0103m 2024 (s\u1ed1 li\u1ec7u t\u1eeb ng\u00e0y 15/12/2023 \u0111\u1ebfn ng\u00e0y 15/08/2024) nh\u01b0 sau:", "parts": [{"heading": "I. T\u00ecnh h\u00ecnh, k\u1ebft qu\u1ea3", "blocks": [{"kind": "heading", "text": "1. C\u00f4ng b\u1ed1, c\u00f4ng khai"}, {"kind": "text", "text": "Ho\u00e0n th\u00e0nh 0/2 vi\u1ec7c; ch\u1edd duy\u1ec7t 1 vi\u1ec7c; ch\u01b0a ho\u00e0n th\u00e0nh 1 vi\u1ec7c."}]}, {"heading": "II. \u0110\u00e1nh gi\u00e1", "blocks": [{"kind": "heading", "text": "1. \u01afu \u0111i\u1ec3m"}, {"kind": "text", "text": "Ho\u00e0n th\u00e0nh 0/2 vi\u1ec7c; ch\u1edd duy\u1ec7t 1 vi\u1ec7c; ch\u01b0a ho\u00e0n th\u00e0nh 1 vi\u1ec7c."}, {"kind": "heading", "text": "2. T\u1ed3n t\u1ea1i, h\u1ea1n ch\u1ebf"}, {"kind": "text", "text": "Kh\u00f4ng c\u00f3 vi\u1ec7c tr\u1ec5 h\u1ea1n."}, {"kind": "heading", "text": "3. Nguy\u00ean nh\u00e2n"}, {"kind": "text", "text": "Kh\u00f4ng ph\u00e1t sinh."}]}, {"heading": "III. Ph\u01b0\u01a1ng h\u01b0\u1edbng, nhi\u1ec7m v\u1ee5 k\u1ef3 t\u1edbi", "blocks": [{"kind": "text", "text": "T\u1eadp trung ho\u00e0n th\u00e0nh c\u00e1c nhi\u1ec7m v\u1ee5 sau:"}, {"kind": "list", "items": ["Vi\u1ec7c xa l\u1ea1 (V\u0103n ph\u00f2ng Xa L\u1ea1): h\u1ea1n 20/08/2024."]}]}, {"heading": "IV. Ki\u1ebfn ngh\u1ecb, \u0111\u1ec1 xu\u1ea5t", "blocks": [{"kind": "text", "text": "Kh\u00f4ng c\u00f3 ki\u1ebfn ngh\u1ecb, \u0111\u1ec1 xu\u1ea5t."}]}], "annexes": [{"heading": "Ph\u1ee5 l\u1ee5c I. K\u1ebft qu\u1ea3 th\u1ef1c hi\u1ec7n nhi\u1ec7m v\u1ee5", "blocks": [{"kind": "table", "caption": "Nhi\u1ec7m v\u1ee5 c\u1ee7a k\u1ef3 b\u00e1o c\u00e1o", "columns": ["TT", "Nhi\u1ec7m v\u1ee5", "\u0110\u01a1n v\u1ecb", "H\u1ea1n", "K\u1ebft qu\u1ea3", "Minh ch\u1ee9ng"], "align": ["center", "left", "left", "center", "left", "left"], "widths": [6, 32, 18, 15, 14, 15], "rows": [["1", "Vi\u1ec7c xa l\u1ea1", "V\u0103n ph\u00f2ng Xa L\u1ea1", "20/08/2024", "Ch\u01b0a ho\u00e0n th\u00e0nh", ""], ["2", "Vi\u1ec7c xa l\u1ea1", "V\u0103n ph\u00f2ng Xa L\u1ea1", "20/08/2024", "Ch\u1edd duy\u1ec7t", ""]]}]}], "closing": "Tr\u00ean \u0111\u00e2y l\u00e0 b\u00e1o c\u00e1o c\u1ee7a \u1ee6y ban nh\u00e2n d\u00e2n ph\u01b0\u1eddng Xa L\u1ea1, k\u00ednh g\u1eedi \u1ee6y ban nh\u00e2n d\u00e2n th\u1ecb x\u00e3 M\u1eabu", "recipients": ["Nh\u01b0 tr\u00ean", "L\u01b0u: VT"], "signature": {"on_behalf": "TM. \u1ee6Y BAN NH\u00c2N D\u00c2N", "mode": "", "post": "CH\u1ee8C DANH L\u1ea0", "name": "Ng\u01b0\u1eddi l\u1ea1 leader"}, "prepared_by": "Ng\u01b0\u1eddi l\u1ea1 clerk", "is_test": false, "figures": [{"label": "C\u00f4ng b\u1ed1, c\u00f4ng khai: \u0111\u00e3 xong", "value": "0/2", "link": "/2024/cong-khai?loc=da-xong"}, {"label": "C\u00f4ng b\u1ed1, c\u00f4ng khai: ch\u1edd duy\u1ec7t", "value": "1", "link": "/2024/cong-khai?loc=cho-duyet"}]}','f903404571b94d289b935f1ed5be5720fd8c39cc538c7b85cd559c5c62e0a4fd',2,'2024-08-15 02:00:00.000000',3,'2024-08-15 02:00:00.000000',1,NULL,100,NULL,'2026-11-21 10:33:00.820286');
CREATE TABLE evidence (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	kind VARCHAR(24) NOT NULL, 
	stored_file_id INTEGER, 
	file_name VARCHAR(255) NOT NULL, 
	doc_number VARCHAR(120) NOT NULL, 
	doc_date DATE, 
	issuer VARCHAR(300) NOT NULL, 
	subject TEXT NOT NULL, 
	note TEXT NOT NULL, 
	register VARCHAR(40) NOT NULL, 
	row_id INTEGER, 
	folded TEXT NOT NULL, 
	CONSTRAINT pk_evidence PRIMARY KEY (id), 
	CONSTRAINT ck_evidence_file CHECK ((kind = 'file') = (stored_file_id IS NOT NULL)), 
	CONSTRAINT ck_evidence_document CHECK (kind <> 'document' OR doc_number <> ''), 
	CONSTRAINT ck_evidence_nothing CHECK (kind <> 'nothing' OR note <> ''), 
	CONSTRAINT ck_evidence_row CHECK ((kind = 'row') = (row_id IS NOT NULL)), 
	CONSTRAINT ck_evidence_row_words CHECK (kind <> 'row' OR (register <> '' AND subject <> '')), 
	CONSTRAINT fk_evidence_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT fk_evidence_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT ck_evidence_evidence_kind CHECK (kind IN ('file', 'document', 'nothing', 'row')), 
	CONSTRAINT fk_evidence_stored_file_id FOREIGN KEY(stored_file_id) REFERENCES stored_file (id)
);
INSERT INTO "evidence" VALUES(1,1,3,'file',1,'bien-ban.pdf','',NULL,'','','','',NULL,'bien-ban.pdf');
CREATE TABLE evidence_link (
	id INTEGER NOT NULL, 
	evidence_id INTEGER NOT NULL, 
	occurrence_id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	verdict VARCHAR(24) NOT NULL, 
	submitted_at DATETIME NOT NULL, 
	submitted_on DATE NOT NULL, 
	verified_at DATETIME, 
	verified_on DATE, 
	comment TEXT NOT NULL, 
	submitted_by_id INTEGER NOT NULL, 
	verified_by_id INTEGER, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_evidence_link PRIMARY KEY (id), 
	CONSTRAINT ck_evidence_link_judged CHECK ((verdict = 'waiting') = (verified_at IS NULL)), 
	CONSTRAINT ck_evidence_link_judge CHECK (verified_by_id <> submitted_by_id), 
	CONSTRAINT fk_evidence_link_evidence_id FOREIGN KEY(evidence_id) REFERENCES evidence (id), 
	CONSTRAINT fk_evidence_link_occurrence_id FOREIGN KEY(occurrence_id) REFERENCES occurrence (id), 
	CONSTRAINT fk_evidence_link_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT fk_evidence_link_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT ck_evidence_link_verdict CHECK (verdict IN ('waiting', 'accepted', 'returned')), 
	CONSTRAINT fk_evidence_link_submitted_by_id FOREIGN KEY(submitted_by_id) REFERENCES person (id), 
	CONSTRAINT fk_evidence_link_verified_by_id FOREIGN KEY(verified_by_id) REFERENCES person (id)
);
INSERT INTO "evidence_link" VALUES(1,1,3,1,3,'waiting','2024-08-15 02:00:00.000000','2024-08-15',NULL,NULL,'',9,NULL,1);
CREATE TABLE feedback (
	year INTEGER NOT NULL, 
	number INTEGER, 
	channel VARCHAR(24) NOT NULL, 
	received_on DATE NOT NULL, 
	received_time VARCHAR(8) NOT NULL, 
	person VARCHAR(200) NOT NULL, 
	address VARCHAR(300) NOT NULL, 
	phone VARCHAR(20) NOT NULL, 
	phone_digits VARCHAR(20) NOT NULL, 
	email VARCHAR(200) NOT NULL, 
	content TEXT NOT NULL, 
	told TEXT NOT NULL, 
	folded_personal TEXT NOT NULL, 
	receiver VARCHAR(200) NOT NULL, 
	satisfaction VARCHAR(24), 
	state VARCHAR(24) NOT NULL, 
	subject VARCHAR(24), 
	classed VARCHAR(24), 
	refusal VARCHAR(24), 
	office VARCHAR(300) NOT NULL, 
	has_ground BOOLEAN, 
	outcome VARCHAR(24), 
	answer TEXT NOT NULL, 
	answer_document VARCHAR(200) NOT NULL, 
	public_content TEXT NOT NULL, 
	public_answer TEXT NOT NULL, 
	public_link VARCHAR(1000) NOT NULL, 
	main_id INTEGER, 
	main_number VARCHAR(20) NOT NULL, 
	assigned_unit_id INTEGER, 
	clock_rule JSON NOT NULL, 
	reopened_on DATE, 
	earlier_answered_on DATE, 
	earlier_due_on DATE, 
	started_on DATE, 
	paused_on DATE, 
	paused_days INTEGER NOT NULL, 
	extended_to DATE, 
	transfer_due_on DATE, 
	original_due_on DATE, 
	handle_due_on DATE, 
	publish_due_on DATE, 
	next_due_on DATE, 
	turn_on DATE NOT NULL, 
	last_word_on DATE, 
	classified_on DATE, 
	transferred_on DATE, 
	answered_on DATE, 
	resolved_on DATE, 
	published_on DATE, 
	archived_on DATE, 
	id INTEGER NOT NULL, 
	entered_at DATETIME NOT NULL, 
	folded TEXT NOT NULL, 
	removed_at DATETIME, 
	removal_reason TEXT NOT NULL, 
	agency_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	entered_by_id INTEGER, 
	register_import_id INTEGER, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_feedback PRIMARY KEY (id), 
	CONSTRAINT uq_feedback_agency_id_year_number UNIQUE (agency_id, year, number), 
	CONSTRAINT ck_feedback_number CHECK (number >= 1), 
	CONSTRAINT ck_feedback_content CHECK (content <> ''), 
	CONSTRAINT ck_feedback_main CHECK (main_id <> id), 
	CONSTRAINT ck_feedback_paused_days CHECK (paused_days >= 0), 
	CONSTRAINT ck_feedback_rejected CHECK (state <> 'rejected' OR refusal IS NOT NULL), 
	CONSTRAINT ck_feedback_published CHECK (published_on IS NULL OR answered_on IS NOT NULL), 
	CONSTRAINT ck_feedback_channel CHECK (channel IN ('in_person', 'post', 'email', 'phone', 'survey', 'portal')), 
	CONSTRAINT ck_feedback_satisfaction CHECK (satisfaction IN ('very', 'yes', 'no')), 
	CONSTRAINT ck_feedback_feedback_state CHECK (state IN ('received', 'classified', 'assigned', 'processing', 'supplementing', 'transferred', 'answered', 'published', 'archived', 'rejected')), 
	CONSTRAINT ck_feedback_subject CHECK (subject IN ('conduct', 'impractical', 'inconsistent', 'unlawful', 'treaty', 'other', 'solution', 'initiative')), 
	CONSTRAINT ck_feedback_feedback_class CHECK (classed IN ('conduct', 'rule', 'rule_outside', 'conduct_outside')), 
	CONSTRAINT ck_feedback_refusal CHECK (refusal IN ('complaint', 'denunciation', 'secret', 'no_subject', 'no_sender', 'other_matter')), 
	CONSTRAINT ck_feedback_outcome CHECK (outcome IN ('set_right', 'explained', 'no_ground', 'amended', 'proposed', 'new_rule')), 
	CONSTRAINT fk_feedback_main_id FOREIGN KEY(main_id) REFERENCES feedback (id), 
	CONSTRAINT fk_feedback_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT fk_feedback_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT fk_feedback_entered_by_id FOREIGN KEY(entered_by_id) REFERENCES person (id), 
	CONSTRAINT fk_feedback_register_import_id FOREIGN KEY(register_import_id) REFERENCES register_import (id)
);
CREATE TABLE feedback_draft (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	place VARCHAR(60) NOT NULL, 
	texts JSON NOT NULL, 
	saved_at DATETIME NOT NULL, 
	CONSTRAINT pk_feedback_draft PRIMARY KEY (id), 
	CONSTRAINT uq_feedback_draft_person_id_place UNIQUE (person_id, place), 
	CONSTRAINT fk_feedback_draft_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT fk_feedback_draft_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE feedback_reply (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	code VARCHAR(40) NOT NULL, 
	use VARCHAR(24) NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	text TEXT NOT NULL, 
	is_left_out BOOLEAN NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_feedback_reply PRIMARY KEY (id), 
	CONSTRAINT uq_feedback_reply_agency_id_code UNIQUE (agency_id, code), 
	CONSTRAINT fk_feedback_reply_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id)
);
CREATE TABLE feedback_step (
	id INTEGER NOT NULL, 
	feedback_id INTEGER NOT NULL, 
	act VARCHAR(24) NOT NULL, 
	state VARCHAR(24) NOT NULL, 
	done_on DATE NOT NULL, 
	done_at DATETIME NOT NULL, 
	done_by_id INTEGER, 
	unit_id INTEGER, 
	words TEXT NOT NULL, 
	CONSTRAINT pk_feedback_step PRIMARY KEY (id), 
	CONSTRAINT fk_feedback_step_feedback_id FOREIGN KEY(feedback_id) REFERENCES feedback (id), 
	CONSTRAINT ck_feedback_step_act CHECK (act IN ('receive', 'classify', 'reject', 'assign', 'transfer', 'start', 'update', 'ask_supplement', 'supplement', 'extend', 'answer', 'publish', 'archive', 'reopen', 'resolve', 'link', 'unlink')), 
	CONSTRAINT ck_feedback_step_feedback_state CHECK (state IN ('received', 'classified', 'assigned', 'processing', 'supplementing', 'transferred', 'answered', 'published', 'archived', 'rejected')), 
	CONSTRAINT fk_feedback_step_done_by_id FOREIGN KEY(done_by_id) REFERENCES person (id), 
	CONSTRAINT fk_feedback_step_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id)
);
CREATE TABLE feedback_term (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	channel VARCHAR(24), 
	valid_from DATE NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	basis VARCHAR(300) NOT NULL, 
	transfer_days INTEGER NOT NULL, 
	handle_days INTEGER NOT NULL, 
	is_handled_in_working_days BOOLEAN NOT NULL, 
	publish_days INTEGER NOT NULL, 
	update_every INTEGER, 
	refuse_days INTEGER, 
	supplement_days INTEGER, 
	is_stopped_by_supplement BOOLEAN NOT NULL, 
	removed_at DATETIME, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_feedback_term PRIMARY KEY (id), 
	CONSTRAINT ck_feedback_term_days CHECK (transfer_days > 0 AND handle_days > 0 AND publish_days > 0), 
	CONSTRAINT ck_feedback_term_optional_days CHECK (update_every > 0 AND refuse_days > 0 AND supplement_days > 0), 
	CONSTRAINT fk_feedback_term_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT ck_feedback_term_channel CHECK (channel IN ('in_person', 'post', 'email', 'phone', 'survey', 'portal'))
);
CREATE TABLE form_sheet (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	asked_by_id INTEGER, 
	year INTEGER NOT NULL, 
	period VARCHAR(12) NOT NULL, 
	content JSON NOT NULL, 
	file_name VARCHAR(255) NOT NULL, 
	stored_file_id INTEGER, 
	requested_at DATETIME, 
	attempts INTEGER NOT NULL, 
	lease_until DATETIME, 
	progress INTEGER NOT NULL, 
	problem TEXT, 
	finished_at DATETIME, 
	CONSTRAINT pk_form_sheet PRIMARY KEY (id), 
	CONSTRAINT fk_form_sheet_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT fk_form_sheet_asked_by_id FOREIGN KEY(asked_by_id) REFERENCES person (id), 
	CONSTRAINT fk_form_sheet_stored_file_id FOREIGN KEY(stored_file_id) REFERENCES stored_file (id)
);
CREATE TABLE group_member (
	id INTEGER NOT NULL, 
	group_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	valid_from DATE, 
	valid_to DATE, 
	CONSTRAINT pk_group_member PRIMARY KEY (id), 
	CONSTRAINT uq_group_member_group_id_unit_id UNIQUE (group_id, unit_id), 
	CONSTRAINT fk_group_member_group_id FOREIGN KEY(group_id) REFERENCES unit (id), 
	CONSTRAINT fk_group_member_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id)
);
INSERT INTO "group_member" VALUES(1,4,3,NULL,NULL);
CREATE TABLE import_draft (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	purpose VARCHAR(24) NOT NULL, 
	base_plan_id INTEGER, 
	year INTEGER, 
	stored_file_id INTEGER, 
	file_name VARCHAR(255) NOT NULL, 
	state VARCHAR(24) NOT NULL, 
	draft JSON NOT NULL, 
	units JSON NOT NULL, 
	plan_id INTEGER, 
	created_by_id INTEGER, 
	created_at DATETIME NOT NULL, 
	requested_at DATETIME, 
	attempts INTEGER NOT NULL, 
	lease_until DATETIME, 
	progress INTEGER NOT NULL, 
	problem TEXT, 
	finished_at DATETIME, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_import_draft PRIMARY KEY (id), 
	CONSTRAINT ck_import_draft_plan CHECK (state NOT IN ('loaded', 'undone') OR plan_id IS NOT NULL), 
	CONSTRAINT ck_import_draft_file CHECK (purpose = 'roll_over' OR stored_file_id IS NOT NULL), 
	CONSTRAINT ck_import_draft_base CHECK ((purpose = 'new') = (base_plan_id IS NULL)), 
	CONSTRAINT ck_import_draft_year CHECK (purpose <> 'roll_over' OR year IS NOT NULL), 
	CONSTRAINT fk_import_draft_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT ck_import_draft_import_purpose CHECK (purpose IN ('new', 'amend', 'roll_over')), 
	CONSTRAINT fk_import_draft_base_plan_id FOREIGN KEY(base_plan_id) REFERENCES "plan" (id), 
	CONSTRAINT fk_import_draft_stored_file_id FOREIGN KEY(stored_file_id) REFERENCES stored_file (id), 
	CONSTRAINT ck_import_draft_import_state CHECK (state IN ('waiting', 'loaded', 'undone', 'discarded')), 
	CONSTRAINT fk_import_draft_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id), 
	CONSTRAINT fk_import_draft_created_by_id FOREIGN KEY(created_by_id) REFERENCES person (id)
);
INSERT INTO "import_draft" VALUES(1,1,'new',NULL,NULL,1,'ke-hoach.txt','waiting','{}','{}',NULL,3,'2024-08-15 02:00:00.000000','2024-08-15 02:00:00.000000',0,NULL,0,NULL,NULL,1);
CREATE TABLE indicator_value (
	id INTEGER NOT NULL, 
	target_id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	year INTEGER NOT NULL, 
	period VARCHAR(20) NOT NULL, 
	unit_id INTEGER, 
	numerator NUMERIC(20, 4) NOT NULL, 
	denominator NUMERIC(20, 4), 
	rows JSON NOT NULL, 
	measure VARCHAR(60) NOT NULL, 
	until DATE, 
	entered_by_id INTEGER, 
	entered_at DATETIME NOT NULL, 
	closed_at DATETIME, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_indicator_value PRIMARY KEY (id), 
	CONSTRAINT uq_indicator_value_target_id_year_period UNIQUE (target_id, year, period), 
	CONSTRAINT ck_indicator_value_positive CHECK (numerator >= 0 AND (denominator IS NULL OR denominator >= 0)), 
	CONSTRAINT fk_indicator_value_target_id FOREIGN KEY(target_id) REFERENCES target (id), 
	CONSTRAINT fk_indicator_value_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT fk_indicator_value_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT fk_indicator_value_entered_by_id FOREIGN KEY(entered_by_id) REFERENCES person (id)
);
CREATE TABLE inspection_class (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	year INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	title VARCHAR(300) NOT NULL, 
	quota NUMERIC(7, 2) NOT NULL, 
	is_number BOOLEAN NOT NULL, 
	is_internal BOOLEAN NOT NULL, 
	target_id INTEGER, 
	source TEXT NOT NULL, 
	removed_at DATETIME, 
	removal_reason TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_inspection_class PRIMARY KEY (id), 
	CONSTRAINT ck_inspection_class_title CHECK (title <> ''), 
	CONSTRAINT ck_inspection_class_quota CHECK (quota > 0 AND (is_number OR quota <= 100)), 
	CONSTRAINT fk_inspection_class_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT fk_inspection_class_target_id FOREIGN KEY(target_id) REFERENCES target (id), 
	CONSTRAINT uq_inspection_class_agency_id_year_position UNIQUE (agency_id, year, position)
);
CREATE TABLE inspection_finding (
	round_id INTEGER NOT NULL, 
	item_id INTEGER, 
	year INTEGER NOT NULL, 
	until_year INTEGER NOT NULL, 
	found_on DATE NOT NULL, 
	code VARCHAR(60) NOT NULL, 
	observation TEXT NOT NULL, 
	cause TEXT NOT NULL, 
	remedy TEXT NOT NULL, 
	owner_id INTEGER NOT NULL, 
	due_on DATE, 
	original_due_on DATE, 
	handed_on DATE, 
	closed_on DATE, 
	reopened_on DATE, 
	repeat_of_id INTEGER, 
	repeats VARCHAR(200) NOT NULL, 
	turn_on DATE NOT NULL, 
	is_copied BOOLEAN NOT NULL, 
	id INTEGER NOT NULL, 
	entered_at DATETIME NOT NULL, 
	folded TEXT NOT NULL, 
	removed_at DATETIME, 
	removal_reason TEXT NOT NULL, 
	agency_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	entered_by_id INTEGER, 
	register_import_id INTEGER, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_inspection_finding PRIMARY KEY (id), 
	CONSTRAINT ck_inspection_finding_observation CHECK (observation <> ''), 
	CONSTRAINT ck_inspection_finding_closed CHECK (closed_on >= found_on), 
	CONSTRAINT ck_inspection_finding_due CHECK (due_on >= found_on), 
	CONSTRAINT ck_inspection_finding_repeat CHECK (repeat_of_id <> id), 
	CONSTRAINT fk_inspection_finding_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT fk_inspection_finding_entered_by_id FOREIGN KEY(entered_by_id) REFERENCES person (id), 
	CONSTRAINT fk_inspection_finding_item_id FOREIGN KEY(item_id) REFERENCES inspection_item (id), 
	CONSTRAINT fk_inspection_finding_owner_id FOREIGN KEY(owner_id) REFERENCES unit (id), 
	CONSTRAINT fk_inspection_finding_register_import_id FOREIGN KEY(register_import_id) REFERENCES register_import (id), 
	CONSTRAINT fk_inspection_finding_repeat_of_id FOREIGN KEY(repeat_of_id) REFERENCES inspection_finding (id), 
	CONSTRAINT fk_inspection_finding_round_id FOREIGN KEY(round_id) REFERENCES inspection_round (id), 
	CONSTRAINT fk_inspection_finding_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id)
);
CREATE TABLE inspection_finding_step (
	id INTEGER NOT NULL, 
	finding_id INTEGER NOT NULL, 
	act VARCHAR(24) NOT NULL, 
	done_on DATE NOT NULL, 
	done_at DATETIME NOT NULL, 
	done_by_id INTEGER, 
	words TEXT NOT NULL, 
	due_on DATE, 
	CONSTRAINT pk_inspection_finding_step PRIMARY KEY (id), 
	CONSTRAINT fk_inspection_finding_step_done_by_id FOREIGN KEY(done_by_id) REFERENCES person (id), 
	CONSTRAINT fk_inspection_finding_step_finding_id FOREIGN KEY(finding_id) REFERENCES inspection_finding (id), 
	CONSTRAINT ck_inspection_finding_step_finding_act CHECK (act IN ('enter', 'hand_in', 'close', 'reopen', 'repeat'))
);
CREATE TABLE inspection_item (
	id INTEGER NOT NULL, 
	round_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	code VARCHAR(60) NOT NULL, 
	above TEXT NOT NULL, 
	text TEXT NOT NULL, 
	plan_id INTEGER, 
	answer TEXT NOT NULL, 
	mark VARCHAR(24), 
	note TEXT NOT NULL, 
	marked_by_id INTEGER, 
	marked_at DATETIME, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_inspection_item PRIMARY KEY (id), 
	CONSTRAINT ck_inspection_item_marked CHECK ((mark IS NULL) = (marked_at IS NULL)), 
	CONSTRAINT fk_inspection_item_marked_by_id FOREIGN KEY(marked_by_id) REFERENCES person (id), 
	CONSTRAINT fk_inspection_item_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id), 
	CONSTRAINT fk_inspection_item_round_id FOREIGN KEY(round_id) REFERENCES inspection_round (id), 
	CONSTRAINT uq_inspection_item_round_id_position UNIQUE (round_id, position), 
	CONSTRAINT ck_inspection_item_mark CHECK (mark IN ('pass', 'fail', 'not_applicable'))
);
CREATE TABLE inspection_item_file (
	id INTEGER NOT NULL, 
	round_id INTEGER NOT NULL, 
	item_id INTEGER NOT NULL, 
	stored_file_id INTEGER NOT NULL, 
	file_name VARCHAR(255) NOT NULL, 
	is_answer BOOLEAN NOT NULL, 
	added_by_id INTEGER, 
	added_at DATETIME NOT NULL, 
	removed_at DATETIME, 
	CONSTRAINT pk_inspection_item_file PRIMARY KEY (id), 
	CONSTRAINT fk_inspection_item_file_added_by_id FOREIGN KEY(added_by_id) REFERENCES person (id), 
	CONSTRAINT fk_inspection_item_file_item_id FOREIGN KEY(item_id) REFERENCES inspection_item (id), 
	CONSTRAINT fk_inspection_item_file_round_id FOREIGN KEY(round_id) REFERENCES inspection_round (id), 
	CONSTRAINT fk_inspection_item_file_stored_file_id FOREIGN KEY(stored_file_id) REFERENCES stored_file (id)
);
CREATE TABLE inspection_member (
	id INTEGER NOT NULL, 
	round_id INTEGER NOT NULL, 
	person_id INTEGER, 
	name VARCHAR(200) NOT NULL, 
	title VARCHAR(300) NOT NULL, 
	role VARCHAR(24) NOT NULL, 
	CONSTRAINT pk_inspection_member PRIMARY KEY (id), 
	CONSTRAINT fk_inspection_member_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_inspection_member_round_id FOREIGN KEY(round_id) REFERENCES inspection_round (id), 
	CONSTRAINT uq_inspection_member_round_id_person_id UNIQUE (round_id, person_id), 
	CONSTRAINT ck_inspection_member_member_role CHECK (role IN ('head', 'secretary', 'member'))
);
CREATE TABLE inspection_minutes (
	id INTEGER NOT NULL, 
	round_id INTEGER NOT NULL, 
	held_on DATE NOT NULL, 
	place VARCHAR(300) NOT NULL, 
	unit_side TEXT NOT NULL, 
	findings TEXT NOT NULL, 
	opinion TEXT NOT NULL, 
	content JSON NOT NULL, 
	content_hash VARCHAR(64) NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_inspection_minutes PRIMARY KEY (id), 
	CONSTRAINT fk_inspection_minutes_round_id FOREIGN KEY(round_id) REFERENCES inspection_round (id), 
	CONSTRAINT uq_inspection_minutes_round_id UNIQUE (round_id)
);
CREATE TABLE inspection_object (
	id INTEGER NOT NULL, 
	class_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	CONSTRAINT pk_inspection_object PRIMARY KEY (id), 
	CONSTRAINT fk_inspection_object_class_id FOREIGN KEY(class_id) REFERENCES inspection_class (id) ON DELETE CASCADE, 
	CONSTRAINT fk_inspection_object_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_inspection_object_class_id_unit_id UNIQUE (class_id, unit_id)
);
CREATE TABLE inspection_programme (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	year INTEGER NOT NULL, 
	gap_days INTEGER NOT NULL, 
	return_due_on DATE, 
	note VARCHAR(500) NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_inspection_programme PRIMARY KEY (id), 
	CONSTRAINT ck_inspection_programme_gap CHECK (gap_days >= 0), 
	CONSTRAINT fk_inspection_programme_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT uq_inspection_programme_agency_id_year UNIQUE (agency_id, year)
);
CREATE TABLE inspection_proof (
	id INTEGER NOT NULL, 
	remedy_id INTEGER NOT NULL, 
	evidence_id INTEGER NOT NULL, 
	CONSTRAINT pk_inspection_proof PRIMARY KEY (id), 
	CONSTRAINT fk_inspection_proof_evidence_id FOREIGN KEY(evidence_id) REFERENCES evidence (id), 
	CONSTRAINT fk_inspection_proof_remedy_id FOREIGN KEY(remedy_id) REFERENCES inspection_remedy (id), 
	CONSTRAINT uq_inspection_proof_remedy_id_evidence_id UNIQUE (remedy_id, evidence_id)
);
CREATE TABLE inspection_remedy (
	id INTEGER NOT NULL, 
	finding_id INTEGER NOT NULL, 
	words TEXT NOT NULL, 
	verdict VARCHAR(24) NOT NULL, 
	submitted_at DATETIME NOT NULL, 
	submitted_on DATE NOT NULL, 
	verified_at DATETIME, 
	verified_on DATE, 
	comment TEXT NOT NULL, 
	submitted_by_id INTEGER NOT NULL, 
	verified_by_id INTEGER, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_inspection_remedy PRIMARY KEY (id), 
	CONSTRAINT ck_inspection_remedy_judged CHECK ((verdict = 'waiting') = (verified_at IS NULL)), 
	CONSTRAINT ck_inspection_remedy_words CHECK (words <> ''), 
	CONSTRAINT ck_inspection_remedy_judge CHECK (verified_by_id <> submitted_by_id), 
	CONSTRAINT fk_inspection_remedy_finding_id FOREIGN KEY(finding_id) REFERENCES inspection_finding (id), 
	CONSTRAINT fk_inspection_remedy_submitted_by_id FOREIGN KEY(submitted_by_id) REFERENCES person (id), 
	CONSTRAINT fk_inspection_remedy_verified_by_id FOREIGN KEY(verified_by_id) REFERENCES person (id), 
	CONSTRAINT ck_inspection_remedy_verdict CHECK (verdict IN ('waiting', 'accepted', 'returned'))
);
CREATE TABLE inspection_return (
	year VARCHAR(4) NOT NULL, 
	object_id INTEGER NOT NULL, 
	reported_on DATE NOT NULL, 
	number VARCHAR(120) NOT NULL, 
	units_total INTEGER NOT NULL, 
	units_inspected INTEGER NOT NULL, 
	found INTEGER NOT NULL, 
	put_right INTEGER NOT NULL, 
	note TEXT NOT NULL, 
	id INTEGER NOT NULL, 
	entered_at DATETIME NOT NULL, 
	folded TEXT NOT NULL, 
	removed_at DATETIME, 
	removal_reason TEXT NOT NULL, 
	agency_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	entered_by_id INTEGER, 
	register_import_id INTEGER, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_inspection_return PRIMARY KEY (id), 
	CONSTRAINT ck_inspection_return_findings CHECK (put_right <= found), 
	CONSTRAINT ck_inspection_return_units CHECK (units_inspected <= units_total), 
	CONSTRAINT ck_inspection_return_counts CHECK (units_inspected >= 0 AND put_right >= 0), 
	CONSTRAINT fk_inspection_return_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT fk_inspection_return_entered_by_id FOREIGN KEY(entered_by_id) REFERENCES person (id), 
	CONSTRAINT fk_inspection_return_object_id FOREIGN KEY(object_id) REFERENCES unit (id), 
	CONSTRAINT fk_inspection_return_register_import_id FOREIGN KEY(register_import_id) REFERENCES register_import (id), 
	CONSTRAINT fk_inspection_return_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id)
);
CREATE TABLE inspection_round (
	form VARCHAR(24) NOT NULL, 
	body VARCHAR(300) NOT NULL, 
	object_id INTEGER NOT NULL, 
	object_name VARCHAR(300) NOT NULL, 
	starts_on DATE NOT NULL, 
	ends_on DATE NOT NULL, 
	content TEXT NOT NULL, 
	decision_number VARCHAR(120) NOT NULL, 
	decided_on DATE, 
	notified_on DATE, 
	report_due_on DATE, 
	answered_on DATE, 
	minutes_on DATE, 
	conclusion_number VARCHAR(120) NOT NULL, 
	concluded_on DATE, 
	conclusion_due_on DATE, 
	conclusion TEXT NOT NULL, 
	cancelled_on DATE, 
	cancel_reason TEXT NOT NULL, 
	safe_hash VARCHAR(64) NOT NULL, 
	id INTEGER NOT NULL, 
	entered_at DATETIME NOT NULL, 
	folded TEXT NOT NULL, 
	removed_at DATETIME, 
	removal_reason TEXT NOT NULL, 
	agency_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	entered_by_id INTEGER, 
	register_import_id INTEGER, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_inspection_round PRIMARY KEY (id), 
	CONSTRAINT ck_inspection_round_days CHECK (ends_on >= starts_on), 
	CONSTRAINT fk_inspection_round_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT fk_inspection_round_entered_by_id FOREIGN KEY(entered_by_id) REFERENCES person (id), 
	CONSTRAINT fk_inspection_round_object_id FOREIGN KEY(object_id) REFERENCES unit (id), 
	CONSTRAINT fk_inspection_round_register_import_id FOREIGN KEY(register_import_id) REFERENCES register_import (id), 
	CONSTRAINT fk_inspection_round_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT ck_inspection_round_form CHECK (form IN ('planned', 'unannounced', 'online'))
);
CREATE TABLE inspection_signature (
	id INTEGER NOT NULL, 
	round_id INTEGER NOT NULL, 
	side VARCHAR(24) NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	title VARCHAR(300) NOT NULL, 
	content_hash VARCHAR(64) NOT NULL, 
	person_id INTEGER, 
	stored_file_id INTEGER, 
	file_name VARCHAR(255) NOT NULL, 
	recorded_by_id INTEGER NOT NULL, 
	signed_on DATE NOT NULL, 
	signed_at DATETIME NOT NULL, 
	taken_back_at DATETIME, 
	CONSTRAINT pk_inspection_signature PRIMARY KEY (id), 
	CONSTRAINT ck_inspection_signature_signed CHECK (person_id IS NOT NULL OR stored_file_id IS NOT NULL), 
	CONSTRAINT fk_inspection_signature_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_inspection_signature_recorded_by_id FOREIGN KEY(recorded_by_id) REFERENCES person (id), 
	CONSTRAINT fk_inspection_signature_round_id FOREIGN KEY(round_id) REFERENCES inspection_round (id), 
	CONSTRAINT fk_inspection_signature_stored_file_id FOREIGN KEY(stored_file_id) REFERENCES stored_file (id), 
	CONSTRAINT ck_inspection_signature_side CHECK (side IN ('team', 'unit'))
);
CREATE TABLE inspection_term (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	notice_days INTEGER NOT NULL, 
	report_days INTEGER NOT NULL, 
	conclusion_days INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_inspection_term PRIMARY KEY (id), 
	CONSTRAINT ck_inspection_term_days CHECK (notice_days >= 0 AND report_days >= 0 AND conclusion_days >= 1), 
	CONSTRAINT fk_inspection_term_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT uq_inspection_term_agency_id UNIQUE (agency_id)
);
CREATE TABLE login_attempt (
	id INTEGER NOT NULL, 
	username VARCHAR(80) NOT NULL, 
	address VARCHAR(60) NOT NULL, 
	at DATETIME NOT NULL, 
	succeeded BOOLEAN NOT NULL, 
	CONSTRAINT pk_login_attempt PRIMARY KEY (id)
);
CREATE TABLE login_session (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	token_hash VARCHAR(64) NOT NULL, 
	created_at DATETIME NOT NULL, 
	seen_at DATETIME NOT NULL, 
	proven_at DATETIME NOT NULL, 
	ended_at DATETIME, 
	address VARCHAR(60) NOT NULL, 
	device VARCHAR(200) NOT NULL, 
	CONSTRAINT pk_login_session PRIMARY KEY (id), 
	CONSTRAINT fk_login_session_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT uq_login_session_token_hash UNIQUE (token_hash)
);
INSERT INTO "login_session" VALUES(1,9,'f92cddac30cabe02d29df672cbde7e3e4ea6e75ac0141ae94a9e791f0d06249e','2026-11-21 10:33:00.808152','2026-11-21 10:33:00.808152','2026-11-21 10:33:00.808152',NULL,'','');
CREATE TABLE occurrence (
	id INTEGER NOT NULL, 
	task_id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	section VARCHAR(24) NOT NULL, 
	year INTEGER NOT NULL, 
	period VARCHAR(20) NOT NULL, 
	opens_on DATE NOT NULL, 
	due_on DATE, 
	due_is_set BOOLEAN NOT NULL, 
	due_explanation TEXT NOT NULL, 
	state VARCHAR(24) NOT NULL, 
	submitted_by_id INTEGER, 
	submitted_on DATE, 
	submitted_at DATETIME, 
	settled_on DATE, 
	comment TEXT NOT NULL, 
	comment_by_id INTEGER, 
	comment_on DATE, 
	"trigger" VARCHAR(300) NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_occurrence PRIMARY KEY (id), 
	CONSTRAINT uq_occurrence_task_id_unit_id_period UNIQUE (task_id, unit_id, period), 
	CONSTRAINT ck_occurrence_submitted CHECK ((state IN ('submitted', 'done', 'not_applicable')) = (submitted_on IS NOT NULL)), 
	CONSTRAINT fk_occurrence_task_id FOREIGN KEY(task_id) REFERENCES task (id), 
	CONSTRAINT fk_occurrence_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT fk_occurrence_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT ck_occurrence_section CHECK (section IN ('direction', 'publication', 'one_stop', 'feedback', 'communication', 'new_rural', 'review', 'inspection')), 
	CONSTRAINT ck_occurrence_state CHECK (state IN ('not_started', 'in_progress', 'submitted', 'returned', 'done', 'not_applicable', 'dormant')), 
	CONSTRAINT fk_occurrence_submitted_by_id FOREIGN KEY(submitted_by_id) REFERENCES person (id), 
	CONSTRAINT fk_occurrence_comment_by_id FOREIGN KEY(comment_by_id) REFERENCES person (id)
);
INSERT INTO "occurrence" VALUES(1,1,1,3,'publication',2024,'q2','2024-08-01','2024-08-20',0,'','not_started',NULL,NULL,NULL,NULL,'',NULL,NULL,'',1);
INSERT INTO "occurrence" VALUES(2,1,1,3,'publication',2024,'2024-08-01','2024-08-01','2024-08-20',0,'','dormant',NULL,NULL,NULL,NULL,'',NULL,NULL,'',1);
INSERT INTO "occurrence" VALUES(3,1,1,3,'publication',2024,'q1','2024-08-01','2024-08-20',0,'','submitted',9,'2024-08-15','2024-08-15 02:00:00.000000',NULL,'',NULL,NULL,'',2);
CREATE TABLE person (
	id INTEGER NOT NULL, 
	username VARCHAR(80) NOT NULL, 
	full_name VARCHAR(200) NOT NULL, 
	password_hash VARCHAR(200), 
	is_active BOOLEAN NOT NULL, 
	must_change_password BOOLEAN NOT NULL, 
	password_expires_at DATETIME, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_person PRIMARY KEY (id), 
	CONSTRAINT uq_person_username UNIQUE (username)
);
INSERT INTO "person" VALUES(1,'far.officer','Người lạ officer',NULL,1,0,NULL,1);
INSERT INTO "person" VALUES(2,'far.head','Người lạ head',NULL,1,0,NULL,1);
INSERT INTO "person" VALUES(3,'far.clerk','Người lạ clerk',NULL,1,0,NULL,1);
INSERT INTO "person" VALUES(4,'far.leader','Người lạ leader',NULL,1,0,NULL,1);
INSERT INTO "person" VALUES(5,'far.inspector','Người lạ inspector',NULL,1,0,NULL,1);
INSERT INTO "person" VALUES(6,'far.appraiser','Người lạ appraiser',NULL,1,0,NULL,1);
INSERT INTO "person" VALUES(7,'far.auditor','Người lạ auditor',NULL,1,0,NULL,1);
INSERT INTO "person" VALUES(8,'far.admin','Người lạ admin',NULL,1,0,NULL,1);
INSERT INTO "person" VALUES(9,'worker.3','Worker.3',NULL,1,0,NULL,1);
CREATE TABLE "plan" (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	parent_plan_id INTEGER, 
	previous_plan_id INTEGER, 
	is_shared BOOLEAN NOT NULL, 
	amendments INTEGER NOT NULL, 
	amended_on DATE, 
	stored_file_id INTEGER, 
	file_name VARCHAR(255) NOT NULL, 
	state VARCHAR(24) NOT NULL, 
	year INTEGER NOT NULL, 
	year_end INTEGER, 
	number VARCHAR(120), 
	place VARCHAR(120), 
	issued_text VARCHAR(20), 
	issuer VARCHAR(300), 
	title TEXT NOT NULL, 
	legal_bases JSON NOT NULL, 
	signer JSON NOT NULL, 
	recipients JSON NOT NULL, 
	report_deadlines JSON NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_plan PRIMARY KEY (id), 
	CONSTRAINT fk_plan_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT fk_plan_parent_plan_id FOREIGN KEY(parent_plan_id) REFERENCES "plan" (id), 
	CONSTRAINT fk_plan_previous_plan_id FOREIGN KEY(previous_plan_id) REFERENCES "plan" (id), 
	CONSTRAINT fk_plan_stored_file_id FOREIGN KEY(stored_file_id) REFERENCES stored_file (id), 
	CONSTRAINT ck_plan_plan_state CHECK (state IN ('active', 'undone'))
);
INSERT INTO "plan" VALUES(1,1,NULL,NULL,0,0,NULL,NULL,'','active',2024,NULL,NULL,NULL,NULL,NULL,'Kế hoạch xa lạ','[]','{}','[]','[]',1);
CREATE TABLE plan_export (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	plan_id INTEGER NOT NULL, 
	form VARCHAR(24) NOT NULL, 
	stamp VARCHAR(64) NOT NULL, 
	file_name VARCHAR(255) NOT NULL, 
	stored_file_id INTEGER, 
	requested_at DATETIME, 
	attempts INTEGER NOT NULL, 
	lease_until DATETIME, 
	progress INTEGER NOT NULL, 
	problem TEXT, 
	finished_at DATETIME, 
	CONSTRAINT pk_plan_export PRIMARY KEY (id), 
	CONSTRAINT ck_plan_export_file CHECK (finished_at IS NULL OR problem IS NOT NULL OR stored_file_id IS NOT NULL), 
	CONSTRAINT fk_plan_export_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT fk_plan_export_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id), 
	CONSTRAINT ck_plan_export_plan_form CHECK (form IN ('docx', 'xlsx')), 
	CONSTRAINT fk_plan_export_stored_file_id FOREIGN KEY(stored_file_id) REFERENCES stored_file (id)
);
CREATE TABLE plan_node (
	id INTEGER NOT NULL, 
	plan_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	code VARCHAR(60) NOT NULL, 
	title TEXT NOT NULL, 
	CONSTRAINT pk_plan_node PRIMARY KEY (id), 
	CONSTRAINT uq_plan_node_plan_id_position UNIQUE (plan_id, position), 
	CONSTRAINT fk_plan_node_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) ON DELETE CASCADE
);
CREATE TABLE plan_paragraph (
	id INTEGER NOT NULL, 
	plan_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	role VARCHAR(24) NOT NULL, 
	code VARCHAR(60), 
	text TEXT NOT NULL, 
	folded TEXT NOT NULL, 
	CONSTRAINT pk_plan_paragraph PRIMARY KEY (id), 
	CONSTRAINT uq_plan_paragraph_plan_id_position UNIQUE (plan_id, position), 
	CONSTRAINT fk_plan_paragraph_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) ON DELETE CASCADE
);
CREATE TABLE post (
	id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	person_id INTEGER, 
	role VARCHAR(24) NOT NULL, 
	title VARCHAR(200) NOT NULL, 
	valid_from DATE, 
	valid_to DATE, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_post PRIMARY KEY (id), 
	CONSTRAINT ck_post_valid CHECK (valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from), 
	CONSTRAINT fk_post_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT fk_post_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT ck_post_role CHECK (role IN ('officer', 'head', 'clerk', 'leader', 'inspector', 'appraiser', 'auditor', 'admin'))
);
INSERT INTO "post" VALUES(1,2,1,'officer','Chức danh lạ',NULL,NULL,1);
INSERT INTO "post" VALUES(2,2,2,'head','Chức danh lạ',NULL,NULL,1);
INSERT INTO "post" VALUES(3,2,3,'clerk','Chức danh lạ',NULL,NULL,1);
INSERT INTO "post" VALUES(4,1,4,'leader','Chức danh lạ',NULL,NULL,1);
INSERT INTO "post" VALUES(5,1,5,'inspector','Chức danh lạ',NULL,NULL,1);
INSERT INTO "post" VALUES(6,2,6,'appraiser','Chức danh lạ',NULL,NULL,1);
INSERT INTO "post" VALUES(7,1,7,'auditor','Chức danh lạ',NULL,NULL,1);
INSERT INTO "post" VALUES(8,2,8,'admin','Chức danh lạ',NULL,NULL,1);
INSERT INTO "post" VALUES(9,3,9,'officer','Công chức',NULL,NULL,1);
CREATE TABLE posting (
	procedure_code VARCHAR(64) NOT NULL, 
	place_id INTEGER NOT NULL, 
	decision_number VARCHAR(120) NOT NULL, 
	posted_on DATE, 
	form VARCHAR(24) NOT NULL, 
	link VARCHAR(1000) NOT NULL, 
	removed_on DATE, 
	note TEXT NOT NULL, 
	marked_by_id INTEGER, 
	marked_at DATETIME, 
	short_code VARCHAR(64) NOT NULL, 
	procedure_id INTEGER, 
	announcement_id INTEGER, 
	procedure_name TEXT NOT NULL, 
	place_name VARCHAR(200) NOT NULL, 
	due_on DATE, 
	remove_on DATE, 
	check_by DATE, 
	rank INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	entered_at DATETIME NOT NULL, 
	folded TEXT NOT NULL, 
	removed_at DATETIME, 
	removal_reason TEXT NOT NULL, 
	agency_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	entered_by_id INTEGER, 
	register_import_id INTEGER, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_posting PRIMARY KEY (id), 
	CONSTRAINT ck_posting_days CHECK (removed_on IS NULL OR removed_on >= posted_on), 
	CONSTRAINT ck_posting_was_posted CHECK (removed_on IS NULL OR posted_on IS NOT NULL), 
	CONSTRAINT ck_posting_form CHECK (form IN ('', 'paper', 'electronic', 'qr')), 
	CONSTRAINT fk_posting_place_id FOREIGN KEY(place_id) REFERENCES posting_place (id), 
	CONSTRAINT fk_posting_marked_by_id FOREIGN KEY(marked_by_id) REFERENCES person (id), 
	CONSTRAINT fk_posting_procedure_id FOREIGN KEY(procedure_id) REFERENCES procedure (id), 
	CONSTRAINT fk_posting_announcement_id FOREIGN KEY(announcement_id) REFERENCES announcement (id), 
	CONSTRAINT fk_posting_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT fk_posting_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT fk_posting_entered_by_id FOREIGN KEY(entered_by_id) REFERENCES person (id), 
	CONSTRAINT fk_posting_register_import_id FOREIGN KEY(register_import_id) REFERENCES register_import (id)
);
CREATE TABLE posting_place (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	unit_id INTEGER, 
	name VARCHAR(200) NOT NULL, 
	folded VARCHAR(200) NOT NULL, 
	medium VARCHAR(24) NOT NULL, 
	position INTEGER NOT NULL, 
	active_from DATE, 
	active_to DATE, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_posting_place PRIMARY KEY (id), 
	CONSTRAINT uq_posting_place_agency_id_folded UNIQUE (agency_id, folded), 
	CONSTRAINT ck_posting_place_name CHECK (name <> ''), 
	CONSTRAINT ck_posting_place_active CHECK (active_to IS NULL OR active_from IS NULL OR active_to >= active_from), 
	CONSTRAINT fk_posting_place_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT fk_posting_place_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT ck_posting_place_medium CHECK (medium IN ('board', 'website', 'qr', 'binder', 'screen', 'other'))
);
CREATE TABLE procedure (
	code VARCHAR(64) NOT NULL, 
	short_code VARCHAR(64) NOT NULL, 
	name TEXT NOT NULL, 
	field VARCHAR(300) NOT NULL, 
	level VARCHAR(120) NOT NULL, 
	time_limit TEXT NOT NULL, 
	working_days INTEGER, 
	fee TEXT NOT NULL, 
	online_level VARCHAR(24) NOT NULL, 
	nature VARCHAR(24) NOT NULL, 
	internal_workflow VARCHAR(500) NOT NULL, 
	national_link VARCHAR(1000) NOT NULL, 
	steps TEXT NOT NULL, 
	ways TEXT NOT NULL, 
	components TEXT NOT NULL, 
	subjects TEXT NOT NULL, 
	authority TEXT NOT NULL, 
	result TEXT NOT NULL, 
	forms TEXT NOT NULL, 
	conditions TEXT NOT NULL, 
	legal_basis TEXT NOT NULL, 
	change_kind VARCHAR(24) NOT NULL, 
	decision_number VARCHAR(120) NOT NULL, 
	decision_on DATE, 
	decision_effective_on DATE, 
	decision_issuer VARCHAR(300) NOT NULL, 
	announcement_id INTEGER, 
	in_force_from DATE, 
	in_force_until DATE, 
	span_count INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	entered_at DATETIME NOT NULL, 
	folded TEXT NOT NULL, 
	removed_at DATETIME, 
	removal_reason TEXT NOT NULL, 
	agency_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	entered_by_id INTEGER, 
	register_import_id INTEGER, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_procedure PRIMARY KEY (id), 
	CONSTRAINT ck_procedure_named CHECK (code <> '' AND name <> ''), 
	CONSTRAINT ck_procedure_online_level CHECK (online_level IN ('', 'full', 'part', 'none')), 
	CONSTRAINT ck_procedure_nature CHECK (nature IN ('', 'public', 'internal')), 
	CONSTRAINT ck_procedure_change_kind CHECK (change_kind IN ('', 'new', 'amended', 'abolished')), 
	CONSTRAINT ck_procedure_working_days CHECK (working_days IS NULL OR working_days >= 0), 
	CONSTRAINT fk_procedure_announcement_id FOREIGN KEY(announcement_id) REFERENCES announcement (id), 
	CONSTRAINT fk_procedure_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT fk_procedure_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT fk_procedure_entered_by_id FOREIGN KEY(entered_by_id) REFERENCES person (id), 
	CONSTRAINT fk_procedure_register_import_id FOREIGN KEY(register_import_id) REFERENCES register_import (id)
);
CREATE TABLE procedure_change (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	procedure_id INTEGER NOT NULL, 
	announcement_id INTEGER NOT NULL, 
	kind VARCHAR(24) NOT NULL, 
	effective_on DATE NOT NULL, 
	has_own_day BOOLEAN NOT NULL, 
	CONSTRAINT pk_procedure_change PRIMARY KEY (id), 
	CONSTRAINT uq_procedure_change_procedure_id_announcement_id UNIQUE (procedure_id, announcement_id), 
	CONSTRAINT fk_procedure_change_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT fk_procedure_change_procedure_id FOREIGN KEY(procedure_id) REFERENCES procedure (id), 
	CONSTRAINT fk_procedure_change_announcement_id FOREIGN KEY(announcement_id) REFERENCES announcement (id), 
	CONSTRAINT ck_procedure_change_change_kind CHECK (kind IN ('new', 'amended', 'abolished'))
);
CREATE TABLE publication_terms (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	announce_days INTEGER NOT NULL, 
	check_days INTEGER NOT NULL, 
	source VARCHAR(500) NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_publication_terms PRIMARY KEY (id), 
	CONSTRAINT ck_publication_terms_days CHECK (announce_days >= 0 AND check_days >= 0), 
	CONSTRAINT uq_publication_terms_agency_id UNIQUE (agency_id), 
	CONSTRAINT fk_publication_terms_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id)
);
CREATE TABLE register_count (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	year INTEGER NOT NULL, 
	register VARCHAR(40) NOT NULL, 
	entry_id INTEGER NOT NULL, 
	counted_on DATE NOT NULL, 
	CONSTRAINT pk_register_count PRIMARY KEY (id), 
	CONSTRAINT uq_register_count_agency_id_year_register UNIQUE (agency_id, year, register), 
	CONSTRAINT fk_register_count_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id)
);
CREATE TABLE register_document (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	register VARCHAR(40) NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	asked_by_id INTEGER, 
	asked JSON NOT NULL, 
	file_name VARCHAR(255) NOT NULL, 
	stored_file_id INTEGER, 
	requested_at DATETIME, 
	attempts INTEGER NOT NULL, 
	lease_until DATETIME, 
	progress INTEGER NOT NULL, 
	problem TEXT, 
	finished_at DATETIME, 
	CONSTRAINT pk_register_document PRIMARY KEY (id), 
	CONSTRAINT ck_register_document_file CHECK (finished_at IS NULL OR problem IS NOT NULL OR stored_file_id IS NOT NULL), 
	CONSTRAINT fk_register_document_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT fk_register_document_asked_by_id FOREIGN KEY(asked_by_id) REFERENCES person (id), 
	CONSTRAINT fk_register_document_stored_file_id FOREIGN KEY(stored_file_id) REFERENCES stored_file (id)
);
CREATE TABLE register_export (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	register VARCHAR(40) NOT NULL, 
	asked_by_id INTEGER, 
	asked JSON NOT NULL, 
	file_name VARCHAR(255) NOT NULL, 
	stored_file_id INTEGER, 
	requested_at DATETIME, 
	attempts INTEGER NOT NULL, 
	lease_until DATETIME, 
	progress INTEGER NOT NULL, 
	problem TEXT, 
	finished_at DATETIME, 
	CONSTRAINT pk_register_export PRIMARY KEY (id), 
	CONSTRAINT fk_register_export_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT fk_register_export_asked_by_id FOREIGN KEY(asked_by_id) REFERENCES person (id), 
	CONSTRAINT fk_register_export_stored_file_id FOREIGN KEY(stored_file_id) REFERENCES stored_file (id)
);
CREATE TABLE register_figure (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	year INTEGER NOT NULL, 
	period VARCHAR(20) NOT NULL, 
	code VARCHAR(60) NOT NULL, 
	numerator NUMERIC(20, 4) NOT NULL, 
	denominator NUMERIC(20, 4), 
	rows JSON NOT NULL, 
	until DATE NOT NULL, 
	counted_at DATETIME NOT NULL, 
	CONSTRAINT pk_register_figure PRIMARY KEY (id), 
	CONSTRAINT uq_register_figure_agency_id_year_period_code UNIQUE (agency_id, year, period, code), 
	CONSTRAINT fk_register_figure_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id)
);
CREATE TABLE register_file (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	register VARCHAR(40) NOT NULL, 
	row_id INTEGER NOT NULL, 
	stored_file_id INTEGER NOT NULL, 
	file_name VARCHAR(255) NOT NULL, 
	note VARCHAR(300) NOT NULL, 
	is_personal BOOLEAN NOT NULL, 
	added_by_id INTEGER, 
	added_at DATETIME NOT NULL, 
	removed_at DATETIME, 
	CONSTRAINT pk_register_file PRIMARY KEY (id), 
	CONSTRAINT fk_register_file_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT fk_register_file_stored_file_id FOREIGN KEY(stored_file_id) REFERENCES stored_file (id), 
	CONSTRAINT fk_register_file_added_by_id FOREIGN KEY(added_by_id) REFERENCES person (id)
);
CREATE TABLE register_import (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	register VARCHAR(40) NOT NULL, 
	state VARCHAR(24) NOT NULL, 
	stored_file_id INTEGER NOT NULL, 
	file_name VARCHAR(255) NOT NULL, 
	mapping JSON NOT NULL, 
	given JSON NOT NULL, 
	preview JSON NOT NULL, 
	created_by_id INTEGER, 
	created_at DATETIME NOT NULL, 
	requested_at DATETIME, 
	attempts INTEGER NOT NULL, 
	lease_until DATETIME, 
	progress INTEGER NOT NULL, 
	problem TEXT, 
	finished_at DATETIME, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_register_import PRIMARY KEY (id), 
	CONSTRAINT fk_register_import_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT fk_register_import_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT ck_register_import_register_import_state CHECK (state IN ('waiting', 'loading', 'loaded', 'discarded')), 
	CONSTRAINT fk_register_import_stored_file_id FOREIGN KEY(stored_file_id) REFERENCES stored_file (id), 
	CONSTRAINT fk_register_import_created_by_id FOREIGN KEY(created_by_id) REFERENCES person (id)
);
CREATE TABLE report (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	year INTEGER NOT NULL, 
	period VARCHAR(24) NOT NULL, 
	kind VARCHAR(24) NOT NULL, 
	section VARCHAR(24), 
	state VARCHAR(24) NOT NULL, 
	as_of DATE NOT NULL, 
	content JSON NOT NULL, 
	wording JSON NOT NULL, 
	changes JSON NOT NULL, 
	comment TEXT NOT NULL, 
	signer_post_id INTEGER, 
	drafted_by_id INTEGER, 
	drafted_at DATETIME NOT NULL, 
	submitted_by_id INTEGER, 
	submitted_at DATETIME, 
	decided_by_id INTEGER, 
	decided_at DATETIME, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_report PRIMARY KEY (id), 
	CONSTRAINT ck_report_of_section CHECK ((kind = 'section') = (section IS NOT NULL)), 
	CONSTRAINT ck_report_submitted CHECK (state NOT IN ('submitted', 'approved', 'signed') OR submitted_at IS NOT NULL), 
	CONSTRAINT fk_report_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT ck_report_report_period CHECK (period IN ('q1', 'q2', 'q3', 'year')), 
	CONSTRAINT ck_report_report_kind CHECK (kind IN ('period', 'section')), 
	CONSTRAINT ck_report_section CHECK (section IN ('direction', 'publication', 'one_stop', 'feedback', 'communication', 'new_rural', 'review', 'inspection')), 
	CONSTRAINT ck_report_report_state CHECK (state IN ('draft', 'submitted', 'returned', 'approved', 'signed')), 
	CONSTRAINT fk_report_signer_post_id FOREIGN KEY(signer_post_id) REFERENCES post (id), 
	CONSTRAINT fk_report_drafted_by_id FOREIGN KEY(drafted_by_id) REFERENCES person (id), 
	CONSTRAINT fk_report_submitted_by_id FOREIGN KEY(submitted_by_id) REFERENCES person (id), 
	CONSTRAINT fk_report_decided_by_id FOREIGN KEY(decided_by_id) REFERENCES person (id)
);
INSERT INTO "report" VALUES(1,1,2024,'year','section','publication','signed','2024-08-15','{"form": "section", "agency": {"superior": "UBND TH\u1eca X\u00c3 M\u1eaaU", "name": "\u1ee6Y BAN NH\u00c2N D\u00c2N PH\u01af\u1edcNG XA L\u1ea0", "place": "An B\u00ecnh"}, "number": null, "symbol": "BC-UBND", "date": "2024-08-15", "title": "B\u00c1O C\u00c1O", "subject": "Ti\u1ebfn \u0111\u1ed9 th\u1ef1c hi\u1ec7n n\u1ed9i dung \"C\u00f4ng b\u1ed1, c\u00f4ng khai\" n\u0103m 2024", "addressee": ["\u1ee6y ban nh\u00e2n d\u00e2n th\u1ecb x\u00e3 M\u1eabu"], "bases": [], "opening": "Th\u1ef1c hi\u1ec7n K\u1ebf ho\u1ea1ch xa l\u1ea1, \u1ee6y ban nh\u00e2n d\u00e2n ph\u01b0\u1eddng Xa L\u1ea1 b\u00e1o c\u00e1o k\u1ebft qu\u1ea3 n\u0103m 2024 (s\u1ed1 li\u1ec7u t\u1eeb ng\u00e0y 15/12/2023 \u0111\u1ebfn ng\u00e0y 15/08/2024) nh\u01b0 sau:", "parts": [{"heading": "I. T\u00ecnh h\u00ecnh, k\u1ebft qu\u1ea3", "blocks": [{"kind": "heading", "text": "1. C\u00f4ng b\u1ed1, c\u00f4ng khai"}, {"kind": "text", "text": "Ho\u00e0n th\u00e0nh 0/2 vi\u1ec7c; ch\u1edd duy\u1ec7t 1 vi\u1ec7c; ch\u01b0a ho\u00e0n th\u00e0nh 1 vi\u1ec7c."}]}, {"heading": "II. \u0110\u00e1nh gi\u00e1", "blocks": [{"kind": "heading", "text": "1. \u01afu \u0111i\u1ec3m"}, {"kind": "text", "text": "Ho\u00e0n th\u00e0nh 0/2 vi\u1ec7c; ch\u1edd duy\u1ec7t 1 vi\u1ec7c; ch\u01b0a ho\u00e0n th\u00e0nh 1 vi\u1ec7c."}, {"kind": "heading", "text": "2. T\u1ed3n t\u1ea1i, h\u1ea1n ch\u1ebf"}, {"kind": "text", "text": "Kh\u00f4ng c\u00f3 vi\u1ec7c tr\u1ec5 h\u1ea1n."}, {"kind": "heading", "text": "3. Nguy\u00ean nh\u00e2n"}, {"kind": "text", "text": "Kh\u00f4ng ph\u00e1t sinh."}]}, {"heading": "III. Ph\u01b0\u01a1ng h\u01b0\u1edbng, nhi\u1ec7m v\u1ee5 k\u1ef3 t\u1edbi", "blocks": [{"kind": "text", "text": "T\u1eadp trung ho\u00e0n th\u00e0nh c\u00e1c nhi\u1ec7m v\u1ee5 sau:"}, {"kind": "list", "items": ["Vi\u1ec7c xa l\u1ea1 (V\u0103n ph\u00f2ng Xa L\u1ea1): h\u1ea1n 20/08/2024."]}]}, {"heading": "IV. Ki\u1ebfn ngh\u1ecb, \u0111\u1ec1 xu\u1ea5t", "blocks": [{"kind": "text", "text": "Kh\u00f4ng c\u00f3 ki\u1ebfn ngh\u1ecb, \u0111\u1ec1 xu\u1ea5t."}]}], "annexes": [{"heading": "Ph\u1ee5 l\u1ee5c I. K\u1ebft qu\u1ea3 th\u1ef1c hi\u1ec7n nhi\u1ec7m v\u1ee5", "blocks": [{"kind": "table", "caption": "Nhi\u1ec7m v\u1ee5 c\u1ee7a k\u1ef3 b\u00e1o c\u00e1o", "columns": ["TT", "Nhi\u1ec7m v\u1ee5", "\u0110\u01a1n v\u1ecb", "H\u1ea1n", "K\u1ebft qu\u1ea3", "Minh ch\u1ee9ng"], "align": ["center", "left", "left", "center", "left", "left"], "widths": [6, 32, 18, 15, 14, 15], "rows": [["1", "Vi\u1ec7c xa l\u1ea1", "V\u0103n ph\u00f2ng Xa L\u1ea1", "20/08/2024", "Ch\u01b0a ho\u00e0n th\u00e0nh", ""], ["2", "Vi\u1ec7c xa l\u1ea1", "V\u0103n ph\u00f2ng Xa L\u1ea1", "20/08/2024", "Ch\u1edd duy\u1ec7t", ""]]}]}], "closing": "Tr\u00ean \u0111\u00e2y l\u00e0 b\u00e1o c\u00e1o c\u1ee7a \u1ee6y ban nh\u00e2n d\u00e2n ph\u01b0\u1eddng Xa L\u1ea1, k\u00ednh g\u1eedi \u1ee6y ban nh\u00e2n d\u00e2n th\u1ecb x\u00e3 M\u1eabu", "recipients": ["Nh\u01b0 tr\u00ean", "L\u01b0u: VT"], "signature": {"on_behalf": "TM. \u1ee6Y BAN NH\u00c2N D\u00c2N", "mode": "", "post": "CH\u1ee8C DANH L\u1ea0", "name": "Ng\u01b0\u1eddi l\u1ea1 leader"}, "prepared_by": "Ng\u01b0\u1eddi l\u1ea1 clerk", "is_test": false, "figures": [{"label": "C\u00f4ng b\u1ed1, c\u00f4ng khai: \u0111\u00e3 xong", "value": "0/2", "link": "/2024/cong-khai?loc=da-xong"}, {"label": "C\u00f4ng b\u1ed1, c\u00f4ng khai: ch\u1edd duy\u1ec7t", "value": "1", "link": "/2024/cong-khai?loc=cho-duyet"}]}','{}','[]','',NULL,3,'2024-08-15 02:00:00.000000',3,'2024-08-15 02:00:00.000000',NULL,NULL,2);
INSERT INTO "report" VALUES(2,1,2024,'q2','period',NULL,'draft','2024-08-15','{"form": "period", "agency": {"superior": "UBND TH\u1eca X\u00c3 M\u1eaaU", "name": "\u1ee6Y BAN NH\u00c2N D\u00c2N PH\u01af\u1edcNG XA L\u1ea0", "place": "An B\u00ecnh"}, "number": null, "symbol": "BC-UBND", "date": "2024-08-15", "title": "B\u00c1O C\u00c1O", "subject": "C\u00f4ng t\u00e1c ki\u1ec3m so\u00e1t th\u1ee7 t\u1ee5c h\u00e0nh ch\u00ednh qu\u00fd II n\u0103m 2024", "addressee": ["\u1ee6y ban nh\u00e2n d\u00e2n th\u1ecb x\u00e3 M\u1eabu"], "bases": [], "opening": "Th\u1ef1c hi\u1ec7n K\u1ebf ho\u1ea1ch xa l\u1ea1, \u1ee6y ban nh\u00e2n d\u00e2n ph\u01b0\u1eddng Xa L\u1ea1 b\u00e1o c\u00e1o k\u1ebft qu\u1ea3 qu\u00fd II n\u0103m 2024 (s\u1ed1 li\u1ec7u t\u1eeb ng\u00e0y 15/03/2024 \u0111\u1ebfn ng\u00e0y 14/06/2024) nh\u01b0 sau:", "parts": [{"heading": "I. T\u00ecnh h\u00ecnh, k\u1ebft qu\u1ea3", "blocks": [{"kind": "heading", "text": "1. Ch\u1ec9 \u0111\u1ea1o, \u0111i\u1ec1u h\u00e0nh"}, {"kind": "text", "text": "Kh\u00f4ng ph\u00e1t sinh."}, {"kind": "heading", "text": "2. C\u00f4ng b\u1ed1, c\u00f4ng khai"}, {"kind": "text", "text": "Ho\u00e0n th\u00e0nh 0/2 vi\u1ec7c; ch\u1edd duy\u1ec7t 1 vi\u1ec7c; ch\u01b0a ho\u00e0n th\u00e0nh 1 vi\u1ec7c."}, {"kind": "heading", "text": "3. M\u1ed9t c\u1eeda, li\u00ean th\u00f4ng"}, {"kind": "text", "text": "Kh\u00f4ng ph\u00e1t sinh."}, {"kind": "heading", "text": "4. Ph\u1ea3n \u00e1nh, ki\u1ebfn ngh\u1ecb"}, {"kind": "text", "text": "Kh\u00f4ng ph\u00e1t sinh."}, {"kind": "heading", "text": "5. Tuy\u00ean truy\u1ec1n"}, {"kind": "text", "text": "Kh\u00f4ng ph\u00e1t sinh."}, {"kind": "heading", "text": "6. N\u00f4ng th\u00f4n m\u1edbi"}, {"kind": "text", "text": "Kh\u00f4ng ph\u00e1t sinh."}, {"kind": "heading", "text": "7. R\u00e0 so\u00e1t, \u0111\u01a1n gi\u1ea3n h\u00f3a"}, {"kind": "text", "text": "Kh\u00f4ng ph\u00e1t sinh."}, {"kind": "heading", "text": "8. Ki\u1ec3m tra, t\u1ef1 ki\u1ec3m tra"}, {"kind": "text", "text": "Kh\u00f4ng ph\u00e1t sinh."}]}, {"heading": "II. \u0110\u00e1nh gi\u00e1", "blocks": [{"kind": "heading", "text": "1. \u01afu \u0111i\u1ec3m"}, {"kind": "text", "text": "Ho\u00e0n th\u00e0nh 0/2 vi\u1ec7c; ch\u1edd duy\u1ec7t 1 vi\u1ec7c; ch\u01b0a ho\u00e0n th\u00e0nh 1 vi\u1ec7c."}, {"kind": "heading", "text": "2. T\u1ed3n t\u1ea1i, h\u1ea1n ch\u1ebf"}, {"kind": "text", "text": "Kh\u00f4ng c\u00f3 vi\u1ec7c tr\u1ec5 h\u1ea1n."}, {"kind": "heading", "text": "3. Nguy\u00ean nh\u00e2n"}, {"kind": "text", "text": "Kh\u00f4ng ph\u00e1t sinh."}]}, {"heading": "III. Ph\u01b0\u01a1ng h\u01b0\u1edbng, nhi\u1ec7m v\u1ee5 k\u1ef3 t\u1edbi", "blocks": [{"kind": "text", "text": "T\u1eadp trung ho\u00e0n th\u00e0nh c\u00e1c nhi\u1ec7m v\u1ee5 sau:"}, {"kind": "list", "items": ["Vi\u1ec7c xa l\u1ea1 (V\u0103n ph\u00f2ng Xa L\u1ea1): h\u1ea1n 20/08/2024."]}]}, {"heading": "IV. Ki\u1ebfn ngh\u1ecb, \u0111\u1ec1 xu\u1ea5t", "blocks": [{"kind": "text", "text": "Kh\u00f4ng c\u00f3 ki\u1ebfn ngh\u1ecb, \u0111\u1ec1 xu\u1ea5t."}]}], "annexes": [{"heading": "Ph\u1ee5 l\u1ee5c I. K\u1ebft qu\u1ea3 th\u1ef1c hi\u1ec7n nhi\u1ec7m v\u1ee5", "blocks": [{"kind": "table", "caption": "Nhi\u1ec7m v\u1ee5 c\u1ee7a k\u1ef3 b\u00e1o c\u00e1o", "columns": ["TT", "Nhi\u1ec7m v\u1ee5", "\u0110\u01a1n v\u1ecb", "H\u1ea1n", "K\u1ebft qu\u1ea3", "Minh ch\u1ee9ng"], "align": ["center", "left", "left", "center", "left", "left"], "widths": [6, 32, 18, 15, 14, 15], "rows": [["1", "Vi\u1ec7c xa l\u1ea1", "V\u0103n ph\u00f2ng Xa L\u1ea1", "20/08/2024", "Ch\u01b0a ho\u00e0n th\u00e0nh", ""], ["2", "Vi\u1ec7c xa l\u1ea1", "V\u0103n ph\u00f2ng Xa L\u1ea1", "20/08/2024", "Ch\u1edd duy\u1ec7t", ""]]}]}, {"heading": "Ph\u1ee5 l\u1ee5c II. K\u1ebft qu\u1ea3 th\u1ef1c hi\u1ec7n ch\u1ec9 ti\u00eau", "blocks": [{"kind": "table", "caption": "Ch\u1ec9 ti\u00eau c\u1ee7a k\u1ebf ho\u1ea1ch", "columns": ["Ch\u1ec9 ti\u00eau", "K\u1ebf ho\u1ea1ch", "Th\u1ef1c hi\u1ec7n", "S\u1ed1 li\u1ec7u", "K\u1ebft qu\u1ea3"], "align": ["left", "right", "right", "right", "left"], "widths": [46, 14, 14, 14, 12], "rows": [["H\u1ed3 s\u01a1 n\u1ed9p tr\u1ef1c tuy\u1ebfn", "\u2265 80%", "", "", "Ch\u01b0a c\u00f3 s\u1ed1 li\u1ec7u"]]}]}], "closing": "Tr\u00ean \u0111\u00e2y l\u00e0 b\u00e1o c\u00e1o c\u1ee7a \u1ee6y ban nh\u00e2n d\u00e2n ph\u01b0\u1eddng Xa L\u1ea1, k\u00ednh g\u1eedi \u1ee6y ban nh\u00e2n d\u00e2n th\u1ecb x\u00e3 M\u1eabu", "recipients": ["Nh\u01b0 tr\u00ean", "L\u01b0u: VT"], "signature": {"on_behalf": "TM. \u1ee6Y BAN NH\u00c2N D\u00c2N", "mode": "", "post": "CH\u1ee8C DANH L\u1ea0", "name": "Ng\u01b0\u1eddi l\u1ea1 leader"}, "prepared_by": "Ng\u01b0\u1eddi l\u1ea1 clerk", "is_test": false, "figures": [{"label": "C\u00f4ng b\u1ed1, c\u00f4ng khai: \u0111\u00e3 xong", "value": "0/2", "link": "/2024/cong-khai?loc=da-xong"}, {"label": "C\u00f4ng b\u1ed1, c\u00f4ng khai: ch\u1edd duy\u1ec7t", "value": "1", "link": "/2024/cong-khai?loc=cho-duyet"}, {"label": "H\u1ed3 s\u01a1 n\u1ed9p tr\u1ef1c tuy\u1ebfn (\u2265 80%)", "value": "Ch\u01b0a c\u00f3 s\u1ed1 li\u1ec7u", "link": "/2024/mot-cua/chi-tieu"}]}','{}','[]','',NULL,3,'2024-08-15 02:00:00.000000',NULL,NULL,NULL,NULL,1);
CREATE TABLE report_schedule (
	id INTEGER NOT NULL, 
	agency_id INTEGER, 
	period_kind VARCHAR(24) NOT NULL, 
	cutoff_day INTEGER NOT NULL, 
	due_before_day INTEGER NOT NULL, 
	source VARCHAR(500) NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_report_schedule PRIMARY KEY (id), 
	CONSTRAINT uq_report_schedule_agency_id_period_kind UNIQUE (agency_id, period_kind), 
	CONSTRAINT ck_report_schedule_cutoff_day CHECK (cutoff_day BETWEEN 1 AND 31), 
	CONSTRAINT ck_report_schedule_due_before_day CHECK (due_before_day BETWEEN 1 AND 28), 
	CONSTRAINT ck_report_schedule_period_kind CHECK (period_kind IN ('month', 'quarter', 'year'))
);
CREATE TABLE review (
	subject VARCHAR(500) NOT NULL, 
	procedure_codes VARCHAR(500) NOT NULL, 
	is_planned BOOLEAN NOT NULL, 
	reason VARCHAR(24) NOT NULL, 
	reason_words TEXT NOT NULL, 
	begins_on DATE NOT NULL, 
	ends_on DATE NOT NULL, 
	product VARCHAR(500) NOT NULL, 
	finished_on DATE, 
	necessity VARCHAR(24) NOT NULL, 
	necessity_words TEXT NOT NULL, 
	reasonableness VARCHAR(24) NOT NULL, 
	reasonableness_words TEXT NOT NULL, 
	legality VARCHAR(24) NOT NULL, 
	legality_words TEXT NOT NULL, 
	cost VARCHAR(24) NOT NULL, 
	cost_words TEXT NOT NULL, 
	proposal VARCHAR(24) NOT NULL, 
	proposal_2 VARCHAR(24) NOT NULL, 
	proposal_3 VARCHAR(24) NOT NULL, 
	proposal_words TEXT NOT NULL, 
	level VARCHAR(24), 
	submission_number VARCHAR(120) NOT NULL, 
	submitted_on DATE, 
	result VARCHAR(24) NOT NULL, 
	decision_number VARCHAR(120) NOT NULL, 
	decision_on DATE, 
	result_words TEXT NOT NULL, 
	cost_before BIGINT, 
	cost_after BIGINT, 
	saving BIGINT, 
	saving_percent NUMERIC(20, 2), 
	id INTEGER NOT NULL, 
	entered_at DATETIME NOT NULL, 
	folded TEXT NOT NULL, 
	removed_at DATETIME, 
	removal_reason TEXT NOT NULL, 
	agency_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	entered_by_id INTEGER, 
	register_import_id INTEGER, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_review PRIMARY KEY (id), 
	CONSTRAINT ck_review_cost CHECK (cost IN ('', 'met', 'partly', 'unmet')), 
	CONSTRAINT ck_review_legality CHECK (legality IN ('', 'met', 'partly', 'unmet')), 
	CONSTRAINT ck_review_necessity CHECK (necessity IN ('', 'met', 'partly', 'unmet')), 
	CONSTRAINT ck_review_proposal CHECK (proposal IN ('', 'abolish', 'merge', 'replace', 'cut_papers', 'cut_time', 'cut_fee', 'cut_conditions', 'simplify_form', 'online', 'delegate', 'keep')), 
	CONSTRAINT ck_review_proposal_2 CHECK (proposal_2 IN ('', 'abolish', 'merge', 'replace', 'cut_papers', 'cut_time', 'cut_fee', 'cut_conditions', 'simplify_form', 'online', 'delegate', 'keep')), 
	CONSTRAINT ck_review_proposal_3 CHECK (proposal_3 IN ('', 'abolish', 'merge', 'replace', 'cut_papers', 'cut_time', 'cut_fee', 'cut_conditions', 'simplify_form', 'online', 'delegate', 'keep')), 
	CONSTRAINT ck_review_reason CHECK (reason IN ('', 'direction', 'own', 'feedback')), 
	CONSTRAINT ck_review_reasonableness CHECK (reasonableness IN ('', 'met', 'partly', 'unmet')), 
	CONSTRAINT ck_review_result CHECK (result IN ('', 'waiting', 'adopted', 'partly', 'refused')), 
	CONSTRAINT ck_review_days CHECK (begins_on <= ends_on), 
	CONSTRAINT ck_review_costs CHECK (cost_before >= 0 AND cost_after >= 0), 
	CONSTRAINT fk_review_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT fk_review_entered_by_id FOREIGN KEY(entered_by_id) REFERENCES person (id), 
	CONSTRAINT fk_review_register_import_id FOREIGN KEY(register_import_id) REFERENCES register_import (id), 
	CONSTRAINT fk_review_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id)
);
CREATE TABLE review_cost (
	id INTEGER NOT NULL, 
	review_id INTEGER NOT NULL, 
	gdp_year INTEGER NOT NULL, 
	gdp_per_head BIGINT NOT NULL, 
	before_times NUMERIC(12, 4) NOT NULL, 
	before_subjects INTEGER NOT NULL, 
	after_times NUMERIC(12, 4) NOT NULL, 
	after_subjects INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_review_cost PRIMARY KEY (id), 
	CONSTRAINT ck_review_cost_volume CHECK (before_times >= 0 AND after_times >= 0 AND before_subjects >= 0 AND after_subjects >= 0), 
	CONSTRAINT ck_review_cost_gdp CHECK (gdp_per_head > 0), 
	CONSTRAINT fk_review_cost_review_id FOREIGN KEY(review_id) REFERENCES review (id), 
	CONSTRAINT uq_review_cost_review_id UNIQUE (review_id)
);
CREATE TABLE review_income (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	year INTEGER NOT NULL, 
	gdp_per_head BIGINT NOT NULL, 
	source VARCHAR(300) NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_review_income PRIMARY KEY (id), 
	CONSTRAINT ck_review_income_gdp CHECK (gdp_per_head > 0), 
	CONSTRAINT fk_review_income_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT uq_review_income_agency_id_year UNIQUE (agency_id, year)
);
CREATE TABLE review_step (
	id INTEGER NOT NULL, 
	review_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	title VARCHAR(300) NOT NULL, 
	before_hours NUMERIC(12, 4), 
	before_hired BIGINT, 
	before_materials BIGINT, 
	before_travel BIGINT, 
	before_fee BIGINT, 
	after_hours NUMERIC(12, 4), 
	after_hired BIGINT, 
	after_materials BIGINT, 
	after_travel BIGINT, 
	after_fee BIGINT, 
	CONSTRAINT pk_review_step PRIMARY KEY (id), 
	CONSTRAINT ck_review_step_after CHECK (after_hours >= 0 AND after_hired >= 0 AND after_materials >= 0), 
	CONSTRAINT ck_review_step_after_money CHECK (after_travel >= 0 AND after_fee >= 0), 
	CONSTRAINT ck_review_step_before CHECK (before_hours >= 0 AND before_hired >= 0 AND before_materials >= 0), 
	CONSTRAINT ck_review_step_before_money CHECK (before_travel >= 0 AND before_fee >= 0), 
	CONSTRAINT fk_review_step_review_id FOREIGN KEY(review_id) REFERENCES review (id), 
	CONSTRAINT uq_review_step_review_id_position UNIQUE (review_id, position)
);
CREATE TABLE review_word (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	kind VARCHAR(24) NOT NULL, 
	code VARCHAR(24) NOT NULL, 
	title VARCHAR(120) NOT NULL, 
	position INTEGER NOT NULL, 
	is_used BOOLEAN NOT NULL, 
	CONSTRAINT pk_review_word PRIMARY KEY (id), 
	CONSTRAINT ck_review_word_title CHECK (title <> ''), 
	CONSTRAINT fk_review_word_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT uq_review_word_agency_id_kind_code UNIQUE (agency_id, kind, code), 
	CONSTRAINT ck_review_word_word_kind CHECK (kind IN ('level', 'step'))
);
CREATE TABLE score_line (
	id INTEGER NOT NULL, 
	assessment_id INTEGER NOT NULL, 
	indicator_id INTEGER NOT NULL, 
	is_passed BOOLEAN, 
	figure NUMERIC(7, 2), 
	is_not_applicable BOOLEAN NOT NULL, 
	reason TEXT NOT NULL, 
	explanation TEXT NOT NULL, 
	answered_by_id INTEGER, 
	answered_at DATETIME, 
	verdict VARCHAR(24), 
	appraised_is_passed BOOLEAN, 
	appraised_figure NUMERIC(7, 2), 
	comment TEXT NOT NULL, 
	appraised_by_id INTEGER, 
	appraised_at DATETIME, 
	asked_on DATE, 
	question TEXT NOT NULL, 
	reply TEXT NOT NULL, 
	replied_on DATE, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_score_line PRIMARY KEY (id), 
	CONSTRAINT ck_score_line_not_applicable CHECK (NOT is_not_applicable OR reason <> ''), 
	CONSTRAINT ck_score_line_verdict CHECK (verdict IS NULL OR verdict = 'agreed' OR comment <> ''), 
	CONSTRAINT ck_score_line_appraiser CHECK (appraised_by_id <> answered_by_id), 
	CONSTRAINT fk_score_line_answered_by_id FOREIGN KEY(answered_by_id) REFERENCES person (id), 
	CONSTRAINT fk_score_line_appraised_by_id FOREIGN KEY(appraised_by_id) REFERENCES person (id), 
	CONSTRAINT fk_score_line_assessment_id FOREIGN KEY(assessment_id) REFERENCES assessment (id) ON DELETE CASCADE, 
	CONSTRAINT fk_score_line_indicator_id FOREIGN KEY(indicator_id) REFERENCES criterion_indicator (id), 
	CONSTRAINT uq_score_line_assessment_id_indicator_id UNIQUE (assessment_id, indicator_id), 
	CONSTRAINT ck_score_line_line_verdict CHECK (verdict IN ('agreed', 'lowered', 'asked'))
);
CREATE TABLE score_proof (
	id INTEGER NOT NULL, 
	score_line_id INTEGER NOT NULL, 
	evidence_id INTEGER NOT NULL, 
	verdict VARCHAR(24) NOT NULL, 
	submitted_at DATETIME NOT NULL, 
	submitted_on DATE NOT NULL, 
	verified_at DATETIME, 
	verified_on DATE, 
	comment TEXT NOT NULL, 
	submitted_by_id INTEGER NOT NULL, 
	verified_by_id INTEGER, 
	CONSTRAINT pk_score_proof PRIMARY KEY (id), 
	CONSTRAINT ck_score_proof_judged CHECK ((verdict = 'waiting') = (verified_at IS NULL)), 
	CONSTRAINT ck_score_proof_judge CHECK (verified_by_id <> submitted_by_id), 
	CONSTRAINT fk_score_proof_evidence_id FOREIGN KEY(evidence_id) REFERENCES evidence (id), 
	CONSTRAINT fk_score_proof_score_line_id FOREIGN KEY(score_line_id) REFERENCES score_line (id) ON DELETE CASCADE, 
	CONSTRAINT fk_score_proof_submitted_by_id FOREIGN KEY(submitted_by_id) REFERENCES person (id), 
	CONSTRAINT fk_score_proof_verified_by_id FOREIGN KEY(verified_by_id) REFERENCES person (id), 
	CONSTRAINT uq_score_proof_score_line_id_evidence_id UNIQUE (score_line_id, evidence_id), 
	CONSTRAINT ck_score_proof_verdict CHECK (verdict IN ('waiting', 'accepted', 'returned'))
);
CREATE TABLE sealed_entry (
	id BIGINT NOT NULL, 
	safe_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	actor_id INTEGER, 
	actor_name VARCHAR(200) NOT NULL, 
	verb VARCHAR(40) NOT NULL, 
	"before" TEXT NOT NULL, 
	"after" TEXT NOT NULL, 
	request_key VARCHAR(64), 
	previous_hash VARCHAR(64) NOT NULL, 
	hash VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_sealed_entry PRIMARY KEY (id), 
	CONSTRAINT fk_sealed_entry_safe_id FOREIGN KEY(safe_id) REFERENCES sealed_round (id), 
	CONSTRAINT uq_sealed_entry_hash UNIQUE (hash), 
	CONSTRAINT uq_sealed_entry_request_key UNIQUE (request_key), 
	CONSTRAINT uq_sealed_entry_safe_id_number UNIQUE (safe_id, number)
);
CREATE TABLE sealed_file (
	id INTEGER NOT NULL, 
	safe_id INTEGER NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	size INTEGER NOT NULL, 
	media_type VARCHAR(100) NOT NULL, 
	warnings JSON NOT NULL, 
	file_name VARCHAR(255) NOT NULL, 
	note VARCHAR(300) NOT NULL, 
	added_by_id INTEGER, 
	added_at DATETIME NOT NULL, 
	removed_at DATETIME, 
	CONSTRAINT pk_sealed_file PRIMARY KEY (id), 
	CONSTRAINT fk_sealed_file_safe_id FOREIGN KEY(safe_id) REFERENCES sealed_round (id)
);
CREATE TABLE sealed_item (
	id BIGINT NOT NULL, 
	safe_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	code VARCHAR(60) NOT NULL, 
	above TEXT NOT NULL, 
	text TEXT NOT NULL, 
	plan_id INTEGER, 
	CONSTRAINT pk_sealed_item PRIMARY KEY (id), 
	CONSTRAINT fk_sealed_item_safe_id FOREIGN KEY(safe_id) REFERENCES sealed_round (id), 
	CONSTRAINT uq_sealed_item_safe_id_position UNIQUE (safe_id, position)
);
CREATE TABLE sealed_reader (
	id INTEGER NOT NULL, 
	safe_id INTEGER NOT NULL, 
	person_id INTEGER, 
	name VARCHAR(200) NOT NULL, 
	title VARCHAR(300) NOT NULL, 
	role VARCHAR(24) NOT NULL, 
	CONSTRAINT pk_sealed_reader PRIMARY KEY (id), 
	CONSTRAINT fk_sealed_reader_safe_id FOREIGN KEY(safe_id) REFERENCES sealed_round (id), 
	CONSTRAINT uq_sealed_reader_safe_id_person_id UNIQUE (safe_id, person_id), 
	CONSTRAINT ck_sealed_reader_safe_role CHECK (role IN ('head', 'secretary', 'member', 'orderer'))
);
CREATE TABLE sealed_round (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	object_id INTEGER NOT NULL, 
	starts_on DATE NOT NULL, 
	ends_on DATE NOT NULL, 
	content TEXT NOT NULL, 
	decision_number VARCHAR(120) NOT NULL, 
	decided_on DATE, 
	version INTEGER NOT NULL, 
	sealed_at DATETIME NOT NULL, 
	opened_at DATETIME, 
	opened_round_id INTEGER, 
	discarded_at DATETIME, 
	discard_reason TEXT NOT NULL, 
	entries INTEGER NOT NULL, 
	last_hash VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_sealed_round PRIMARY KEY (id), 
	CONSTRAINT ck_sealed_round_opened CHECK ((opened_at IS NULL) = (opened_round_id IS NULL)), 
	CONSTRAINT ck_sealed_round_days CHECK (ends_on >= starts_on), 
	CONSTRAINT ck_sealed_round_ended CHECK (opened_at IS NULL OR discarded_at IS NULL)
);
CREATE TABLE signed_document (
	id INTEGER NOT NULL, 
	edition_id INTEGER NOT NULL, 
	kind VARCHAR(24) NOT NULL, 
	stored_file_id INTEGER NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	signer VARCHAR(300) NOT NULL, 
	organisation VARCHAR(300) NOT NULL, 
	issuer VARCHAR(300) NOT NULL, 
	signed_at DATETIME NOT NULL, 
	is_test BOOLEAN NOT NULL, 
	facts JSON NOT NULL, 
	signed_by_id INTEGER, 
	CONSTRAINT pk_signed_document PRIMARY KEY (id), 
	CONSTRAINT uq_signed_document_edition_id_kind UNIQUE (edition_id, kind), 
	CONSTRAINT fk_signed_document_edition_id FOREIGN KEY(edition_id) REFERENCES edition (id), 
	CONSTRAINT ck_signed_document_signature_kind CHECK (kind IN ('seal', 'signature')), 
	CONSTRAINT fk_signed_document_stored_file_id FOREIGN KEY(stored_file_id) REFERENCES stored_file (id), 
	CONSTRAINT fk_signed_document_signed_by_id FOREIGN KEY(signed_by_id) REFERENCES person (id)
);
INSERT INTO "signed_document" VALUES(1,1,'seal',3,'78d6817a39358f0f428a57d62753bc5a18d4333a3d01912dbee40747a4bc7b8f','ỦY BAN NHÂN DÂN PHƯỜNG XA LẠ','ỦY BAN NHÂN DÂN PHƯỜNG XA LẠ','Không có','2026-11-21 10:33:00.820286',1,'[{"field": "Seal", "signer": "\u1ee6Y BAN NH\u00c2N D\u00c2N PH\u01af\u1edcNG XA L\u1ea0", "organisation": "\u1ee6Y BAN NH\u00c2N D\u00c2N PH\u01af\u1edcNG XA L\u1ea0", "issuer": "Kh\u00f4ng c\u00f3", "signed_at": "2026-11-21T10:33:00.820286+00:00", "is_intact": true, "is_trusted": true, "covers_whole_file": true, "is_test": true, "problem": ""}]',NULL);
CREATE TABLE signing_order (
	id INTEGER NOT NULL, 
	edition_id INTEGER NOT NULL, 
	kind VARCHAR(24) NOT NULL, 
	ordered_by_id INTEGER, 
	ordered_at DATETIME NOT NULL, 
	person VARCHAR(200) NOT NULL, 
	post VARCHAR(200) NOT NULL, 
	on_behalf VARCHAR(200) NOT NULL, 
	requested_at DATETIME, 
	attempts INTEGER NOT NULL, 
	lease_until DATETIME, 
	progress INTEGER NOT NULL, 
	problem TEXT, 
	finished_at DATETIME, 
	CONSTRAINT pk_signing_order PRIMARY KEY (id), 
	CONSTRAINT uq_signing_order_edition_id_kind UNIQUE (edition_id, kind), 
	CONSTRAINT ck_signing_order_person CHECK (kind = 'seal' OR ordered_by_id IS NOT NULL), 
	CONSTRAINT fk_signing_order_edition_id FOREIGN KEY(edition_id) REFERENCES edition (id), 
	CONSTRAINT ck_signing_order_signature_kind CHECK (kind IN ('seal', 'signature')), 
	CONSTRAINT fk_signing_order_ordered_by_id FOREIGN KEY(ordered_by_id) REFERENCES person (id)
);
INSERT INTO "signing_order" VALUES(1,1,'seal',NULL,'2026-11-21 10:33:00.820286','ỦY BAN NHÂN DÂN PHƯỜNG XA LẠ','','','2026-11-21 10:33:00.820286',1,NULL,100,NULL,'2026-11-21 10:33:00.835197');
CREATE TABLE stored_file (
	id INTEGER NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	size INTEGER NOT NULL, 
	media_type VARCHAR(100) NOT NULL, 
	warnings JSON NOT NULL, 
	stored_at DATETIME NOT NULL, 
	CONSTRAINT pk_stored_file PRIMARY KEY (id), 
	CONSTRAINT uq_stored_file_sha256 UNIQUE (sha256)
);
INSERT INTO "stored_file" VALUES(1,'d6c9ef1792f73c56d564e59ed0aa4f595b8db509e22d9c263d5faedbdd55a804',23,'application/pdf','[]','2024-08-15 02:00:00.000000');
INSERT INTO "stored_file" VALUES(2,'3ef80dd0e4f2a87cd2b30e9434793015f4bdbc3ef1b7b98133d34d3927bd7f6d',433,'application/pdf','[]','2026-11-21 10:33:00.820286');
INSERT INTO "stored_file" VALUES(3,'78d6817a39358f0f428a57d62753bc5a18d4333a3d01912dbee40747a4bc7b8f',864,'application/pdf','[]','2026-11-21 10:33:00.835197');
INSERT INTO "stored_file" VALUES(4,'f9e9b4ffc709b033ae324fb5197cfda4125da954eb172adbe559e15319fa01e0',14797,'application/zip','[]','2026-11-21 10:33:00.914205');
CREATE TABLE target (
	id INTEGER NOT NULL, 
	plan_id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	section VARCHAR(24) NOT NULL, 
	task_code VARCHAR(60) NOT NULL, 
	position INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	metric TEXT NOT NULL, 
	op VARCHAR(2) NOT NULL, 
	value NUMERIC(20, 4) NOT NULL, 
	value_max NUMERIC(20, 4), 
	measure VARCHAR(40) NOT NULL, 
	removed_on DATE, 
	CONSTRAINT pk_target PRIMARY KEY (id), 
	CONSTRAINT fk_target_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) ON DELETE CASCADE, 
	CONSTRAINT fk_target_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT ck_target_section CHECK (section IN ('direction', 'publication', 'one_stop', 'feedback', 'communication', 'new_rural', 'review', 'inspection'))
);
INSERT INTO "target" VALUES(1,1,1,'one_stop','PL1.1',9,'đạt tối thiểu 80%','hồ sơ nộp trực tuyến','>=',80,NULL,'%',NULL);
CREATE TABLE target_measure (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	target_id INTEGER NOT NULL, 
	code VARCHAR(60) NOT NULL, 
	chosen_by_id INTEGER, 
	chosen_at DATETIME NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_target_measure PRIMARY KEY (id), 
	CONSTRAINT fk_target_measure_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT uq_target_measure_target_id UNIQUE (target_id), 
	CONSTRAINT fk_target_measure_target_id FOREIGN KEY(target_id) REFERENCES target (id), 
	CONSTRAINT fk_target_measure_chosen_by_id FOREIGN KEY(chosen_by_id) REFERENCES person (id)
);
CREATE TABLE task (
	id INTEGER NOT NULL, 
	plan_id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	kind VARCHAR(24) NOT NULL, 
	section VARCHAR(24) NOT NULL, 
	section_reason VARCHAR(300) NOT NULL, 
	position INTEGER NOT NULL, 
	code VARCHAR(60) NOT NULL, 
	number VARCHAR(20) NOT NULL, 
	title TEXT NOT NULL, 
	text TEXT NOT NULL, 
	folded TEXT NOT NULL, 
	deliverable TEXT, 
	time_text TEXT, 
	due_rule JSON NOT NULL, 
	due_explanation TEXT NOT NULL, 
	confidence DOUBLE NOT NULL, 
	doubts JSON NOT NULL, 
	previous_task_id INTEGER, 
	source_task_id INTEGER, 
	removed_on DATE, 
	removal_reason TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_task PRIMARY KEY (id), 
	CONSTRAINT uq_task_agency_id_source_task_id UNIQUE (agency_id, source_task_id), 
	CONSTRAINT ck_task_removed CHECK ((removed_on IS NULL) = (removal_reason = '')), 
	CONSTRAINT fk_task_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id), 
	CONSTRAINT fk_task_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT ck_task_task_kind CHECK (kind IN ('content', 'organisation')), 
	CONSTRAINT ck_task_section CHECK (section IN ('direction', 'publication', 'one_stop', 'feedback', 'communication', 'new_rural', 'review', 'inspection')), 
	CONSTRAINT fk_task_previous_task_id FOREIGN KEY(previous_task_id) REFERENCES task (id), 
	CONSTRAINT fk_task_source_task_id FOREIGN KEY(source_task_id) REFERENCES task (id)
);
INSERT INTO "task" VALUES(1,1,1,'content','publication','',1,'PL1.1','1','Việc xa lạ','Việc xa lạ','viec xa la',NULL,NULL,'{"kind": "none"}','',1.0,'[]',NULL,NULL,NULL,'',1);
CREATE TABLE topic_year (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	topic_id INTEGER NOT NULL, 
	year INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	plan_id INTEGER, 
	task_code VARCHAR(60) NOT NULL, 
	source TEXT NOT NULL, 
	left_out_at DATETIME, 
	CONSTRAINT pk_topic_year PRIMARY KEY (id), 
	CONSTRAINT uq_topic_year_topic_id_year UNIQUE (topic_id, year), 
	CONSTRAINT fk_topic_year_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT fk_topic_year_topic_id FOREIGN KEY(topic_id) REFERENCES communication_topic (id), 
	CONSTRAINT fk_topic_year_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id)
);
CREATE TABLE training (
	content VARCHAR(500) NOT NULL, 
	organiser VARCHAR(300) NOT NULL, 
	starts_on DATE NOT NULL, 
	ends_on DATE, 
	place VARCHAR(300) NOT NULL, 
	audience VARCHAR(300) NOT NULL, 
	invited INTEGER, 
	attended INTEGER, 
	doc_number VARCHAR(120) NOT NULL, 
	doc_on DATE, 
	result TEXT NOT NULL, 
	id INTEGER NOT NULL, 
	entered_at DATETIME NOT NULL, 
	folded TEXT NOT NULL, 
	removed_at DATETIME, 
	removal_reason TEXT NOT NULL, 
	agency_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	entered_by_id INTEGER, 
	register_import_id INTEGER, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_training PRIMARY KEY (id), 
	CONSTRAINT ck_training_content CHECK (content <> ''), 
	CONSTRAINT ck_training_days CHECK (ends_on IS NULL OR ends_on >= starts_on), 
	CONSTRAINT ck_training_counts CHECK (invited >= 0 AND attended >= 0), 
	CONSTRAINT fk_training_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT fk_training_entered_by_id FOREIGN KEY(entered_by_id) REFERENCES person (id), 
	CONSTRAINT fk_training_register_import_id FOREIGN KEY(register_import_id) REFERENCES register_import (id), 
	CONSTRAINT fk_training_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id)
);
CREATE TABLE unit (
	id INTEGER NOT NULL, 
	agency_id INTEGER, 
	parent_id INTEGER, 
	kind VARCHAR(24) NOT NULL, 
	name VARCHAR(300) NOT NULL, 
	short_name VARCHAR(120) NOT NULL, 
	position INTEGER NOT NULL, 
	valid_from DATE, 
	valid_to DATE, 
	succeeded_by_id INTEGER, 
	superior VARCHAR(300) NOT NULL, 
	place VARCHAR(120) NOT NULL, 
	symbol VARCHAR(60) NOT NULL, 
	public_address VARCHAR(300) NOT NULL, 
	feedback_contact VARCHAR(500) NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_unit PRIMARY KEY (id), 
	CONSTRAINT ck_unit_has_agency CHECK (kind = 'agency' OR agency_id IS NOT NULL), 
	CONSTRAINT ck_unit_valid CHECK (valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from), 
	CONSTRAINT fk_unit_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT fk_unit_parent_id FOREIGN KEY(parent_id) REFERENCES unit (id), 
	CONSTRAINT ck_unit_unit_kind CHECK (kind IN ('agency', 'department', 'desk', 'group', 'outside')), 
	CONSTRAINT fk_unit_succeeded_by_id FOREIGN KEY(succeeded_by_id) REFERENCES unit (id)
);
INSERT INTO "unit" VALUES(1,1,NULL,'agency','Ủy ban nhân dân phường Xa Lạ','UBND phường Xa Lạ',0,NULL,NULL,NULL,'UBND THỊ XÃ MẪU','An Bình','UBND','','',2);
INSERT INTO "unit" VALUES(2,1,1,'desk','Bộ phận Xa Lạ','',0,NULL,NULL,NULL,'','','','','',1);
INSERT INTO "unit" VALUES(3,1,1,'desk','Văn phòng Xa Lạ','',0,NULL,NULL,NULL,'','','','','',1);
INSERT INTO "unit" VALUES(4,1,1,'group','Các công chức','',0,NULL,NULL,NULL,'','','','','',1);
CREATE TABLE unit_spelling (
	id INTEGER NOT NULL, 
	agency_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	spelling VARCHAR(500) NOT NULL, 
	folded VARCHAR(500) NOT NULL, 
	CONSTRAINT pk_unit_spelling PRIMARY KEY (id), 
	CONSTRAINT uq_unit_spelling_agency_id_folded UNIQUE (agency_id, folded), 
	CONSTRAINT fk_unit_spelling_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT fk_unit_spelling_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id)
);
CREATE TABLE visit (
	visited_on DATE NOT NULL, 
	counter VARCHAR(60) NOT NULL, 
	number INTEGER NOT NULL, 
	device_id INTEGER, 
	ticket_key VARCHAR(64), 
	taken_at DATETIME, 
	called_at DATETIME, 
	waiting_minutes NUMERIC(6, 1), 
	satisfaction VARCHAR(20) NOT NULL, 
	id INTEGER NOT NULL, 
	entered_at DATETIME NOT NULL, 
	folded TEXT NOT NULL, 
	removed_at DATETIME, 
	removal_reason TEXT NOT NULL, 
	agency_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	entered_by_id INTEGER, 
	register_import_id INTEGER, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_visit PRIMARY KEY (id), 
	CONSTRAINT ck_visit_number CHECK (number > 0), 
	CONSTRAINT ck_visit_waiting CHECK (waiting_minutes >= 0), 
	CONSTRAINT ck_visit_order CHECK (called_at >= taken_at), 
	CONSTRAINT ck_visit_satisfaction CHECK (satisfaction IN ('', 'satisfied', 'neutral', 'unsatisfied')), 
	CONSTRAINT fk_visit_device_id FOREIGN KEY(device_id) REFERENCES counter_device (id), 
	CONSTRAINT fk_visit_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id), 
	CONSTRAINT fk_visit_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT fk_visit_entered_by_id FOREIGN KEY(entered_by_id) REFERENCES person (id), 
	CONSTRAINT fk_visit_register_import_id FOREIGN KEY(register_import_id) REFERENCES register_import (id)
);
CREATE TABLE visit_setting (
	agency_id INTEGER NOT NULL, 
	target_minutes INTEGER NOT NULL, 
	counts_neutral BOOLEAN NOT NULL, 
	version INTEGER NOT NULL, 
	CONSTRAINT pk_visit_setting PRIMARY KEY (agency_id), 
	CONSTRAINT ck_visit_setting_target CHECK (target_minutes BETWEEN 1 AND 600), 
	CONSTRAINT fk_visit_setting_agency_id FOREIGN KEY(agency_id) REFERENCES unit (id)
);
CREATE INDEX ix_unit_agency_id_position_id ON unit (agency_id, position, id);
CREATE INDEX ix_unit_parent_id ON unit (parent_id);
CREATE INDEX ix_login_attempt_username_at ON login_attempt (username, at);
CREATE INDEX ix_login_attempt_address_at ON login_attempt (address, at);
CREATE INDEX ix_audit_entry_agency_id_id ON audit_entry (agency_id, id);
CREATE INDEX ix_audit_entry_thing_thing_id_id ON audit_entry (thing, thing_id, id);
CREATE TRIGGER audit_entry_no_update BEFORE update ON audit_entry BEGIN SELECT RAISE(ABORT, 'audit_entry is append-only'); END;
CREATE TRIGGER audit_entry_no_delete BEFORE delete ON audit_entry BEGIN SELECT RAISE(ABORT, 'audit_entry is append-only'); END;
CREATE UNIQUE INDEX uq_report_schedule_default ON report_schedule (period_kind) WHERE agency_id IS NULL;
CREATE INDEX ix_group_member_unit_id ON group_member (unit_id);
CREATE INDEX ix_unit_spelling_unit_id ON unit_spelling (unit_id);
CREATE INDEX ix_post_person_id ON post (person_id);
CREATE INDEX ix_post_unit_id ON post (unit_id);
CREATE INDEX ix_login_session_person_id ON login_session (person_id);
CREATE INDEX ix_archive_package_stored_file_id ON archive_package (stored_file_id);
CREATE INDEX ix_archive_package_agency_id_year_id ON archive_package (agency_id, year, id);
CREATE INDEX ix_register_file_register_row_id_id ON register_file (register, row_id, id);
CREATE INDEX ix_register_file_stored_file_id ON register_file (stored_file_id);
CREATE INDEX ix_register_import_agency_id_register_state_id ON register_import (agency_id, register, state, id);
CREATE INDEX ix_register_export_agency_id_register_id ON register_export (agency_id, register, id);
CREATE INDEX ix_register_document_agency_id_register_id ON register_document (agency_id, register, id);
CREATE INDEX ix_register_document_stored_file_id ON register_document (stored_file_id);
CREATE INDEX ix_communication_topic_merged_into_id ON communication_topic (merged_into_id);
CREATE INDEX ix_form_sheet_agency_id_id ON form_sheet (agency_id, id);
CREATE INDEX ix_plan_agency_id_state_year_id ON "plan" (agency_id, state, year, id);
CREATE INDEX ix_evidence_agency_id_id ON evidence (agency_id, id);
CREATE INDEX ix_evidence_unit_id ON evidence (unit_id);
CREATE INDEX ix_evidence_register_row_id ON evidence (register, row_id);
CREATE INDEX ix_evidence_stored_file_id ON evidence (stored_file_id);
CREATE INDEX ix_feedback_term_agency_id_valid_from ON feedback_term (agency_id, valid_from);
CREATE INDEX ix_posting_place_unit_id ON posting_place (unit_id);
CREATE UNIQUE INDEX uq_counter_device_name ON counter_device (agency_id, name) WHERE revoked_at IS NULL;
CREATE INDEX ix_counter_device_unit_id ON counter_device (unit_id);
CREATE INDEX ix_delegation_from_post_id ON delegation (from_post_id);
CREATE INDEX ix_delegation_to_post_id ON delegation (to_post_id);
CREATE INDEX ix_topic_year_plan_id ON topic_year (plan_id);
CREATE INDEX ix_topic_year_agency_id_year_position ON topic_year (agency_id, year, position);
CREATE INDEX ix_communication_item_told ON communication_item (topic_id, agency_id, removed_at, held_on);
CREATE INDEX ix_communication_item_unit_id ON communication_item (unit_id);
CREATE INDEX ix_communication_item_register_import_id ON communication_item (register_import_id);
CREATE INDEX ix_communication_item_listed ON communication_item (agency_id, held_on, id, removed_at, topic_id, reach);
CREATE INDEX ix_dossier_counted ON dossier (agency_id, removed_at, returned_on, due_on, received_on, level, field, channel);
CREATE INDEX ix_dossier_oldest ON dossier (received_on) WHERE returned_on IS NULL AND removed_at IS NULL;
CREATE INDEX ix_dossier_register_import_id ON dossier (register_import_id);
CREATE INDEX ix_dossier_unit_id ON dossier (unit_id);
CREATE INDEX ix_dossier_late ON dossier (agency_id, removed_at, received_on, id, returned_on, due_on) WHERE returned_on > due_on;
CREATE INDEX ix_dossier_listed ON dossier (agency_id, removed_at, received_on, id, returned_on, due_on, folded);
CREATE UNIQUE INDEX ix_dossier_agency_id_code ON dossier (agency_id, code) WHERE removed_at IS NULL;
CREATE INDEX ix_dossier_total_register_import_id ON dossier_total (register_import_id);
CREATE UNIQUE INDEX ix_dossier_total_agency_id_last_day_first_day_level_field ON dossier_total (agency_id, last_day, first_day, level, field) WHERE removed_at IS NULL;
CREATE INDEX ix_dossier_total_unit_id ON dossier_total (unit_id);
CREATE INDEX ix_target_plan_id_section_position ON target (plan_id, section, position);
CREATE INDEX ix_plan_export_stored_file_id ON plan_export (stored_file_id);
CREATE INDEX ix_plan_export_plan_id_form_id ON plan_export (plan_id, form, id);
CREATE INDEX ix_task_plan_id_position ON task (plan_id, position);
CREATE INDEX ix_task_previous_task_id ON task (previous_task_id);
CREATE INDEX ix_task_agency_id_section_plan_id ON task (agency_id, section, plan_id);
CREATE INDEX ix_task_removed ON task (agency_id) WHERE removed_on IS NOT NULL;
CREATE INDEX ix_task_source_task_id ON task (source_task_id);
CREATE INDEX ix_feedback_agency_id_received_on ON feedback (agency_id, received_on);
CREATE INDEX ix_feedback_register_import_id ON feedback (register_import_id);
CREATE INDEX ix_feedback_agency_id_phone_digits ON feedback (agency_id, phone_digits);
CREATE INDEX ix_feedback_agency_id_handle_due_on ON feedback (agency_id, handle_due_on);
CREATE INDEX ix_feedback_agency_id_state_next_due_on ON feedback (agency_id, state, next_due_on);
CREATE INDEX ix_feedback_unit_id ON feedback (unit_id);
CREATE INDEX ix_feedback_agency_id_earlier_due_on ON feedback (agency_id, earlier_due_on);
CREATE INDEX ix_feedback_main_id ON feedback (main_id);
CREATE INDEX ix_feedback_agency_id_year_turn_on ON feedback (agency_id, year, turn_on);
CREATE INDEX ix_import_draft_agency_id_state_id ON import_draft (agency_id, state, id);
CREATE INDEX ix_import_draft_plan_id ON import_draft (plan_id);
CREATE INDEX ix_import_draft_base_plan_id ON import_draft (base_plan_id);
CREATE INDEX ix_announcement_unit_id ON announcement (unit_id);
CREATE UNIQUE INDEX uq_announcement_number ON announcement (agency_id, number, issued_on) WHERE removed_at IS NULL;
CREATE INDEX ix_announcement_agency_id_effective_on_id ON announcement (agency_id, effective_on, id);
CREATE INDEX ix_announcement_register_import_id ON announcement (register_import_id);
CREATE UNIQUE INDEX uq_report_section ON report (agency_id, year, section) WHERE kind = 'section';
CREATE UNIQUE INDEX uq_report_period ON report (agency_id, year, period) WHERE kind = 'period';
CREATE INDEX ix_visit_unit_id ON visit (unit_id);
CREATE UNIQUE INDEX ix_visit_device_id_ticket_key ON visit (device_id, ticket_key);
CREATE INDEX ix_visit_register_import_id ON visit (register_import_id);
CREATE INDEX ix_visit_agency_id_visited_on_id ON visit (agency_id, visited_on, id);
CREATE UNIQUE INDEX uq_visit_number ON visit (agency_id, visited_on, counter, number) WHERE removed_at IS NULL;
CREATE INDEX ix_apology_dossier ON apology (dossier_id);
CREATE INDEX ix_apology_register_import_id ON apology (register_import_id);
CREATE INDEX ix_apology_unit_id ON apology (unit_id);
CREATE INDEX ix_apology_listed ON apology (agency_id, removed_at, original_due, id, sent_on, send_by);
CREATE UNIQUE INDEX ix_apology_agency_id_dossier_code ON apology (agency_id, dossier_code) WHERE removed_at IS NULL;
CREATE INDEX ix_duty_unit_id ON duty (unit_id);
CREATE INDEX ix_occurrence_agency_id_year_state_due_on_id ON occurrence (agency_id, year, state, due_on, id);
CREATE INDEX ix_occurrence_unit_id_year_state_due_on_id ON occurrence (unit_id, year, state, due_on, id);
CREATE INDEX ix_occurrence_task_id ON occurrence (task_id);
CREATE INDEX ix_feedback_step_feedback_id_id ON feedback_step (feedback_id, id);
CREATE INDEX ix_indicator_value_agency_id_year_period ON indicator_value (agency_id, year, period);
CREATE INDEX ix_target_measure_agency_id ON target_measure (agency_id);
CREATE INDEX ix_procedure_register_import_id ON procedure (register_import_id);
CREATE INDEX ix_procedure_agency_id_field_short_code_id ON procedure (agency_id, field, short_code, id);
CREATE INDEX ix_procedure_announcement_id ON procedure (announcement_id);
CREATE INDEX ix_procedure_in_force ON procedure (agency_id, in_force_from, in_force_until, span_count, nature, decision_on, removed_at);
CREATE INDEX ix_procedure_unit_id ON procedure (unit_id);
CREATE UNIQUE INDEX uq_procedure_code ON procedure (agency_id, short_code) WHERE removed_at IS NULL;
CREATE INDEX ix_edition_stored_file_id ON edition (stored_file_id);
CREATE INDEX ix_evidence_link_occurrence_id_id ON evidence_link (occurrence_id, id);
CREATE INDEX ix_evidence_link_agency_id_verdict_id ON evidence_link (agency_id, verdict, id);
CREATE INDEX ix_evidence_link_evidence_id ON evidence_link (evidence_id);
CREATE INDEX ix_posting_register_import_id ON posting (register_import_id);
CREATE INDEX ix_posting_announcement_id_place_id ON posting (announcement_id, place_id);
CREATE INDEX ix_posting_days ON posting (agency_id, procedure_id, place_id, due_on, posted_on, remove_on, removed_on, removed_at);
CREATE INDEX ix_posting_marked_by_id_marked_at ON posting (marked_by_id, marked_at);
CREATE UNIQUE INDEX uq_posting_duty ON posting (procedure_id, place_id, announcement_id) WHERE removed_at IS NULL AND announcement_id IS NOT NULL;
CREATE INDEX ix_posting_unit_id ON posting (unit_id);
CREATE INDEX ix_posting_listed ON posting (agency_id, rank, id, place_id, due_on, posted_on, remove_on, removed_on, removed_at, announcement_id, decision_number, place_name);
CREATE UNIQUE INDEX uq_posting_undecided ON posting (procedure_id, place_id) WHERE removed_at IS NULL AND announcement_id IS NULL;
CREATE INDEX ix_procedure_change_announcement_id ON procedure_change (announcement_id);
CREATE INDEX ix_procedure_change_procedure_id_effective_on_id ON procedure_change (procedure_id, effective_on, id);
CREATE INDEX ix_signed_document_stored_file_id ON signed_document (stored_file_id);
CREATE INDEX ix_sealed_round_agency_id_starts_on_id ON sealed_round (agency_id, starts_on, id);
CREATE INDEX ix_sealed_round_opened_round_id ON sealed_round (opened_round_id);
CREATE INDEX ix_criteria_set_agency_id_subject_valid_from ON criteria_set (agency_id, subject, valid_from);
CREATE INDEX ix_criteria_set_follows_id ON criteria_set (follows_id);
CREATE INDEX ix_sealed_file_safe_id_id ON sealed_file (safe_id, id);
CREATE INDEX ix_sealed_file_sha256 ON sealed_file (sha256);
CREATE INDEX ix_sealed_reader_person_id ON sealed_reader (person_id);
CREATE INDEX ix_assessment_appraising_agency_id_year_state ON assessment (appraising_agency_id, year, state);
CREATE INDEX ix_assessment_returned_by_agency_id ON assessment (returned_by_agency_id);
CREATE INDEX ix_assessment_set_id ON assessment (set_id);
CREATE INDEX ix_assessment_terms_set_id ON assessment_terms (set_id);
CREATE INDEX ix_criterion_set_id_position ON criterion (set_id, position);
CREATE INDEX ix_draft_regulation_agency_id_drafted_on_id ON draft_regulation (agency_id, drafted_on, id);
CREATE INDEX ix_draft_regulation_register_import_id ON draft_regulation (register_import_id);
CREATE INDEX ix_draft_regulation_unit_id ON draft_regulation (unit_id);
CREATE INDEX ix_inspection_return_agency_id_year_object_id ON inspection_return (agency_id, year, object_id);
CREATE INDEX ix_inspection_return_listed ON inspection_return (agency_id, year, reported_on, id, removed_at);
CREATE INDEX ix_inspection_return_object_id ON inspection_return (object_id);
CREATE INDEX ix_inspection_return_register_import_id ON inspection_return (register_import_id);
CREATE INDEX ix_inspection_return_unit_id ON inspection_return (unit_id);
CREATE INDEX ix_inspection_round_listed ON inspection_round (agency_id, starts_on, id, removed_at);
CREATE INDEX ix_inspection_round_object_id_starts_on ON inspection_round (object_id, starts_on);
CREATE INDEX ix_inspection_round_register_import_id ON inspection_round (register_import_id);
CREATE INDEX ix_inspection_round_unit_id ON inspection_round (unit_id);
CREATE INDEX ix_review_agency_id_decision_on_result ON review (agency_id, decision_on, result);
CREATE INDEX ix_review_agency_id_ends_on_id ON review (agency_id, ends_on, id);
CREATE INDEX ix_review_register_import_id ON review (register_import_id);
CREATE INDEX ix_review_unit_id ON review (unit_id);
CREATE INDEX ix_training_listed ON training (agency_id, starts_on, id, removed_at, invited, attended);
CREATE INDEX ix_training_register_import_id ON training (register_import_id);
CREATE INDEX ix_training_unit_id ON training (unit_id);
CREATE INDEX ix_assessment_paper_assessment_id_agency_id_kind_id ON assessment_paper (assessment_id, agency_id, kind, id);
CREATE INDEX ix_assessment_paper_stored_file_id ON assessment_paper (stored_file_id);
CREATE INDEX ix_assessment_step_assessment_id_id ON assessment_step (assessment_id, id);
CREATE INDEX ix_budget_line_listed ON budget_line (agency_id, budget_year, group_number, removed_at, estimate, spent);
CREATE INDEX ix_budget_line_register_import_id ON budget_line (register_import_id);
CREATE INDEX ix_budget_line_task_id ON budget_line (task_id);
CREATE INDEX ix_budget_line_unit_id ON budget_line (unit_id);
CREATE INDEX ix_criterion_indicator_criterion_id_position ON criterion_indicator (criterion_id, position);
CREATE INDEX ix_inspection_class_target_id ON inspection_class (target_id);
CREATE INDEX ix_inspection_item_plan_id ON inspection_item (plan_id);
CREATE INDEX ix_inspection_member_person_id ON inspection_member (person_id);
CREATE INDEX ix_inspection_member_round_id_id ON inspection_member (round_id, id);
CREATE INDEX ix_inspection_signature_round_id_id ON inspection_signature (round_id, id);
CREATE INDEX ix_inspection_signature_stored_file_id ON inspection_signature (stored_file_id);
CREATE INDEX ix_assessment_comment_assessment_id_id ON assessment_comment (assessment_id, id);
CREATE INDEX ix_inspection_finding_agency_id_owner_id_year ON inspection_finding (agency_id, owner_id, year);
CREATE INDEX ix_inspection_finding_item_id ON inspection_finding (item_id);
CREATE INDEX ix_inspection_finding_listed ON inspection_finding (agency_id, turn_on, id, year, until_year, removed_at, handed_on, closed_on, due_on);
CREATE INDEX ix_inspection_finding_owner_id_closed_on_due_on ON inspection_finding (owner_id, closed_on, due_on);
CREATE INDEX ix_inspection_finding_register_import_id ON inspection_finding (register_import_id);
CREATE INDEX ix_inspection_finding_repeat_of_id ON inspection_finding (repeat_of_id);
CREATE INDEX ix_inspection_finding_round_id ON inspection_finding (round_id);
CREATE INDEX ix_inspection_finding_unit_id ON inspection_finding (unit_id);
CREATE INDEX ix_inspection_item_file_item_id_id ON inspection_item_file (item_id, id);
CREATE INDEX ix_inspection_item_file_round_id ON inspection_item_file (round_id);
CREATE INDEX ix_inspection_item_file_stored_file_id ON inspection_item_file (stored_file_id);
CREATE INDEX ix_inspection_object_unit_id ON inspection_object (unit_id);
CREATE INDEX ix_score_line_indicator_id ON score_line (indicator_id);
CREATE INDEX ix_inspection_finding_step_finding_id_id ON inspection_finding_step (finding_id, id);
CREATE INDEX ix_inspection_remedy_finding_id_id ON inspection_remedy (finding_id, id);
CREATE INDEX ix_score_proof_evidence_id ON score_proof (evidence_id);
CREATE INDEX ix_inspection_proof_evidence_id ON inspection_proof (evidence_id);
CREATE TRIGGER sealed_entry_no_update BEFORE update ON sealed_entry BEGIN SELECT RAISE(ABORT, 'sealed_entry is append-only'); END;
CREATE TRIGGER sealed_entry_no_delete BEFORE delete ON sealed_entry BEGIN SELECT RAISE(ABORT, 'sealed_entry is append-only'); END;
COMMIT;
