package dev.fader.trainer.foreign;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;

/** An ONNX file with one input. It is loaded from bytes, which refuses whatever it would read from other files. */
final class OnnxModel implements ForeignModel {

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final String input;
    private final OnnxJavaType type;

    private OnnxModel(OrtEnvironment environment, OrtSession session) throws OrtException {
        this.environment = environment;
        this.session = session;
        if (session.getInputInfo().size() != 1) {
            throw new IllegalArgumentException("the model has the inputs %s: one is expected"
                    .formatted(session.getInputInfo().keySet()));
        }
        NodeInfo only = session.getInputInfo().values().iterator().next();
        this.input = only.getName();
        if (!(only.getInfo() instanceof TensorInfo tensor)
                || tensor.type != OnnxJavaType.FLOAT && tensor.type != OnnxJavaType.FLOAT16) {
            throw new IllegalArgumentException("the model's input %s is %s: floats of 32 or 16 bits are expected"
                    .formatted(input, only.getInfo()));
        }
        this.type = tensor.type;
    }

    /** @throws IllegalArgumentException if it is no such file */
    static OnnxModel load(byte[] bytes) {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            // a session keeps a quarter of the memory without them, at equal speed
            options.setCPUArenaAllocator(false);
            options.setMemoryPatternOptimization(false);
            OrtSession session = environment.createSession(bytes, options);
            try {
                return new OnnxModel(environment, session);
            } catch (OrtException | RuntimeException e) {
                session.close();
                throw e;
            }
        } catch (OrtException e) {
            throw new IllegalArgumentException("it cannot be loaded as ONNX: " + e.getMessage(), e);
        }
    }

    @Override
    public Tensor run(Tensor given) {
        try (OnnxTensor tensor = tensor(given);
                OrtSession.Result results = session.run(Map.of(input, tensor))) {
            if (!(results.get(0) instanceof OnnxTensor output)) {
                throw new IllegalArgumentException("the model's first output is no tensor");
            }
            FloatBuffer buffer = output.getFloatBuffer();
            if (buffer == null) {
                throw new IllegalArgumentException(
                        "the model's output is %s: floats are expected".formatted(output.getInfo()));
            }
            float[] values = new float[buffer.remaining()];
            buffer.get(values);
            return new Tensor(values, output.getInfo().getShape());
        } catch (OrtException e) {
            throw new IllegalArgumentException("the model does not take its input: " + e.getMessage(), e);
        }
    }

    private OnnxTensor tensor(Tensor given) throws OrtException {
        if (type == OnnxJavaType.FLOAT) {
            return OnnxTensor.createTensor(environment, FloatBuffer.wrap(given.values()), given.shape());
        }
        ByteBuffer halves =
                ByteBuffer.allocateDirect(given.values().length * Short.BYTES).order(ByteOrder.nativeOrder());
        for (float value : given.values()) {
            halves.putShort(Float.floatToFloat16(value));
        }
        return OnnxTensor.createTensor(environment, halves.flip(), given.shape(), OnnxJavaType.FLOAT16);
    }

    @Override
    public String deviceName() {
        return "cpu";
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("the engine cannot close a model", e);
        }
    }
}
