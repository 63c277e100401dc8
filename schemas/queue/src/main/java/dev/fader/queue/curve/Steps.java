package dev.fader.queue.curve;

/** Which records are current, and which buckets, in the words of SQL. A shift of steps rounds down, below 0 too. */
final class Steps {

    /** Buckets of 2^bits steps, narrowest first. The migration and the texts here name them, too. */
    static final int[] LEVELS = {4, 8, 12};

    static final int WIDEST = 12;

    /** One row for each level. */
    static final String LEVEL = "(VALUES (4), (8), (12)) AS level (bits)";

    /**
     * Of a value whose sums are finite: NaN is above everything in PostgreSQL, and a sum that is not finite is an error
     * there.
     */
    static final String FINITE = "abs(value) < CAST('1e290' AS double precision)";

    /**
     * The steps that each attempt of {@code :run} accounts for, the end exclusive: no two have one in common. The bucket
     * that an attempt begins amid is its own.
     */
    static final String SPANS = """
            span AS (
                SELECT number, from_step AS first, coalesce(until_step, 9223372036854775807) AS until
                  FROM run_attempt
                 WHERE run_id = :run AND (until_step IS NULL OR until_step > from_step))
            """;

    /** The same of one attempt, {@code :attempt}, as if no later one had superseded it. */
    static final String SPAN_OF_ATTEMPT = """
            span AS (
                SELECT number, from_step AS first, 9223372036854775807 AS until
                  FROM run_attempt
                 WHERE run_id = :run AND number = :attempt)
            """;

    private Steps() {}

    /** The first step of the bucket that a step is in. */
    static long bucketStart(long step, int bits) {
        return step >> bits << bits;
    }

    /** The first step of the first bucket that begins at the step or after it. */
    static long nextBucketStart(long step, int bits) {
        return bucketStart(step + (1L << bits) - 1, bits);
    }
}
