package dev.fader.coordinator.submit;

import dev.fader.coordinator.batch.BatchStore;
import dev.fader.coordinator.batch.NewBatch;
import dev.fader.coordinator.config.LimitsConfig;
import dev.fader.coordinator.fleet.Fleet;
import dev.fader.coordinator.naming.OutputNames;
import dev.fader.coordinator.problem.Findings;
import dev.fader.coordinator.problem.ProblemException;
import dev.fader.coordinator.request.Bodies;
import dev.fader.coordinator.storage.Inputs;
import dev.fader.queue.task.TaskCopy;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.api.BatchKind;
import dev.fader.schemas.api.Collision;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.SubmitBatch;
import dev.fader.schemas.api.SubmittedBatch;
import dev.fader.schemas.kind.TaskKind;
import dev.fader.schemas.remix.RemixSpec;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Takes submissions, all of one or nothing, in one transaction. Items are read, checked and written one by one: memory
 * does not grow with their number, but for a few dozen bytes a name, which find collisions.
 */
@Singleton
public final class Submissions {

    private final Jdbi jdbi;
    private final LimitsConfig limits;
    private final DefaultsCheck defaultsCheck;
    private final Inputs inputs;
    private final Bodies bodies;
    private final Turns turns;
    private final Idempotency idempotency;
    private final Fleet fleet;

    Submissions(
            Jdbi jdbi,
            LimitsConfig limits,
            DefaultsCheck defaults,
            Inputs inputs,
            Bodies bodies,
            Idempotency idempotency,
            Fleet fleet) {
        this.jdbi = jdbi;
        this.limits = limits;
        this.defaultsCheck = defaults;
        this.inputs = inputs;
        this.bodies = bodies;
        this.turns = new Turns(limits.submissions());
        this.idempotency = idempotency;
        this.fleet = fleet;
    }

    /** A request without its body. @param defaults what the query says for all items */
    record Request(
            BatchKind kind,
            BodyFormat format,
            Map<String, List<String>> query,
            SubmitBatch defaults,
            @Nullable String idempotencyKey) {}

    /** @param repeated whether it is the answer to an earlier request with the same key */
    record Answer(SubmittedBatch submitted, boolean repeated) {}

    /** @throws ProblemException listing what is wrong, where, and what would be accepted */
    Answer accept(Request request, InputStream body) throws IOException {
        Idempotency.check(request.idempotencyKey());
        String alsoHashed = request.kind() + " " + request.format() + " " + request.query();
        try (Spool spool = Spool.of(body, request.format(), alsoHashed, bodies, limits.bodyBytes())) {
            if (request.format() == BodyFormat.CSV) {
                TableText.check(spool.open());
            }
            SubmitBatch sent = defaults(request, spool);
            Findings findings = new Findings(request.kind() == BatchKind.PROBE);
            DefaultsCheck.Checked defaults = defaultsCheck.check(sent, request.kind(), findings);
            checkPrefix(sent, findings);
            return turns.take(() ->
                    jdbi.inTransaction(handle -> once(handle, request, defaults, spool, sent.prefix(), findings)));
        }
    }

    private void checkPrefix(SubmitBatch sent, Findings findings) {
        SubmitBatch.Prefix prefix = sent.prefix();
        if (prefix == null) {
            return;
        }
        String bucket = inputs.buckets().fault(prefix.bucket());
        if (bucket != null) {
            findings.fault("/prefix/bucket", bucket);
        }
        for (String text : Arrays.asList(prefix.prefix(), prefix.pattern())) {
            if (text != null && text.length() > limits.keyLength()) {
                findings.fault(
                        "/prefix",
                        "has a text of more than %d characters (fader.limits.key-length)"
                                .formatted(limits.keyLength()));
            }
        }
        findings.refuseFaults(ProblemType.INVALID_BATCH);
    }

    private SubmitBatch defaults(Request request, Spool spool) throws IOException {
        if (request.format() != BodyFormat.JSON) {
            return request.defaults();
        }
        if (!request.query().isEmpty()) {
            throw new ProblemException(
                    ProblemType.MALFORMED_REQUEST,
                    "%s: with a JSON body, say in the body what holds for all items"
                            .formatted(request.query().keySet()));
        }
        try (InputStream in = spool.open()) {
            return JsonItems.defaults(in, limits);
        }
    }

