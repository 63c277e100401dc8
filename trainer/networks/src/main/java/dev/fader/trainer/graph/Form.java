package dev.fader.trainer.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * In which operations a program computes what its network says. The result is the same but for rounding; what is fast
 * differs between machines. A folded form scales and shifts by the global layer norm not the frames but the weights of what
 * follows, so that frames pass memory once less, and changes its state in place: it is for inference alone.
 */
public enum Form {
    /** The calls of the authors' implementation one after the other: what the others are measured beside. */
    AUTHORS(Products.CONVOLVED, Moments.BY_HAND, false, true, false),
    /** 1×1 convolutions as matrix products, depthwise ones as dense columns, each norm by itself. */
    PLAIN(Products.BATCHED, Moments.OF_ROWS, false, false, false),
    /** The same with the engine's own 1×1 convolutions: faster than its matrix products on some processors. */
    PLAIN_CONV(Products.CONVOLVED, Moments.OF_ROWS, false, false, false),
    /** Folded, with matrix products. */
    FOLDED(Products.BATCHED, Moments.TWO_SUMS, true, false, false),
    /** Folded, with the engine's own 1×1 convolutions. */
    FOLDED_CONV(Products.CONVOLVED, Moments.TWO_SUMS, true, false, false),
    /** For a GPU: moments by the whole card, and its own dilated depthwise convolutions. */
    GPU(Products.BATCHED, Moments.ONE_PASS, false, true, true),
    /** The same with the engine's own 1×1 convolutions. */
    GPU_CONV(Products.CONVOLVED, Moments.ONE_PASS, false, true, true),
    /** For a GPU, folded, with rows that are aligned. */
    GPU_FOLDED(Products.BATCHED, Moments.ONE_PASS, true, true, true),
    /**
     * For a GPU, by kernels of our own, in half precision: weighted sums of the sources of networks that have such kernels. As a
     * program it is the form before.
     */
    GPU_KERNELS(Products.BATCHED, Moments.ONE_PASS, true, true, true);

    /** Rows of as many frames are aligned to a cache line of 64 bytes, of half numbers to half of one: products take less time over them. */
    public static final int ALIGNED_FRAMES = 16;

    /** How a 1×1 convolution is made. */
    enum Products {
        /** One matrix product for each example of the batch. */
        BATCHED,
        /** The engine's own convolution. */
        CONVOLVED
    }

    /** How mean and variance of the global layer norm are found. */
    enum Moments {
        /** Mean, differences, their squares' mean: an operation each. */
        BY_HAND,
        /** By the engine's group norm, which on a GPU takes one block of threads for each example. */
        OF_ROWS,
        /** A sum and a Euclidean norm: two passes, in which a processor and a GPU are fast alike. */
        TWO_SUMS,
        /** The engine's variance and mean at once, which on a processor is slow; of half numbers two sums, which need no copy. */
        ONE_PASS
    }

    private final Products products;
    private final Moments moments;
    private final boolean folded;
    private final boolean dilated;
    private final boolean gpu;

    Form(Products products, Moments moments, boolean folded, boolean dilated, boolean gpu) {
        this.products = products;
        this.moments = moments;
        this.folded = folded;
        this.dilated = dilated;
        this.gpu = gpu;
    }

    /** Those that are worth a try on a GPU, or on a processor. */
    public static List<Form> of(boolean onGpu) {
        return Arrays.stream(values())
                .filter(form -> form != AUTHORS && (onGpu || !form.gpu))
                .toList();
    }

    /** The same after the one that they are measured beside. */
    public static List<Form> besideAuthors(boolean onGpu) {
        List<Form> forms = new ArrayList<>(List.of(AUTHORS));
        forms.addAll(of(onGpu));
        return forms;
    }

    /** Whether there is such a form in a precision. */
    public boolean isIn(Precision precision) {
        return this != GPU_KERNELS || precision != Precision.FP32;
    }

    /** Whether a program can be differentiated in this form. */
    public boolean trains() {
        return !folded;
    }

    /** As files and commands name it, such as {@code gpu-folded}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Products products() {
        return products;
    }

    Moments moments() {
        return moments;
    }

    boolean folded() {
        return folded;
    }

    /** Whether what passes from one operation to the next is kept in the precision of products, too. */
    boolean keepsHalves() {
        return this != AUTHORS;
    }

    /** Whether it is folded, and not for a GPU. */
    boolean foldedOnProcessor() {
        return folded && !gpu;
    }

    /** Whether depthwise convolutions are dilated ones: a GPU has kernels for their gradients, a processor has not. */
    boolean dilated() {
        return dilated;
    }

    /** Whether it is for a GPU alone. */
    boolean gpu() {
        return gpu;
    }
}
