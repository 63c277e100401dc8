package dev.fader.trainer.combinations;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Pointer;
import dev.fader.trainer.graph.Precision;
import dev.fader.trainer.kernels.Kernel;
import dev.fader.trainer.kernels.Kernels;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.util.Map;

/**
 * What conv_tasnet.cu is to compute, in plain loops on the processor: it reads its arguments as that declares them, from the
 * memory that they point to.
 */
final class ReferenceKernels implements Kernels {

    private static final double EPSILON = 1e-8;

    private final Precision precision;
    private final int frames;
    private final int hidden;
    private final int bottleneck;
    private final int skip;
    private final int taps;
    private final int sources;
    private final int filters;
    private final int masks;
    private boolean closed;

    ReferenceKernels(Map<String, Integer> macros) {
        this.precision = macros.get("BFLOAT16") == 1 ? Precision.BF16 : Precision.FP16;
        this.frames = macros.get("FRAMES");
        this.hidden = macros.get("HIDDEN");
        this.bottleneck = macros.get("BOTTLENECK");
        this.skip = macros.get("SKIP");
        this.taps = macros.get("TAPS");
        this.sources = macros.get("SOURCES");
        this.filters = macros.get("FILTERS");
        this.masks = macros.get("MASKS");
    }

    @Override
    public Kernel kernel(String name, int dynamicSharedBytes) {
        Body body = switch (name) {
            case "products" -> this::products;
            case "depthwise" -> this::depthwise;
            case "masks" -> this::masks;
            default -> throw new IllegalArgumentException("there is no kernel " + name);
        };
        return (gridX, gridY, threads, arguments) ->
                body.run(gridX, gridY, threads, new Reader(arguments.parameters()));
    }

    private interface Body {
        void run(int gridX, int gridY, int threads, Reader in);
    }

    private static final class Reader {

        private final Pointer parameters;
        private int next;

        Reader(Pointer parameters) {
            this.parameters = parameters;
        }

        private Pointer next() {
            return parameters.getPointer(8L * next++);
        }

        Pointer address() {
            return next().getPointer(0);
        }

        int integer() {
            return next().getInt(0);
        }

        float real() {
            return next().getFloat(0);
        }
    }

    private static FloatBuffer floats(Pointer address, long count) {
        return address.getByteBuffer(0, count * Float.BYTES).asFloatBuffer();
    }

    private static ShortBuffer halves(Pointer address, long count) {
        return address.getByteBuffer(0, count * Short.BYTES).asShortBuffer();
    }

    private float at(ShortBuffer values, int index) {
        return Halves.toFloat(values.get(index), precision);
    }

    private short half(double value) {
        return Halves.of((float) value, precision);
    }

    private static double prelu(double x, float slope) {
        return x < 0 ? slope * x : x;
    }

    /** Mean and the deviation's inverse of an example. */
    private static double[] moments(FloatBuffer parts, int count, int example, long values) {
        double sum = 0;
        double squares = 0;
        for (int i = example * count; i < (example + 1) * count; i++) {
            sum += parts.get(2 * i);
            squares += parts.get(2 * i + 1);
        }
        double mean = sum / values;
        return new double[] {mean, 1 / Math.sqrt(squares / values - mean * mean + EPSILON)};
    }

    private void products(int gridX, int gridY, int threads, Reader in) {
        Pointer xAddress = in.address();
        int inner = in.integer();
        Pointer xPartsAddress = in.address();
        int xPartCount = in.integer();
        int paths = bottleneck + skip;
        ShortBuffer w2 = halves(in.address(), (long) paths * inner);
        FloatBuffer s2 = floats(in.address(), paths);
        FloatBuffer k2 = floats(in.address(), paths);
        Pointer zAddress = in.address();
        boolean first = in.integer() == 1;
        ShortBuffer w1 = halves(in.address(), (long) hidden * bottleneck);
        FloatBuffer b1 = floats(in.address(), hidden);
        float slope = in.real();
        Pointer uAddress = in.address();
        Pointer uPartsAddress = in.address();
        int length = in.integer();
        boolean last = in.integer() == 1;
        assertThat(gridX).isEqualTo(Math.ceilDiv(length, frames));
        assertThat(threads).isEqualTo(frames * 4);

        ShortBuffer x = halves(xAddress, (long) gridY * length * inner);
        FloatBuffer xParts = floats(xPartsAddress, 2L * gridY * xPartCount);
        ShortBuffer z = halves(zAddress, (long) gridY * length * paths);
        ShortBuffer u = halves(uAddress, (long) gridY * length * hidden);
        FloatBuffer uParts = floats(uPartsAddress, 2L * gridY * gridX);
        for (int b = 0; b < gridY; b++) {
            double[] moments = moments(xParts, xPartCount, b, (long) length * inner);
            double[] sums = new double[2 * gridX];
            for (int t = 0; t < length; t++) {
                int frame = b * length + t;
                for (int row = 0; row < paths; row++) {
                    double product = 0;
                    for (int i = 0; i < inner; i++) {
                        product += at(w2, row * inner + i) * at(x, frame * inner + i);
                    }
                    double before = first ? 0 : at(z, frame * paths + row);
                    double added = moments[1] * (product - moments[0] * s2.get(row)) + k2.get(row);
                    z.put(frame * paths + row, half(before + added));
                }
                for (int row = 0; row < hidden && !last; row++) {
                    double product = b1.get(row);
                    for (int i = 0; i < bottleneck; i++) {
                        product += at(w1, row * bottleneck + i) * at(z, frame * paths + i);
                    }
                    double value = prelu(product, slope);
                    u.put(frame * hidden + row, half(value));
                    sums[2 * (t / frames)] += value;
                    sums[2 * (t / frames) + 1] += value * value;
                }
            }
            for (int i = 0; i < sums.length && !last; i++) {
                uParts.put(b * sums.length + i, (float) sums[i]);
            }
        }
    }

