-- Training runs: each epoch is a task, whose commit writes the next one. A run's state follows from its tasks.

CREATE TABLE run (
    id          uuid PRIMARY KEY REFERENCES batch ON DELETE CASCADE,
    name        text NOT NULL,
    spec        jsonb NOT NULL,
    keep_every  integer NOT NULL CHECK (keep_every > 0),
    most_epochs integer CHECK (most_epochs > 0),
    evaluation  jsonb,
    cloned_from uuid,
    sweep_id    uuid,
    point       jsonb
);
COMMENT ON TABLE run IS 'Its batch has tenant, labels, priority and pause; their ids are the same';
COMMENT ON COLUMN run.keep_every IS 'Of checkpoints, every so manieth is kept besides the best and the last';
COMMENT ON COLUMN run.most_epochs IS 'It waits there until it is let on; null: it goes to its end';
COMMENT ON COLUMN run.point IS 'The values that a sweep gave it';
CREATE INDEX run_of_sweep ON run (sweep_id) WHERE sweep_id IS NOT NULL;

CREATE TABLE run_epoch (
    run_id      uuid NOT NULL REFERENCES run ON DELETE CASCADE,
    epoch       integer NOT NULL CHECK (epoch > 0),
    task_id     uuid PRIMARY KEY,
    result      jsonb NOT NULL,
    superseded  boolean NOT NULL DEFAULT false,
    removed     boolean NOT NULL DEFAULT false,
    swept       boolean NOT NULL DEFAULT false,
    created_at  timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN run_epoch.superseded IS 'The run was started again from an earlier epoch';
COMMENT ON COLUMN run_epoch.removed IS 'Nobody can go on from it: its checkpoint goes';
COMMENT ON COLUMN run_epoch.swept IS 'Its checkpoint is gone';
-- an epoch ends once
CREATE UNIQUE INDEX run_epoch_once ON run_epoch (run_id, epoch) WHERE NOT superseded;
CREATE INDEX run_epoch_kept ON run_epoch (run_id, epoch) WHERE NOT swept;

CREATE TABLE run_history (
    run_id uuid NOT NULL REFERENCES run ON DELETE CASCADE,
    seq    bigint GENERATED ALWAYS AS IDENTITY,
    at     timestamptz NOT NULL DEFAULT now(),
    actor  text NOT NULL,
    action text NOT NULL,
    detail text,
    PRIMARY KEY (run_id, seq)
);
COMMENT ON COLUMN run_history.actor IS 'As the client calls itself, or the worker';

ALTER TABLE task ADD COLUMN yield_requested_at timestamptz;
COMMENT ON COLUMN task.yield_requested_at IS 'Others have waited too long: it is to make room at its next step';

CREATE TABLE saved_point (
    task_id  uuid PRIMARY KEY,
    fence    bigint NOT NULL,
    point    jsonb NOT NULL,
    saved_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE saved_point IS 'Where the next attempt at an unfinished task may go on';

-- while others wait too long, nothing of class training is started
ALTER TABLE pause DROP CONSTRAINT pause_scope_check;
ALTER TABLE pause ADD CONSTRAINT pause_scope_check CHECK (scope IN ('class', 'tenant', 'pool'));

ALTER TABLE worker
    ADD COLUMN training_slots integer NOT NULL DEFAULT 0,
    ADD COLUMN training_busy  integer NOT NULL DEFAULT 0;
COMMENT ON COLUMN worker.training_slots IS 'Of its slots, those that may train at once';

-- an epoch leaves checkpoints behind that its result does not name
DROP INDEX task_unswept;
CREATE INDEX task_unswept ON task (finished_at)
    WHERE NOT swept AND fence > 0 AND finished_at IS NOT NULL
      AND (fence > 1 OR state NOT IN ('DONE', 'REVIEW') OR kind = 'epoch');
