package dev.lutra.web;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Has Tomcat answer what never reaches a controller as all else is answered, and cut what is broken or too slow. */
@Component
final class TomcatConfiguration implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

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
            // Who waits to be asked for a body learns first that the key or the length is refused.
            connector.setProperty("continueResponseTiming", "onRead");
            if (connector.getProtocolHandler() instanceof LimitedHttpProtocol protocol) {
                protocol.setHeaderTime(settings.headerTime());
            }
        });
    }
}
