package dev.fader.trainer.onelayer;

import dev.fader.trainer.graph.Ops;
import dev.fader.trainer.graph.Parameter.Initializer;
import dev.fader.trainer.graph.Scope;
import dev.fader.trainer.graph.Value;
import dev.fader.trainer.network.Estimate;
import dev.fader.trainer.network.Network;
import org.jspecify.annotations.Nullable;

/**
 * The smallest network that there is: a mask for each source, made of one frame by one layer.
 *
 * @param filters N, width of the latent
 * @param kernel length of a filter in samples, two hops
 */
record OneLayer(int sources, int filters, int kernel) implements Network {

    @Override
    public boolean seesGains() {
        return false;
    }

    @Override
    public int contextSamples(int sampleRateHz) {
        return kernel;
    }

    @Override
    public OneLayer with(int newSources, boolean seesGains) {
        if (seesGains) {
            throw new IllegalArgumentException("one layer does not see the gains");
        }
        return new OneLayer(newSources, filters, kernel);
    }

    @Override
    public Estimate estimate(Scope scope, Value mixture, @Nullable Value gains) {
        Value encoder = scope.in("encoder").parameter("weight", Initializer.xavierNormal(), filters, 1, kernel);
        Value weight =
                scope.in("masks").parameter("weight", Initializer.uniformFanIn(filters), sources * filters, filters, 1);
        Value bias = scope.in("masks").parameter("bias", Initializer.constant(0), sources * filters);
        Value decoder = scope.in("decoder").parameter("weight", Initializer.xavierNormal(), filters, 1, kernel);

        Value latent = Ops.conv1d(mixture, encoder, kernel / 2);
        Value masks = Ops.sigmoid(Ops.splitChannels(Ops.pointwise(latent, weight, bias), sources, filters));
        Value masked = Ops.mergeLeading(masks.times(Ops.unsqueeze(latent, 1)));
        Value decoded = Ops.padRightTo(Ops.convTranspose1d(masked, decoder, kernel / 2), mixture);
        Value waveforms = Ops.splitLeading(Ops.squeeze(decoded, 1), sources);
        return () -> waveforms;
    }
}
