package org.teavm.classlib.java.security;

/** {@code java.security.Security} where there is no JDK: nothing is configured. */
public final class TSecurity {
    private TSecurity() {}

    public static String getProperty(String name) {
        return null;
    }
}
