package app.parley.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ByteArrayResource;

public class PicturesTests {

    private static final int SIDE = 64;

    private final Pictures pictures = new Pictures();

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif"})
    void theMiddleOfAPictureBecomesASquareJpeg(String format) throws IOException {
        BufferedImage square = square(striped(300, 100), format);

        assertThat(square.getWidth()).isEqualTo(SIDE);
        assertThat(square.getHeight()).isEqualTo(SIDE);
        assertThat(colour(square, 4, 32)).isEqualTo("green"); // red to the left and blue to the right are cut off
        assertThat(colour(square, 60, 32)).isEqualTo("green");
    }

    /** Scaled before it is cut, the longer side would be millions of pixels. */
    @ParameterizedTest
    @CsvSource({"20000, 1", "1, 20000", "20000, 300"})
    void aPictureThatIsLongAndThinCostsNoMore(int width, int height) throws IOException {
        BufferedImage square = square(striped(width, height), "png");

        assertThat(square.getWidth()).isEqualTo(SIDE);
        assertThat(square.getHeight()).isEqualTo(SIDE);
    }

    /** Twenty kilobytes of text that are twenty megabytes when somebody unpacks them; with a palette Java would. */
    @Test
    void whatIsNotNeededForThePixelsIsNotUnpacked() throws IOException {
        byte[] gif = encoded(striped(300, 100), "gif");
        byte[] png = encoded(ImageIO.read(new ByteArrayInputStream(gif)), "png");
        var text = new ByteArrayOutputStream();
        text.writeBytes("Comment\0\0".getBytes(StandardCharsets.US_ASCII));
        try (var deflated = new DeflaterOutputStream(text)) {
            deflated.write(new byte[20_000_000]);
        }
        int header = 8 + 12 + 13;
        var file = new ByteArrayOutputStream();
        file.write(png, 0, header);
        chunk(file, "zTXt", text.toByteArray());
        file.write(png, header, png.length - header);

        assertThat(PngChunks.essential(file.toByteArray())).hasSizeLessThanOrEqualTo(png.length);
        assertThat(colour(read(pictures.square(new ByteArrayResource(file.toByteArray()), SIDE)), 32, 32))
                .isEqualTo("green");
    }

    @Test
    void aLargePictureIsReadInSteps() throws IOException {
        BufferedImage square = square(striped(3_000, 1_000), "png");

        assertThat(colour(square, 4, 4)).isEqualTo("green");
        assertThat(colour(square, 60, 60)).isEqualTo("green");
    }

    @Test
    void whatIsTransparentBecomesWhite() throws IOException {
        var clear = new BufferedImage(50, 50, BufferedImage.TYPE_INT_ARGB);

        assertThat(new Color(square(clear, "png").getRGB(20, 20))).isEqualTo(Color.WHITE);
    }

    /** A telephone that is held upright writes lying pictures, and which way is up. */
    @Test
    void theWayUpIsThatOfTheCamera() throws IOException {
        var lying = new BufferedImage(100, 100, BufferedImage.TYPE_INT_RGB);
        paint(lying, Color.RED, 0, 0, 50, 100);
        paint(lying, Color.BLUE, 50, 0, 50, 100);

        BufferedImage upright = read(pictures.square(new ByteArrayResource(turned(encoded(lying, "jpg"), 6)), SIDE));

        assertThat(colour(upright, 32, 8)).isEqualTo("red");
        assertThat(colour(upright, 32, 56)).isEqualTo("blue");
    }

    /** Whoever decodes such a file without the profile of the ink shows other colours. */
    @ParameterizedTest
    @ValueSource(strings = {"", "ffee000e41646f626500640000000000", "ffee000e41646f626500640000000002"})
    void thePictureOfAPrinterIsRefusedInWords(String adobe) throws IOException {
        assertThatThrownBy(() -> pictures.square(
                        new ByteArrayResource(print(HexFormat.of().parseHex(adobe))), SIDE))
                .isInstanceOf(UnusablePicture.class)
                .hasMessageContaining("CMYK");
    }

