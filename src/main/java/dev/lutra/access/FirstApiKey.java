package dev.lutra.access;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Makes the first admin key and shows it in the log: the last line of the start. */
@Component
@Profile("api")
class FirstApiKey implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(FirstApiKey.class);

    private final ApiKeys keys;

    FirstApiKey(ApiKeys keys) {
        this.keys = keys;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        keys.addFirst()
                .ifPresent(added -> log.warn(
                        "There was no admin API key, so one was made. It is shown this once only: {} - what writes needs it, as header 'Authorization: Bearer <key>'; LUTRA_API_KEY sets one of your own",
                        added.secret()));
    }
}
