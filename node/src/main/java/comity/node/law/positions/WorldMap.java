package comity.node.law.positions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The world's outlines, as {@code frontend/world.mjs} drew them when the node was built.
 *
 * @param width of the drawing, in its own units
 * @param other land that belongs to none of the States listed, as one outline
 */
public record WorldMap(int width, int height, String other, List<Outline> outlines) {
    private static final String FILE = "world.txt";

    /**
     * One State on the map.
     *
     * @param path SVG path data; empty where the map is too coarse for it
     * @param ring where a ring shows a small State
     */
    public record Outline(String code, String path, Optional<Ring> ring) {}

    /** A ring's middle. */
    public record Ring(int x, int y) {}

    public WorldMap {
        outlines = List.copyOf(outlines);
    }

    /** The drawing that the build made. */
    static WorldMap drawn() {
        try (var in = Objects.requireNonNull(WorldMap.class.getResourceAsStream(FILE), FILE)) {
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("could not read " + FILE, e);
        }
    }

    static WorldMap read(String text) {
        var lines = text.lines().toList();
        var size = lines.getFirst().split(" ", -1);
        var other = "";
        var outlines = new ArrayList<Outline>();
        for (var line : lines.subList(1, lines.size())) {
            var parts = line.split("\t", -1);
            if (parts[0].equals("-")) other = parts[1];
            else outlines.add(new Outline(parts[0], parts[1], ring(parts[2])));
        }
        return new WorldMap(Integer.parseInt(size[0]), Integer.parseInt(size[1]), other, outlines);
    }

    private static Optional<Ring> ring(String text) {
        if (text.isEmpty()) return Optional.empty();
        var place = text.split(" ", -1);
        return Optional.of(new Ring(Integer.parseInt(place[0]), Integer.parseInt(place[1])));
    }
}
