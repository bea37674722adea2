package dev.lutra.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says in the log where this process answers: the servers' own lines are not shown. */
@Component
final class AddressLine {

    private static final Logger log = LoggerFactory.getLogger(AddressLine.class);

    @EventListener
    void listening(WebServerInitializedEvent event) {
        int port = event.getWebServer().getPort();
        if ("management".equals(event.getApplicationContext().getServerNamespace())) {
            log.info("Health and figures are on port {}", port);
        } else {
            log.info("Listens on port {}", port);
        }
    }
}
