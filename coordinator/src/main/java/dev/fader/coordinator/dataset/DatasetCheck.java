package dev.fader.coordinator.dataset;

import dev.fader.coordinator.config.LimitsConfig;
import dev.fader.coordinator.problem.Findings;
import dev.fader.coordinator.problem.Suggestion;
import dev.fader.coordinator.request.Tenants;
import dev.fader.coordinator.storage.Inputs;
import dev.fader.queue.dataset.DatasetRows;
import dev.fader.queue.storage.Buckets;
import dev.fader.schemas.DatasetId;
import dev.fader.schemas.Texts;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.RegisterDataset;
import dev.fader.schemas.dataset.CheckSpec;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** From a registration, as a client wrote it, to what its check is asked. */
@Singleton
final class DatasetCheck {

    /** It becomes the name of a folder, and is kept in what was trained. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final Buckets buckets;
    private final LimitsConfig limits;

    DatasetCheck(Inputs inputs, LimitsConfig limits) {
        this.buckets = inputs.buckets();
        this.limits = limits;
    }

    /** @throws dev.fader.coordinator.problem.ProblemException pointing at each fault */
    CheckSpec check(@Nullable RegisterDataset said) {
        RegisterDataset asked = said == null ? new RegisterDataset(null, null, null, null, null, null) : said;
        Findings findings = new Findings();
        String name = Objects.requireNonNullElse(asked.name(), "");
        if (!NAME.matcher(name).matches() || DatasetRows.id(name).isPresent()) {
            findings.fault(
                    "/name",
                    "'%s' is no name for a data set: expected %s, and no id"
                            .formatted(Texts.shown(name, limits.nameLength()), NAME));
        }
        String tenantFault = asked.tenant() == null ? null : Tenants.fault(asked.tenant());
        if (tenantFault != null) {
            findings.fault("/tenant", tenantFault);
        }
        String bucketFault = buckets.fault(asked.bucket());
        if (bucketFault != null) {
            findings.fault("/bucket", bucketFault);
        }
        String prefix = prefix(asked, findings);
        List<String> accept = Objects.requireNonNullElse(asked.accept(), List.of());
        for (int i = 0; i < accept.size(); i++) {
            if (!CheckSpec.FAULTS.contains(accept.get(i))) {
                findings.fault("/accept/" + i, Suggestion.unknown("kind of finding", accept.get(i), CheckSpec.FAULTS));
            }
        }
        if (asked.layout() != null && !CheckSpec.LAYOUTS.contains(asked.layout())) {
            findings.fault("/layout", Suggestion.unknown("layout", asked.layout(), CheckSpec.LAYOUTS));
        }
        findings.refuseFaults(ProblemType.INVALID_DATASET);
        return new CheckSpec(DatasetId.create(), name, asked.bucket(), prefix, asked.layout(), accept);
    }

    /** A folder's name, which ends in a slash: {@code rock} does not mean {@code rockabilly/}. */
    private String prefix(RegisterDataset asked, Findings findings) {
        String prefix = asked.prefix();
        if (prefix == null || prefix.isEmpty() && buckets.isOwn(asked.bucket())) {
            findings.fault("/prefix", "is needed: the folder in storage that the songs lie in");
            return "";
        }
        String fault = prefix.isEmpty() ? null : Texts.fault(prefix);
        if (fault != null) {
            findings.fault("/prefix", fault);
        } else if (prefix.getBytes(StandardCharsets.UTF_8).length > limits.keyLength()) {
            findings.fault("/prefix", "has more than %d bytes (fader.limits.key-length)".formatted(limits.keyLength()));
        }
        return prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
    }

    /** The bucket's name, where none means the services' own. */
    String bucket(CheckSpec spec) {
        return spec.bucket() == null ? buckets.own() : spec.bucket();
    }
}
