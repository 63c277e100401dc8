-- Training shares the queue: a batch of this kind holds the tasks of one run, and is not listed among the files' batches.

ALTER TABLE batch DROP CONSTRAINT batch_kind_check;
ALTER TABLE batch ADD CONSTRAINT batch_kind_check CHECK (kind IN ('remix', 'probe', 'preview', 'training'));
