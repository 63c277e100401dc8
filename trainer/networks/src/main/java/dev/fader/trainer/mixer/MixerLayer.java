package dev.fader.trainer.mixer;

import dev.fader.trainer.graph.DenseOps;
import dev.fader.trainer.graph.Ops;
import dev.fader.trainer.graph.Parameter.Initializer;
import dev.fader.trainer.graph.Scope;
import dev.fader.trainer.graph.Value;

/**
 * A layer of MLP-Mixer (paper, Fig. 3; Tolstikhin and others 2021): two networks of two fully connected layers with GELU
 * between them, one along the tokens and one along the channels, each after a layer norm and added to what it was given.
 * Their hidden widths are D_T = T/F and D_C = I·F, those of the segment itself. Elements are dropped after GELU and at the
 * end of each network.
 *
 * @param dropout probability, in training
 */
record MixerLayer(double dropout) {

    /** Of layer norm, the engine's default. */
    private static final double EPSILON = 1e-5;

    /** @param z (B, T/F, I·F). @return likewise */
    Value apply(Scope scope, Value z) {
        Scope token = scope.in("token");
        Value u = z.plus(alongTokens(token, norm(token.in("norm"), z)));
        Scope channel = scope.in("channel");
        return u.plus(alongChannels(channel, norm(channel.in("norm"), u)));
    }

    private Value alongTokens(Scope scope, Value z) {
        return dropped(tokens(scope.in("out"), dropped(DenseOps.gelu(tokens(scope.in("in"), z)))));
    }

    /** From so many tokens to as many. */
    private static Value tokens(Scope scope, Value z) {
        long tokens = z.dim(1);
        Initializer initializer = Initializer.uniformFanIn(tokens);
        return Ops.pointwise(
                z,
                scope.parameter("weight", initializer, tokens, tokens, 1),
                scope.parameter("bias", initializer, tokens));
    }

    private Value alongChannels(Scope scope, Value z) {
        long channels = z.dim(2);
        Value hidden = DenseOps.gelu(MlpMixer.fullyConnected(scope.in("in"), z, channels));
        return dropped(MlpMixer.fullyConnected(scope.in("out"), dropped(hidden), channels));
    }

    private static Value norm(Scope scope, Value z) {
        Value gamma = scope.parameter("gamma", Initializer.constant(1), z.dim(2));
        return DenseOps.layerNorm(z, gamma, scope.parameter("beta", Initializer.constant(0), z.dim(2)), EPSILON);
    }

    private Value dropped(Value x) {
        return DenseOps.dropout(x, dropout);
    }
}
