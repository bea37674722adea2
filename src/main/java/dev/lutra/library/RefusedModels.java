package dev.lutra.library;

import dev.lutra.problem.PlainText;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.stereotype.Component;

/**
 * The models and encodings that Lutra leaves out because they are invalid. It logs each once and lists them in {@code
 * /actuator/info}.
 */
@Component
final class RefusedModels implements InfoContributor {

    private static final Logger log = LoggerFactory.getLogger(RefusedModels.class);

    private final Map<String, String> reasons = new ConcurrentHashMap<>();

    /** @param model the name of a file, or the description of a model in the database */
    void add(String model, String reason) {
        String name = PlainText.cleaned(model);
        String shown = PlainText.cleaned(reason);
        if (!shown.equals(reasons.put(name, shown))) {
            log.warn("{} is left out: {}", name, shown);
        }
    }

    @Override
    public void contribute(Info.Builder builder) {
        if (!reasons.isEmpty()) {
            builder.withDetail("refusedModels", new TreeMap<>(reasons));
        }
    }
}
