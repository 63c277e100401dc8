package dev.fader.trainer.convtasnet;

import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.graph.Weights.Tensor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A trained network with half the hop, to train on from there. It computes the mean of what the former computes from its
 * input and from its input half a hop later: of the frames, now twice as many, every second one is the former's. A block
 * of dilation d becomes one of 2d; each repeat begins with a new block of dilation 1 whose outputs are zero until it is
 * trained; frames overlap twice as much, so the decoder's filters are halved. Only the statistics of the layer norms
 * differ from the former's, for they are now over all frames.
 */
public final class HopHalving {

    private static final Pattern BLOCK = Pattern.compile("masker\\.TCN\\.(\\d+)\\.(.+)");

    private HopHalving() {}

    /** @throws IllegalArgumentException if the hop is odd, or the separator sees the gains (it modulates each block) */
    public static ConvTasNet shape(ConvTasNet network) {
        if (network.stride() % 2 != 0) {
            throw new IllegalArgumentException("a hop of " + network.stride() + " samples cannot be halved");
        }
        if (network.gainConditioned()) {
            throw new IllegalArgumentException("the hop of a gain-conditioned network cannot be halved");
        }
        return new ConvTasNet(
                network.sources(),
                network.filters(),
                network.kernel(),
                network.stride() / 2,
                network.bottleneck(),
                network.hidden(),
                network.skip(),
                network.blockKernel(),
                network.blocks() + 1,
                network.repeats(),
                network.maskActivation(),
                false);
    }

    /** @return weights of {@link #shape} */
    public static Weights weights(ConvTasNet network, Weights weights) {
        Weights.Builder halved = new Weights.Builder();
        for (String name : weights.names()) {
            Tensor tensor = weights.get(name);
            Matcher block = BLOCK.matcher(name);
            if (block.matches()) {
                int index = Integer.parseInt(block.group(1));
                int repeat = index / network.blocks();
                add(halved, index + repeat + 1, block.group(2), tensor);
                if (index % network.blocks() == 0) {
                    add(halved, index + repeat, block.group(2), isOutput(block.group(2)) ? silent(tensor) : tensor);
                }
            } else {
                add(halved, name, name.startsWith("decoder.") ? halved(tensor) : tensor);
            }
        }
        return halved.build();
    }

    private static boolean isOutput(String layer) {
        return layer.startsWith("res_conv.") || layer.startsWith("skip_conv.");
    }

    private static void add(Weights.Builder to, int block, String layer, Tensor tensor) {
        add(to, "masker.TCN." + block + "." + layer, tensor);
    }

    private static void add(Weights.Builder to, String name, Tensor tensor) {
        to.add(name, tensor.dims(), tensor.data());
    }

    private static Tensor silent(Tensor tensor) {
        return new Tensor(tensor.dims(), new float[tensor.data().length]);
    }

    private static Tensor halved(Tensor tensor) {
        float[] data = tensor.data().clone();
        for (int i = 0; i < data.length; i++) {
            data[i] /= 2;
        }
        return new Tensor(tensor.dims(), data);
    }
}
