package app.parley.file;

/**
 * What a JPEG file says about its picture before the pixels.
 *
 * @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81, annex B</a>
 */
final class JpegFrame {

    private static final int MARKER = 0xFF;
    private static final int START_OF_SCAN = 0xDA;

    /** Where in a frame header the number of its components is, from its length on. */
    private static final int COMPONENTS = 7;

    private JpegFrame() {}

    /** How many colours each pixel is made of: 1 for grey, 3, or 4 for print; 0 if the file does not come to say so. */
    static int components(byte[] file) {
        int at = 2;
        while (at + 2 + COMPONENTS < file.length && at(file, at) == MARKER) {
            int marker = at(file, at + 1);
            if (marker == MARKER) { // fills up
                at++;
            } else if (isFrame(marker)) {
                return at(file, at + 2 + COMPONENTS);
            } else if (marker == START_OF_SCAN) {
                return 0;
            } else {
                at += 2 + (at(file, at + 2) << 8 | at(file, at + 3));
            }
        }
        return 0;
    }

    /** All of C0 to CF but the tables DHT, JPG and DAC. */
    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private static int at(byte[] file, int place) {
        return Byte.toUnsignedInt(file[place]);
    }
}
