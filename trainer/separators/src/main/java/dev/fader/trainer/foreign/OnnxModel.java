package dev.fader.trainer.foreign;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An ONNX file whose inputs are floats. It is loaded from bytes, which refuses whatever it would read from other files. */
public final class OnnxModel implements ForeignModel {

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final List<Input> inputs = new ArrayList<>();

    private record Input(String name, OnnxJavaType type, int axes) {}

    private OnnxModel(OrtEnvironment environment, OrtSession session) throws OrtException {
        this.environment = environment;
        this.session = session;
        for (NodeInfo node : session.getInputInfo().values()) {
            if (!(node.getInfo() instanceof TensorInfo tensor)
                    || tensor.type != OnnxJavaType.FLOAT && tensor.type != OnnxJavaType.FLOAT16) {
                throw new IllegalArgumentException("the model's input %s is %s: floats of 32 or 16 bits are expected"
                        .formatted(node.getName(), node.getInfo()));
            }
            inputs.add(new Input(node.getName(), tensor.type, tensor.getShape().length));
        }
    }

    /** Loads the library. @return which ONNX Runtime it is */
    public static String runtimeVersion() {
        return OrtEnvironment.getEnvironment().getVersion();
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

    /** Each tensor goes to the input that has as many axes. */
    @Override
    public List<Tensor> run(List<Tensor> given) {
        Map<String, OnnxTensor> named = new HashMap<>();
        try {
            for (Tensor tensor : given) {
                Input input = input(tensor, given.size());
                named.put(input.name(), tensor(tensor, input.type()));
            }
            List<Tensor> outputs = new ArrayList<>();
            try (OrtSession.Result results = session.run(named)) {
                for (Map.Entry<String, OnnxValue> result : results) {
                    outputs.add(read(result.getKey(), result.getValue()));
                }
            }
            return outputs;
        } catch (OrtException e) {
            throw ForeignModel.refusal(e, String.valueOf(e.getMessage()));
        } finally {
            named.values().forEach(OnnxTensor::close);
        }
    }

    private Input input(Tensor tensor, int of) {
        if (inputs.size() != of) {
            throw new IllegalArgumentException(
                    "the model does not take its input: it has %s, and %d are described".formatted(inputs, of));
        }
        return inputs.stream()
                .filter(input -> of == 1 || input.axes() == tensor.shape().length)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("the model does not take its input: it has %s, and none for %s"
                                .formatted(inputs, Arrays.toString(tensor.shape()))));
    }

    private static Tensor read(String name, OnnxValue value) {
        FloatBuffer buffer = value instanceof OnnxTensor tensor ? tensor.getFloatBuffer() : null;
        if (!(value instanceof OnnxTensor output) || buffer == null) {
            throw new IllegalArgumentException("the model's output %s is no tensor of floats".formatted(name));
        }
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return new Tensor(values, output.getInfo().getShape());
    }

    private OnnxTensor tensor(Tensor given, OnnxJavaType type) throws OrtException {
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
