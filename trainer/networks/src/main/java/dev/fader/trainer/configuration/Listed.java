package dev.fader.trainer.configuration;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;
import java.util.function.Supplier;

/** On an interface whose implementations are listed by name elsewhere: in a file one key says which of them is meant. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Listed {

    /** The key that holds the name. */
    String key();

    /** The name that is meant where the key is missing. */
    String standard();

    /** Who lists them: a class with a constructor without parameters. */
    Class<? extends Supplier<Map<String, Class<?>>>> by();
}
