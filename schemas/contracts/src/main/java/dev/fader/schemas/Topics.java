package dev.fader.schemas;

/** Names in Kafka: topics, and the share group that reads each ticket topic. */
public final class Topics {

    /** CloudEvents in JSON, keyed by task. */
    public static final String EVENTS = "fader.events";

    private Topics() {}

    public static String tickets(TaskClass taskClass) {
        return "fader.tickets." + taskClass.wireName();
    }

    /** Where the broker copies tickets that a worker rejected; the prefix is what Kafka asks of such topics. */
    public static String deadLetters(TaskClass taskClass) {
        return "dlq." + tickets(taskClass);
    }

    /** One group per class, because a group has one dead-letter topic and a worker polls the urgent class first. */
    public static String workers(TaskClass taskClass) {
        return "fader.workers." + taskClass.wireName();
    }
}
