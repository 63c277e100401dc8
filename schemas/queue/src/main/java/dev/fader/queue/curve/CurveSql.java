package dev.fader.queue.curve;

import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * How a curve is cut into places of equal width, and read: from the widest buckets that are not wider than a place, with
 * the records of what is left of a bucket at either end; from the records alone where a place is narrower than any bucket.
 * So it reads at most 16 rows for each of its points, if a run has not more than 65 million steps.
 *
 * @param first step of the curve
 * @param end the step that follows its last
 * @param anchor where its first place begins
 * @param width of a place, in steps
 * @param bits of the buckets; 0 for records
 */
record CurveSql(long first, long end, long anchor, long width, int bits) {

    private static final String RECORDS = """
            SELECT (step - :anchor) / :width AS place, step AS first_step, step AS last_step, 1 AS count,
                   CASE WHEN %1$s THEN value END AS total, CASE WHEN %1$s THEN 1 ELSE 0 END AS finite,
                   CASE WHEN %1$s THEN value END AS lowest, CASE WHEN %1$s THEN value END AS highest
              FROM span CROSS JOIN LATERAL (
                   SELECT step, value FROM run_metric
                    WHERE run_id = :run AND name = :name AND attempt = span.number
                      AND step >= greatest(span.first, %2$s) AND step < least(span.until, %3$s)) AS record
             WHERE span.until > %2$s AND span.first < %3$s
            """;

    private static final String BUCKETS = """
            SELECT ((bucket << :bits) - :anchor) / :width, first_step, last_step, count, total, finite, lowest, highest
              FROM span CROSS JOIN LATERAL (
                   SELECT * FROM run_metric_bucket
                    WHERE run_id = :run AND name = :name AND attempt = span.number AND bits = :bits
                      AND bucket >= greatest(span.first, :firstWhole) >> :bits
                      AND bucket < least(span.until, :endWhole) >> :bits) AS bucket
             WHERE span.until > :firstWhole AND span.first < :endWhole
            """;

    /** @param points at most */
    static CurveSql of(long first, long end, int points) {
        long width = places(end - first, points);
        int bits = 0;
        for (int level : Steps.LEVELS) {
            bits = width >> level > 0 ? level : bits;
        }
        if (bits == 0) {
            return new CurveSql(first, end, first, width, 0);
        }
        long anchor = Steps.bucketStart(first, bits);
        return new CurveSql(first, end, anchor, Steps.nextBucketStart(places(end - anchor, points), bits), bits);
    }

    private static long places(long steps, int points) {
        return Math.max(1, Math.ceilDiv(steps, (long) points));
    }

    /** Binds all but the run, the name and the attempt. */
    void bindTo(Query query) {
        query.bind("anchor", anchor).bind("width", width).bind("first", first).bind("end", end);
        if (bits > 0) {
            query.bind("bits", bits).bind("firstWhole", firstWhole()).bind("endWhole", endWhole());
        }
    }

    private long firstWhole() {
        return Math.min(Steps.nextBucketStart(first, bits), end);
    }

    private long endWhole() {
        return Math.max(Steps.bucketStart(end, bits), firstWhole());
    }

    String text(@Nullable Integer attempt) {
        String rows = bits > 0
                ? records(":first", ":firstWhole") + " UNION ALL " + BUCKETS + " UNION ALL "
                        + records(":endWhole", ":end")
                : records(":first", ":end");
        return "WITH " + (attempt == null ? Steps.SPANS : Steps.SPAN_OF_ATTEMPT)
                + " SELECT min(first_step) AS first_step, max(last_step) AS last_step, sum(count) AS count,"
                + " sum(finite) AS finite, sum(total) AS total, min(lowest) AS lowest, max(highest) AS highest"
                + " FROM (" + rows + ") AS row GROUP BY place ORDER BY place";
    }

    private static String records(String from, String until) {
        return RECORDS.formatted(Steps.FINITE, from, until);
    }
}
