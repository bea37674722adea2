package dev.lutra.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {

    private static final long SEED = 20261126;

    private final TokenEncoder encoder = new TokenEncoder();

    @ParameterizedTest
    @ValueSource(ints = {32, 120, 1024})
    void comesBackAsItWasMeasured(int bytes) throws InterruptedException {
        for (Lut3d look : new Lut3d[] {TestLooks.graded(33), TestLooks.gentle(17), TestLooks.monochrome(33)}) {
            EncodedToken encoded = encoder.encode(look, bytes);
            Token read = Token.of(encoded.token().text());

            assertThat(read).isEqualTo(encoded.token());
            assertThat(read.length()).isLessThanOrEqualTo(bytes);
            assertThat(read.text()).startsWith("L").hasSize((8 * read.length() + 5) / 6);
            var meter = new DifferenceMeter();
            meter.add(look.resample(33).lattice(), read.decode().lattice());
            assertThat(meter.mean()).isEqualTo(encoded.fidelity().deltaE76().mean());
        }
    }

    @Test
    void getsBetterWithBytes() throws InterruptedException {
        double before = Double.POSITIVE_INFINITY;
        for (int bytes : new int[] {32, 54, 120, 500}) {
            double error = encoder.encode(TestLooks.graded(33), bytes)
                    .fidelity()
                    .deltaE2000()
                    .mean();
            assertThat(error).isLessThan(before);
            before = error;
        }
        assertThat(before).isLessThan(0.6);
    }

    @Test
    void keepsMonochromeLooksExactlyGrey() throws InterruptedException {
        for (int bytes : new int[] {32, 120}) {
            Token token = encoder.encode(TestLooks.monochrome(33), bytes).token();
            assertThat(token.isMonochrome()).isTrue();
            float[] lattice = token.decode().lattice();
            for (int i = 0; i < lattice.length; i += 3) {
                assertThat(lattice[i + 1]).isEqualTo(lattice[i]);
                assertThat(lattice[i + 2]).isEqualTo(lattice[i]);
            }
        }
    }

    @Test
    void keepsBlackAndWhiteWhereGreysAreCorrected() throws InterruptedException {
        int corrected = 0;
        for (Lut3d look : new Lut3d[] {TestLooks.graded(33), TestLooks.gentle(33), TestLooks.negative(33)}) {
            Token token = encoder.encode(look, 300).token();
            if (token.hasCorrectedGreys()) {
                corrected++;
                float[] decoded = token.decode().lattice();
                for (int channel = 0; channel < 3; channel++) {
                    int white = decoded.length - 3 + channel;
                    assertThat(Math.abs(decoded[channel] - look.lattice()[channel]))
                            .isLessThan(0.501f / 255);
                    assertThat(Math.abs(decoded[white] - look.lattice()[white])).isLessThan(0.501f / 255);
                }
            }
        }
        assertThat(corrected).isPositive();
    }

    @Test
    void clampsWhatLiesOutside() throws InterruptedException {
        float[] lattice = Lut3d.identity(33).lattice();
        for (int i = 0; i < lattice.length; i++) {
            lattice[i] = 3 * lattice[i] - 1;
        }
        Lut3d wide = new Lut3d(33, RgbBox.UNIT, lattice);
        for (float value : encoder.encode(wide, 200).token().decode().lattice()) {
            assertThat(value).isBetween(0f, 1f);
        }
    }

    /** Levels are integers, and floats are summed in one order: the hash holds on every machine. */
    @ParameterizedTest
    @CsvSource({
        "LxG_BCbJLQwLeJZG8Aoz9WjAvpkdWh4yynySfuHVtfof7lyWISpD_J7zyMgsygn_ytS5ribD,"
                + "d7c95083c1f052c1a70e88d919516a44a0977e918afd7d4a69eb4cf81e805153",
        "LASsIR0Dm0Tr8_CAklajB_i8P9y0REqSnoSHb4RqSaHPkvFRxJHUqKAmFq-EK18dIJmWkvrOR6XRGHDLq0WiQXMth4gpCti2bgtQ3TF8UXcud67Kl9tEhlD_ogAEIWpCXiWMIOeJA3UtRso-Gh5x26-EpN-V,"
                + "99d8edd2ff8f7995f6df093f222d227454a3fff970d9079444ee2167e5e392b2"
    })
    void isDecodedToTheSameBitsEverywhere(String text, String sha256) throws NoSuchAlgorithmException {
        float[] lattice = Token.of(text).decode().lattice();
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * lattice.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : lattice) {
            bytes.putFloat(value);
        }
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array())))
                .isEqualTo(sha256);
    }

    @ParameterizedTest
    @CsvSource({
        "'', token-length",
        "L, token-length",
        "LA, token-length",
        "LAAA, token-length",
        "LAAAA, token-length",
        "MAAAAAAA, token-version",
        "AAAAAAAA, token-version",
        "LAAAAAAA, token-checksum",
        "LA+/AAAA, token-characters",
        "LAAAAA==, token-characters",
        "' LAAAAAA', token-characters",
        "Lé00000000, token-characters"
    })
    void saysWhatIsWrong(String text, String code) {
        assertThatExceptionOfType(InvalidToken.class)
                .isThrownBy(() -> Token.of(text))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void refusesOtherTextsOfTheSameBytesAndTextsThatAreTooLong() throws InterruptedException {
        EncodedToken encoded = encoder.encode(TestLooks.graded(33), 120);
        String text = encoded.token().text();
        for (int bytes = 119; text.length() % 4 == 0; bytes--) {
            text = encoder.encode(TestLooks.graded(33), bytes).token().text();
        }
        String other = text.substring(0, text.length() - 1) + (char) (text.charAt(text.length() - 1) + 1);
        assertThat(Base64.getUrlDecoder().decode(other))
                .isEqualTo(Base64.getUrlDecoder().decode(text));
        String canonical = text;
        assertThat(Token.of(canonical).text()).isEqualTo(canonical);
        assertThatExceptionOfType(InvalidToken.class)
                .isThrownBy(() -> Token.of(other))
                .satisfies(e -> assertThat(e.code()).isEqualTo(InvalidToken.CHARACTERS));
        assertThatExceptionOfType(InvalidToken.class)
                .isThrownBy(() -> Token.of("L".repeat(Token.MOST_CHARACTERS + 1)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(InvalidToken.LENGTH));
    }

    /** A token with a right checksum is decoded or refused, whatever its bytes are, and always within memory and time. */
    @Test
    void survivesMutations() throws InterruptedException {
        System.out.println("seed " + SEED);
        var random = new SplittableRandom(SEED);
        Token[] tokens = {
            encoder.encode(TestLooks.graded(33), 60).token(),
            encoder.encode(TestLooks.graded(33), 300).token(),
            encoder.encode(TestLooks.monochrome(33), 80).token()
        };
        int refused = 0;
        for (int i = 0; i < 10_000; i++) {
            char[] text = tokens[i % tokens.length].text().toCharArray();
            int changes = 1 + random.nextInt(3);
            for (int k = 0; k < changes; k++) {
                text[random.nextInt(text.length)] = (char) random.nextInt(32, 127);
            }
            String mutated = new String(text, 0, random.nextInt(10) == 0 ? random.nextInt(text.length) : text.length);
            try {
                Token.of(mutated).decode();
            } catch (InvalidToken e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(9_000);
        for (int i = 0; i < 300; i++) {
            decodesOrRefuses(resealed(tokens[i % tokens.length], random));
        }
    }

    private static void decodesOrRefuses(String text) {
        try {
            for (float value : Token.of(text).decode().lattice()) {
                assertThat(value >= 0 && value <= 1).isTrue();
            }
        } catch (InvalidToken e) {
            assertThat(e.code()).isEqualTo(InvalidToken.CONTENT);
        }
    }

    /** Other bytes behind the version, with the checksum that fits them. */
    private static String resealed(Token token, SplittableRandom random) {
        byte[] bytes = Base64.getUrlDecoder().decode(token.text());
        bytes[0] = (byte) (bytes[0] & ~3 | random.nextInt(4));
        for (int k = 0; k < 1 + random.nextInt(4); k++) {
            bytes[1 + random.nextInt(bytes.length - 3)] = (byte) random.nextInt(256);
        }
        bytes = random.nextInt(5) == 0 ? Arrays.copyOf(bytes, 4 + random.nextInt(bytes.length)) : bytes;
        int checksum = Crc16.of(bytes, bytes.length - 2);
        bytes[bytes.length - 2] = (byte) (checksum >> 8);
        bytes[bytes.length - 1] = (byte) checksum;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Test
    void hasTheChecksumOfTheStandard() {
        byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
        assertThat(Crc16.of(digits, digits.length)).isEqualTo(0x29B1);
    }

    @Test
    void refusesOtherNumbersOfBytes() {
        for (int bytes : new int[] {31, 1025}) {
            assertThatIllegalArgumentException().isThrownBy(() -> encoder.encode(TestLooks.graded(17), bytes));
        }
    }
}
