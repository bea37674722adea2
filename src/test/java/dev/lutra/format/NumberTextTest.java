package dev.lutra.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0.000000",
        "-0.0, 0.000000",
        "0.098039, 0.098039",
        "0.5, 0.500000",
        "0.1234567, 0.1234567",
        "0.12345678, 0.12345678",
        "0.098039216, 0.09803922",
        "0.012345679, 0.012345679",
        "-0.012345679, -0.012345679",
        "0.0012345671, 0.0012345671",
        "9.9999990, 9.999999",
        "12.345678, 12.345678",
        "3.255208333e-06, 3.2552084e-6",
        "-3.255208333e-06, -3.2552084e-6",
        "1.1718750e-4, 1.171875e-4",
        "1e-45, 1.4e-45",
        "1234567.9, 1234567.875000",
        "65504, 65504.000000",
        "1e13, 9999999827968.000000"
    })
    void givesAnExactNumberTheDigitsItNeeds(float value, String text) throws IOException {
        assertThat(written(true, value)).isEqualTo(text + "\n");
    }

    @Test
    void readsTheSameNumbersThatItWroteExactly() throws IOException {
        long seed = 7;
        System.out.println("seed " + seed);
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 300_000; i++) {
            float value = switch (i % 4) {
                case 0 -> (float) random.nextDouble();
                case 1 -> random.nextInt(4096) / 4095f;
                case 2 -> (float) random.nextDouble(-20, 20);
                default -> Float.intBitsToFloat(random.nextInt());
            };
            if (!Float.isFinite(value)) {
                continue;
            }
            String text = written(true, value).strip();
            assertThat(Float.parseFloat(text)).as(text).isEqualTo(value == 0 ? 0 : value);
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            assertThat(DecimalParser.parse(bytes, bytes.length)).isEqualTo(value == 0 ? 0 : value);
            if (!text.contains("e") && Math.abs(value) < 1e6) {
                int decimals = text.length() - text.indexOf('.') - 1;
                assertThat(text).isEqualTo(rounded(value, decimals));
                for (int fewer = 6; fewer < decimals; fewer++) {
                    assertThat(Float.parseFloat(rounded(value, fewer))).isNotEqualTo(value);
                }
            }
        }
    }

    private static String rounded(float value, int decimals) {
        String text =
                new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
        return text.equals("-0.000000") ? "0.000000" : text;
    }

    @Test
    void writesSingleNumbersWholeNumbersAndText() throws IOException {
        var out = new ByteArrayOutputStream();
        var text = new NumberText(out, false);
        text.text("Été\n");
        text.number(0.1234567f, '\t');
        for (int whole : new int[] {0, 9, 10, 1023, 65535, Integer.MAX_VALUE}) {
            text.whole(whole, ' ');
        }
        text.number(-2, '\n');
        text.flush();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("Été\n0.123457\t0 9 10 1023 65535 2147483647 -2.000000\n");
    }

    @Test
    void writesMoreThanItsBufferHolds() throws IOException {
        var out = new ByteArrayOutputStream();
        var text = new NumberText(out, true);
        for (int i = 0; i < 100_000; i++) {
            text.number(-Float.MAX_VALUE, ' ');
            text.whole(i, '\n');
        }
        text.flush();

        String[] lines = out.toString(StandardCharsets.UTF_8).split("\n");
        assertThat(lines).hasSize(100_000);
        assertThat(lines[99_999]).isEqualTo("-340282346638528859811704183484516925440.000000 99999");
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void refusesWhatIsNotFinite(float value) {
        for (boolean exact : new boolean[] {false, true}) {
            var text = new NumberText(new ByteArrayOutputStream(), exact);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> text.number(value, ' '))
                    .withMessageContaining("" + value);
        }
    }

    private static String written(boolean exact, float value) throws IOException {
        var out = new ByteArrayOutputStream();
        var text = new NumberText(out, exact);
        text.number(value, '\n');
        text.flush();
        return out.toString(StandardCharsets.UTF_8);
    }
}
