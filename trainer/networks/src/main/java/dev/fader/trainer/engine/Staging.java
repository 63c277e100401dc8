package dev.fader.trainer.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Native memory through which arrays reach the engine, again and again. The engine's own way takes new native memory for
 * each array, which stays until the garbage collector comes by. Not safe for threads; what was staged is gone when the
 * next array is.
 */
public final class Staging {

    private ByteBuffer memory = ByteBuffer.allocateDirect(0);

    /** @return (L), to be used before anything else is staged here */
    public NDArray stage(NDManager manager, float[] values) {
        return stage(manager, List.of(values)).reshape(values.length);
    }

    /** @param rows all as long; @return (rows, L), to be used before anything else is staged here */
    public NDArray stage(NDManager manager, List<float[]> rows) {
        int length = rows.getFirst().length;
        int bytes = Math.multiplyExact(Math.multiplyExact(rows.size(), length), Float.BYTES);
        if (memory.capacity() < bytes) {
            memory = ByteBuffer.allocateDirect(bytes);
        }
        ByteBuffer used = memory.duplicate().order(ByteOrder.nativeOrder()).limit(bytes);
        FloatBuffer floats = used.asFloatBuffer();
        rows.forEach(floats::put);
        return manager.create(used, new Shape(rows.size(), length), DataType.FLOAT32);
    }
}
