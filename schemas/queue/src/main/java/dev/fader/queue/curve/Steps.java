package dev.fader.queue.curve;

/** Which records are current, and which buckets, in the words of SQL. */
final class Steps {

    /** Steps in a bucket: 2 to this power. A shift rounds down, below 0 too. */
    static final int BUCKET_BITS = 6;

    static final int BUCKET = 1 << BUCKET_BITS;

    /**
     * Of a value whose sums are finite: NaN is above everything in PostgreSQL, and a sum that is not finite is an error
     * there.
     */
    static final String FINITE = "abs(value) < CAST('1e290' AS double precision)";

    /** No step comes after it. */
    static final long END = Long.MAX_VALUE;

    /**
     * The steps and the buckets that each attempt of {@code :run} accounts for, ends exclusive: no two have one in common.
     */
    static final String SPANS = """
            span AS (
                SELECT number, from_step AS first, coalesce(until_step, 9223372036854775807) AS until,
                       from_step >> 6 AS first_bucket,
                       coalesce(until_step >> 6, 9223372036854775807) AS until_bucket
                  FROM run_attempt
                 WHERE run_id = :run AND (until_step IS NULL OR until_step > from_step))
            """;

    /** The same of one attempt, {@code :attempt}, as if no later one had superseded it; its first bucket may be shared. */
    static final String SPAN_OF_ATTEMPT = """
            span AS (
                SELECT number, from_step AS first, 9223372036854775807 AS until,
                       (from_step + 63) >> 6 AS first_bucket, 9223372036854775807 AS until_bucket
                  FROM run_attempt
                 WHERE run_id = :run AND number = :attempt)
            """;

    private Steps() {}

    /** The first step of the bucket that a step is in. */
    static long bucketStart(long step) {
        return step >> BUCKET_BITS << BUCKET_BITS;
    }

    /** The first step of the first bucket that begins at the step or after it. */
    static long nextBucketStart(long step) {
        return bucketStart(step + BUCKET - 1);
    }
}
