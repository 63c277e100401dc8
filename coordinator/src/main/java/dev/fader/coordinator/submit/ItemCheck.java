package dev.fader.coordinator.submit;

import dev.fader.coordinator.config.LimitsConfig;
import dev.fader.coordinator.model.ChosenModel;
import dev.fader.coordinator.preset.OutputSettings;
import dev.fader.coordinator.preset.OutputSettingsCheck;
import dev.fader.coordinator.problem.Diagnostics;
import dev.fader.coordinator.storage.ObjectCheck;
import dev.fader.queue.storage.Buckets;
import dev.fader.schemas.Texts;
import dev.fader.schemas.api.BatchKind;
import dev.fader.schemas.api.SubmitBatch;
import dev.fader.schemas.naming.OutputName;
import dev.fader.schemas.remix.Gain;
import dev.fader.schemas.remix.GivenStems;
import dev.fader.schemas.remix.LoudnessPolicy;
import dev.fader.schemas.remix.ObjectRef;
import dev.fader.schemas.remix.OutputFormat;
import dev.fader.schemas.remix.RemixSpec;
import dev.fader.schemas.remix.Stem;
import dev.fader.schemas.remix.Variant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From one item, as a client sent it, to what a task is asked to do; what is wrong is said to the diagnostics. */
final class ItemCheck {

    /** Checked, with the names that its outputs want. */
    record Checked(RemixSpec spec, Map<String, String> metadata) {}

    /** What the names of an item's outputs are made of. @param several whether their variants tell them apart */
    private record Naming(
            int position, String key, @Nullable String own, Map<String, String> metadata, boolean several) {}

    private static final SubmitBatch.NamedVariant THE_ONLY_ONE =
            new SubmitBatch.NamedVariant(null, null, null, null, null);

    private final LimitsConfig limits;
    private final DefaultsCheck defaultsCheck;
    private final OutputSettingsCheck settings;
    private final ObjectCheck objects;
    private final SubmissionDefaults defaults;
    private final Map<String, OutputSettings> presets;
    private final String batch;

    /** @param batch the batch's id, for names that hold it */
    ItemCheck(
            LimitsConfig limits,
            DefaultsCheck defaultsCheck,
            Buckets buckets,
            DefaultsCheck.Checked defaults,
            String batch) {
        this.limits = limits;
        this.defaultsCheck = defaultsCheck;
        this.settings = defaults.settings();
        this.objects = new ObjectCheck(buckets, limits);
        this.defaults = defaults.defaults();
        this.presets = defaults.presets();
        this.batch = batch;
    }

