package dev.lutra.web.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import dev.lutra.ServiceTest;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class EscapedTextTest extends ServiceTest {

    private static final String FORGED = "2026-01-01T00:00:00.000Z  INFO 1 --- [main] Lutra : all is well";

    @Test
    void leavesTextAlone() {
        String text = "夜景 Ночной город\tSmørrebrød 🦦 café \\n";
        assertThat(EscapedText.text(text)).isEqualTo(text);
    }

    @Test
    void encodesWhatEndsALineOrMovesTheCursor() {
        assertThat(EscapedText.text("a\nb\rc\u001b[2Kd\u0085e\u2028f\u2029g\u202eh\0i\u007fj\u009bk"))
                .isEqualTo("a\\nb\\rc\\u001b[2Kd\\u0085e\\u2028f\\u2029g\\u202eh\\u0000i\\u007fj\\u009bk");
    }

    @Test
    void keepsMessagesOnALine(CapturedOutput output) {
        LoggerFactory.getLogger(EscapedTextTest.class).warn("Job '{}' begins", "x\n" + FORGED + "\u001b[31m\u2028");
        assertThat(output.toString().lines().filter(line -> line.contains("all is well")))
                .singleElement()
                .asString()
                .contains("WARN", "Job 'x\\n", "\\u001b[31m\\u2028' begins")
                .doesNotStartWith("2026-01-01");
    }

    @Test
    void keepsMessagesOfExceptionsOnALine(CapturedOutput output) {
        var failure = new IllegalStateException("x\n" + FORGED, new IOException("cause\r\n" + FORGED));
        failure.addSuppressed(new IOException("suppressed\n" + FORGED));
        LoggerFactory.getLogger(EscapedTextTest.class).error("It failed", failure);
        assertThat(output.toString().lines().filter(line -> line.startsWith("2026-01-01")))
                .isEmpty();
        assertThat(output)
                .contains("IllegalStateException: x\\n", "Caused by: java.io.IOException: cause\\r\\n")
                .contains("Suppressed: java.io.IOException: suppressed\\n")
                .contains(System.lineSeparator() + "\tat " + EscapedTextTest.class.getName());
    }

    @Test
    void leavesTheReportOfAFailedStartReadable() {
        String report = convert(
                "org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter",
                "APPLICATION FAILED\nReason:\u001b\n" + FORGED);
        assertThat(report.lines()).containsExactly("APPLICATION FAILED", "    Reason:\\u001b", "    " + FORGED);
    }

    private static String convert(String logger, String message) {
        var context = new LoggerContext();
        var converter = new PlainMessage();
        Logger made = context.getLogger(logger);
        return converter.convert(new LoggingEvent("", made, Level.ERROR, message, null, null));
    }
}
