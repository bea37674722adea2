package dev.lutra.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalParserTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "+0.0",
                "1",
                ".1",
                "+.2",
                "-.5",
                "5.",
                "0.098039",
                "1e-3",
                "1E+3",
                "1.5e0005",
                "123456789",
                "0.000000000000000000000000000000000000000000001",
                "1.17549435E-38",
                "0.0000000000000000000001",
                "1e-45",
                "7e-46",
                "3.4028235e38",
                "3.4028236e38",
                "3.4028235677973366e38",
                "1e400",
                "-1e400",
                "16777217",
                "16777219",
                "33554435",
                "1.00000005960464477539",
                "1.000000059604644775390625",
                "1.0000000596046448",
                "0.100000001490116119384765625",
                "999999999999999",
                "9999999999999999999999999"
            })
    void agreesWithTheLibrary(String text) {
        assertThat(parse(text)).isEqualTo(Float.parseFloat(text));
    }

    @Test
    void agreesWithTheLibraryOnRandomNumbers() {
        long seed = 1;
        System.out.println("seed " + seed);
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 200_000; i++) {
            BigDecimal number = BigDecimal.valueOf(random.nextLong() >> random.nextInt(64), random.nextInt(30));
            String text = i % 2 == 0 ? number.toPlainString() : number.toString();

            assertThat(parse(text)).as(text).isEqualTo(Float.parseFloat(text));
        }
    }

    /** The doubles halfway between two floats, and their neighbours in the last digits of their decimals. */
    @Test
    void roundsHalvesLikeTheLibrary() {
        long seed = 2;
        System.out.println("seed " + seed);
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 100_000; i++) {
            float value = (random.nextInt(1 << 23) + (1 << 23)) / (float) (1 << random.nextInt(26));
            var half = new BigDecimal(value)
                    .add(new BigDecimal(Math.nextUp(value)))
                    .divide(BigDecimal.TWO);
            BigDecimal step = BigDecimal.ONE.movePointLeft(half.scale());
            for (BigDecimal number : new BigDecimal[] {half, half.subtract(step), half.add(step)}) {
                String text = number.toPlainString();

                assertThat(parse(text)).as(text).isEqualTo(Float.parseFloat(text));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "-",
                ".",
                "-.",
                "e5",
                ".e5",
                "1e",
                "1e+",
                "1e5.",
                "1.2.3",
                "--1",
                "+-1",
                "0x10",
                "0x1p3",
                "1f",
                "1d",
                "NaN",
                "Infinity",
                "1,5",
                "1 ",
                " 1",
                "1_000",
                "1e5e5",
                "0.1abc",
                "\u0661"
            })
    void refusesWhatIsNoDecimalNumber(String text) {
        assertThatExceptionOfType(NumberFormatException.class).isThrownBy(() -> parse(text));
    }

    private static float parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return DecimalParser.parse(bytes, bytes.length);
    }
}
