package dev.lutra.web;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Configures Tomcat: errors outside controllers become problems, and broken or slow connections are closed. */
@Component
final class TomcatConfiguration implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final int WRITTEN_AT_ONCE = 32 * 1024;

    private final ProblemWriter problems;
    private final WebSettings settings;

    TomcatConfiguration(ProblemWriter problems, WebSettings settings) {
        this.problems = problems;
        this.settings = settings;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.setProtocol(LimitedHttpProtocol.class.getName());
        factory.addEngineValves(new PacedBodies(settings), new BrokenAnswer());
        factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new ProblemReportValve(problems)));
        factory.addConnectorCustomizers(connector -> {
            // A client that waits for "100 Continue" first learns whether its key and its length are accepted.
            connector.setProperty("continueResponseTiming", "onRead");
            // A system call writes at most so much.
            connector.setProperty("socket.appWriteBufSize", String.valueOf(WRITTEN_AT_ONCE));
            if (connector.getProtocolHandler() instanceof LimitedHttpProtocol protocol) {
                protocol.setHeaderTime(settings.headerTime());
            }
        });
    }
}
