package comity.evidence.dossier;

/** Told how far a verification has come; large exhibits take their time. */
@FunctionalInterface
public interface Progress {
    Progress SILENT = _ -> {};

    void read(long bytes);
}
