package comity.record.act;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A version of a directory and its holders' approvals, as they lie together in an act, and the one
 * check of a version against the one before. Node, verifier and the holders' own command ask it
 * with the same code.
 */
public record ApprovedDirectory(Directory directory, List<Approval> approvals) {
    /** The section of the act that holds the approvals. */
    public static final String APPROVALS = "approvals";

    private static final int MOST_APPROVALS = 2 * Root.MOST_HOLDERS;

    /** Whether a section of the directory's act is one of these: the others name persons. */
    public static boolean isPart(String section) {
        return section.equals(Directory.SECTION) || section.equals(APPROVALS);
    }

    public ApprovedDirectory {
        approvals = List.copyOf(approvals);
    }

    /** The version that an act publishes; empty if what it holds is no such thing, or withheld. */
    public static Optional<ApprovedDirectory> of(Envelope act) {
        var document = act.content(Directory.SECTION);
        var approvals = act.content(APPROVALS);
        if (document.isEmpty() || approvals.isEmpty()) return Optional.empty();
        try {
            Shape.only(approvals.get(), APPROVALS, APPROVALS);
            return Optional.of(
                    new ApprovedDirectory(
                            Directory.of(document.get()), approvals(approvals.get())));
        } catch (MalformedAct _) {
            return Optional.empty();
        }
    }

    /** Reads {@code {"directory": …, "approvals": […]}}: the file that the holders hand over. */
    public static ApprovedDirectory of(Json.Obj json) throws MalformedAct {
        Shape.only(json, "approved directory", "directory", APPROVALS);
        return new ApprovedDirectory(
                Directory.of(Shape.object(json, "approved directory", "directory")),
                approvals(json));
    }

    private static List<Approval> approvals(Json.Obj json) throws MalformedAct {
        var approvals = new ArrayList<Approval>();
        for (var item : Shape.items(json, APPROVALS, APPROVALS, MOST_APPROVALS)) {
            if (!(item instanceof Json.Obj approval))
                throw new MalformedAct(APPROVALS, "objects expected");
            approvals.add(Approval.of(approval));
        }
        return approvals;
    }

    public Json.Obj json() {
        return approvalsJson().with("directory", directory.json());
    }

    /** The content of the section {@code approvals}. */
    public Json.Obj approvalsJson() {
        return Json.object()
                .with(
                        APPROVALS,
                        new Json.Arr(List.copyOf(approvals.stream().map(Approval::json).toList())));
    }

    /**
     * What speaks against this version; empty if it may follow {@code before}.
     *
     * @param before the version that the asker holds; empty if this is the first
     * @param given whether the asker was given this root's fingerprint by another path: then a
     *     first version may have it, and a State that lost its root may begin anew with it
     * @return a stable code: {@code directory.not-newer}, {@code root.too-few-approvals}, …
     */
    public Optional<String> objection(Optional<Directory> before, Predicate<Digest> given) {
        var root = directory.root();
        if (root.approving(directory, approvals) < root.threshold())
            return Optional.of("root.too-few-approvals");
        if (before.isEmpty())
            return directory.version() != 1 || directory.previous().isPresent()
                    ? Optional.of("directory.not-the-first")
                    : given.test(root.fingerprint()) ? Optional.empty() : Optional.of("root.other");
        return following(before.get(), given);
    }

    private Optional<String> following(Directory before, Predicate<Digest> given) {
        if (directory.version() <= before.version()) return Optional.of("directory.not-newer");
        if (!directory.state().equals(before.state()))
            return Optional.of("directory.of-another-state");
        if (directory.version() != before.version() + 1
                || !directory.previous().equals(Optional.of(before.digest())))
            return Optional.of("directory.not-the-next");
        if (!directory.keepsAll(before)) return Optional.of("directory.drops-entries");
        var root = directory.root();
        var former = before.root();
        // Who holds the same root has approved once already. A root that is exchanged needs the
        // former holders too, unless all of them are lost and the new one was handed over anew.
        return root.equals(former)
                        || former.approving(directory, approvals) >= former.threshold()
                        || given.test(root.fingerprint())
                ? Optional.empty()
                : Optional.of("root.too-few-former-approvals");
    }
}
