package dev.lutra.access;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Makes the first admin key and logs it in the last line of the start. */
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
                        "Lutra has made an admin API key, because there was none. This line is the only place"
                                + " that shows it: {} - send it in the header 'Authorization: Bearer"
                                + " <key>' of requests that write. LUTRA_API_KEY sets a key of your own",
                        added.secret()));
    }
}
