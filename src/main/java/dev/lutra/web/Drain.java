package dev.lutra.web;

import java.time.Duration;
import org.apache.catalina.connector.Connector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Delays the shutdown of an api. Spring Boot makes {@code /readyz} answer 503 before this begins. Proxies see that and
 * turn to other nodes while this node still serves every request. Only then does everything stop.
 */
@Component
@Profile("api")
final class Drain {

    private static final Logger log = LoggerFactory.getLogger(Drain.class);

    private final ApplicationContext context;
    private final Duration time;

    Drain(ApplicationContext context, WebSettings settings) {
        this.context = context;
        this.time = settings.drain();
    }

    /** Blocks the shutdown. It comes before all other listeners, because some of them stop what requests need. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void onClose(ContextClosedEvent event) {
        // The context of a management port closes on its own, and its events arrive here too.
        if (!event.getApplicationContext().equals(context) || time.isZero()) {
            return;
        }
        log.info("Shutdown begins in {} s. Until then /readyz answers 503 and requests are served", time.toSeconds());
        closeConnectionsAfterNextAnswer();
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            log.info("Shutdown begins now: the wait was interrupted");
            Thread.currentThread().interrupt();
        }
    }

    /** Answers say {@code Connection: close} from now on, so that no request is under way when connections close. */
    private void closeConnectionsAfterNextAnswer() {
        if (context instanceof WebServerApplicationContext serving
                && serving.getWebServer() instanceof TomcatWebServer server) {
            for (Connector connector : server.getTomcat().getService().findConnectors()) {
                if (connector.getProtocolHandler() instanceof LimitedHttpProtocol protocol) {
                    protocol.setMaxKeepAliveRequests(1);
                }
            }
        }
    }
}
