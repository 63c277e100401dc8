package dev.fader.trainer.convtasnet;

import dev.fader.trainer.graph.Ops;
import dev.fader.trainer.graph.Value;
import dev.fader.trainer.network.Estimate;
import org.jspecify.annotations.Nullable;

/** Conv-TasNet's estimate: a mixture's latent under masks, decoded as far as it is asked for. */
final class MaskedEstimate implements Estimate {

    private final ConvTasNet network;
    private final Value mixture;
    private final Value masks;
    private final Value latent;
    private final Value filterbank;
    private @Nullable Value maskedLatents;
    private @Nullable Value sources;

    /** @param latent (B, N, F); masks (B, K, N, F); filterbank of the decoder, declared once and used for any number of latents */
    MaskedEstimate(ConvTasNet network, Value mixture, Value latent, Value masks, Value filterbank) {
        this.network = network;
        this.mixture = mixture;
        this.latent = latent;
        this.masks = masks;
        this.filterbank = filterbank;
    }

    @Override
    public Value sources() {
        if (sources == null) {
            sources = decodeEach(maskedLatents());
        }
        return sources;
    }

    /** Gains scale the masked latents. */
    @Override
    public Value scaled(Value gains) {
        return decodeEach(maskedLatents().times(Ops.unsqueeze(Ops.unsqueeze(gains, 2), 3)));
    }

    /** {@code (Σ w_brk·m_bk) ⊙ h}: masks are summed first, so that the widest tensor is made once. */
    @Override
    public Value combined(Value weights) {
        Value latents = Ops.combineSources(weights, masks).times(oneOfEach());
        return decode(Ops.mergeLeading(latents));
    }

    /** (B, K, N, F) */
    private Value maskedLatents() {
        if (maskedLatents == null) {
            maskedLatents = masks.times(oneOfEach());
        }
        return maskedLatents;
    }

    private Value oneOfEach() {
        return Ops.unsqueeze(latent, 1);
    }

    /** A waveform per source. @param latents (B, K, N, F); @return (B, K, L) */
    private Value decodeEach(Value latents) {
        Value decoded = decode(Ops.mergeLeading(latents));
        return Ops.splitLeading(Ops.squeeze(decoded, 1), network.sources());
    }

    /** One waveform. @param latents (B, N, F); @return (B, 1, L), zero beyond the last whole frame */
    private Value decode(Value latents) {
        return Ops.padRightTo(Ops.convTranspose1d(latents, filterbank, network.stride()), mixture);
    }
}
