package dev.fader.schemas;

import dev.fader.schemas.kind.TaskKind;

/** Names in Kafka: topics, and the share groups that read the ticket topics. */
public final class Topics {

    /** CloudEvents in JSON, keyed by what they happened to. */
    public static final String EVENTS = "fader.events";

    private Topics() {}

    /** One topic per class and kind, so that a worker is handed only what it runs. */
    public static String tickets(TaskClass taskClass, TaskKind<?, ?> kind) {
        return "fader.tickets." + taskClass.wireName() + "." + kind.name();
    }

    /** Where the broker copies tickets that a worker rejected; the prefix is what Kafka asks of such topics. */
    public static String deadLetters(TaskClass taskClass) {
        return "dlq.fader.tickets." + taskClass.wireName();
    }

    /** One group per class, because a group has one dead-letter topic and a worker polls the urgent class first. */
    public static String workers(TaskClass taskClass) {
        return "fader.workers." + taskClass.wireName();
    }
}
