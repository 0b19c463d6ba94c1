package comity.node.custody;

import comity.record.act.Digest;

/** What somebody brings to be made an exhibit. */
sealed interface Brought {
    /** What it is taken for: nobody has looked at it yet. */
    String MEDIA_TYPE = "application/octet-stream";

    /** A file that a form sent. */
    record Sent(String name, byte[] bytes) implements Brought {
        public Sent {
            bytes = bytes.clone();
        }

        @Override
        public byte[] bytes() {
            return bytes.clone();
        }
    }

    /** One that was delivered before, in pieces and of any size. */
    record Delivered(Digest sha256) implements Brought {}
}
