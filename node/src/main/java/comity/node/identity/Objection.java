package comity.node.identity;

/** What the door's codes about a directory mean to the administrator who put the file there. */
final class Objection {
    private Objection() {}

    static String sentence(String code) {
        return switch (code) {
            case "root.too-few-approvals" ->
                    "Too few holders of the root approved this version, or it was changed since.";
            case "root.too-few-former-approvals" ->
                    "It exchanges the root, and too few holders of the former root approved that.";
            case "root.other" -> "Its root is not the one that this State was founded with.";
            case "directory.of-another-state" -> "It is the directory of another State.";
            case "directory.not-newer" ->
                    "A version with this number, or a newer one, is published already.";
            case "directory.not-the-next", "directory.not-the-first" ->
                    "It does not follow the version that is published: another was published since"
                            + " it was drafted. Have the newest directory/next.json approved.";
            case "directory.drops-entries" ->
                    "It leaves out, changes or widens what the published version lists. Entries are"
                            + " only added and ended.";
            case "directory.too-large" -> "The file is too large to be a directory.";
            case "directory.malformed" ->
                    "This is no approved version of a directory (keygen assemble writes one).";
            case "directory.overtaken" ->
                    "Another act was filed on the directory's docket first. Put it here again.";
            case "directory.filed-by-another" ->
                    "It lists no key of the central authority with which this node could file it."
                            + " Was the key meanwhile exchanged in the node?";
            default -> "The door did not take it (" + code + ").";
        };
    }
}
