package comity.node.identity;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Whom a route serves. Every handler says it; one that does not serves nobody, and a test that
 * walks all routes names it.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Serves {
    Whom value() default Whom.OFFICERS;

    /** The offices served, as codes such as {@code JUD}; none stands for every office. */
    String[] offices() default {};

    /**
     * Whether a program that signed in by a key of its source is served as well, and not only
     * people.
     */
    boolean programs() default false;

    /** Who may come in. */
    enum Whom {
        /** Everyone, signed in or not. */
        ANYONE,
        /** People who are signed in and hold one of the offices named. */
        OFFICERS
    }
}
