-- Sweeps: many runs of one configuration, and what was measured of runs. A sweep's state follows from both.

CREATE TABLE sweep (
    id            uuid PRIMARY KEY,
    name          text NOT NULL,
    tenant        text NOT NULL,
    spec          jsonb NOT NULL,
    evaluation    jsonb,
    rung          integer NOT NULL DEFAULT 0,
    paused        boolean NOT NULL DEFAULT false,
    out_of_budget text,
    report_task   uuid,
    created_at    timestamptz NOT NULL DEFAULT now(),
    cancelled_at  timestamptz,
    finished_at   timestamptz
);
COMMENT ON COLUMN sweep.spec IS 'As it was submitted';
COMMENT ON COLUMN sweep.evaluation IS 'The data as they were then, the split and how many of its songs';
COMMENT ON COLUMN sweep.rung IS 'How often the better runs were let on';
CREATE INDEX sweep_under_way ON sweep (id) WHERE finished_at IS NULL;
CREATE INDEX sweep_of_tenant ON sweep (tenant, id);

CREATE TABLE run_evaluation (
    run_id     uuid NOT NULL REFERENCES run ON DELETE CASCADE,
    task_id    uuid PRIMARY KEY,
    sweep_id   uuid,
    model      text NOT NULL,
    data_name  text NOT NULL,
    split      text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN run_evaluation.sweep_id IS 'Null: somebody asked for it';
CREATE INDEX run_evaluation_of_run ON run_evaluation (run_id);

ALTER TABLE run ADD COLUMN stopped boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN run.stopped IS 'Its sweep went on without it';
