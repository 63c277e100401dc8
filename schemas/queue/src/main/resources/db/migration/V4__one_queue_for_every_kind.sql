-- One queue for every kind of work: progress in the kind's unit, lanes that the dispatcher goes through, tasks that run
-- alone after a worker died with them in hand, work on many tasks in the background, events that cannot be published.

ALTER TABLE task RENAME COLUMN progress_seconds TO progress_done;
ALTER TABLE task RENAME COLUMN audio_seconds TO progress_total;
ALTER TABLE task ADD COLUMN suspect boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN task.progress_done IS 'In the unit of the task''s kind';
COMMENT ON COLUMN task.suspect IS 'A worker died with it in hand, and perhaps of it: it runs alone';
COMMENT ON COLUMN task.process_deaths IS 'Workers that died while they ran it alone';

CREATE TABLE lane (
    class   text NOT NULL CHECK (class IN ('interactive', 'batch', 'training')),
    kind    text NOT NULL,
    tenant  text NOT NULL,
    used_on date NOT NULL DEFAULT current_date,
    PRIMARY KEY (class, kind, tenant)
);
COMMENT ON TABLE lane IS 'Where tasks may be waiting; what looking for them costs grows with lanes, not with tasks';
INSERT INTO lane (class, kind, tenant)
SELECT DISTINCT class, kind, tenant FROM task WHERE state IN ('READY', 'RUNNING');

-- the dispatcher's search: in a lane by priority, then age, from where the last search ended
DROP INDEX task_pick;
CREATE INDEX task_pick ON task (class, kind, tenant, (-priority), id)
    WHERE state = 'READY' AND ticketed_at IS NULL AND NOT paused;
-- over the column itself: over the state, the planner takes it for empty and reads every lease for one task
DROP INDEX task_leased;
CREATE INDEX task_leased ON task (lease_until) WHERE lease_until IS NOT NULL;

ALTER TABLE worker
    ADD COLUMN kinds text[] NOT NULL DEFAULT '{}',
    ADD COLUMN busy  integer NOT NULL DEFAULT 0,
    ADD COLUMN away  text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN worker.kinds IS 'Kinds of task that it takes now';
COMMENT ON COLUMN worker.busy IS 'Slots that run something';
COMMENT ON COLUMN worker.away IS 'What it needs and cannot reach';

ALTER TABLE event ADD COLUMN refused text;
COMMENT ON COLUMN event.refused IS 'Why Kafka will never take it; such an event is put aside';
DROP INDEX event_unpublished;
CREATE INDEX event_unpublished ON event (seq) WHERE published_at IS NULL AND refused IS NULL;
CREATE INDEX event_refused ON event (seq) WHERE refused IS NOT NULL;

CREATE TABLE bulk_action (
    id          uuid PRIMARY KEY,
    action      text NOT NULL,
    filter      jsonb NOT NULL,
    argument    integer,
    tasks       bigint NOT NULL DEFAULT 0,
    last_task   uuid,
    created_at  timestamptz NOT NULL DEFAULT now(),
    finished_at timestamptz
);
COMMENT ON TABLE bulk_action IS 'Work on many tasks, done in bounded steps; tasks counts those that were changed so far';
CREATE INDEX bulk_action_unfinished ON bulk_action (id) WHERE finished_at IS NULL;
