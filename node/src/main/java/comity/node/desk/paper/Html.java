package comity.node.desk.paper;

/** Text that is safe between the tags of XHTML. */
final class Html {
    private Html() {}

    /** Escaped; characters that XML does not hold are left out. */
    static String text(String text) {
        var safe = new StringBuilder();
        text.codePoints()
                .forEach(
                        point -> {
                            switch (point) {
                                case '<' -> safe.append("&lt;");
                                case '>' -> safe.append("&gt;");
                                case '&' -> safe.append("&amp;");
                                case '"' -> safe.append("&quot;");
                                case '\n' -> safe.append("<br/>");
                                default -> {
                                    if (point >= 0x20 && point < 0xD800
                                            || point > 0xDFFF && point < 0xFFFE
                                            || point > 0xFFFF) safe.appendCodePoint(point);
                                    else if (point == '\t') safe.append(' ');
                                }
                            }
                        });
        return safe.toString();
    }
}
