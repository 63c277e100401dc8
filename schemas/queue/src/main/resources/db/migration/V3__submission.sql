-- What a submission carries beyond its files; what operators and owners do with it afterwards.

ALTER TABLE batch
    ADD COLUMN kind           text NOT NULL DEFAULT 'remix' CHECK (kind IN ('remix', 'probe', 'preview')),
    ADD COLUMN labels         jsonb NOT NULL DEFAULT '{}',
    ADD COLUMN metadata       jsonb NOT NULL DEFAULT '{}',
    ADD COLUMN findings       jsonb NOT NULL DEFAULT '{}',
    ADD COLUMN intended_class text CHECK (intended_class IN ('interactive', 'batch', 'training')),
    ADD COLUMN retry_of       uuid,
    ADD COLUMN paused         boolean NOT NULL DEFAULT false,
    ADD COLUMN retain_days    integer CHECK (retain_days > 0),
    ADD COLUMN deleted_at     timestamptz;
COMMENT ON COLUMN batch.kind IS 'probe is a dry run; a preview remixes the busiest passage only';
COMMENT ON COLUMN batch.findings IS 'What was noticed at submission: warnings, and the collisions of a dry run';
COMMENT ON COLUMN batch.intended_class IS 'Of a dry run: the class that its batch will have';
COMMENT ON COLUMN batch.retry_of IS 'The batch whose files are tried again; it may have been deleted since';
COMMENT ON COLUMN batch.retain_days IS 'Deleted that long after its last task ended; null keeps it';
COMMENT ON COLUMN batch.deleted_at IS 'Gone for its owner; the sweeper removes outputs and records';
CREATE INDEX batch_labels ON batch USING gin (labels jsonb_path_ops);
CREATE INDEX batch_of_tenant ON batch (tenant, id);
CREATE INDEX batch_retained ON batch (id) WHERE retain_days IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX batch_deleted ON batch (id) WHERE deleted_at IS NOT NULL;

ALTER TABLE task
    ADD COLUMN metadata jsonb,
    ADD COLUMN retry_of uuid,
    ADD COLUMN paused   boolean NOT NULL DEFAULT false,
    ADD COLUMN swept    boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN task.metadata IS 'Passed through for the client';
COMMENT ON COLUMN task.retry_of IS 'The first attempt at the same file, in another batch; it may have been deleted since';
COMMENT ON COLUMN task.paused IS 'As its batch; here as well, so that a paused backlog costs the dispatcher nothing';
COMMENT ON COLUMN task.swept IS 'Objects that no result names were removed';

DROP INDEX task_pick;
CREATE INDEX task_pick ON task (class, tenant, priority DESC, id)
    WHERE state = 'READY' AND ticketed_at IS NULL AND NOT paused;
-- only an attempt that did not become the result can have left objects behind
CREATE INDEX task_unswept ON task (finished_at)
    WHERE NOT swept AND fence > 0 AND finished_at IS NOT NULL AND (fence > 1 OR state NOT IN ('DONE', 'REVIEW'));
CREATE INDEX task_by_state ON task (state, id) WHERE state IN ('REVIEW', 'FAILED', 'QUARANTINED', 'CANCELLED');
-- whether an uploaded file is still needed
CREATE INDEX task_upload ON task ((spec #>> '{input,key}')) WHERE spec #>> '{input,key}' LIKE 'uploads/%';

CREATE TABLE pause (
    scope  text NOT NULL CHECK (scope IN ('class', 'tenant')),
    name   text NOT NULL,
    since  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (scope, name)
);
COMMENT ON TABLE pause IS 'Queues and tenants of which nothing is started, whatever is submitted meanwhile';

CREATE TABLE idempotency (
    tenant      text NOT NULL,
    key         text NOT NULL,
    body_sha256 text NOT NULL,
    answer      jsonb,
    expires_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant, key)
);
COMMENT ON TABLE idempotency IS 'Answers to requests that may be sent again, written in the transaction that does the work';
CREATE INDEX idempotency_expiry ON idempotency (expires_at);

CREATE TABLE preset (
    tenant     text NOT NULL,
    name       text NOT NULL,
    settings   jsonb NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant, name)
);
COMMENT ON TABLE preset IS 'Named gains, format and loudness; those of tenant * are for everybody';

INSERT INTO preset (tenant, name, settings) VALUES
    ('*', 'vocals-up', '{"gainsDb": {"vocals": 3}, "loudness": {"mode": "match"}}'),
    ('*', 'vocals-down', '{"gainsDb": {"vocals": -3}, "loudness": {"mode": "match"}}'),
    ('*', 'drums-up', '{"gainsDb": {"drums": 3}, "loudness": {"mode": "match"}}'),
    ('*', 'bass-up', '{"gainsDb": {"bass": 3}, "loudness": {"mode": "match"}}'),
    ('*', 'instrumental', '{"gainsDb": {"vocals": "mute"}}'),
    ('*', 'acapella', '{"gainsDb": {"drums": "mute", "bass": "mute", "other": "mute"}}');

CREATE INDEX event_published ON event (published_at) WHERE published_at IS NOT NULL;
CREATE INDEX event_of_task ON event (task_id);
