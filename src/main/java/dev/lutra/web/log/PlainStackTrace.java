package dev.lutra.web.log;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.logback.ExtendedWhitespaceThrowableProxyConverter;

/**
 * Writes a stack trace with the message of each exception on one line, so that no message can forge a line. Logback
 * creates this class, as configured in {@code logback-spring.xml}.
 */
public final class PlainStackTrace extends ExtendedWhitespaceThrowableProxyConverter {

    @Override
    protected String throwableProxyToString(IThrowableProxy thrown) {
        return super.throwableProxyToString(new PlainThrowable(thrown));
    }

    private record PlainThrowable(IThrowableProxy thrown) implements IThrowableProxy {

        @Override
        public @Nullable String getMessage() {
            String message = thrown.getMessage();
            return message == null ? null : EscapedText.text(message);
        }

        @Override
        public @Nullable String getOverridingMessage() {
            String message = thrown.getOverridingMessage();
            return message == null ? null : EscapedText.text(message);
        }

        @Override
        public String getClassName() {
            return thrown.getClassName();
        }

        @Override
        public StackTraceElementProxy[] getStackTraceElementProxyArray() {
            return thrown.getStackTraceElementProxyArray();
        }

        @Override
        public int getCommonFrames() {
            return thrown.getCommonFrames();
        }

        @Override
        public @Nullable IThrowableProxy getCause() {
            return plain(thrown.getCause());
        }

        @Override
        public IThrowableProxy @Nullable [] getSuppressed() {
            IThrowableProxy[] suppressed = thrown.getSuppressed();
            if (suppressed == null) {
                return null;
            }
            var plain = new IThrowableProxy[suppressed.length];
            for (int i = 0; i < plain.length; i++) {
                plain[i] = new PlainThrowable(suppressed[i]);
            }
            return plain;
        }

        @Override
        public boolean isCyclic() {
            return thrown.isCyclic();
        }

        private static @Nullable IThrowableProxy plain(@Nullable IThrowableProxy thrown) {
            return thrown == null ? null : new PlainThrowable(thrown);
        }
    }
}
