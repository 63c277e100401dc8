package dev.fader.trainer.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * Native memory through which arrays reach the engine, again and again. The engine's own way takes new native memory for
 * each array, which stays until the garbage collector comes by. Not safe for threads; what was staged is gone when the
 * next array is.
 */
public final class Staging {

    private ByteBuffer memory = ByteBuffer.allocateDirect(0);

    /** @param rows (R, L); @return (R, L), to be used before anything else is staged here */
    public NDArray stage(NDManager manager, float[][] rows) {
        int samples = rows[0].length;
        int bytes = Math.multiplyExact(rows.length * Float.BYTES, samples);
        if (memory.capacity() < bytes) {
            memory = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
        }
        ByteBuffer used = memory.duplicate().order(ByteOrder.nativeOrder()).limit(bytes);
        FloatBuffer floats = used.asFloatBuffer();
        for (float[] row : rows) {
            floats.put(row);
        }
        return manager.create(used, new Shape(rows.length, samples), DataType.FLOAT32);
    }
}