    @ParameterizedTest
    @CsvSource({"8, false, png", "8, true, png", "16, false, png", "16, true, png", "8, false, jpg"})
    void aShadeOfGreyStaysAsBrightAsItIs(int bits, boolean alpha, String format) throws IOException {
        assertMiddleIs(new Color(128, 128, 128), filled(ColorSpace.CS_GRAY, bits, alpha, 128), format);
    }

    @ParameterizedTest
    @CsvSource({"16, false, png", "16, true, png", "8, true, png"})
    void finerColoursStayAsTheyAre(int bits, boolean alpha, String format) throws IOException {
        assertMiddleIs(new Color(200, 40, 90), filled(ColorSpace.CS_sRGB, bits, alpha, 200, 40, 90), format);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif"})
    void aSinglePixelIsAPicture(String format) throws IOException {
        var pixel = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        paint(pixel, Color.BLUE, 0, 0, 1, 1);

        assertThat(colour(square(pixel, format), 32, 32)).isEqualTo("blue");
    }

    @Test
    void nothingElseOfTheFileSurvives() throws IOException {
        byte[] file = turned(encoded(striped(300, 100), "jpg"), 1);
        byte[] secret = "<script>secret</script>".getBytes(StandardCharsets.US_ASCII);
        byte[] together = Arrays.copyOf(file, file.length + secret.length);
        System.arraycopy(secret, 0, together, file.length, secret.length);

        String kept = new String(pictures.square(new ByteArrayResource(together), SIDE), StandardCharsets.ISO_8859_1);

        assertThat(kept).doesNotContain("Exif", "secret");
    }

    /** A third of a megabyte that would be two and a half thousand million pixels. */
    @Test
    void aBombIsRefusedBeforeItIsDecoded() throws IOException {
        byte[] bomb = bomb();
        assertThat(bomb.length).isLessThan(1_000_000);

        assertThatThrownBy(() -> pictures.square(new ByteArrayResource(bomb), SIDE))
                .isInstanceOf(UnusablePicture.class)
                .hasMessage("50,000 × 50,000 pixels are too many: at most 40 million.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "<svg xmlns='http://www.w3.org/2000/svg'/>",
                "GIF89a",
                "\u0089PNG\r\n\u001a\n",
                "BM\u0000\u0000\u0000\u0000"
            })
    void whatIsNoPictureIsRefused(String file) {
        refused(file.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void aBrokenPictureIsRefused() throws IOException {
        byte[] whole = encoded(striped(300, 100), "png");
        refused(Arrays.copyOf(whole, whole.length / 3));
        for (int i = 30; i < whole.length; i += 7) {
            whole[i] ^= 0x55;
        }
        refused(whole);
    }

    /** Windows' own format is understood by Java, and wanted by nobody. */
    @Test
    void aFormatThatBrowsersDoNotSendIsRefused() throws IOException {
        refused(encoded(striped(30, 10), "bmp"));
    }

    /** A picture of 50,000 × 50,000 white pixels, complete and correct. */
    public static byte[] bomb() throws IOException {
        var png = new ByteArrayOutputStream();
        png.write(HexFormat.of().parseHex("89504e470d0a1a0a"));
        chunk(png, "IHDR", HexFormat.of().parseHex("0000c3500000c3500100000000"));
        var pixels = new ByteArrayOutputStream();
        try (var deflated = new DeflaterOutputStream(pixels, new Deflater(Deflater.BEST_COMPRESSION))) {
            byte[] row = new byte[1 + 50_000 / 8];
            Arrays.fill(row, 1, row.length, (byte) 0xff);
            for (int i = 0; i < 50_000; i++) {
                deflated.write(row);
            }
        }
        chunk(png, "IDAT", pixels.toByteArray());
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream png, String type, byte[] content) throws IOException {
        var out = new DataOutputStream(png);
        out.writeInt(content.length);
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        out.write(name);
        out.write(content);
        var checksum = new CRC32();
        checksum.update(name);
        checksum.update(content);
        out.writeInt((int) checksum.getValue());
    }

    private void refused(byte[] file) {
        assertThatThrownBy(() -> pictures.square(new ByteArrayResource(file), SIDE))
                .isInstanceOf(UnusablePicture.class)
                .hasMessage("This picture cannot be read. JPEG, PNG and GIF are understood.");
    }

    /** Puts an EXIF part with this orientation behind the JPEG's first one. */
    private static byte[] turned(byte[] jpeg, int orientation) throws IOException {
        byte[] exif = HexFormat.of()
                .parseHex("ffe100224578696600004d4d002a0000000800010112000300000001000" + orientation + "000000000000");
        var turned = new ByteArrayOutputStream();
        int behind = 4 + (Byte.toUnsignedInt(jpeg[4]) << 8 | Byte.toUnsignedInt(jpeg[5]));
        turned.write(jpeg, 0, behind);
        turned.write(exif);
        turned.write(jpeg, behind, jpeg.length - behind);
        return turned.toByteArray();
    }

    private BufferedImage square(BufferedImage image, String format) throws IOException {
        return read(pictures.square(new ByteArrayResource(encoded(image, format)), SIDE));
    }

    private static BufferedImage read(byte[] jpeg) throws IOException {
        assertThat(HexFormat.of().formatHex(jpeg, 0, 3)).isEqualTo("ffd8ff");
        return ImageIO.read(new ByteArrayInputStream(jpeg));
    }

    private static byte[] encoded(BufferedImage image, String format) throws IOException {
        var bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, bytes)).isTrue();
        return bytes.toByteArray();
    }

    /** Red, green and blue from the left to the right. */
    private static BufferedImage striped(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        paint(image, Color.RED, 0, 0, width / 3, height);
        paint(image, Color.GREEN, width / 3, 0, width / 3, height);
        paint(image, Color.BLUE, 2 * width / 3, 0, width / 3, height);
        return image;
    }

    private static void paint(BufferedImage image, Color colour, int x, int y, int width, int height) {
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(colour);
        graphics.fillRect(x, y, width, height);
        graphics.dispose();
    }

    private void assertMiddleIs(Color expected, BufferedImage image, String format) throws IOException {
        var middle = new Color(square(image, format).getRGB(SIDE / 2, SIDE / 2));
        assertThat(List.of(middle.getRed(), middle.getGreen(), middle.getBlue()))
                .zipSatisfy(
                        List.of(expected.getRed(), expected.getGreen(), expected.getBlue()),
                        (got, wanted) -> assertThat(got).isCloseTo(wanted, within(4)));
    }

    /** One opaque colour all over. */
    private static BufferedImage filled(int space, int bits, boolean alpha, int... colour) {
        var model = new ComponentColorModel(
                ColorSpace.getInstance(space),
                alpha,
                false,
                alpha ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
                bits == 8 ? DataBuffer.TYPE_BYTE : DataBuffer.TYPE_USHORT);
        WritableRaster pixels = model.createCompatibleWritableRaster(90, 90);
        int scale = bits == 8 ? 1 : 257;
        for (int band = 0; band < model.getNumComponents(); band++) {
            int value = (band < colour.length ? colour[band] : 255) * scale;
            int[] all = new int[90 * 90];
            Arrays.fill(all, value);
            pixels.setSamples(0, 0, 90, 90, band, all);
        }
        return new BufferedImage(model, pixels, false, null);
    }

    /** @param marker what the writer says about the colours, behind the start of the file */
    private static byte[] print(byte[] marker) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            WritableRaster ink = Raster.createBandedRaster(DataBuffer.TYPE_BYTE, 90, 90, 4, null);
            writer.write(new IIOImage(ink, null, null));
        } finally {
            writer.dispose();
        }
        byte[] jpeg = bytes.toByteArray();
        var marked = new ByteArrayOutputStream();
        marked.write(jpeg, 0, 2);
        marked.writeBytes(marker);
        marked.write(jpeg, 2, jpeg.length - 2);
        return marked.toByteArray();
    }

    private static String colour(BufferedImage image, int x, int y) {
        var colour = new Color(image.getRGB(x, y));
        return colour.getRed() > 150
                ? "red"
                : colour.getGreen() > 150 ? "green" : colour.getBlue() > 150 ? "blue" : "?";
    }
}
