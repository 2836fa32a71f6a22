package app.parley.file;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import net.coobird.thumbnailator.Thumbnails;
import net.coobird.thumbnailator.util.exif.ExifFilterUtils;
import net.coobird.thumbnailator.util.exif.ExifUtils;
import net.coobird.thumbnailator.util.exif.Orientation;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamSource;
import org.springframework.stereotype.Component;

/**
 * Makes uploaded pictures small and harmless. They are decoded and written anew, so that nothing else in the file survives:
 * no place where it was taken, no second format. One at a time, because a decoded picture is large.
 */
@Component
public class Pictures {

    /** What a telephone takes. */
    private static final long MOST_PIXELS = 40_000_000;

    private static final String JPEG = "jpeg";

    /** What Java decodes with memory for little more than what is asked for. */
    private static final Set<String> FORMATS = Set.of(JPEG, "png", "gif");

    /** Of a screen. What is for print has four, which mean a colour only together with a profile of the ink. */
    private static final int COLOURS = 3;

    private static final double QUALITY = .85;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String NOT_READ = "file.picture.unreadable";

    private final Semaphore place = new Semaphore(1);

    /**
     * The middle of the picture as a square JPEG, the way up that the camera was held.
     *
     * @param file JPEG, PNG or GIF; read when it is its turn
     * @param side of the square, in pixels
     * @throws UnusablePicture if it is nothing of that, broken, in the colours of print, or has more than 40 million pixels, or if others take too long
     */
    public byte[] square(InputStreamSource file, int side) {
        if (!isMyTurn()) {
            throw new UnusablePicture("file.picture.busy");
        }
        try (InputStream bytes = file.getInputStream()) {
            return square(PngChunks.essential(bytes.readAllBytes()), side);
        } catch (UnusablePicture unusable) {
            throw unusable;
        } catch (IOException | RuntimeException e) { // decoders throw anything at broken files
            throw new UnusablePicture(NOT_READ);
        } finally {
            place.release();
        }
    }

    private boolean isMyTurn() {
        try {
            return place.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static byte[] square(byte[] file, int side) throws IOException {
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
            while (readers.hasNext()) {
                ImageReader reader = readers.next();
                try {
                    String format = reader.getFormatName().toLowerCase(Locale.ROOT);
                    if (FORMATS.contains(format)) {
                        boolean saysWhichWayIsUp = format.equals(JPEG);
                        if (saysWhichWayIsUp && JpegFrame.components(file) > COLOURS) {
                            throw new UnusablePicture("file.picture.print");
                        }
                        reader.setInput(input, true, !saysWhichWayIsUp);
                        return square(reader, side, saysWhichWayIsUp ? orientation(reader) : null);
                    }
                } finally {
                    reader.dispose();
                }
            }
        }
        throw new UnusablePicture(NOT_READ);
    }

    private static byte[] square(ImageReader reader, int side, @Nullable Orientation orientation) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if ((long) width * height > MOST_PIXELS) { // before anything is decoded
            throw new UnusablePicture("file.picture.pixels", width, height, MOST_PIXELS / 1_000_000);
        }
        BufferedImage middle = upright(middle(reader, width, height, side), orientation);
        var bytes = new ByteArrayOutputStream();
        Thumbnails.of(onWhite(middle))
                .forceSize(side, side)
                .outputFormat("jpg")
                .outputQuality(QUALITY)
                .toOutputStream(bytes);
        return bytes.toByteArray();
    }

    /** The square in the middle, without what would be scaled away anyway: a picture that is long and thin costs nothing. */
    private static BufferedImage middle(ImageReader reader, int width, int height, int side) throws IOException {
        int edge = Math.min(width, height);
        int step = Math.max(1, edge / (2 * side));
        ImageReadParam how = reader.getDefaultReadParam();
        how.setSourceRegion(new Rectangle((width - edge) / 2, (height - edge) / 2, edge, edge));
        how.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, how);
    }

    /** Null if the file does not say, or not so that it could be understood: most are the right way up. */
    private static @Nullable Orientation orientation(ImageReader reader) {
        try {
            return ExifUtils.getExifOrientation(reader, 0);
        } catch (IOException | RuntimeException _) {
            return null;
        }
    }

    private static BufferedImage upright(BufferedImage image, @Nullable Orientation orientation) {
        return orientation == null
                ? image
                : ExifFilterUtils.getFilterForOrientation(orientation).apply(image);
    }

    /** JPEG knows no transparency. */
    private static BufferedImage onWhite(BufferedImage image) {
        var opaque = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = opaque.createGraphics();
        graphics.drawImage(isGrey(image) ? asOnScreens(image) : image, 0, 0, Color.WHITE, null);
        graphics.dispose();
        return opaque;
    }

    private static boolean isGrey(BufferedImage image) {
        return image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
    }

    /** Java takes the shades of grey for amounts of light, which makes most of them too bright. */
    private static BufferedImage asOnScreens(BufferedImage grey) {
        Raster pixels = grey.getRaster();
        int tooFine = pixels.getSampleModel().getSampleSize(0) - Byte.SIZE;
        boolean isTransparent = grey.getColorModel().hasAlpha();
        var screen = new BufferedImage(grey.getWidth(), grey.getHeight(), BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < grey.getHeight(); y++) {
            for (int x = 0; x < grey.getWidth(); x++) {
                int shade = pixels.getSample(x, y, 0) >> tooFine;
                int alpha = isTransparent ? pixels.getSample(x, y, 1) >> tooFine : 0xFF;
                screen.setRGB(x, y, alpha << 24 | shade << 16 | shade << 8 | shade);
            }
        }
        return screen;
    }
}
