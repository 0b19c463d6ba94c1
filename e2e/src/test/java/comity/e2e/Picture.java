package comity.e2e;

import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/**
 * How a page looked, at half its size, and how far another differs from it. What counts is where
 * ink and colour lie, as seen from across the room: a date, a hash, another cut of a letter or a
 * line more are no difference; a lost style sheet, a column on the other side, a missing head are.
 */
final class Picture {
    /** The side of a square that is looked at as one, in pixels of the picture. */
    private static final int SQUARE = 15;

    /** How much lighter or darker one square may be, of 255. */
    private static final int SHADE = 20;

    private final BufferedImage image;

    private Picture(BufferedImage image) {
        this.image = image;
    }

    /** A browser's picture of a page. */
    static Picture taken(byte[] png) throws IOException {
        var whole = ImageIO.read(new ByteArrayInputStream(png));
        var half =
                new BufferedImage(
                        whole.getWidth() / 2, whole.getHeight() / 2, BufferedImage.TYPE_INT_RGB);
        var pen = half.createGraphics();
        pen.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        pen.drawImage(whole, 0, 0, half.getWidth(), half.getHeight(), null);
        pen.dispose();
        return new Picture(half);
    }

    static Picture read(InputStream kept) throws IOException {
        return new Picture(ImageIO.read(kept));
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var out = ImageIO.createImageOutputStream(Files.newOutputStream(file))) {
            var setting = writer.getDefaultWriteParam();
            setting.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            setting.setCompressionQuality(0.5f);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), setting);
        } finally {
            writer.dispose();
        }
    }

    /** The part of the squares, from 0 to 1, that look like no square at or beside their place. */
    double differenceFrom(Picture other) {
        var mine = squares();
        var theirs = other.squares();
        if (mine.length != theirs.length || mine[0].length != theirs[0].length) return 1;
        var unlike = 0;
        for (var row = 0; row < mine.length; row++)
            for (var column = 0; column < mine[0].length; column++)
                if (!known(mine[row][column], theirs, row, column)
                        || !known(theirs[row][column], mine, row, column)) unlike++;
        return (double) unlike / (mine.length * mine[0].length);
    }

    private static boolean known(int[] square, int[][][] among, int row, int column) {
        for (var y = Math.max(0, row - 1); y <= Math.min(among.length - 1, row + 1); y++)
            for (var x = Math.max(0, column - 1);
                    x <= Math.min(among[0].length - 1, column + 1);
                    x++) if (alike(square, among[y][x])) return true;
        return false;
    }

    private static boolean alike(int[] one, int[] other) {
        for (var channel = 0; channel < one.length; channel++)
            if (Math.abs(one[channel] - other[channel]) > SHADE) return false;
        return true;
    }

    /** Each square's mean red, green and blue, row by row. */
    private int[][][] squares() {
        var squares = new int[image.getHeight() / SQUARE][image.getWidth() / SQUARE][];
        for (var row = 0; row < squares.length; row++)
            for (var column = 0; column < squares[0].length; column++)
                squares[row][column] = mean(column * SQUARE, row * SQUARE);
        return squares;
    }

    private int[] mean(int left, int top) {
        var sums = new int[3];
        for (var y = top; y < top + SQUARE; y++)
            for (var x = left; x < left + SQUARE; x++) {
                var pixel = image.getRGB(x, y);
                for (var channel = 0; channel < 3; channel++)
                    sums[channel] += pixel >> 8 * channel & 0xff;
            }
        for (var channel = 0; channel < 3; channel++) sums[channel] /= SQUARE * SQUARE;
        return sums;
    }
}