    private void depthwise(int gridX, int gridY, int threads, Reader in) {
        Pointer uAddress = in.address();
        Pointer uPartsAddress = in.address();
        int uPartCount = in.integer();
        FloatBuffer gamma = floats(in.address(), hidden);
        FloatBuffer beta = floats(in.address(), hidden);
        FloatBuffer weight = floats(in.address(), (long) taps * hidden);
        FloatBuffer bias = floats(in.address(), hidden);
        float slope = in.real();
        Pointer vAddress = in.address();
        Pointer vPartsAddress = in.address();
        int length = in.integer();
        int dilation = in.integer();
        int chains = Math.ceilDiv(length, 8 * dilation) * dilation;
        assertThat(gridX).isEqualTo(Math.ceilDiv(chains, 4));
        assertThat(threads).isEqualTo(hidden / 2);

        ShortBuffer u = halves(uAddress, (long) gridY * length * hidden);
        FloatBuffer uParts = floats(uPartsAddress, 2L * gridY * uPartCount);
        ShortBuffer v = halves(vAddress, (long) gridY * length * hidden);
        FloatBuffer vParts = floats(vPartsAddress, 2L * gridY * gridX);
        for (int b = 0; b < gridY; b++) {
            double[] moments = moments(uParts, uPartCount, b, (long) length * hidden);
            double[] sums = new double[2 * gridX];
            for (int t = 0; t < length; t++) {
                int chain = t / (8 * dilation) * dilation + t % dilation;
                for (int h = 0; h < hidden; h++) {
                    double sum = bias.get(h);
                    for (int tap = 0; tap < taps; tap++) {
                        int from = t + (tap - taps / 2) * dilation;
                        if (from >= 0 && from < length) {
                            double normed = (at(u, (b * length + from) * hidden + h) - moments[0]) * moments[1];
                            sum += weight.get(tap * hidden + h) * (normed * gamma.get(h) + beta.get(h));
                        }
                    }
                    double value = prelu(sum, slope);
                    v.put((b * length + t) * hidden + h, half(value));
                    sums[2 * (chain / 4)] += value;
                    sums[2 * (chain / 4) + 1] += value * value;
                }
            }
            for (int i = 0; i < sums.length; i++) {
                vParts.put(b * sums.length + i, (float) sums[i]);
            }
        }
    }

    private void masks(int gridX, int gridY, int threads, Reader in) {
        Pointer zAddress = in.address();
        ShortBuffer w = halves(in.address(), (long) sources * filters * skip);
        FloatBuffer bias = floats(in.address(), (long) sources * filters);
        float slope = in.real();
        Pointer latentAddress = in.address();
        Pointer rowWeightsAddress = in.address();
        int rows = in.integer();
        Pointer combinedAddress = in.address();
        int length = in.integer();
        assertThat(gridX).isEqualTo(Math.ceilDiv(length, 64));
        assertThat(threads).isEqualTo(256);

        int paths = bottleneck + skip;
        ShortBuffer z = halves(zAddress, (long) gridY * length * paths);
        ShortBuffer latent = halves(latentAddress, (long) gridY * length * filters);
        FloatBuffer rowWeights = floats(rowWeightsAddress, (long) gridY * rows * sources);
        ShortBuffer combined = halves(combinedAddress, (long) gridY * rows * length * filters);
        for (int frame = 0; frame < gridY * length; frame++) {
            int b = frame / length;
            for (int n = 0; n < filters; n++) {
                double[] scores = new double[sources];
                for (int k = 0; k < sources; k++) {
                    scores[k] = bias.get(k * filters + n);
                    for (int i = 0; i < skip; i++) {
                        scores[k] += at(w, (k * filters + n) * skip + i)
                                * prelu(at(z, frame * paths + bottleneck + i), slope);
                    }
                }
                activate(scores);
                for (int r = 0; r < rows; r++) {
                    double mask = 0;
                    for (int k = 0; k < sources; k++) {
                        mask += rowWeights.get((b * rows + r) * sources + k) * scores[k];
                    }
                    int to = ((b * rows + r) * length + frame % length) * filters + n;
                    combined.put(to, half(mask * at(latent, frame * filters + n)));
                }
            }
        }
    }

    private void activate(double[] scores) {
        double all = 0;
        for (double score : scores) {
            all += Math.exp(score);
        }
        for (int k = 0; k < scores.length; k++) {
            scores[k] = switch (masks) {
                case 0 -> Math.exp(scores[k]) / all;
                case 1 -> 1 / (1 + Math.exp(-scores[k]));
                default -> Math.max(0, scores[k]);
            };
        }
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
    }
}
