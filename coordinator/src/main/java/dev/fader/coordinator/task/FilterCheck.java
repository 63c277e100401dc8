package dev.fader.coordinator.task;

import dev.fader.coordinator.problem.Diagnostics;
import dev.fader.coordinator.problem.Findings;
import dev.fader.coordinator.request.Tenants;
import dev.fader.schemas.api.ProblemType;
import dev.fader.schemas.api.TaskFilter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a filter of a bulk action says something: one that is empty, in whatever spelling, would mean every task. */
final class FilterCheck {

    private FilterCheck() {}

    /** @throws dev.fader.coordinator.problem.ProblemException pointing at each part that says nothing */
    static void check(TaskFilter filter) {
        Findings findings = new Findings();
        if (filter.equals(TaskFilter.ALL)) {
            findings.fault("/filter", "is empty, which would mean every task");
        }
        String fault = filter.tenant() == null ? null : Tenants.fault(filter.tenant());
        if (fault != null) {
            findings.fault("/filter/tenant", fault);
        }
        text("reason", filter.reason(), findings);
        text("key", filter.key(), findings);
        text("model", filter.model(), findings);
        if (filter.states() != null
                && (filter.states().isEmpty() || filter.states().contains(null))) {
            findings.fault("/filter/states", "is empty or has a null: leave it out for every state");
        }
        labels(filter.labels(), findings);
        findings.refuseFaults(ProblemType.MALFORMED_REQUEST);
    }

    private static void labels(@Nullable Map<String, String> labels, Diagnostics diagnostics) {
        if (labels == null) {
            return;
        }
        if (labels.isEmpty()) {
            diagnostics.fault("/filter/labels", "is empty: leave it out for every label");
        }
        labels.forEach((key, value) -> {
            if (value == null) {
                diagnostics.fault("/filter/labels/" + Diagnostics.escape(key), "is null: a text is needed");
            }
        });
    }

    private static void text(String part, @Nullable String text, Diagnostics diagnostics) {
        if (text != null && text.isBlank()) {
            diagnostics.fault("/filter/" + part, "is empty: leave it out");
        }
    }
}
