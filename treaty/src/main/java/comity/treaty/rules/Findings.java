package comity.treaty.rules;

import java.util.AbstractList;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.RandomAccess;

/**
 * What a ruleset finds: a list over the array that it filled, neither copied nor wrapped, for each
 * assessment makes one and goes through it once. Immutable.
 */
final class Findings extends AbstractList<Finding> implements RandomAccess {
    private final Finding[] found;

    /**
     * @param found not changed any more
     */
    Findings(Finding[] found) {
        this.found = found;
    }

    @Override
    public Finding get(int index) {
        return found[index];
    }

    @Override
    public int size() {
        return found.length;
    }

    @Override
    public Iterator<Finding> iterator() {
        return new InTurn(found);
    }

    private static final class InTurn implements Iterator<Finding> {
        private final Finding[] found;
        private int next;

        InTurn(Finding[] found) {
            this.found = found;
        }

        @Override
        public boolean hasNext() {
            return next < found.length;
        }

        @Override
        public Finding next() {
            if (!hasNext()) throw new NoSuchElementException();
            return found[next++];
        }
    }
}
