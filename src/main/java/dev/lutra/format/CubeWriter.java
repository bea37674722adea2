package dev.lutra.format;

import dev.lutra.color.Lattice;
import dev.lutra.color.LatticeWriter;
import dev.lutra.color.Rgb;
import dev.lutra.color.RgbBox;
import dev.lutra.problem.PlainText;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes a lattice as cube text, point by point as they arrive, in a fixed amount of memory.
 *
 * <p>Lines end in LF. Values have 6 decimals, as in other tools. Halves are rounded to even, and there is no negative
 * zero. If Lutra reads its own file and writes it again, it writes the same bytes.
 */
public final class CubeWriter implements LatticeWriter {

    private static final int DECIMALS = 6;
    private static final int ONE = 1_000_000;

    /** The limit up to which a float × 10⁶ fits a long. Few LUTs exceed it. */
    private static final float MAX_LONG = 9e12f;

    /** The largest length of a row: three numbers of 39 digits, a sign, a point, 6 decimals and a separator. */
    private static final int MAX_ROW = 160;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** The texts of 000…999, with the first digit in the lowest byte. */
    private static final int[] THREE_DIGITS = threeDigits();

    private final OutputStream out;
    private final byte[] buffer = new byte[1 << 15];
    private int length;
    private int missing;

    /** Starts the file of a lattice without a shaper, as {@link #CubeWriter(OutputStream, int, LutHeader)} does. */
    public CubeWriter(OutputStream out, @Nullable String title, int size, RgbBox domain) throws IOException {
        this(out, size, LutHeader.of(title, domain));
    }

    /**
     * Starts the file: writes its header.
     *
     * @param out stays open when this writer is closed
     * @param size points along an axis, 2…256
     * @param about the title, in which quotation marks become apostrophes and the rest becomes
     *     {@linkplain PlainText#cleaned plain text}, because the format has no escapes; and the domain, which is written
     *     only if it is not 0…1, with as many digits as necessary
     * @throws IllegalArgumentException if the size is out of range
     */
    CubeWriter(OutputStream out, int size, LutHeader about) throws IOException {
        this.out = out;
        String title = about.title();
        RgbBox domain = about.domain();
        missing = Lattice.points(size);
        var header = new StringBuilder();
        String text = title == null ? "" : PlainText.cleaned(title.replace('"', '\''));
        if (!text.isEmpty()) {
            header.append("TITLE \"").append(text).append("\"\n");
        }
        header.append("LUT_3D_SIZE ").append(size).append('\n');
        if (!domain.isUnit()) {
            header.append("DOMAIN_MIN ").append(plain(domain.min())).append('\n');
            header.append("DOMAIN_MAX ").append(plain(domain.max())).append('\n');
        }
        out.write(header.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if a value is not finite
     * @throws IllegalStateException if the lattice has fewer points left
     */
    @Override
    public void accept(float[] rgb, int points) throws IOException {
        Objects.checkFromIndexSize(0, 3 * points, rgb.length);
        if (points > missing) {
            throw new IllegalStateException("%d points for a lattice that lacks %d".formatted(points, missing));
        }
        int at = length;
        for (int i = 0; i < 3 * points; i += 3) {
            if (at > buffer.length - MAX_ROW) {
                out.write(buffer, 0, at);
                at = 0;
            }
            at = format(rgb[i], ' ', at);
            at = format(rgb[i + 1], ' ', at);
            at = format(rgb[i + 2], '\n', at);
        }
        length = at;
        missing -= points;
    }

    /**
     * Writes the buffered text, and flushes the stream but leaves it open.
     *
     * @throws IllegalStateException if points of the lattice are missing
     */
    @Override
    public void close() throws IOException {
        out.write(buffer, 0, length);
        length = 0;
        out.flush();
        if (missing > 0) {
            throw new IllegalStateException("the lattice lacks %d points".formatted(missing));
        }
    }

    private int format(float value, char separator, int at) {
        // The product is exact: a float has 24 bits, 10⁶ has 14 without its power of two, and a double has 53.
        double scaled = Math.rint((double) value * ONE);
        int end;
        if (scaled >= 0 && scaled < 10 * ONE) {
            int micros = (int) scaled;
            int whole = micros / ONE;
            putDigits(whole, micros - whole * ONE, at);
            end = at + 2 + DECIMALS;
        } else {
            end = formatLong(value, scaled, at);
        }
        buffer[end] = (byte) separator;
        return end + 1;
    }

    /** Writes a digit, the point and six decimals in one store. */
    private void putDigits(int digit, int micros, int at) {
        int thousands = micros / 1000;
        LONG.set(
                buffer,
                at,
                '0' + digit
                        | '.' << 8
                        | (long) THREE_DIGITS[thousands] << 16
                        | (long) THREE_DIGITS[micros - 1000 * thousands] << 40);
    }

    private int formatLong(float value, double scaled, int at) {
        if (!(Math.abs(value) < MAX_LONG)) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("a cube file cannot hold the value " + value);
            }
            return put(
                    new BigDecimal(value)
                            .setScale(DECIMALS, RoundingMode.HALF_EVEN)
                            .toPlainString(),
                    at);
        }
        long micros = Math.abs((long) scaled);
        int end = at;
        if (scaled < 0) {
            buffer[end++] = '-';
        }
        long whole = micros / ONE;
        if (whole >= 10) {
            end = put(Long.toString(whole / 10), end);
        }
        putDigits((int) (whole % 10), (int) (micros % ONE), end);
        return end + 2 + DECIMALS;
    }

    private int put(String ascii, int at) {
        byte[] bytes = ascii.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, buffer, at, bytes.length);
        return at + bytes.length;
    }

    private static String plain(Rgb rgb) {
        return plain(rgb.red()) + ' ' + plain(rgb.green()) + ' ' + plain(rgb.blue());
    }

    private static String plain(float value) {
        return new BigDecimal(Float.toString(value)).stripTrailingZeros().toPlainString();
    }

    private static int[] threeDigits() {
        var text = new int[1000];
        for (int i = 0; i < text.length; i++) {
            text[i] = '0' + i / 100 | '0' + i / 10 % 10 << 8 | '0' + i % 10 << 16;
        }
        return text;
    }
}
