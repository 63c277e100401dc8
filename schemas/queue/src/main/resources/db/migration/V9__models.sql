-- Networks as objects: what is known of each, the aliases that name them, and how those came to.

CREATE TABLE model (
    sha256           text PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    bucket           text NOT NULL,
    object_key       text NOT NULL,
    bytes            bigint NOT NULL,
    architecture     text NOT NULL,
    network          jsonb NOT NULL,
    sources          text[] NOT NULL,
    sample_rate_hz   integer NOT NULL,
    run_id           uuid,
    step             bigint,
    dataset_id       uuid,
    dataset_name     text,
    config_signature text,
    provenance       jsonb NOT NULL DEFAULT '{}',
    measurements     jsonb NOT NULL DEFAULT '{}',
    created_at       timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE model IS 'Never changed but for what is learnt of it later; its file is in object storage';
COMMENT ON COLUMN model.run_id IS 'The training that made it; the run may have been deleted since';
CREATE INDEX model_of_run ON model (run_id) WHERE run_id IS NOT NULL;
-- by the beginning of a hash
CREATE INDEX model_prefix ON model (sha256 text_pattern_ops);

CREATE TABLE model_alias (
    name         text PRIMARY KEY,
    model_sha256 text NOT NULL REFERENCES model
);
CREATE INDEX model_alias_of ON model_alias (model_sha256);

CREATE TABLE alias_move (
    seq         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name        text NOT NULL,
    from_sha256 text,
    to_sha256   text NOT NULL,
    task_id     uuid,
    overruled   boolean NOT NULL DEFAULT false,
    reason      text,
    moved_at    timestamptz NOT NULL DEFAULT now(),
    CHECK (NOT overruled OR reason IS NOT NULL)
);
COMMENT ON TABLE alias_move IS 'Every change of an alias, written in the transaction that changes it';
COMMENT ON COLUMN alias_move.task_id IS 'The promotion that decided it';
CREATE INDEX alias_move_of ON alias_move (name, seq);

ALTER TABLE worker ADD COLUMN models text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN worker.models IS 'SHA-256 of the networks that it has loaded';

CREATE TABLE recall (
    id                 uuid PRIMARY KEY,
    model_sha256       text NOT NULL,
    replacement_name   text NOT NULL,
    replacement_sha256 text NOT NULL REFERENCES model,
    created_at         timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE recall IS 'All that one model made is made anew by another';

CREATE TABLE recall_batch (
    recall_id    uuid NOT NULL REFERENCES recall ON DELETE CASCADE,
    batch_id     uuid NOT NULL,
    tasks        bigint NOT NULL,
    files        bigint NOT NULL,
    new_batch_id uuid,
    problem      text,
    done_at      timestamptz,
    PRIMARY KEY (recall_id, batch_id)
);
COMMENT ON COLUMN recall_batch.new_batch_id IS 'Null until its turn comes, and where nothing was left to do';
CREATE INDEX recall_batch_unfinished ON recall_batch (recall_id, batch_id) WHERE done_at IS NULL;

-- whether a file was tried again since
CREATE INDEX task_retried ON task (retry_of) WHERE retry_of IS NOT NULL;
