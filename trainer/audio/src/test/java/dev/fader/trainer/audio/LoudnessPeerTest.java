package dev.fader.trainer.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.ffmpeg.global.avfilter.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.DoublePointer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Loudness of every layout against FFmpeg's own meter, which is another program by other people. */
class LoudnessPeerTest {

    private static final int RATE = 48_000;
    private static final int FRAMES = 2 * RATE;

    static Stream<String> layouts() {
        return Layouts.knownAnd(
                "cube", "5.1.2", "3.1.2", "3 channels (LFE+BC+SL)", "4 channels (FC+SL+SR+TBC)", "2 channels (FL+BR)");
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void everyChannelOfEveryLayoutCountsAsFfmpegHasIt(String layout) {
        int channels = count(layout);
        Random random = new Random(layout.hashCode());
        // each channel has a level of its own, so that no two weights could be taken for each other
        double[][] noise = new double[channels][FRAMES];
        for (double[] channel : noise) {
            double level = 0.02 + 0.2 * random.nextDouble();
            for (int i = 0; i < FRAMES; i++) {
                channel[i] = level * random.nextGaussian();
            }
        }
        LoudnessMeter meter = new LoudnessMeter(RATE, channels, layout);
        meter.add(noise, 0, FRAMES);

        assertThat(meter.result().integratedLufs()).isCloseTo(peer(layout, noise), within(0.02));
    }

    private static int count(String layout) {
        try (var parsed = new org.bytedeco.ffmpeg.avutil.AVChannelLayout()) {
            check(av_channel_layout_from_string(parsed, layout));
            return parsed.nb_channels();
        }
    }

    /** @return integrated loudness in LUFS */
    private static double peer(String layout, double[][] planar) {
        Ffmpeg.load();
        AVFilterGraph graph = avfilter_graph_alloc();
        AVFilterContext source = new AVFilterContext(null);
        AVFilterContext meter = new AVFilterContext(null);
        AVFilterContext sink = new AVFilterContext(null);
        check(avfilter_graph_create_filter(
                source,
                avfilter_get_by_name("abuffer"),
                "in",
                "sample_rate=%d:sample_fmt=dbl:time_base=1/%d:channel_layout='%s'".formatted(RATE, RATE, layout),
                null,
                graph));
        check(avfilter_graph_create_filter(
                meter, avfilter_get_by_name("ebur128"), "meter", "framelog=quiet", null, graph));
        check(avfilter_graph_create_filter(sink, avfilter_get_by_name("abuffersink"), "out", null, null, graph));
        check(avfilter_link(source, 0, meter, 0));
        check(avfilter_link(meter, 0, sink, 0));
        check(avfilter_graph_config(graph, null));
        AVFrame frame = av_frame_alloc();
        AVFrame out = av_frame_alloc();
        for (int at = 0; at < FRAMES; at += 4_800) {
            frame.format(AV_SAMPLE_FMT_DBL);
            frame.sample_rate(RATE);
            frame.nb_samples(4_800);
            frame.pts(at);
            check(av_channel_layout_from_string(frame.ch_layout(), layout));
            check(av_frame_get_buffer(frame, 0));
            ByteBuffer bytes = ByteBuffer.allocate(8 * 4_800 * planar.length).order(ByteOrder.nativeOrder());
            for (int i = at; i < at + 4_800; i++) {
                for (double[] channel : planar) {
                    bytes.putDouble(channel[i]);
                }
            }
            frame.data(0).capacity(bytes.capacity()).put(bytes.array());
            check(av_buffersrc_add_frame(source, frame));
            av_frame_unref(frame);
            while (av_buffersink_get_frame(sink, out) >= 0) {
                av_frame_unref(out);
            }
        }
        try (DoublePointer integrated = new DoublePointer(1)) {
            check(av_opt_get_double(meter, "integrated", AV_OPT_SEARCH_CHILDREN, integrated));
            return integrated.get();
        } finally {
            av_frame_free(frame);
            av_frame_free(out);
            avfilter_graph_free(graph);
        }
    }

    private static void check(int code) {
        if (code < 0) {
            throw new IllegalStateException(Ffmpeg.error(code));
        }
    }
}
