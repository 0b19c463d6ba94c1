package comity.keygen;

import comity.record.act.Approval;
import comity.record.act.ApprovedDirectory;
import comity.record.act.Directory;
import comity.record.act.Json;
import comity.record.act.MalformedAct;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A version of a directory with the one before it: what a node asks to be approved ({@code
 * next.json}), or what was approved already ({@code current.json}).
 *
 * @param document may lack its root, in a State's first version
 * @param approvals those that came with it
 */
record Draft(Json.Obj document, Optional<Directory> former, List<Approval> approvals) {
    private static final String FORMAT = "comity-directory-draft/1";

    static Draft read(String name) throws WrongQuestion {
        var json = Documents.read(name);
        try {
            if (json.get("approvals").isPresent()) {
                var approved = ApprovedDirectory.of(json);
                return new Draft(
                        approved.directory().json(), Optional.empty(), approved.approvals());
            }
            var document = json.object("directory");
            if (document.isEmpty())
                throw new WrongQuestion(name + " holds no version of a directory");
            var former = json.object("former");
            return new Draft(
                    document.get(),
                    former.isPresent() ? Optional.of(Directory.of(former.get())) : Optional.empty(),
                    List.of());
        } catch (MalformedAct e) {
            throw new WrongQuestion(name + " holds no sound directory: " + e.getMessage());
        }
    }

    Directory directory() throws WrongQuestion {
        if (document.get("root").isEmpty())
            throw new WrongQuestion(
                    "this first version has no root yet: 'keygen root' says who holds it");
        try {
            return Directory.of(document);
        } catch (MalformedAct e) {
            throw new WrongQuestion("this is no sound directory: " + e.getMessage());
        }
    }

    /**
     * The version before, as somebody kept it or as it came along. Either way it is the one that
     * this version names by its digest.
     */
    Optional<Directory> former(Optional<String> kept) throws WrongQuestion {
        var before = kept.isPresent() ? Optional.of(read(kept.get()).directory()) : former;
        var named = directory().previous();
        if (before.isPresent() && !named.equals(before.map(Directory::digest)))
            throw new WrongQuestion("this version names another as the one before it");
        if (before.isEmpty() && named.isPresent())
            throw new WrongQuestion(
                    "the version before is needed, to say what changes: give it with --former");
        return before;
    }

    /** The same version changed, if nobody approved it yet; else the next one. */
    Draft changed(UnaryOperator<Directory> change) throws WrongQuestion {
        var directory = directory();
        return approvals.isEmpty()
                ? new Draft(change.apply(directory).json(), former, List.of())
                : new Draft(directory.next(change).json(), Optional.of(directory), List.of());
    }

    Json.Obj json() {
        var json = Json.object().with("format", FORMAT).with("directory", document);
        return former.map(before -> json.with("former", before.json())).orElse(json);
    }
}
