-- PostgreSQL is the truth: every unit of work is a row of task, and only this database's clock decides leases.

CREATE TABLE tenant (
    name   text PRIMARY KEY,
    weight double precision NOT NULL DEFAULT 1 CHECK (weight BETWEEN 0.01 AND 100)
);
COMMENT ON TABLE tenant IS 'Shares in the dispatcher''s round robin; a tenant without a row has weight 1';

CREATE TABLE batch (
    id         uuid PRIMARY KEY,
    tenant     text NOT NULL,
    class      text NOT NULL CHECK (class IN ('interactive', 'batch', 'training')),
    priority   integer NOT NULL,
    size       integer NOT NULL CHECK (size > 0),
    created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE batch IS 'One submission; its state follows from its tasks and is not stored';

CREATE TABLE task (
    id                  uuid PRIMARY KEY,
    batch_id            uuid REFERENCES batch,
    item                integer NOT NULL DEFAULT 0,
    kind                text NOT NULL,
    class               text NOT NULL CHECK (class IN ('interactive', 'batch', 'training')),
    tenant              text NOT NULL,
    priority            integer NOT NULL DEFAULT 0,
    spec                jsonb NOT NULL,
    state               text NOT NULL DEFAULT 'READY'
                        CHECK (state IN ('READY', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED', 'QUARANTINED')),
    fence               bigint NOT NULL DEFAULT 0,
    lease_until         timestamptz,
    worker              text,
    ticketed_at         timestamptz,
    not_before          timestamptz NOT NULL DEFAULT now(),
    attempts            integer NOT NULL DEFAULT 0,
    memory_failures     integer NOT NULL DEFAULT 0,
    process_deaths      integer NOT NULL DEFAULT 0,
    progress_seconds    double precision NOT NULL DEFAULT 0,
    audio_seconds       double precision,
    cancel_requested_at timestamptz,
    failure_class       text CHECK (failure_class IN ('BAD_INPUT', 'INFRASTRUCTURE', 'OUT_OF_MEMORY', 'PROCESS_DEATH')),
    failure_reason      text,
    failure_detail      text,
    created_at          timestamptz NOT NULL DEFAULT now(),
    started_at          timestamptz,
    finished_at         timestamptz,
    UNIQUE (batch_id, item),
    CHECK ((state = 'RUNNING') = (lease_until IS NOT NULL)),
    CHECK ((state IN ('READY', 'RUNNING')) = (finished_at IS NULL)),
    CHECK (ticketed_at IS NULL OR state = 'READY'),
    CHECK (state NOT IN ('FAILED', 'QUARANTINED') OR failure_class IS NOT NULL),
    CHECK ((failure_class IS NULL) = (failure_reason IS NULL))
);
COMMENT ON COLUMN task.fence IS 'Counts claims; a write that names another fence comes from a worker that lost its lease';
COMMENT ON COLUMN task.ticketed_at IS 'When the ticket that waits in Kafka was published';
COMMENT ON COLUMN task.not_before IS 'Backing off until then';
COMMENT ON COLUMN task.failure_class IS 'Of the last attempt that failed; kept while the task is retried';

-- the dispatcher's pick: first of each tenant by priority and age (ids are time-ordered), whatever the backlog
CREATE INDEX task_pick ON task (class, tenant, priority DESC, id) WHERE state = 'READY' AND ticketed_at IS NULL;
-- tickets that are out, oldest first
CREATE INDEX task_ticketed ON task (class, ticketed_at) WHERE state = 'READY' AND ticketed_at IS NOT NULL;
-- leases, first to expire first
CREATE INDEX task_leased ON task (class, lease_until) WHERE state = 'RUNNING';
-- cancelled while an attempt was given back
CREATE INDEX task_cancelled_ready ON task (id) WHERE state = 'READY' AND cancel_requested_at IS NOT NULL;
-- oldest age per class
CREATE INDEX task_waiting ON task (class, id) WHERE state = 'READY';
CREATE INDEX task_of_batch ON task (batch_id, state);

CREATE TABLE result (
    task_id    uuid PRIMARY KEY REFERENCES task,
    fence      bigint NOT NULL,
    worker     text NOT NULL,
    result     jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE result IS 'An object in storage is real only if a row here names it';

CREATE TABLE metric_record (
    task_id    uuid NOT NULL REFERENCES task,
    name       text NOT NULL,
    step       bigint NOT NULL DEFAULT 0,
    value      double precision NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (task_id, name, step)
);

CREATE TABLE quality_record (
    task_id         uuid PRIMARY KEY REFERENCES task,
    lufs_in         double precision,
    lufs_out        double precision,
    true_peak_in_db  double precision,
    true_peak_out_db double precision,
    lra_in_lu       double precision,
    lra_out_lu      double precision,
    created_at      timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE event (
    id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    seq          bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    task_id      uuid NOT NULL REFERENCES task,
    data         jsonb NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    published_at timestamptz
);
COMMENT ON TABLE event IS 'Outbox: written in the transaction that it tells of, published by the relay';
CREATE INDEX event_unpublished ON event (seq) WHERE published_at IS NULL;

CREATE TABLE worker (
    id         text PRIMARY KEY,
    state      text NOT NULL CHECK (state IN ('READY', 'DRAINING', 'STOPPED')),
    device     text NOT NULL,
    slots      integer NOT NULL CHECK (slots > 0),
    classes    text[] NOT NULL,
    versions   jsonb NOT NULL,
    started_at timestamptz NOT NULL DEFAULT now(),
    last_seen  timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE worker IS 'One row per worker process, so that a restarted worker is told from the one that died';