    /** @return nothing when the item has no input; with other faults what is left of it */
    Optional<Checked> check(int position, String at, SubmitBatch.Item item, Diagnostics diagnostics) {
        ObjectRef input = item.input();
        boolean fits = objects.fits(at + "/input", input, diagnostics);
        OutputSettings said =
                settings.check(at, item.gainsDb(), item.preset(), item.format(), item.loudness(), presets, diagnostics);
        Map<String, String> metadata = defaultsCheck.labels().check(at + "/metadata", item.metadata(), diagnostics);
        Optional<GivenStems> given = GivenStemsCheck.stems(at, item, defaults.given(), objects, diagnostics);
        if (!fits || input == null) {
            return Optional.empty();
        }
        List<Stem> stems = defaults.stems();
        if (stems != null) {
            Naming naming = new Naming(position, input.key(), item.name(), metadata, true);
            List<Variant> variants = variants(at, item, stems, said, naming, diagnostics);
            return variants.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Checked(spec(input, variants, given), metadata));
        }
        boolean own = said.gainsDb() != null || item.variants() != null;
        List<SubmitBatch.@Nullable NamedVariant> named = own ? item.variants() : defaults.variants();
        String variantsAt = (own ? at : "") + "/variants";
        if (named != null && (named.isEmpty() || named.size() > limits.variants())) {
            diagnostics.fault(
                    variantsAt,
                    "are %d: expected 1 to %d (fader.limits.variants)".formatted(named.size(), limits.variants()));
            return Optional.empty();
        }
        Naming naming = new Naming(position, input.key(), item.name(), metadata, named != null && named.size() > 1);
        List<Variant> variants = new ArrayList<>();
        if (named == null) {
            variant(at, THE_ONLY_ONE, said.over(defaults.settings()), naming, diagnostics)
                    .ifPresent(variants::add);
        } else {
            for (int i = 0; i < named.size(); i++) {
                String variantAt = variantsAt + "/" + i;
                SubmitBatch.NamedVariant variant = named.get(i);
                String wrong = variant == null || variant.name() == null
                        ? "is needed, to tell the outputs of an input apart"
                        : Texts.nameFault(variant.name(), limits.nameLength());
                if (variant == null || wrong != null) {
                    diagnostics.fault(variantAt + "/name", String.valueOf(wrong));
                } else {
                    variant(variantAt, variant, said.over(defaults.settings()), naming, diagnostics)
                            .ifPresent(variants::add);
                }
            }
        }
        checkNames(at, variants, diagnostics);
        return variants.isEmpty() ? Optional.empty() : Optional.of(new Checked(spec(input, variants, given), metadata));
    }

    /** The same words for all of an item's outputs: once is enough. */
    private static void checkNames(String at, List<Variant> variants, Diagnostics diagnostics) {
        variants.stream()
                .map(variant -> OutputName.fault(variant.name()))
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(wrong -> diagnostics.fault(at + "/name", wrong));
    }

    private List<Variant> variants(
            String at,
            SubmitBatch.Item item,
            List<Stem> stems,
            OutputSettings said,
            Naming naming,
            Diagnostics diagnostics) {
        if (said.gainsDb() != null || said.loudness() != null || item.variants() != null) {
            diagnostics.fault(
                    at, "asks for a remix, and the batch for stems: without gains, preset, variants and loudness");
        }
        OutputFormat format =
                Objects.requireNonNullElse(said.over(defaults.settings()).format(), OutputFormat.SAME);
        List<Variant> variants = stems.stream()
                .map(stem -> Variant.of(
                        name(naming, stem.source(), null, OutputName.extension(format, naming.key())), stem, format))
                .toList();
        checkNames(at, variants, diagnostics);
        return variants;
    }

    private RemixSpec spec(ObjectRef input, List<Variant> variants, Optional<GivenStems> given) {
        Double preview = defaults.kind() == BatchKind.PREVIEW ? Double.valueOf(limits.previewSeconds()) : null;
        ChosenModel model = defaults.model();
        // that a preview takes none was said
        GivenStems stems = preview == null ? given.orElse(null) : null;
        return new RemixSpec(input, variants, model.name(), model.sha256(), preview, stems);
    }

    private Optional<Variant> variant(
            String at, SubmitBatch.NamedVariant variant, OutputSettings base, Naming naming, Diagnostics diagnostics) {
        OutputSettings said = settings.check(
                        at,
                        variant.gainsDb(),
                        variant.preset(),
                        variant.format(),
                        variant.loudness(),
                        presets,
                        diagnostics)
                .over(base);
        Map<String, Gain> gains = said.gainsDb();
        if (gains == null) {
            diagnostics.fault(at + "/gainsDb", "a gain for at least one source is needed: " + settings.sources());
            return Optional.empty();
        }
        OutputFormat format = Objects.requireNonNullElse(said.format(), OutputFormat.SAME);
        String name = name(naming, variant.name(), said.preset(), OutputName.extension(format, naming.key()));
        return Optional.of(
                new Variant(name, gains, format, Objects.requireNonNullElse(said.loudness(), LoudnessPolicy.NONE)));
    }

    private String name(Naming naming, @Nullable String variant, @Nullable String preset, String extension) {
        if (naming.own() != null) {
            return withoutExtension(naming.own(), extension) + (naming.several() ? "-" + variant : "");
        }
        Map<String, String> metadata = new HashMap<>(defaults.metadata());
        metadata.putAll(naming.metadata());
        return defaults.names()
                .name(
                        new NameTemplate.Values(naming.key(), naming.position(), variant, preset, batch, metadata),
                        naming.several());
    }

    /** A name without the extension that the output gets anyhow. */
    private static String withoutExtension(String name, String extension) {
        return !extension.isEmpty() && name.toLowerCase(Locale.ROOT).endsWith("." + extension)
                ? name.substring(0, name.length() - extension.length() - 1)
                : name;
    }
}
