package dev.lutra.training;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The name of this worker in its jobs: the one in the settings, or else its host name and process id. */
@Component
@Profile("worker")
final class WorkerName {

    private final String value;

    WorkerName(JobSettings settings) {
        value = settings.worker() != null
                ? settings.worker()
                : host() + ":" + ProcessHandle.current().pid();
    }

    String value() {
        return value;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
