package dev.lutra.format;

import dev.lutra.codec.InvalidToken;
import dev.lutra.codec.Token;
import dev.lutra.codec.TokenEncoder;
import dev.lutra.color.LatticeWriter;
import dev.lutra.color.Lut3d;
import dev.lutra.problem.FieldFault;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * Tokens: a whole look as a line of text, {@code file = token [ blanks and line ends ]}. docs/tokens.md gives the
 * token. The values of a written one are not those of the lattice, but as near as its bytes permit.
 */
final class TokenFormat extends TextFormat {

    private static final TokenEncoder ENCODER = new TokenEncoder();

    /** Blanks and line ends around a token. */
    private static final int MOST_AROUND = 256;

    TokenFormat() {
        super("token");
    }

    /** Whether the whole file is a token. */
    @Override
    public boolean recognises(FileStart start) {
        String text = start.text().strip();
        if (text.isEmpty() || text.charAt(0) != Token.FIRST_CHARACTER || text.length() > Token.MOST_CHARACTERS) {
            return false;
        }
        try {
            Token.of(text);
            return true;
        } catch (InvalidToken e) {
            return false;
        }
    }

    @Override
    public LutFile read(InputStream in, FormatLimits limits) throws IOException {
        int most = Math.min(Token.MOST_CHARACTERS + MOST_AROUND, limits.bytes());
        byte[] bytes = in.readNBytes(most + 1);
        if (bytes.length > most) {
            throw TextBytes.tooLarge(most);
        }
        if (Token.SIZE > limits.latticeSize()) {
            throw new InvalidLutFile("size", "a token has a lattice of %d points along an axis".formatted(Token.SIZE));
        }
        try {
            Lut3d look = Token.of(new String(bytes, StandardCharsets.ISO_8859_1).strip())
                    .decode();
            return new LutFile(look, null, List.of());
        } catch (InvalidToken e) {
            throw new InvalidLutFile(e.code(), String.valueOf(e.getMessage()));
        }
    }

    @Override
    public LutLayout layout(WriteOptions options, WriteLimits limits) {
        List<FieldFault> faults = options.faultsBesides("res", "bytes");
        if (options.res() != null && options.res() != Token.SIZE) {
            faults.add(new FieldFault("res", "out-of-range", "must be 33, the size of all tokens"));
        }
        int bytes = options.bytes() == null ? Token.USUAL_BYTES : options.bytes();
        if (bytes < Token.FEWEST_BYTES || bytes > Token.MOST_BYTES) {
            faults.add(InvalidOptions.outOfRange("bytes", Token.FEWEST_BYTES, Token.MOST_BYTES));
        }
        InvalidOptions.check(faults);
        return new Bounded(bytes);
    }

    /** @param bytes the most bytes of the token */
    private record Bounded(int bytes) implements LutLayout {

        @Override
        public LutFormat format() {
            return LutFormats.TOKEN;
        }

        @Override
        public int size() {
            return Token.SIZE;
        }

        @Override
        public long estimatedBytes() {
            return Token.MOST_CHARACTERS;
        }

        @Override
        public boolean holdsDomain() {
            return false;
        }

        @Override
        public boolean keepsValues() {
            return false;
        }

        @Override
        public String fileName(String name) {
            return "%s-%d.token".formatted(name, bytes);
        }

        @Override
        public LatticeWriter begin(OutputStream out, LutHeader header) {
            return new Writer(out, bytes);
        }

        @Override
        public String toString() {
            return "token of %d bytes".formatted(bytes);
        }
    }

    /** Collects a lattice, and encodes it at its end. */
    private static final class Writer implements LatticeWriter {

        private final OutputStream out;
        private final int bytes;
        private final Lut3d look = Lut3d.identity(Token.SIZE);
        private int filled;
        private boolean closed;

        Writer(OutputStream out, int bytes) {
            this.out = out;
            this.bytes = bytes;
        }

        /**
         * {@inheritDoc}
         *
         * @throws IllegalArgumentException if a value is not finite
         * @throws IllegalStateException if the lattice has fewer points left
         */
        @Override
        public void accept(float[] rgb, int points) {
            Objects.checkFromIndexSize(0, 3 * points, rgb.length);
            if (points > look.points() - filled) {
                throw new IllegalStateException(
                        "%d points for a lattice that lacks %d".formatted(points, look.points() - filled));
            }
            for (int i = 0; i < 3 * points; i++) {
                if (!Float.isFinite(rgb[i])) {
                    throw new IllegalArgumentException("a token cannot hold the value " + rgb[i]);
                }
                look.lattice()[3 * filled + i] = rgb[i];
            }
            filled += points;
        }

        /** The writer holds nothing, and encoding would take long. */
        @Override
        public void abandon() {
            closed = true;
        }

        /**
         * Encodes the lattice, which takes some tenths of a second, and leaves the stream open.
         *
         * @throws IllegalStateException if points of the lattice are missing
         */
        @Override
        public void close() throws IOException {
            if (closed) {
                return;
            }
            closed = true;
            if (filled < look.points()) {
                throw new IllegalStateException("the lattice lacks %d points".formatted(look.points() - filled));
            }
            try {
                String token = ENCODER.encode(look, bytes).token().text();
                out.write((token + "\n").getBytes(StandardCharsets.US_ASCII));
                out.flush();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("the encoding of a token was interrupted");
            }
        }
    }
}
