package comity.node.reading;

import comity.evidence.reading.Item;
import comity.evidence.reading.Task;
import comity.evidence.reading.Unread;
import comity.record.act.CanonicalJson;
import comity.record.act.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A reader that an exhibit has taken over: what it does is the exhibit's name. */
public final class Misbehaving {
    private Misbehaving() {}

    public static void main(String[] arguments) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = System.in.read(); next != '\n' && next >= 0; next = System.in.read())
            line.write(next);
        var task = Task.of(line.toByteArray());
        var words = task.name().split(" ");
        say(Json.object().with("begun", task.name()));
        var more = 0;
        for (var entry : new String[] {"first", "second"}) {
            var path = task.name() + "!/" + entry;
            say(Json.object().with("begun", path));
            if (entry.equals("second") && !task.skipped().contains(path)) {
                act(words);
                more++;
            }
            found(path);
        }
        found(task.name());
        say(Json.object().with("end", 3 + more));
    }

    private static void act(String[] words) throws IOException {
        switch (words[0]) {
            case "crash" -> Runtime.getRuntime().halt(134);
            case "loop" -> {
                while (true) Thread.onSpinWait();
            }
            case "memory" -> {
                var all = new java.util.ArrayList<byte[]>();
                while (true) all.add(new byte[10 << 20]);
            }
            case "flood" -> {
                while (true) say(Json.object().with("begun", "x".repeat(1000)));
            }
            case "spy" -> spy(words);
            default -> throw new IllegalArgumentException(words[0]);
        }
    }

    /** Says what it could reach: a file of another user, the network, a place to write. */
    private static void spy(String[] words) throws IOException {
        var reached = new StringBuilder("reached");
        try {
            Files.readString(Path.of(words[1]));
            reached.append(" secret");
        } catch (IOException _) {
            // What should be so.
        }
        try {
            Files.writeString(Path.of(words[1]).resolveSibling("written"), "x");
            reached.append(" folder");
        } catch (IOException _) {
            // What should be so.
        }
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", Integer.parseInt(words[2])), 1000);
            reached.append(" network");
        } catch (IOException _) {
            // What should be so.
        }
        if (!System.getenv().keySet().stream().allMatch(name -> name.equals("PATH")))
            reached.append(" environment");
        say(Json.object().with("begun", reached.toString()));
        found(reached.toString());
    }

    private static void found(String path) throws IOException {
        say(
                Json.object()
                        .with(
                                "item",
                                Item.unread(path, "x/y", 0, Optional.empty(), Unread.UNKNOWN_FORM)
                                        .json()));
    }

    private static void say(Json.Obj json) throws IOException {
        System.out.write(CanonicalJson.bytes(json));
        System.out.write("\n".getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }
}
