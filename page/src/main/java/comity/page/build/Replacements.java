package comity.page.build;

import static java.util.Map.entry;

import comity.page.browser.Missing;
import java.util.ArrayList;
import java.util.Map;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.MethodReference;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;
import org.teavm.model.instructions.InvocationType;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.vm.spi.TeaVMHost;
import org.teavm.vm.spi.TeaVMPlugin;

/**
 * Where the verifier's code calls a method of the JDK that TeaVM does not have, it calls one of
 * {@link Missing} in the page: the code itself stays as it is, and has not to know of browsers.
 */
public final class Replacements implements TeaVMPlugin, ClassHolderTransformer {
    private static final String KECCAK = "org.bouncycastle.crypto.digests.KeccakDigest";

    /** The JDK's method, and the name of ours. */
    private static final Map<String, String> OURS =
            Map.ofEntries(
                    entry("java.util.Collections.unmodifiableSortedSet", "unmodifiableSortedSet"),
                    entry("java.util.Collections.unmodifiableSortedMap", "unmodifiableSortedMap"),
                    entry("java.util.regex.Matcher.replaceAll", "replaceAll"),
                    entry("java.lang.String.lines", "lines"),
                    entry("java.util.stream.Stream.ofNullable", "ofNullable"),
                    entry("java.nio.ByteBuffer.slice", "slice"),
                    entry("java.time.LocalDate.ofInstant", "ofInstant"),
                    entry("java.util.Properties.load", "load"),
                    entry("java.util.ResourceBundle.getBundle", "bundle"),
                    entry("java.util.ResourceBundle.keySet", "keySet"),
                    entry("java.lang.Class.getModule", "module"),
                    entry("java.util.Locale.of", "locale"),
                    entry(KECCAK + ".KeccakPermutation", "keccak"));

    @Override
    public void install(TeaVMHost host) {
        host.add(this);
    }

    @Override
    public void transformClass(ClassHolder of, ClassHolderTransformerContext context) {
        // BouncyCastle's keys can be destroyed; nobody does it here, and TeaVM has no such
        // interface.
        of.getInterfaces().remove("javax.security.auth.Destroyable");
        if (!of.getName().startsWith("comity.") && !of.getName().equals(KECCAK)) return;
        for (var method : of.getMethods()) {
            if (method.getProgram() == null) continue;
            for (var block : method.getProgram().getBasicBlocks()) {
                for (var instruction : block) {
                    if (instruction instanceof InvokeInstruction call) replace(call);
                }
            }
        }
    }

    /** An instance becomes the first argument. */
    private static void replace(InvokeInstruction call) {
        var called = call.getMethod();
        var ours = OURS.get(called.getClassName() + "." + called.getName());
        if (ours == null || !isMissing(called)) return;
        var arguments = new ArrayList<Variable>();
        var types = new ArrayList<ValueType>();
        if (call.getInstance() != null) {
            arguments.add(call.getInstance());
            types.add(ValueType.object(called.getClassName()));
        }
        arguments.addAll(call.getArguments());
        for (var type : called.getParameterTypes()) types.add(type);
        types.add(called.getReturnType());
        call.setType(InvocationType.SPECIAL);
        call.setInstance(null);
        call.setArguments(arguments.toArray(Variable[]::new));
        call.setMethod(
                new MethodReference(
                        Missing.class.getName(), ours, types.toArray(ValueType[]::new)));
    }

    /** TeaVM has some methods of these names, with other parameters. */
    private static boolean isMissing(MethodReference called) {
        return switch (called.getName()) {
            case "slice" -> called.parameterCount() == 2;
            case "replaceAll" ->
                    called.parameterType(0).equals(ValueType.object("java.util.function.Function"));
            default -> true;
        };
    }
}
