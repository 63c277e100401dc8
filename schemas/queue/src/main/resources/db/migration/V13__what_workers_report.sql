-- How a worker fares, and what an operator wants of it.

ALTER TABLE worker
    ADD COLUMN drain        boolean NOT NULL DEFAULT false,
    ADD COLUMN run_id       uuid,
    ADD COLUMN memory_bytes bigint NOT NULL DEFAULT 0,
    ADD COLUMN device_busy  double precision NOT NULL DEFAULT 0;
COMMENT ON COLUMN worker.drain IS 'It is to finish what it has and take no more';
COMMENT ON COLUMN worker.run_id IS 'The run that it keeps warm';
COMMENT ON COLUMN worker.memory_bytes IS 'That the process has of the machine''s';
COMMENT ON COLUMN worker.device_busy IS 'The part of the time since its report before that its device was in use';
