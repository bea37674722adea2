package dev.lutra.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Logs the ports of this process, because the log hides the lines of the servers themselves. */
@Component
final class AddressLine {

    private static final Logger log = LoggerFactory.getLogger(AddressLine.class);

    @EventListener
    void listening(WebServerInitializedEvent event) {
        int port = event.getWebServer().getPort();
        if ("management".equals(event.getApplicationContext().getServerNamespace())) {
            log.info("Health and metrics are on port {}", port);
        } else {
            log.info("Lutra listens on port {}", port);
        }
    }
}
