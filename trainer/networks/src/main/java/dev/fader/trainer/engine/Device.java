package dev.fader.trainer.engine;

import dev.fader.trainer.graph.Form;

/** What networks run on, {@code cpu} or {@code cuda:n}. One process per device. */
public sealed interface Device {

    /** The processor's cores. */
    record Cpu() implements Device {
        @Override
        public String toString() {
            return "cpu";
        }
    }

    /** An NVIDIA GPU, counted from 0 among those that the process can see. */
    record Cuda(int index) implements Device {
        @Override
        public String toString() {
            return "cuda:" + index;
        }
    }

    static Device cpu() {
        return new Cpu();
    }

    /** In which form networks run on it, where no other was found to be faster. */
    default Form usualForm() {
        return switch (this) {
            case Cpu cpu -> Form.PLAIN;
            case Cuda cuda -> Form.GPU_FOLDED;
        };
    }

    /** In which form networks are trained on it: what is folded cannot be. */
    default Form trainingForm() {
        return switch (this) {
            case Cpu cpu -> Form.PLAIN;
            case Cuda cuda -> Form.GPU;
        };
    }

    /**
     * The device of that name, here. Loads libtorch, unless the name is {@code cpu}.
     *
     * @param name {@code auto} (the first GPU that libtorch can use, else the CPU), {@code cpu}, {@code cuda} or {@code cuda:1}
     * @throws IllegalArgumentException when the name is no device, or one that is not there
     */
    static Device named(String name) {
        return named(name, Torch.gpus());
    }

    /** @see #named(String) */
    static Device named(String name, Gpus gpus) {
        return switch (name) {
            case "cpu" -> new Cpu();
            case "auto" -> gpus.usable() > 0 ? new Cuda(0) : new Cpu();
            case "cuda" -> cuda(name, 0, gpus);
            default -> {
                if (!name.matches("cuda:\\d{1,3}")) {
                    throw new IllegalArgumentException("unknown device " + name + "; use auto, cpu, cuda or cuda:N");
                }
                yield cuda(name, Integer.parseInt(name.substring("cuda:".length())), gpus);
            }
        };
    }

    private static Device cuda(String name, int index, Gpus gpus) {
        if (!gpus.libtorchHasCuda()) {
            throw new IllegalArgumentException(("there is no device %s here: this libtorch has no CUDA; set "
                            + "PYTORCH_LIBRARY_PATH to the folder of one that has, PYTORCH_VERSION to its version "
                            + "and PYTORCH_FLAVOR to its CUDA, such as cu128")
                    .formatted(name));
        }
        if (index >= gpus.inMachine()) {
            throw new IllegalArgumentException(
                    "there is no device %s here: libtorch sees %d GPU(s)".formatted(name, gpus.inMachine()));
        }
        return new Cuda(index);
    }
}
