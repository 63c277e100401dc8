-- What is told of runs, epochs and models goes the way of what is told of tasks.

ALTER TABLE event
    ALTER COLUMN task_id DROP NOT NULL,
    ADD COLUMN about text NOT NULL DEFAULT 'task' CHECK (about IN ('task', 'run', 'epoch', 'model'));
COMMENT ON COLUMN event.task_id IS 'Where it tells of a task, with which it is removed';
