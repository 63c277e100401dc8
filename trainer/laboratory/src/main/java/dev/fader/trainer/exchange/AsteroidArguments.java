package dev.fader.trainer.exchange;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fader.trainer.checkpoint.Json;
import dev.fader.trainer.configuration.Key;
import dev.fader.trainer.convtasnet.ConvTasNet;
import dev.fader.trainer.convtasnet.MaskActivation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of Asteroid's {@code ConvTasNet}, by their names and with their defaults, also as its {@code
 * get_model_args()} writes them, which calls the free filterbank by the name of its class. Such a network can be imported
 * when it is one of ours: global layer norm, skip connections, a linear encoder, free filters.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AsteroidArguments(
        @Key(value = "K", min = 1) @JsonProperty("n_src") int sources,
        @JsonProperty("n_filters") @Nullable Integer filters,
        @JsonProperty("kernel_size") @Nullable Integer kernel,
        @JsonProperty("stride") @Nullable Integer stride,
        @JsonProperty("bn_chan") @Nullable Integer bottleneck,
        @JsonProperty("hid_chan") @Nullable Integer hidden,
        @JsonProperty("skip_chan") @Nullable Integer skip,
        @JsonProperty("conv_kernel_size") @Nullable Integer blockKernel,
        @JsonProperty("n_blocks") @Nullable Integer blocks,
        @JsonProperty("n_repeats") @Nullable Integer repeats,
        @JsonProperty("mask_act") @Nullable String maskActivation,
        @JsonProperty("norm_type") @Nullable String normalisation,
        @JsonProperty("encoder_activation") @Nullable String encoderActivation,
        @JsonProperty("fb_name") @Nullable String filterbank,
        @JsonProperty("causal") @Nullable Boolean causal,
        @JsonProperty("sample_rate") @Nullable Double sampleRateHz) {

    private static final String FREE = "free";
    private static final double DEFAULT_RATE_HZ = 8000;

    /** @param name of the text, for errors. @throws IOException if it is no JSON object of such arguments */
    public static AsteroidArguments parse(String name, String json) throws IOException {
        return Json.reader(AsteroidArguments.class).parse(name, json);
    }

    static AsteroidArguments of(ConvTasNet network, int sampleRateHz) {
        if (network.gainConditioned()) {
            throw new IllegalArgumentException("Asteroid has no network that sees the gains; export it as TorchScript");
        }
        return new AsteroidArguments(
                network.sources(),
                network.filters(),
                network.kernel(),
                network.stride(),
                network.bottleneck(),
                network.hidden(),
                network.skip(),
                network.blockKernel(),
                network.blocks(),
                network.repeats(),
                network.maskActivation().name().toLowerCase(Locale.ROOT),
                "gLN",
                "linear",
                FREE,
                false,
                (double) sampleRateHz);
    }

    String toJson() throws JsonProcessingException {
        return Json.MAPPER.writeValueAsString(this);
    }

    /**
     * @param given by the user; null: nothing
     * @throws IllegalArgumentException if there is none, only the one that is there whatever the network was trained at, or
     *     another than is given
     */
    int rate(@Nullable Integer given) {
        if (given != null
                && sampleRateHz != null
                && sampleRateHz != DEFAULT_RATE_HZ
                && given != Math.round(sampleRateHz)) {
            throw new IllegalArgumentException(
                    "sample_rate of the arguments is %.0f and --rate is %d: leave --rate away, or mend the arguments with --config"
                            .formatted(sampleRateHz, given));
        }
        if (given != null) {
            return given;
        }
        if (sampleRateHz == null) {
            throw new IllegalArgumentException("the arguments have no sample_rate: give it with --rate");
        }
        if (sampleRateHz == DEFAULT_RATE_HZ) {
            throw new IllegalArgumentException(
                    "sample_rate is 8000, which Asteroid also writes for networks of other rates: give the true one with --rate");
        }
        return (int) Math.round(sampleRateHz);
    }

    /** @throws IllegalArgumentException naming every argument that our network has no counterpart for */
    public ConvTasNet network() {
        List<String> faults = new ArrayList<>();
        expect("norm_type", normalisation, "gLN", faults);
        expect("encoder_activation", encoderActivation, "linear", faults);
        expect("fb_name", "FreeFB".equals(filterbank) ? FREE : filterbank, FREE, faults);
        if (Boolean.TRUE.equals(causal)) {
            faults.add("causal is true; ours looks to both sides");
        }
        if (or(skip, 128) == 0) {
            faults.add("skip_chan is 0; ours has skip connections");
        }
        MaskActivation masks = Arrays.stream(MaskActivation.values())
                .filter(activation ->
                        activation.name().equalsIgnoreCase(maskActivation == null ? "sigmoid" : maskActivation))
                .findFirst()
                .orElse(null);
        if (masks == null) {
            faults.add(
                    "mask_act is %s; there are %s".formatted(maskActivation, Arrays.toString(MaskActivation.values())));
        }
        if (masks == null || !faults.isEmpty()) {
            throw new IllegalArgumentException("the network cannot be imported: " + String.join("; ", faults));
        }
        return new ConvTasNet(
                sources,
                or(filters, 512),
                or(kernel, 16),
                or(stride, 8),
                or(bottleneck, 128),
                or(hidden, 512),
                or(skip, 128),
                or(blockKernel, 3),
                or(blocks, 8),
                or(repeats, 3),
                masks,
                false);
    }

    private static void expect(String name, @Nullable String found, String wanted, List<String> faults) {
        if (found != null && !found.equalsIgnoreCase(wanted)) {
            faults.add("%s is %s; ours is %s".formatted(name, found, wanted));
        }
    }

    private static int or(@Nullable Integer value, int standard) {
        return value == null ? standard : value;
    }
}
