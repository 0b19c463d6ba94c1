package comity.evidence.dossier;

import comity.record.act.Digest;
import comity.record.act.Envelope;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What goes into a case file: a docket's acts with their receipts, the directories and profiles by
 * which they are judged, and the exhibits.
 *
 * @param exporter the State whose node writes it
 * @param disclosure what was withheld, if this is a case file in part
 * @param papers reports in the languages that were chosen
 * @param logs for each log, what shows that its checkpoints in {@code acts} are one growing tree
 */
public record Contents(
        UUID docket,
        String exporter,
        List<Envelope> acts,
        List<Envelope> directories,
        List<Envelope> profiles,
        List<LogProofs> logs,
        List<Exhibit> exhibits,
        Optional<Disclosure> disclosure,
        List<Paper> papers) {

    public Contents {
        papers = List.copyOf(papers);
        acts = List.copyOf(acts);
        directories = List.copyOf(directories);
        profiles = List.copyOf(profiles);
        logs = List.copyOf(logs);
        exhibits = List.copyOf(exhibits);
    }

    /** A whole case file. */
    public Contents(
            UUID docket,
            String exporter,
            List<Envelope> acts,
            List<Envelope> directories,
            List<Envelope> profiles,
            List<LogProofs> logs,
            List<Exhibit> exhibits) {
        this(
                docket,
                exporter,
                acts,
                directories,
                profiles,
                logs,
                exhibits,
                Optional.empty(),
                List.of());
    }

    /** The same contents with these reports. */
    public Contents with(List<Paper> reports) {
        return new Contents(
                docket, exporter, acts, directories, profiles, logs, exhibits, disclosure, reports);
    }

    /** A report on paper in one language, such as {@code fr}. */
    public record Paper(String language, byte[] pdf) {
        public Paper {
            pdf = pdf.clone();
        }

        @Override
        public byte[] pdf() {
            return pdf.clone();
        }

        String place() {
            return "reports/" + language + ".pdf";
        }
    }

    /** A file, in the clear, as an act names it, and what is known of its time by itself. */
    public record Exhibit(Digest sha256, String name, long size, Source source, ExhibitTime time) {
        /** One for whose time nobody was asked. */
        public Exhibit(Digest sha256, String name, long size, Source source) {
            this(sha256, name, size, source, ExhibitTime.UNASKED);
        }
    }

    /** Where the bytes of an exhibit come from; asked once, while the case file is written. */
    @FunctionalInterface
    public interface Source {
        void writeTo(OutputStream out) throws IOException;
    }
}
