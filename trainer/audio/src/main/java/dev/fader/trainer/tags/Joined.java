package dev.fader.trainer.tags;

import java.util.Map;

/** Joins what some containers say in two fields and others in one: numbers with their totals, and the parts of a date. */
final class Joined {

    private static final String YEAR = "[0-9]{4}";
    private static final String TWO_NUMBERS = "[0-9]{4}";

    private Joined() {}

    /** @param texts by their keys; joined in place */
    static void join(Map<String, Text> texts) {
        total(texts, "track", "tracktotal");
        total(texts, "track", "totaltracks");
        total(texts, "disc", "disctotal");
        total(texts, "disc", "totaldiscs");
        Text date = texts.get("date");
        Text day = texts.get("tdat");
        if (date != null
                && day != null
                && date.first().matches(YEAR)
                && day.first().matches(TWO_NUMBERS)) {
            String dayMonth = day.first();
            texts.put(
                    "date",
                    Text.of("date", date.first() + "-" + dayMonth.substring(2) + "-" + dayMonth.substring(0, 2)));
            texts.remove("tdat");
        }
    }

    private static void total(Map<String, Text> texts, String number, String total) {
        Text count = texts.get(total);
        Text one = texts.get(number);
        if (one != null && count != null && !one.first().contains("/")) {
            texts.put(number, Text.of(number, one.first() + "/" + count.first()));
            texts.remove(total);
        }
    }
}
