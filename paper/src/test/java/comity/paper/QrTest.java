package comity.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Codes that another program reads. */
class QrTest {

    private static String read(String address) throws Exception {
        var png = Base64.getDecoder().decode(address.substring("data:image/png;base64,".length()));
        var image = ImageIO.read(new ByteArrayInputStream(png));
        var pixels =
                image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        var source = new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
        return new QRCodeReader()
                .decode(
                        new BinaryBitmap(new HybridBinarizer(source)),
                        Map.of(DecodeHintType.CHARACTER_SET, "UTF-8"))
                .getText();
    }

    /** Every length, and so every version, up to the longest. */
    @Test
    void a_camera_reads_what_was_written() throws Exception {
        for (var length = 1; length <= 213; length += 4) {
            var text = "https://node.example/".repeat(11).substring(0, length);
            assertThat(read(Qr.image(text))).isEqualTo(text);
        }
        assertThat(read(Qr.image("https://عدالة.example/case-page")))
                .isEqualTo("https://عدالة.example/case-page");
    }

    @Test
    void what_is_too_long_is_said_to_be() {
        assertThatThrownBy(() -> Qr.image("x".repeat(214)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
