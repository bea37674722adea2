package dev.lutra.web.log;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/** The message of a log line, on one line. Logback makes it, by {@code logback-spring.xml}. */
public final class PlainMessage extends MessageConverter {

    /** Tells at length why a start failed, to the person who started it. */
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
