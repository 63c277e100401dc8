-- Every change of a task's state writes an entry to each of the table's indexes: one that another answers as well is
-- gone, and so is what the outbox could be asked and nobody asks.

-- (batch_id, item) finds the tasks of a batch, too; over the state, the planner went through all batches for what runs
DROP INDEX task_of_batch;

-- an event is written from the row that it tells of and removed before it: there is nothing to check for each
ALTER TABLE event
    DROP CONSTRAINT event_task_id_fkey,
    DROP CONSTRAINT event_pkey,
    DROP CONSTRAINT event_seq_key,
    ADD PRIMARY KEY (seq);
COMMENT ON COLUMN event.id IS 'The same however often it is published';
