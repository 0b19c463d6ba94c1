package comity.keygen;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was typed after a command: files, options with a value, options without.
 *
 * @param flags those without a value
 */
record Options(List<String> files, Map<String, String> values, Set<String> flags) {

    static Options of(List<String> typed, Set<String> withValue, Set<String> without)
            throws WrongQuestion {
        var files = new ArrayList<String>();
        var values = new LinkedHashMap<String, String>();
        var flags = new java.util.HashSet<String>();
        for (var rest = typed.iterator(); rest.hasNext(); ) {
            var word = rest.next();
            if (!word.startsWith("--")) files.add(word);
            else if (without.contains(word)) flags.add(word);
            else if (!withValue.contains(word))
                throw new WrongQuestion("there is no option " + word);
            else if (!rest.hasNext()) throw new WrongQuestion(word + " needs a value");
            else values.put(word, rest.next());
        }
        return new Options(files, values, flags);
    }

    String value(String name) throws WrongQuestion {
        return optional(name).orElseThrow(() -> new WrongQuestion(name + " is missing"));
    }

    Optional<String> optional(String name) {
        return Optional.ofNullable(values.get(name));
    }

    String file(int index, String what) throws WrongQuestion {
        if (files.size() <= index) throw new WrongQuestion("which " + what + "?");
        return files.get(index);
    }
}
