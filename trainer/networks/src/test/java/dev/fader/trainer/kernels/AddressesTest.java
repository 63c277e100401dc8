package dev.fader.trainer.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.sun.jna.Pointer;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.Torch;
import org.junit.jupiter.api.Test;

class AddressesTest {

    @Test
    void whatTheEngineHoldsLiesThere() {
        float[] values = {1, -2, 3.5f, 0, 7, 1e-9f};
        try (NDManager manager = Torch.manager(Device.cpu())) {
            long address = new Addresses().of(manager.create(values, new Shape(2, 3)));

            assertThat(new Pointer(address).getFloatArray(0, 6)).isEqualTo(values);
        }
    }

    @Test
    void whatIsWrittenThereIsWhatTheEngineReads() {
        try (NDManager manager = Torch.manager(Device.cpu())) {
            NDArray array = manager.create(new Shape(3), DataType.FLOAT16);

            new Pointer(new Addresses().of(array))
                    .write(
                            0,
                            new short[] {
                                Float.floatToFloat16(0.5f), Float.floatToFloat16(-2), Float.floatToFloat16(1e-4f)
                            },
                            0,
                            3);

            assertThat(array.toType(DataType.FLOAT32, true).toFloatArray())
                    .containsExactly(0.5f, -2, Float.float16ToFloat(Float.floatToFloat16(1e-4f)));
        }
    }

    @Test
    void aPartOfAnArrayLiesBehindItsBeginning() {
        try (NDManager manager = Torch.manager(Device.cpu())) {
            NDArray whole = manager.create(new float[] {1, 2, 3, 4}, new Shape(2, 2));
            Addresses addresses = new Addresses();

            assertThat(addresses.of(whole.get(1)) - addresses.of(whole)).isEqualTo(2L * Float.BYTES);
        }
    }
}
