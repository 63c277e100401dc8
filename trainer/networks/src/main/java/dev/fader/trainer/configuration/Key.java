package dev.fader.trainer.configuration;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a key of a configuration is, said once: a file is checked by it, and the reference is written from it. On the constants of
 * an enum it says what a value means.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Key {

    /** What it is, for the reference: text that Markdown may be in. */
    String value();

    /** Of its number. */
    String unit() default "";

    /** The least that it may be. */
    double min() default Double.NEGATIVE_INFINITY;

    /** The most that it may be. */
    double max() default Double.POSITIVE_INFINITY;

    /** It must be more than this. */
    double above() default Double.NEGATIVE_INFINITY;

    /** It must be less than this. */
    double below() default Double.POSITIVE_INFINITY;

    /** JSON that is meant where the key is missing; without it a key must be there, unless it may be null. */
    String standard() default "";

    /** Whether its list may be empty. */
    boolean mayBeEmpty() default false;

    /** Where it is from: the paper, its section, or whose code. */
    String source() default "";
}
