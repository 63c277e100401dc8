package dev.fader.trainer.training;

import dev.fader.trainer.convtasnet.ConvTasNet;
import dev.fader.trainer.convtasnet.MaskActivation;
import dev.fader.trainer.data.Drawing;
import dev.fader.trainer.data.ExampleConfig;
import dev.fader.trainer.graph.Precision;
import dev.fader.trainer.objective.Objective;
import dev.fader.trainer.objective.RemixModel;
import dev.fader.trainer.training.TrainingConfig.Schedule;
import java.util.List;

/** The hyper-parameters of "Don't Separate, Learn to Remix", to start from. */
enum Preset {
    /** As the paper says (section 4.1): softmax masks, Adam at 1e-3, patience of 50 epochs. */
    PAPER(MaskActivation.SOFTMAX, 1e-3, 4, Drawing.PAPER),
    /** As the authors' own record of their runs says, where it differs: sigmoid masks, 1e-4, batches of 3, its examples. */
    RECORD(MaskActivation.SIGMOID, 1e-4, 3, Drawing.RECORD);

    private static final int RATE_HZ = 44_100;
    /** Of MUSDB18's training songs with one segment each; another data set has other epochs. */
    private static final int SEGMENTS_PER_EPOCH = 100;

    private static final int MOST_EPOCHS = 1000;
    private static final int PATIENCE_EPOCHS = 50;

    private final MaskActivation masks;
    private final double learningRate;
    private final int batchSize;
    private final Drawing drawing;

    Preset(MaskActivation masks, double learningRate, int batchSize, Drawing drawing) {
        this.masks = masks;
        this.learningRate = learningRate;
        this.batchSize = batchSize;
        this.drawing = drawing;
    }

    TrainingConfig config(Objective objective, List<String> sources) {
        ConvTasNet paper = ConvTasNet.paper(sources.size());
        ConvTasNet network = new ConvTasNet(
                paper.sources(),
                paper.filters(),
                paper.kernel(),
                paper.stride(),
                paper.bottleneck(),
                paper.hidden(),
                paper.skip(),
                paper.blockKernel(),
                paper.blocks(),
                paper.repeats(),
                masks,
                objective.model() == RemixModel.GAIN_CONDITIONED);
        long epoch = Math.ceilDiv(SEGMENTS_PER_EPOCH, batchSize);
        return new TrainingConfig(
                network,
                objective,
                sources,
                RATE_HZ,
                new ExampleConfig(1, 0, 12, 0, drawing),
                batchSize,
                1,
                Precision.FP32,
                learningRate,
                Schedule.CONSTANT,
                0,
                MOST_EPOCHS * epoch,
                PATIENCE_EPOCHS,
                0,
                epoch,
                25,
                epoch,
                1);
    }
}