    private Answer once(
            Handle transaction,
            Request request,
            DefaultsCheck.Checked defaults,
            Spool spool,
            SubmitBatch.@Nullable Prefix prefix,
            Findings findings)
            throws IOException {
        String tenant = defaults.defaults().tenant();
        String key = request.idempotencyKey();
        if (key != null) {
            Optional<SubmittedBatch> earlier = idempotency.take(transaction, tenant, key, spool.hash());
            if (earlier.isPresent()) {
                return new Answer(earlier.get(), true);
            }
        }
        BatchId batch = BatchId.create();
        NewBatch row = newBatch(batch, defaults.defaults());
        BatchStore.insert(transaction, row);
        int size;
        try (InputStream in = spool.open();
                Items items = items(request.format(), in, prefix, defaults, findings)) {
            size = copy(transaction, batch, defaults, items, findings);
        }
        if (size == 0) {
            findings.fault(
                    prefix == null ? "/items" : "/prefix",
                    prefix == null ? "is missing or empty" : "no object begins with it and fits the pattern");
        }
        findings.refuseFaults(ProblemType.INVALID_BATCH);
        warnIfNobodyServes(row, findings);
        BatchStore.complete(transaction, batch, size, findings.kept());
        Findings.Kept kept = findings.kept();
        SubmittedBatch answer = new SubmittedBatch(
                batch,
                BatchStore.find(transaction, batch).orElseThrow(),
                kept.warningCount(),
                kept.warnings(),
                kept.collisionCount());
        if (key != null) {
            idempotency.keep(transaction, tenant, key, answer);
        }
        return new Answer(answer, false);
    }

    private void warnIfNobodyServes(NewBatch batch, Findings findings) {
        TaskKind<?, ?> kind = batch.kind().taskKind();
        if (!fleet.serves(batch.taskClass(), kind)) {
            findings.warn(
                    "/class",
                    "no living worker takes %s tasks of class '%s': they wait until one does"
                            .formatted(kind.name(), batch.taskClass().wireName()));
        }
    }

    private static NewBatch newBatch(BatchId id, SubmissionDefaults defaults) {
        // what a person waits for goes first
        boolean quick = defaults.kind() == BatchKind.PROBE || defaults.kind() == BatchKind.PREVIEW;
        return new NewBatch(
                id,
                defaults.kind(),
                defaults.tenant(),
                quick ? TaskClass.INTERACTIVE : defaults.taskClass(),
                defaults.kind() == BatchKind.PROBE ? defaults.taskClass() : null,
                defaults.priority(),
                defaults.labels(),
                defaults.metadata(),
                defaults.retainDays(),
                null);
    }

    private Items items(
            BodyFormat format,
            InputStream in,
            SubmitBatch.@Nullable Prefix prefix,
            DefaultsCheck.Checked defaults,
            Findings findings)
            throws IOException {
        if (prefix != null) {
            try {
                return new PrefixItems(prefix, inputs.objects());
            } catch (IllegalArgumentException e) {
                findings.fault("/prefix/pattern", String.valueOf(e.getMessage()));
                findings.refuseFaults(ProblemType.INVALID_BATCH);
            }
        }
        return switch (format) {
            case JSON -> JsonItems.of(in, limits);
            case NDJSON -> new JsonLines(in, limits.itemBytes());
            case CSV -> new CsvItems(in, defaults.settings().sources(), limits.itemBytes());
        };
    }

    /** @return how many items there are */
    private int copy(Handle transaction, BatchId batch, DefaultsCheck.Checked defaults, Items items, Findings findings)
            throws IOException {
        ItemCheck check = new ItemCheck(limits, defaultsCheck, inputs.buckets(), defaults, batch.toString());
        NewBatch row = newBatch(batch, defaults.defaults());
        OutputNames names = new OutputNames();
        int most = row.kind() == BatchKind.PREVIEW ? limits.previewItems() : limits.batchItems();
        int size = 0;
        findings.within(items::place);
        try (TaskCopy tasks = new TaskCopy(transaction, row.tasks())) {
            while (!findings.full() && items.advance()) {
                if (size == most) {
                    throw new ProblemException(
                            ProblemType.LIMIT_EXCEEDED,
                            "more than %d items: a batch holds at most %d (%s); send several"
                                    .formatted(
                                            most,
                                            most,
                                            row.kind() == BatchKind.PREVIEW
                                                    ? "fader.limits.preview-items"
                                                    : "fader.limits.batch-items"));
                }
                String at = "/items/" + size;
                SubmitBatch.Item item = items.read(at, findings);
                Optional<ItemCheck.Checked> checked =
                        item == null ? Optional.empty() : check.check(size, at, item, findings);
                if (checked.isPresent()) {
                    RemixSpec spec = checked.get().spec();
                    Collision collision = names.take(spec, size);
                    if (collision != null) {
                        findings.collision(at + "/name", collision);
                    }
                    if (!findings.faulty()) {
                        tasks.add(size, spec, checked.get().metadata(), null);
                    }
                }
                size++;
            }
            findings.nowhere();
            tasks.finish();
        }
        return size;
    }
}
