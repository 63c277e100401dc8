-- Metric records of training runs, and what curves are made from: the records themselves where a curve shows few steps,
-- sums over 16, 256 or 4096 of them where it shows more.

CREATE TABLE run_attempt (
    run_id     uuid NOT NULL,
    number     integer NOT NULL CHECK (number > 0),
    task_id    uuid NOT NULL,
    fence      bigint NOT NULL,
    worker     text NOT NULL,
    device     text NOT NULL,
    from_step  bigint NOT NULL,
    until_step bigint CHECK (until_step >= from_step),
    began_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (run_id, number)
);
COMMENT ON TABLE run_attempt IS 'A stretch of a run''s training by one worker under one claim of one task';
COMMENT ON COLUMN run_attempt.until_step IS
    'A later attempt began there: records from that step on are superseded. Attempts share out the steps between them';

CREATE TABLE run_curve (
    run_id uuid NOT NULL,
    name   text COLLATE "C" NOT NULL,
    PRIMARY KEY (run_id, name)
);
COMMENT ON TABLE run_curve IS 'Names of a run''s records';

CREATE TABLE run_metric (
    run_id  uuid NOT NULL,
    name    text COLLATE "C" NOT NULL,
    attempt integer NOT NULL,
    step    bigint NOT NULL,
    value   double precision NOT NULL,
    PRIMARY KEY (run_id, name, attempt, step)
) PARTITION BY HASH (run_id);
COMMENT ON TABLE run_metric IS 'One value of one step, NaN and infinities as they are; never changed';

CREATE TABLE run_metric_bucket (
    run_id       uuid NOT NULL,
    name         text COLLATE "C" NOT NULL,
    attempt      integer NOT NULL,
    bits         integer NOT NULL,
    bucket       bigint NOT NULL,
    first_step   bigint NOT NULL,
    last_step    bigint NOT NULL,
    count        integer NOT NULL,
    finite       integer NOT NULL,
    total        double precision,
    lowest       double precision,
    lowest_step  bigint,
    highest      double precision,
    highest_step bigint,
    PRIMARY KEY (run_id, name, attempt, bits, bucket)
) PARTITION BY HASH (run_id);
COMMENT ON TABLE run_metric_bucket IS
    'Sums over 2^bits steps. Where an attempt began amid a bucket, what was current of it before is in the attempt''s bucket too';
COMMENT ON COLUMN run_metric_bucket.finite IS 'Records that the total, the lowest and the highest are of';

DO $$
BEGIN
    FOR part IN 0..15 LOOP
        EXECUTE format('CREATE TABLE run_metric_%s PARTITION OF run_metric'
            || ' FOR VALUES WITH (MODULUS 16, REMAINDER %s)', part, part);
        -- a bucket is changed in place until it is full
        EXECUTE format('CREATE TABLE run_metric_bucket_%s PARTITION OF run_metric_bucket'
            || ' FOR VALUES WITH (MODULUS 16, REMAINDER %s) WITH (fillfactor = 80)', part, part);
    END LOOP;
END $$;
