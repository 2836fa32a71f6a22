package app.parley.file;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import net.coobird.thumbnailator.Thumbnails;
import net.coobird.thumbnailator.geometry.Positions;
import net.coobird.thumbnailator.util.exif.ExifFilterUtils;
import net.coobird.thumbnailator.util.exif.ExifUtils;
import net.coobird.thumbnailator.util.exif.Orientation;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes uploaded pictures small and harmless. They are decoded and written anew, so that nothing else in the file survives:
 * no place where it was taken, no second format. One at a time, because a decoded picture is large.
 */
@Component
public class Pictures {

    /** What a telephone takes, and 160 MB decoded. */
    private static final long MOST_PIXELS = 40_000_000;

    private static final Set<String> FORMATS = Set.of("jpeg", "png", "gif", "webp");
    private static final double QUALITY = .85;
    private static final String NOT_READ = "This picture cannot be read. JPEG, PNG, GIF and WebP are understood.";

    private final Semaphore place = new Semaphore(1);

    /**
     * The middle of the picture as a square JPEG, the way up that the camera was held.
     *
     * @param file JPEG, PNG, GIF or WebP
     * @param side of the square, in pixels
     * @throws UnusablePicture if it is nothing of that, broken, or has more than 40 million pixels
     */
    public byte[] square(byte[] file, int side) {
        place.acquireUninterruptibly();
        try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            return square(input, side);
        } catch (UnusablePicture unusable) {
            throw unusable;
        } catch (IOException | RuntimeException e) { // decoders throw anything at broken files
            throw new UnusablePicture(NOT_READ);
        } finally {
            place.release();
        }
    }

    private static byte[] square(ImageInputStream input, int side) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            try {
                if (FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                    reader.setInput(input, true);
                    return square(reader, side);
                }
            } finally {
                reader.dispose();
            }
        }
        throw new UnusablePicture(NOT_READ);
    }

    private static byte[] square(ImageReader reader, int side) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if ((long) width * height > MOST_PIXELS) { // before anything is decoded
            throw new UnusablePicture("%,d × %,d pixels are too many: at most %d million."
                    .formatted(width, height, MOST_PIXELS / 1_000_000));
        }
        BufferedImage upright = upright(read(reader, width, height, side), orientation(reader));
        var bytes = new ByteArrayOutputStream();
        Thumbnails.of(onWhite(upright))
                .crop(Positions.CENTER)
                .size(side, side)
                .outputFormat("jpg")
                .outputQuality(QUALITY)
                .toOutputStream(bytes);
        return bytes.toByteArray();
    }

    /** Leaves out what would be scaled away anyway. */
    private static BufferedImage read(ImageReader reader, int width, int height, int side) throws IOException {
        ImageReadParam how = reader.getDefaultReadParam();
        int step = Math.max(1, Math.min(width, height) / (2 * side));
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
        graphics.drawImage(image, 0, 0, Color.WHITE, null);
        graphics.dispose();
        return opaque;
    }
}
