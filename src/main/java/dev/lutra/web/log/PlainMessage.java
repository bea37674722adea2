package dev.lutra.web.log;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/**
 * Writes the message of a log event on one line. Logback creates this class, as configured in {@code
 * logback-spring.xml}.
 */
public final class PlainMessage extends MessageConverter {

    /** The logger that explains in several lines why a start failed. */
    private static final String FAILURE_REPORT = "org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter";

    private static final String INDENT = System.lineSeparator() + "    ";

    @Override
    public String convert(ILoggingEvent event) {
        String message = super.convert(event);
        if (message == null) {
            return "null";
        }
        return event.getLoggerName().equals(FAILURE_REPORT)
                ? String.join(INDENT, message.lines().map(EscapedText::text).toList())
                : EscapedText.text(message);
    }
}
