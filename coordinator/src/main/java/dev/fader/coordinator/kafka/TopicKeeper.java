package dev.fader.coordinator.kafka;

import dev.fader.coordinator.config.DispatchConfig;
import dev.fader.coordinator.dispatch.TopicReadiness;
import dev.fader.coordinator.loop.Recurring;
import dev.fader.queue.loop.Loop;
import dev.fader.queue.settings.KafkaConfig;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.Topics;
import dev.fader.schemas.kind.TaskKinds;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Creates topics that are missing and sets up the share groups: at the start, and again whenever somebody deletes them. */
@Singleton
public final class TopicKeeper implements Loop.Turn, TopicReadiness {

    private static final Logger LOG = Logger.getLogger(TopicKeeper.class);

    private final Admin admin;
    private final int partitions;
    private final short replicas;
    private volatile @Nullable String missing = "nobody has looked yet";

    public TopicKeeper(Admin admin, KafkaConfig config) {
        this.admin = admin;
        this.partitions = config.partitions();
        this.replicas = config.replicas();
    }

    /** Whether all topics were there at the last look. */
    @Override
    public boolean ready() {
        return missing == null;
    }

    /** Why they are not; null when they are. */
    public @Nullable String missing() {
        return missing;
    }

    @Produces
    @Singleton
    static Recurring keeping(TopicKeeper topics, DispatchConfig config) {
        return Recurring.every(config.reapEvery(), "topic keeper", topics);
    }

    /** @throws IllegalStateException when Kafka does not answer or refuses */
    @Override
    public void take() {
        try {
            List<NewTopic> absent = new ArrayList<>(wanted());
            Set<String> present = admin.listTopics().names().get();
            absent.removeIf(topic -> present.contains(topic.name()));
            if (!absent.isEmpty() || !ready()) {
                // groups first: a consumer that joins before would start at the latest record
                admin.incrementalAlterConfigs(groups()).all().get();
            }
            for (NewTopic topic : absent) {
                create(topic);
            }
            missing = null;
        } catch (ExecutionException e) {
            missing = String.valueOf(e.getCause());
            throw new IllegalStateException("Kafka's topics could not be looked after: " + e.getCause(), e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private void create(NewTopic topic) throws ExecutionException, InterruptedException {
        try {
            admin.createTopics(List.of(topic)).all().get();
            LOG.infof("topic %s created", topic.name());
        } catch (ExecutionException e) {
            // another coordinator was faster
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private List<NewTopic> wanted() {
        List<NewTopic> topics = new ArrayList<>();
        topics.add(new NewTopic(Topics.EVENTS, partitions, replicas));
        for (TaskClass taskClass : TaskClass.values()) {
            TaskKinds.ALL.forEach(
                    kind -> topics.add(new NewTopic(Topics.tickets(taskClass, kind), partitions(taskClass), replicas)));
            topics.add(new NewTopic(Topics.deadLetters(taskClass), partitions, replicas)
                    .configs(Map.of("errors.deadletterqueue.group.enable", "true")));
        }
        return topics;
    }

    private static Map<ConfigResource, Collection<AlterConfigOp>> groups() {
        Map<ConfigResource, Collection<AlterConfigOp>> groups = new HashMap<>();
        Arrays.stream(TaskClass.values())
                .forEach(taskClass -> groups.put(
                        new ConfigResource(ConfigResource.Type.GROUP, Topics.workers(taskClass)),
                        List.of(
                                set("share.auto.offset.reset", "earliest"),
                                set("errors.deadletterqueue.topic.name", Topics.deadLetters(taskClass)),
                                set("errors.deadletterqueue.copy.record.enable", "true"))));
        return groups;
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    }

    /**
     * Tickets of training are few, and who trains does not ask for more: of several partitions some would belong to a
     * worker that is busy, and wait for it while another is free.
     */
    private int partitions(TaskClass taskClass) {
        return taskClass == TaskClass.TRAINING ? 1 : partitions;
    }
}
